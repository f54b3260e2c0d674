"""A landlord tells the police of a tenant, asks for what helps, and is given a part; two agencies are asked for something."""

from datetime import datetime, timedelta
from functools import partial

from asbcases.accounts.models import User
from asbcases.cases.choices import Channel, Precision, RiskLevel, Tier
from asbcases.casework.transitions.from_agencies import Telling, report_for_agency
from asbcases.county.cast import COUNCIL, LANDLORD
from asbcases.county.clock import DAY, HOUR
from asbcases.county.county import County
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.plans import Plan
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as
from asbcases.law.periods import london_day
from partners.access import shares_open_of
from partners.choices import Gateway, Item, Purpose
from partners.choices import Matter as Asked
from partners.models import Question, Referral, ShareRequest
from partners.transitions.answering import accept_referral
from partners.transitions.noting import note_for_agency
from partners.transitions.questions import answer_part, ask_question
from partners.transitions.referrals import draft_referral, send_referral
from partners.transitions.share_answering import answer_by_sharing
from partners.transitions.share_asking import ask_about_report

TENANT = Somebody("Nora Ellwood", "07700 900950", "", "15 Weathercock Lane, Colchester")
FLY_TIPPED = Somebody("Imogen Sturt", "07700 900951", "", "2 Tenpenny Row, Colchester")
PROBLEM = "A tenant's door is kicked at night by the visitors of the flat above"
OWN, COUNCILS_OWN = "RH-20417", "CCC/ASB/3391"
SAID = (
    "Our tenant Ms Ellwood rang us in tears. Visitors of the flat above kick her door when they leave, most nights "
    "after eleven. She does not answer it any more and her daughter no longer stays with her."
)
ASKED_FOR = (Item.SUMMARY, Item.CONTACT, Item.PEOPLE, Item.INCIDENTS, Item.RISK)
GIVEN = (Item.SUMMARY, Item.CONTACT, Item.PEOPLE, Item.INCIDENTS)
WHY = "We mean to write to the tenant above about the visitors, and need to know who they are and what was seen."
WHY_LESS = "Who and what happened is enough for a letter about the tenancy. How we rate the risk to her stays with us."
TENANCY = "Please look whether the flat above keeps to its tenancy as to visitors at night, and write to its tenant."
LAMPS = "The lamp by the entrance of 11 to 19 Weathercock Lane has been out for weeks. Please have it mended."
QUESTIONS = (
    "Has your noise team been told of the flat above, and when?",
    "Is anybody at number 15 known to your adult social care team, so that we do not visit twice?",
    "Which camera covers the entrance, and for how long are its pictures kept?",
)
ANSWERS = (
    "Twice: in August and again three weeks ago. A diary was sent out and did not come back.",
    "Not known to them.",
)
NOTES = (
    (True, "First letter to the flat above is posted. We visit on Thursday and tell you what was said."),
    (
        False,
        "Rent account of the flat above is in order: no lever there. Ask legal about the clause on visitors.",
    ),
)


def landlord_tells_and_asks(county: County) -> None:
    """What a landlord told us becomes a case; it asks to be given five parts of it, and a sergeant shares four."""
    lead, matter = county.world.cast["cpt"], _matter(county)
    county.stage.at(matter.at, partial(_tell, county, matter, TENANT, OWN, SAID))
    county.stage.at(matter.at + HOUR / 3, partial(county.desk.take_up, matter))
    county.stage.at(county.ago(7.9), partial(_ask, county, matter))
    county.stage.at(county.ago(5.9), partial(_note, county, matter))
    county.stage.at(county.ago(6.1), partial(_refer_to_landlord, county, matter, lead))
    # A council that has not said that it arrived: late by both clocks.
    county.stage.at(county.ago(8.1), partial(_refer_to_council, county, matter, lead))
    county.stage.at(county.ago(4.1), partial(_ask_council, county, matter, lead))


def council_tells(county: County) -> None:
    """What a council told us this morning, and nobody has looked at."""
    at = county.ago(hours=1.4)
    words = "Third load of rubble at the garages this month. Our warden saw a white van leave, and was shouted at from it."
    matter = county.matter(
        county.sort("fly_tipping"), county.spot("colchester", FLY_TIPPED.address), at, FLY_TIPPED
    )
    matter.agency = county.world.agencies[COUNCIL]
    county.stage.at(at, partial(_tell, county, matter, FLY_TIPPED, COUNCILS_OWN, words))


def _matter(county: County) -> Matter:
    lead = county.world.cast["cpt"]
    plan = Plan(RiskLevel.MEDIUM, lead, opens_after=2, assessed_after=3, plain=True, problem=PROBLEM)
    return county.matter(
        county.sort("threats_in_dispute", summary="Visitors of a flat kick the door below at night"),
        county.spot("colchester", TENANT.address),
        county.ago(9),
        TENANT,
        channel=Channel.PARTNER,
        agency=county.world.agencies[LANDLORD],
        officer=lead,
        closes=False,
        plan=plan,
    )


