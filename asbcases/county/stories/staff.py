"""What those who supervise have to see: a lead who left, a victim lost in how she was closed, and what waits for a decision."""

from datetime import datetime
from functools import partial

from asbcases.administration.transitions import suspend_user
from asbcases.cases.case_choices import SampleVerdict
from asbcases.cases.choices import Outcome, RiskLevel
from asbcases.casework.transitions import ask_to_close, draw_sample, reallocate_case, review_sampled
from asbcases.county.clock import DAY, HOUR
from asbcases.county.county import County
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.plans import ENDED, Plan
from asbcases.county.world import LEAVER, Somebody
from asbcases.db.actor import act_as
from asbcases.deadlines.choices import Kind
from partners.access import cases_visible_to
from risk.choices import Level
from risk.queries import assessed_of
from risk.transitions import ask_to_lower

LOST = Somebody(
    "Maureen Tidewell", "07700 900918", "maureen.tidewell@example.org", "12 Bellfounder Way, Basildon"
)
TOLD = (
    "Boys kick a ball against my wall from four o'clock until it is dark. I have asked them nicely.",
    "The same boys. When I came out they called me names and one of them threw the ball at me.",
    "They have broken the pot by my door now. I have stopped going out in the afternoon.",
    "I have rung you three times. They stand at my window and do my voice. I am seventy-six and I am at the end of my tether.",
)
LEFT = (
    Somebody("Hattie Bramall", "07700 900919", "", "5 Clockmaker Street, Colchester"),
    Somebody("Olwen Pascoe", "07700 900920", "", "71 Clockmaker Street, Colchester"),
)
STORY = (
    "The neighbour was warned in October and has been quiet since half-term; the landlord holds the diary."
)


def repeat_victim_closed_as_nuisance(county: County) -> None:
    """Four reports of one woman: three were closed as nuisance, each with a sergeant's reason from the second on."""
    matter = county.matter(
        county.sort(
            "youths_shops",
            summary="Boys kick a ball against the wall of a house",
            problem="Boys play football against one house",
        ),
        county.spot("basildon", LOST.address),
        county.ago(64),
        LOST,
        words=TOLD[0],
    )
    county.desk.expect(matter)
    for days, words in ((40, TOLD[1]), (19, TOLD[2])):
        county.desk.expect(county.again(matter, county.ago(days), words))
    county.desk.expect(county.again(matter, county.ago(1.4), TOLD[3], closes=False))


def lead_who_left(county: County) -> None:
    """An officer whose account was closed four days ago: one case was handed over and is not read yet, one is nobody's."""
    lead = county.world.cast[LEAVER]
    matters = [
        county.matter(
            county.sort("noise_next_door"),
            county.spot("colchester", caller.address),
            county.ago(24 + number),
            caller,
            level=RiskLevel.MEDIUM,
            officer=lead,
            plan=Plan(RiskLevel.MEDIUM, lead, opens_after=3, assessed_after=5, plain=True),
        )
        for number, caller in enumerate(LEFT)
    ]
    for matter in matters:
        county.desk.expect(matter)
    county.stage.at(county.ago(5), lambda now: _hand_over(county, matters[0], now))
    county.stage.at(county.ago(4), lambda now: _leave(county, matters[1], now))


def _hand_over(county: County, matter: Matter, now: datetime) -> None:
    by, lead = county.world.cast["sergeant"], county.world.cast["cpt"]
    act_as(str(by.pk))
    reallocate_case(
        county.cases.case_of(matter),
        lead=lead,
        reason="PC Vale leaves the force at the end of the week.",
        story=STORY,
        promises="She hears from us every other Monday after six.",
        dangers="His dog is loose in the yard: ring before you go.",
        by=by,
        now=now,
    )
    matter.plan.lead = lead
    matter.officer = lead


def _leave(county: County, matter: Matter, now: datetime) -> None:
    by, lead = county.world.cast["admin"], county.world.cast[LEAVER]
    act_as(str(by.pk))
    suspend_user(lead, reason="Left the force", version=lead.version, by=by, now=now)
    county.diary.leave(matter.own_case.pk, *Kind)


def to_decide(county: County) -> None:
    """What supervisors find in their queue: levels to be lowered, and cases to be closed."""
    for number, code in enumerate(("colchester", "basildon", "colchester")):
        lead = county.world.cast["cpt2" if code == "basildon" else "cpt"]
        level = RiskLevel.HIGH if number == 0 else RiskLevel.MEDIUM
        spot = county.world.spot(county.world.districts[code])
        matter = county.matter(
            county.sort("threats_in_dispute"),
            spot,
            county.ago(11 + 5 * number),
            county.world.somebody(spot.address),
            level=level,
            officer=lead,
            plan=Plan(level, lead, opens_after=2, assessed_after=4, plain=True),
        )
        county.desk.expect(matter)
        ask = _ask_to_lower if number == 0 else _ask_to_close
        county.stage.at(county.end - DAY + number * HOUR, partial(ask, county, matter))


def dip_sample(county: County) -> None:
    """A sample of live cases that the inspector drew the day before, of which one is reviewed."""
    county.stage.at(county.end - DAY + 6 * HOUR, partial(_draw, county))


def _draw(county: County, now: datetime) -> None:
    by = county.world.cast["inspector"]
    act_as(str(by.pk))
    sample = draw_sample(cases_visible_to(by, now=now), district=None, size=5, seed=7, by=by, now=now)
    first = sample.drawn.select_related("case", "sample__rubric").order_by("place")[0]
    verdicts = {point["code"]: SampleVerdict.YES for point in sample.rubric.content["points"]}
    note = "Contact as agreed, and the level is borne by the answers."
    review_sampled(first, verdicts=verdicts, note=note, by=by, now=now)


def _ask_to_lower(county: County, matter: Matter, now: datetime) -> None:
    by = matter.plan.lead
    act_as(str(by.pk))
    assessment = assessed_of(county.cases.victims(matter)[0])
    if assessment:
        reason = "The man moved out on Tuesday and the locks were changed; she sleeps at home again."
        ask_to_lower(assessment, level=Level.MEDIUM, reason=reason, by=by, now=now)


def _ask_to_close(county: County, matter: Matter, now: datetime) -> None:
    """Have what is late done, and then ask to close."""
    county.cases.catch_up(matter, now)
    county.stage.at(now + HOUR, partial(_ask_the_sergeant, county, matter))


def _ask_the_sergeant(county: County, matter: Matter, now: datetime) -> None:
    """Assess once more, and ask the sergeant to close: at a medium risk an officer does not close alone."""
    by = matter.plan.lead
    act_as(str(by.pk))
    county.cases.ask(matter, RiskLevel.MEDIUM, by, now)
    ask_to_close(
        county.cases.case_of(matter),
        outcome=Outcome.REDUCED,
        reason=ENDED[2],
        identifiable_victim=True,
        victim_told=True,
        told_words="In person yesterday evening; content that we close.",
        support_offered=True,
        support_words="Victim support line offered and accepted; two calls so far.",
        by=by,
        now=now,
    )
