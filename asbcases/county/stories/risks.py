"""Victims at risk: a review that is late, a flat that was taken over, and hate."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.choices import Channel, PartyRole, RiskLevel
from asbcases.casework.transitions import place_case, place_incident, record_person, record_premises
from asbcases.casework.transitions.case_parties import join_party
from asbcases.county.clock import HOUR
from asbcases.county.county import County
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.plans import Plan
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as
from asbcases.deadlines.choices import Kind

LATE = Somebody("Iris Wainfleet", "07700 900911", "iris.wainfleet@example.org", "17 Saltpan Way, Colchester")
CUCKOOED = Somebody("Wilf Garland", "01632 960911", "", "Flat 4, 22 Osierbed Walk, Colchester")
HATED = Somebody(
    "Shirin Daneshvar", "07700 900912", "shirin.daneshvar@example.org", "31 Larkspur Rise, Colchester"
)


def late_review(county: County) -> None:
    """A victim at high risk, whose sergeant's review was due a week ago."""
    lead = county.world.cast["cpt"]
    matter = county.matter(
        county.sort("youths_target_home"),
        county.spot("colchester", LATE.address),
        county.ago(22) + HOUR,
        LATE,
        words="They were on the roof of my shed this time. I sit in the dark so that they think I am out.",
        level=RiskLevel.HIGH,
        officer=lead,
        plan=Plan(
            RiskLevel.HIGH,
            lead,
            opens_after=1,
            assessed_after=3,
            plain=True,
            problem="A woman on her own is besieged in her home by a group of youths",
        ),
    )
    county.desk.expect(matter)
    county.stage.at(
        matter.at + 2 * HOUR, lambda now: county.diary.leave(matter.own_case.pk, Kind.RISK_REVIEW)
    )


def cuckooed_flat(county: County) -> None:
    """A man with a learning disability whose flat was taken over; his landlord told us, and sees the summary."""
    lead = county.world.cast["cpt"]
    matter = county.matter(
        county.sort(
            "older_resident",
            summary="Tenant with a learning disability is taken over in his own flat",
            found="Two men left when they saw the uniform. He wants them gone and is afraid to say so.",
            thrive={
                "to": ["named_person"],
                "likelihood": "4",
                "factors": ["learning", "exploited"],
                "flags": ["cuckooing"],
                "offender": "describable",
            },
        ),
        county.spot("colchester", CUCKOOED.address),
        county.ago(13.2),
        CUCKOOED,
        channel=Channel.PARTNER,
        agency=county.world.agencies["Riverside Homes"],
        words="Our tenant Mr Garland says that young men have moved in with him. He is frightened of them, there are "
        "callers at all hours, and he sleeps at his sister's.",
        level=RiskLevel.HIGH,
        officer=lead,
        closes=False,
        plan=Plan(
            RiskLevel.HIGH,
            lead,
            opens_after=2,
            assessed_after=2,
            plain=True,
            shared="Riverside Homes",
            problem="A vulnerable man's flat has been taken over by people he is afraid of",
        ),
    )
    county.desk.expect(matter)
    county.stage.at(matter.at + 26 * HOUR, lambda now: _search_the_flat(county, matter, lead, now))


def _search_the_flat(county: County, matter: Matter, lead: User, now: datetime) -> None:
    """Note the flat with its warning, and who is said to have moved in."""
    act_as(str(lead.pk))
    premises = record_premises(
        address=matter.spot.address,
        district=matter.spot.district,
        by=lead,
        now=now,
        warning="Go in pairs: knives were seen on the kitchen table. The tenant is not to be asked before others.",
    )
    place_incident(matter.own_incident, premises, by=lead, now=now)
    place_case(matter.own_case, premises, note="Where it happens", by=lead, now=now)
    for name in ("Kieran Stoddart", "A man called Biggs"):
        person = record_person(name=name, source="The landlord", by=lead, now=now)
        join_party(matter.own_case, person, role=PartyRole.RESPONDENT, by=lead, now=now)


def hate_report(county: County) -> None:
    """Abuse about religion, taken over by the lead for hate crime within a day."""
    lead = county.world.cast["cpt"]
    matter = county.matter(
        county.sort(
            "hate_abuse",
            qualifiers=["hate_religion"],
            summary="Two men shout abuse about religion at a woman near her home",
        ),
        county.spot("colchester", HATED.address),
        county.ago(4.1),
        HATED,
        words="They shout at me about my headscarf when I come home from work, the same two men from the corner. "
        "Yesterday they spat at my car.",
        level=RiskLevel.HIGH,
        officer=lead,
        plan=Plan(
            RiskLevel.HIGH,
            lead,
            opens_after=3,
            assessed_after=2,
            plain=True,
            problem="A woman is abused about her religion by two men on her way home from work",
        ),
    )
    county.desk.expect(matter)