def _officer_of(county: County, matter: Matter) -> User:
    return county.world.cast[
        "partner" if matter.agency == county.world.agencies[LANDLORD] else "partner-council"
    ]


def _tell(county: County, matter: Matter, who: Somebody, own: str, words: str, now: datetime) -> None:
    """Have an officer of the agency enter it, as *Tell the police* does."""
    by = _officer_of(county, matter)
    act_as(str(by.pk))
    telling = Telling(
        narrative=words,
        place_text=matter.spot.address,
        district=matter.spot.district,
        happened_from=now - 10 * HOUR,
        happened_until=now - 9 * HOUR,
        happened_precision=Precision.RANGE,
        caller={"caller_name": who.name, "caller_phone": who.phone, "caller_address": who.address},
        own_reference=own,
    )
    matter.reports = [report_for_agency(telling, by=by, now=now)]


def _ask(county: County, matter: Matter, now: datetime) -> None:
    by = _officer_of(county, matter)
    act_as(str(by.pk))
    request = ask_about_report(
        matter.reports[0],
        items=ASKED_FOR,
        purpose=Purpose.TENANCY,
        gateway=Gateway.CRIME_AND_DISORDER,
        why=WHY,
        urgent=False,
        needed_on=None,
        until_on=None,
        by=by,
        now=now,
    )
    county.stage.at(now + DAY, partial(_share_a_part, county, matter, request))


def _share_a_part(county: County, matter: Matter, request: ShareRequest, now: datetime) -> None:
    by = county.world.cast["sergeant"]
    act_as(str(by.pk))
    answer_by_sharing(
        request,
        county.cases.case_of(matter),
        county.world.agencies[LANDLORD],
        words=WHY_LESS,
        share={
            "items": GIVEN,
            "tier": Tier.INCIDENTS,
            "purpose": Purpose.TENANCY,
            "gateway": Gateway.CRIME_AND_DISORDER,
            "proportionality": "They let both flats: who comes and what was seen is what a letter needs.",
            "ends_at": now + 180 * DAY,
        },
        by=by,
        now=now,
    )


def _note(county: County, matter: Matter, now: datetime) -> None:
    """Have the landlord's officer note; nobody can where the share has run out by the real clock."""
    by = _officer_of(county, matter)
    act_as(str(by.pk))
    shares = list(shares_open_of(matter.own_case.reference, by, now=now))
    for shown, words in NOTES if shares else ():
        note_for_agency(shares, words=words, shown_to_police=shown, by=by, now=now)


def _refer(
    county: County, matter: Matter, agency: str, asks: str, about: Asked, by: User, now: datetime
) -> Referral:
    act_as(str(by.pk))
    draft = draft_referral(
        county.cases.case_of(matter),
        agency=county.world.agencies[agency],
        named=None,
        matter=about,
        asks=asks,
        high=about is Asked.PLACE,
        respond_by=london_day(county.end + 10 * DAY),
        share=None,
        by=by,
        now=now,
    )
    return send_referral(draft, by=by, now=now)


def _refer_to_council(county: County, matter: Matter, by: User, now: datetime) -> None:
    _refer(county, matter, COUNCIL, LAMPS, Asked.PLACE, by, now)


def _refer_to_landlord(county: County, matter: Matter, by: User, now: datetime) -> None:
    """Refer the tenancy to the landlord, whose officer accepts it within two hours."""
    sent = _refer(county, matter, LANDLORD, TENANCY, Asked.TENANCY, by, now)
    county.stage.at(now + 2 * HOUR, lambda at: _accept(county, sent, at))


def _accept(county: County, sent: Referral, now: datetime) -> None:
    by = county.world.cast["partner"]
    act_as(str(by.pk))
    accept_referral(Referral.objects.select_related("agency").get(pk=sent.pk), by=by, now=now)


def _ask_council(county: County, matter: Matter, by: User, now: datetime) -> None:
    """Ask the council three things, of which it answers two on different days; the third is still to come."""
    act_as(str(by.pk))
    question = ask_question(
        county.cases.case_of(matter),
        county.world.agencies[COUNCIL],
        asks="15 Weathercock Lane and the flat above it",
        parts=QUESTIONS,
        due_on=london_day(county.end + 2 * DAY),
        by=by,
        now=now,
    )
    for number, words in enumerate(ANSWERS, start=1):
        county.stage.at(now + timedelta(days=1.3 * number), partial(_answer, county, question, number, words))


def _answer(county: County, question: Question, number: int, words: str, now: datetime) -> None:
    by = county.world.cast["partner-council"]
    act_as(str(by.pk))
    part = question.parts.select_related("question", "agency").get(number=number)
    answer_part(part, words=words, by=by, now=now)
