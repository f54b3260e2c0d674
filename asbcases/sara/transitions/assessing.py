"""Assessment: the figures as they were computed, kept whole, and what a person says came of the plan."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import Person, ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.cases.queries import next_number
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.sara.choices import Verdict
from asbcases.sara.models import PlanAssessment, VictimContact
from asbcases.sara.queries import newest_objective, response_began_on, victims_of
from asbcases.sara.rules.measured import Measured
from asbcases.sara.rules.refusals import REFUSALS
from asbcases.sara.rules.window_shapes import Days, Refusal
from asbcases.sara.transitions.shared import (
    locked_at,
    locked_open,
    move,
    record_on,
    refuse_unless_past,
    said,
)

ASSESSED_AT = (PlanStage.RESPONSE, PlanStage.ASSESSMENT)


class Said(TypedDict, total=False):
    """What else is said of a plan, by the headings of EMMIE and beside them."""

    effect: str
    mechanism: str
    moderators: str
    implementation: str
    economy: str
    victims_view: str
    learning: str
    shareable: bool


@transaction.atomic
def assess_plan(
    plan: ProblemPlan,
    measured: Measured,
    *,
    verdict: Verdict,
    words: str,
    by: User,
    now: datetime,
    **more: Unpack[Said],
) -> PlanAssessment:
    """Keep an assessment whole, and return it; what was assessed before stays beside it with its figures."""
    plan = locked_at(plan, *ASSESSED_AT)
    before = Days(measured.before_from, measured.before_to)
    after = Days(measured.after_from, measured.after_to)
    refuse_unless_sound(plan, before, after, (measured.before, measured.after), today=london_day(now))
    if not measured.figures and not measured.counted_from.strip():
        raise Refused("Say from where the counts come: they were not computed from the records.")
    assessment = PlanAssessment.objects.create(
        plan=plan,
        objective=newest_objective(plan),
        number=next_number(PlanAssessment.objects.filter(plan=plan)),
        verdict=verdict,
        verdict_words=said(words, "Say why it came out so: a person decides, and not the figures."),
        assessed_at=now,
        recorded_at=now,
        recorded_by=by,
        **{**vars(measured), "figures": dict(measured.figures), "counted": list(measured.counted)},
        **more,
    )
    told = assessment.get_verdict_display().lower()
    record_on(PlanVerb.PROBLEM_ASSESSED, plan, by=by, now=now, verdict=told, number=assessment.number)
    if plan.stage != PlanStage.ASSESSMENT:
        move(plan, PlanStage.ASSESSMENT)
    return assessment


def refuse_unless_sound(
    plan: ProblemPlan, before: Days, after: Days, counts: tuple[int, int], *, today: date
) -> None:
    """Refuse windows and counts of which nothing can be said, whoever counted."""
    if min(before.length, after.length) < 1:
        raise Refused("A window ends before it begins: look at the days again.")
    if not all(window.weeks for window in (before, after)):
        raise Refused(REFUSALS[Refusal.NO_WHOLE_WEEK])
    if after.first_on <= before.last_on:
        raise Refused(
            "The two windows overlap: what is counted after has to lie behind what is counted before."
        )
    if after.first_on > today:
        raise Refused("Nothing can be counted yet: the window after has not begun.")
    if min(counts) < 0:
        raise Refused("A count is nought or more: look at the figures again.")
    _refuse_overlap(plan, before)


def _refuse_overlap(plan: ProblemPlan, before: Days) -> None:
    """Refuse a window before that reaches into the response: what was done then is no part of how it was."""
    first = response_began_on(plan)
    if first and before.last_on >= first:
        raise Refused(f"The window before reaches into the response, which began on {day_words(first)}.")


@transaction.atomic
def note_victim(
    plan: ProblemPlan, person: Person, *, words: str, contacted_at: datetime, by: User, now: datetime
) -> VictimContact:
    """Keep that a victim was contacted about the plan and what they said, and return it."""
    plan = locked_open(plan)
    refuse_unless_past(contacted_at, now, "when the victim was contacted")
    if not victims_of(plan).filter(pk=person.pk).exists():
        raise Refused(f"{person.reference} is no victim of what the plan is linked to.")
    contact = VictimContact.objects.create(
        plan=plan,
        person=person,
        words=said(words, "Say how the victim was reached, and what they said."),
        contacted_at=contacted_at,
        recorded_at=now,
        recorded_by=by,
    )
    record_on(PlanVerb.PROBLEM_VICTIM_ASKED, plan, by=by, now=now, contact=contact.pk)
    return contact
