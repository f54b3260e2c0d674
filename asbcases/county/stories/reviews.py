"""ASB case reviews before the panel, in areas of which some state their clocks and some none (docs/demo.md says where)."""

from datetime import datetime
from functools import partial

from asbcases.administration.transitions import set_policy
from asbcases.county.clock import DAY
from asbcases.county.county import County
from asbcases.county.flow.reviewing import (
    Reviewed,
    acknowledged,
    agreed,
    applicant,
    complained,
    decided,
    replied,
    rest_replied,
)
from asbcases.county.stories.groups import CRANE
from asbcases.county.stories.staff import LOST
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as, acting
from asbcases.deadlines.lines import MANAGER, SUPERVISOR
from asbcases.law.periods import london_day
from asbcases.policies.models import Confidence, Unit
from asbcases.policies.transitions import versions_of
from triggers.choices import BodyAnswer, BodyKind, Consent, Involvement, StepAgreed
from triggers.models import PublicApplication
from triggers.transitions import leave_application, take_in

# Who holds which office over the clocks of reviews: the rule, its area, and the account.
OFFICES = ((SUPERVISOR, "colchester", "coordinator4"), (MANAGER, "", "inspector"))
COLCHESTER, BASILDON, CASTLE_POINT = "E07000071", "E07000066", "E07000069"
DAUGHTER = Somebody("Joan Tidewell", "07700 900930", "joan.tidewell@example.org", "2 Tanners Row, Basildon")
ONLINE = Somebody(
    "Gwen Arkwright", "07700 900931", "gwen.arkwright@example.org", "9 Hazelbank, Canvey Island"
)
REFUSED = Somebody("Clifford Yaxley", "07700 900933", "", "14 Saltpan Close, Basildon")
SILENT = Somebody("Farida Anwar", "07700 900934", "", "60 Clockmaker Street, Colchester")


def offices(county: County) -> None:
    """The administrator names who supervises Colchester's co-ordinator, and the ASB manager of the force."""
    county.stage.at(county.ago(14.5), partial(_name, county))


def _name(county: County, now: datetime) -> None:
    by = county.world.cast["admin"]
    act_as(str(by.pk))
    for rule, area, who in OFFICES:
        newest = versions_of(rule, area).order_by("-in_force_from")[0]
        set_policy(
            rule,
            area,
            choice=who,
            unit=Unit.CHOICE,
            in_force_from=max(london_day(now), newest.in_force_from + DAY),
            source="The demonstration county",
            confidence=Confidence.UNSURE,
            by=by,
            now=now,
        )


def waits_for_consent(county: County) -> None:
    """A daughter applies for the woman who was closed as nuisance each time, and has not asked her yet."""
    Reviewed(county, "coordinator2").begins(
        0.7,
        BASILDON,
        **{**applicant(DAUGHTER), "place_text": LOST.address},
        victim_name=LOST.name,
        relation="her daughter",
        consent=Consent.WAITING,
        happened="My mother has rung the police four times about the boys and each time they close it. She is afraid to go out.",
        reported_to="The police on 101, four times since September",
    )


def received(county: County) -> None:
    """By the public form, in an area that states its clocks: nobody has written back yet."""
    county.stage.at(county.ago(2.8), _left_by_the_form)


def _left_by_the_form(now: datetime) -> None:
    said = {
        **applicant(ONLINE),
        "area": CASTLE_POINT,
        "contact_phone": ONLINE.phone,
        "from_hour": 9,
        "until_hour": 17,
        "happened": "Quad bikes on the sea wall every evening since August, and they ride at whoever says something.",
        "reported_to": "The police on 101, in August and in October\nThe council, at the end of September",
        "wanted": "That somebody stops them before a child is hurt.",
        "involvement": Involvement.REMOTE,
    }
    reference = "K7PQ-4M2X-D3MB"
    with acting("anonymous"):
        leave_application(reference, said=said, now=now)
    with acting("system:intake"):
        take_in(PublicApplication.objects.get(reference=reference), now)


def held(county: County) -> None:
    """The tenant of whom three agencies hold one report each; her area states no clock, so a date is to be agreed."""
    Reviewed(county, "coordinator").begins(
        1.0,
        COLCHESTER,
        **applicant(CRANE),
        happened="I have told the police, the council and my landlord about him, and each sends me to the next.",
        reported_to="The police last month\nThe noise team of the council, twice\nRiverside Homes",
        wanted="That one of you does something.",
    )


def not_met(county: County) -> None:
    """Below the threshold a person decided, with reasons, and the applicant was told how to complain of it."""
    Reviewed(county, "coordinator2").begins(
        33.1, BASILDON, **applicant(REFUSED), happened="The neighbour's bins stand on my side of the line."
    ).then(33.0, acknowledged, agreed(StepAgreed.AGENCY_REPLY, 7), agreed(StepAgreed.THRESHOLD, 14)).then(
        28.0,
        replied(BodyKind.COUNCIL, BodyAnswer.HOLDS, "One complaint of the bins, in July"),
        rest_replied,
        complained(BodyKind.COUNCIL, 30, "Bins left across the boundary"),
        decided(
            met=False,
            persistence="Told of once, and not again since July.",
            harm="He is annoyed by it; nobody is frightened or ill.",
            adequacy="The council wrote to both sides within a week, and the bins were moved.",
        ),
    )


def late_agency(county: County) -> None:
    """The day that was agreed for the replies has passed: two bodies are silent, and the board names them."""
    Reviewed(county, "coordinator").begins(
        12.2,
        COLCHESTER,
        **applicant(SILENT),
        happened="They spit at my door, and call me what I will not write down.",
    ).then(12.0, acknowledged, agreed(StepAgreed.AGENCY_REPLY, 9), agreed(StepAgreed.THRESHOLD, 15)).then(
        5.0,
        replied(BodyKind.POLICE, BodyAnswer.HOLDS, "One report of hate, in October"),
        replied(BodyKind.COUNCIL, BodyAnswer.NOTHING),
        complained(BodyKind.POLICE, 25, "Spat at and abused at her door", hate=True),
    )
