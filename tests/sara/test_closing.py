"""Assessing and closing: figures that stay, every gate of the end, and who signs."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.casework.transitions import classify_incident
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import ClosingReason
from asbcases.sara.models import Objective, PlanAssessment, PlanClosure
from asbcases.sara.queries import figures_stale, reclassified_since, victims_of
from asbcases.sara.rules.gates import Order
from tests.make import NOW, make_case, make_incident
from tests.sara import plans
from tests.sara.plans import DAY, TODAY, analysed, assessed, closing, planned, start

pytestmark = pytest.mark.django_db
LATER = NOW + 70 * DAY


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return analysed(start(owner=amira, supervisor=ben))


def why_not(plan: ProblemPlan, by: User, **changed: Any) -> str:
    with pytest.raises(Refused) as told:
        verbs.close_plan(plan, closing(**changed), by=by, now=LATER)
    assert not PlanClosure.objects.exists()
    return told.value.reason


def test_everything_that_is_wanting_is_said_at_once(plan: ProblemPlan, amira: User) -> None:
    planned(plan)

    assert why_not(plan, amira, orders=[Order(TODAY + 400 * DAY, diarised=False)]) == (
        "Finish or drop every response."
        " Wait until the whole window after has been looked at, or say why nobody waits."
        " Assess the objective by its measure."
        " Put the end of every order that runs on into the diary."
        " A sergeant or above who does not own the plan signs it off."
    )


def test_a_plan_does_not_claim_a_target_that_it_missed(plan: ProblemPlan, ben: User) -> None:
    assessed(plan, now=LATER, after=25)

    assert why_not(plan, ben) == "The target was not reached: choose another reason."

    closure = verbs.close_plan(plan, closing(reason=ClosingReason.REDUCED), by=ben, now=LATER)
    assert (closure.success_claimed, closure.criteria["value"], closure.criteria["target"]) == (False, 25, 20)


def test_the_window_after_is_waited_for_or_it_is_said_why_not(plan: ProblemPlan, ben: User) -> None:
    assessed(plan, now=LATER, after_to=london_day(LATER))

    assert (
        why_not(plan, ben) == "Wait until the whole window after has been looked at, or say why nobody waits."
    )

    assert verbs.close_plan(
        plan, closing(short_reason="The yard is built over"), by=ben, now=LATER
    ).short_reason


def test_a_window_of_less_than_eight_weeks_wants_a_reason(plan: ProblemPlan, ben: User) -> None:
    assessed(plan, now=LATER, after_to=TODAY + 55 * DAY)
    assert why_not(plan, ben).startswith("Wait until the whole window after")

    assessed(plan, now=LATER, after_to=TODAY + 56 * DAY)

    assert verbs.close_plan(plan, closing(), by=ben, now=LATER).criteria["after_window_ends_on"] == str(
        TODAY + 56 * DAY
    )


def test_who_takes_a_problem_over_has_accepted_it(plan: ProblemPlan, ben: User) -> None:
    assessed(plan, now=LATER)
    moved = {"reason": ClosingReason.TRANSFERRED}

    assert (
        why_not(plan, ben, **moved) == "Say that they accepted it. Say to whom the problem was transferred."
    )

    ended = closing(**moved, transferred_to="The council", transfer_accepted=True)
    assert not verbs.close_plan(plan, ended, by=ben, now=LATER).success_claimed


def test_a_plan_is_merged_into_another_one(plan: ProblemPlan, amira: User, ben: User) -> None:
    assessed(plan, now=LATER)
    other = start(owner=amira, supervisor=ben)
    merged = {"reason": ClosingReason.MERGED}

    assert why_not(plan, ben, **merged) == "Name the plan into which this one is merged."
    assert why_not(plan, ben, **merged, merged_into=plan).startswith("A plan is not merged into itself")

    assert (
        verbs.close_plan(plan, closing(**merged, merged_into=other), by=ben, now=LATER).merged_into == other
    )


def test_words_and_the_risk_that_is_left_are_wanted(plan: ProblemPlan, ben: User) -> None:
    assessed(plan, now=LATER)

    assert why_not(plan, ben, words=" ") == "Say how it ended, in words."
    assert why_not(plan, ben, residual_risk="") == "Say which risk is left, or that there is none."


def test_every_victim_of_what_the_plan_is_linked_to_is_contacted(
    plan: ProblemPlan, amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    verbs.link(plan, to=case, by=amira, now=NOW)
    [victim] = victims_of(plan)
    assessed(plan, now=LATER)
    assert why_not(plan, ben) == "Contact every victim."
    said: dict[str, Any] = {"words": "By telephone: quiet now", "by": amira, "now": LATER}

    with pytest.raises(Refused, match="lies in the future"):
        verbs.note_victim(plan, victim, contacted_at=LATER + DAY, **said)
    stranger = make_case(by=amira, victim_name="Somebody Else").parties.get(role="victim").person
    with pytest.raises(Refused, match="is no victim of what the plan is linked to"):
        verbs.note_victim(plan, stranger, contacted_at=NOW, **said)
    verbs.note_victim(plan, victim, contacted_at=NOW, **said)

    assert verbs.close_plan(plan, closing(), by=ben, now=LATER).criteria["victims"] == 1


def test_nothing_more_is_done_on_a_closed_plan(plan: ProblemPlan, amira: User, ben: User) -> None:
    with pytest.raises(Refused, match="was not closed as a plan"):
        verbs.check_aftercare(plan, holds=True, words="Quiet", by=amira, now=NOW)
    assessed(plan, now=LATER)
    verbs.close_plan(plan, closing(), by=ben, now=LATER)

    with pytest.raises(Refused, match="is closed: nothing more is done on it"):
        verbs.close_plan(plan, closing(), by=ben, now=LATER)
    verbs.check_aftercare(plan, holds=True, words="Quiet", by=amira, now=LATER)
    with pytest.raises(Refused, match="was looked at again already"):
        verbs.check_aftercare(plan, holds=True, words="Quiet", by=amira, now=LATER)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"before_to": TODAY - 90 * DAY}, "A window ends before it begins"),
        ({"after_to": TODAY + DAY}, "A window is shorter than a week"),
        ({"before_from": TODAY - 6 * DAY}, "A window is shorter than a week"),
        ({"after_from": TODAY - DAY}, "The two windows overlap"),
        ({"after_from": TODAY + 80 * DAY, "after_to": TODAY + 90 * DAY}, "Nothing can be counted yet"),
        ({"after": -1}, "A count is nought or more"),
        ({"figures": {}}, "Say from where the counts come"),
    ],
)
def test_figures_that_could_not_be_are_refused(
    plan: ProblemPlan, changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        assessed(plan, now=LATER, **changed)
    plan.refresh_from_db()
    assert (plan.stage, PlanAssessment.objects.count()) == (PlanStage.RESPONSE, 0)


def test_the_window_before_does_not_reach_into_the_response(plan: ProblemPlan) -> None:
    plans.done(plan)

    with pytest.raises(Refused, match="The window before reaches into the response, which began on"):
        assessed(plan, now=LATER, before_to=TODAY, after_from=TODAY + DAY)


def test_the_baseline_of_a_changed_measure_does_not_reach_into_the_response(
    plan: ProblemPlan, amira: User
) -> None:
    change: dict[str, Any] = {"why": "The club asks for more", "by": amira, "now": NOW + 10 * DAY}
    verbs.begin_response(planned(plan, immediate=True), by=amira, now=NOW)
    before = verbs.change_measure(plan, plans.measure(baseline_to=TODAY), **change)
    verbs.begin_response(planned(plan), by=amira, now=NOW)

    with pytest.raises(Refused) as told:
        verbs.change_measure(plan, plans.measure(baseline_to=TODAY), **change)
    changed = verbs.change_measure(plan, plans.measure(baseline_to=TODAY - DAY), **change)

    assert told.value.reason == (
        f"The baseline reaches into the response, which began on {day_words(TODAY)}:"
        " what was done then is no part of how it was."
    )
    assert (before.number, changed.number, Objective.objects.count()) == (2, 3, 3)


def test_counts_of_nought_and_counts_of_others_are_kept(plan: ProblemPlan) -> None:
    found = assessed(plan, now=LATER, before=0, after=0, figures={}, counted_from="The council's own log")

    assert (found.before, found.after, found.counted_from) == (0, 0, "The council's own log")


def test_incidents_that_are_reclassified_flag_the_figures_which_stay(plan: ProblemPlan, amira: User) -> None:
    counted = make_incident(by=amira, category=Category.NUISANCE, now=NOW + 10 * DAY)
    linked = make_incident(by=amira, category=Category.PERSONAL, now=NOW + 11 * DAY)
    verbs.link(plan, to=linked, by=amira, now=NOW)
    assert not figures_stale(plan)
    first = assessed(plan, now=LATER, counted=[counted.pk])
    assert not figures_stale(plan)

    for incident, category in ((counted, Category.PERSONAL), (linked, Category.NUISANCE)):
        classify_incident(incident, category=category, reason="Read again", by=amira, now=LATER + DAY)

    assert figures_stale(plan)
    assert set(reclassified_since(first)) == {counted, linked}
    assessed(plan, now=LATER + 2 * DAY, counted=[linked.pk], after=17)
    assert not figures_stale(plan)
    first.refresh_from_db()
    assert (first.after, first.counted) == (18, [counted.pk])


def test_a_measure_of_all_categories_goes_stale_only_by_what_was_recorded_in_error(
    plan: ProblemPlan, amira: User
) -> None:
    verbs.change_measure(plan, plans.measure(categories=[]), why="All of it counts", by=amira, now=NOW)
    counted = make_incident(by=amira, now=NOW + 10 * DAY)
    first = assessed(plan, now=LATER, counted=[counted.pk])
    classify_incident(counted, category=Category.NUISANCE, reason="Read again", by=amira, now=LATER + DAY)

    assert list(reclassified_since(first)) == []
