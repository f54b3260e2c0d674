"""Who belongs together: a group with its hierarchy, a shop, and one victim whom three agencies know."""

from datetime import datetime
from functools import partial

from asbcases.accounts.models import User
from asbcases.cases.choices import Channel, PartyRole, PersonKind, RiskLevel, Tie
from asbcases.casework.transitions import note_association, note_member, record_person
from asbcases.casework.transitions.case_parties import join_party
from asbcases.county.clock import DAY, HOUR
from asbcases.county.county import County
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.plans import Plan
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as

GROUP = "The Marlpit boys"
MEMBERS = (
    ("Corey Lanyard", "Leads it"),
    ("Jayden Frobisher", "Carries for him"),
    ("Taylor Frobisher", "Looks out"),
    ("Reece Ottaway", "Comes along"),
)
SHOP = "Oystershell Stores"
MANAGER = Somebody(
    SHOP, "01632 960912", "manager@oystershell.example.org", "3 Oystershell Road, Southend-on-Sea"
)
CRANE = Somebody(
    "Ottilie Crane", "07700 900913", "ottilie.crane@example.org", "6 Weathercock Lane, Colchester"
)
THEFTS = (
    "He walked in, filled a bag with meat and walked out again. My cashier asked him to stop and he squared up to her.",
    "Same man, third day running, this time two of them. They told the girl on the till they know when she finishes.",
    "Spirits today. He waved at the camera. I have the film of all of it.",
    "He came back in the afternoon as well, and threw a basket at the door when I would not open.",
)


def group_with_a_hierarchy(county: County) -> None:
    """A group whose members have parts in it, as respondents of one case."""
    lead = county.world.cast["cpt2"]
    caller = Somebody("Bertram Colne", "07700 900914", "", "40 Marlpit Crescent, Basildon")
    matter = county.matter(
        county.sort("youths_target_home"),
        county.spot("basildon", caller.address),
        county.ago(17.3),
        caller,
        words="It is that lot from the garages, the Frobisher brothers and the one they all do as they are told by.",
        level=RiskLevel.MEDIUM,
        officer=lead,
        plan=Plan(
            RiskLevel.MEDIUM,
            lead,
            opens_after=4,
            assessed_after=6,
            plain=True,
            problem="A group from the garages has one household under its thumb",
        ),
    )
    county.desk.expect(matter)
    county.stage.at(matter.at + 2 * DAY, lambda now: _name_the_group(matter, lead, now))


def _name_the_group(matter: Matter, lead: User, now: datetime) -> None:
    act_as(str(lead.pk))
    source = "The school's officer"
    group = record_person(name=GROUP, kind=PersonKind.GROUP, source=source, by=lead, now=now)
    people = [record_person(name=name, source=source, by=lead, now=now) for name, _ in MEMBERS]
    for person, (_, part) in zip(people, MEMBERS, strict=True):
        note_member(group, person, part=part, source=source, by=lead, now=now)
        join_party(matter.own_case, person, role=PartyRole.RESPONDENT, by=lead, now=now)
    note_association(people[1], people[2], tie=Tie.FAMILY, source=source, by=lead, now=now)
    note_association(people[0], people[1], tie=Tie.ASSOCIATE, source="Seen by a patrol", by=lead, now=now)


def daily_thefts(county: County) -> None:
    """A shop that is stolen from every day, with its staff threatened: one case that every new report joins."""
    lead = county.world.cast["asb2"]
    plan = Plan(
        RiskLevel.MEDIUM,
        lead,
        opens_after=2,
        assessed_after=4,
        plain=True,
        problem="A corner shop is stolen from every day and its staff are threatened",
    )
    matter = county.matter(
        county.sort(
            "youths_shops",
            category="personal",
            subtype="rowdy_inconsiderate",
            offences="Theft Act 1968, section 1",
            summary="Thefts from a corner shop, with threats to the staff",
            found="Film taken from the shop. The cashier is in tears and does not want to be alone in there.",
            thrive={
                "to": ["staff"],
                "severity": "2",
                "likelihood": "4",
                "violence": "threatened",
                "crime": "yes",
                "offender": "describable",
                "grade": "priority",
            },
        ),
        county.spot("southend", MANAGER.address),
        county.ago(6.1),
        MANAGER,
        words=THEFTS[0],
        officer=lead,
        closes=False,
        plan=plan,
    )
    county.stage.at(matter.at - HOUR, lambda now: _shop_on_file(county, matter, now))
    county.desk.expect(matter)
    for number, words in enumerate(THEFTS[1:], start=1):
        county.stage.at(matter.at + number * DAY * 1.4, partial(_stolen_again, county, matter, words))


def _stolen_again(county: County, matter: Matter, words: str, now: datetime) -> None:
    county.desk.take(county.again(matter, now, words), now)


def _shop_on_file(county: County, matter: Matter, now: datetime) -> None:
    by = county.world.cast["handler"]
    act_as(str(by.pk))
    matter.person = record_person(
        name=SHOP, kind=PersonKind.BUSINESS, phone=MANAGER.phone, source="The shop", by=by, now=now
    )


def three_agencies(county: County) -> None:
    """The force, a council and a landlord each hold one report of one victim, and nobody has put them together."""
    agencies, spot = county.world.agencies, county.spot("colchester", CRANE.address)
    ours = county.matter(
        county.sort("noise_next_door"),
        spot,
        county.ago(26),
        CRANE,
        words="He has the television against my wall day and night, and now he has started on my door.",
    )
    county.desk.expect(ours)
    councils = county.again(
        ours,
        county.ago(12),
        "Ms Crane rang our noise team a second time. She says that she has told the police and that nobody rang back.",
        caller=Somebody("Ottilie Crane", CRANE.phone, "", ""),
        person=None,
        channel=Channel.PARTNER,
        agency=agencies["Colchester City Council"],
    )
    county.desk.expect(councils)
    landlords = county.again(
        ours,
        county.ago(1.2),
        "Our tenant Otillie Crane has asked to be moved. She sleeps in the hall because of the neighbour.",
        caller=Somebody("Otillie Crane", "", CRANE.email, CRANE.address),
        person=None,
        channel=Channel.PARTNER,
        agency=agencies["Riverside Homes"],
        closes=False,
    )
    county.desk.expect(landlords)
