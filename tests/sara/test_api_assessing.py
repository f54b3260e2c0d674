"""Assessments by the API: from the records as the page makes them, or by counts from elsewhere, and what is refused."""

from datetime import date
from typing import Any

import pytest
import time_machine

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.sara.models import Objective, PlanAssessment
from asbcases.sara.queries.measuring import measure, proposed
from tests.sara import plans
from tests.sara.plans import DAY, TODAY, start
from tests.sara.recorded import LATER, a_world, carried_out
from tests.sara.test_api_plans import Api

pytestmark = pytest.mark.django_db
VERDICT = {"verdict": "worked", "words": "Quieter"}


def days(**named: date) -> dict[str, str]:
    return {name: day.isoformat() for name, day in named.items()}


COUNTS: dict[str, Any] = {
    **days(before_from=TODAY - 84 * DAY, before_to=TODAY - DAY),
    **days(after_from=TODAY + 2 * DAY, after_to=TODAY + 57 * DAY),
    **{"before": 62, "after": 6, "counted_from": "The log of the landlord"},
}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return carried_out(amira, ben)


def test_without_counts_the_records_are_counted_as_on_the_page(plan: ProblemPlan, amira: User) -> None:
    a_world(before=8, after=2)
    shown = measure(plan, proposed(plan, now=LATER), now=LATER)

    answer = Api(amira).post(f"{plan.reference}/assessments/", VERDICT)

    assert (answer.status_code, answer.json()["figures"]["finding"]) == (201, "fell")
    kept = PlanAssessment.objects.get()
    assert (kept.figures, kept.counted) == (shown.figures, list(shown.counted))
    assert (kept.before, kept.after, kept.counted_from) == (96, 16, "")


def test_days_of_the_records_may_be_fewer_with_the_reason(plan: ProblemPlan, amira: User) -> None:
    a_world(before=8, after=2)
    path, fewer = f"{plan.reference}/assessments/", {**VERDICT, "after_days": 30}

    refused = Api(amira).post(path, fewer)
    kept = Api(amira).post(path, {**fewer, "short_reason": "The yard is built over"})

    assert (refused.status_code, "say why nobody waits" in refused.json()["detail"]) == (409, True)
    assert (kept.status_code, kept.json()["after_to"]) == (201, (TODAY + 29 * DAY).isoformat())


def test_counts_from_elsewhere_are_read_with_care_as_on_the_page(plan: ProblemPlan, amira: User) -> None:
    answer = Api(amira).post(f"{plan.reference}/assessments/", {**VERDICT, **COUNTS})

    figures = answer.json()["figures"]
    assert (figures["method"], figures["strength"], figures["finding"]) == ("entered", "weak", "fell")
    assert PlanAssessment.objects.get().counted_from == "The log of the landlord"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (days(after_to=TODAY + 2 * DAY), "A window is shorter than a week"),
        (days(before_from=TODAY - DAY), "A window is shorter than a week"),
        (days(before_from=TODAY - 6 * DAY), "A window is shorter than a week"),
        (days(before_to=TODAY - 90 * DAY), "A window ends before it begins"),
        (days(after_from=TODAY - 20 * DAY), "The two windows overlap"),
        (days(before_to=TODAY + DAY), "The window before reaches into the response"),
        (days(after_from=TODAY + 90 * DAY, after_to=TODAY + 99 * DAY), "has not begun"),
        ({"before": -1}, "A count is nought or more"),
    ],
)
def test_counts_of_which_nothing_can_be_said_are_refused(
    plan: ProblemPlan, amira: User, changed: dict[str, Any], words: str
) -> None:
    answer = Api(amira).post(f"{plan.reference}/assessments/", {**VERDICT, **COUNTS, **changed})

    assert (answer.status_code, words in answer.json()["detail"]) == (409, True)
    assert not PlanAssessment.objects.exists()


@pytest.mark.parametrize(
    ("said", "pointers"),
    [
        ({"before": 40, "after": 18}, {"before_from", "before_to", "after_from", "after_to", "counted_from"}),
        (
            {"counted_from": "A log", **days(before_from=TODAY)},
            {"before_to", "after_from", "after_to", "before", "after"},
        ),
        ({**COUNTS, "after_days": 56}, {"after_days"}),
        ({"after_days": 0}, {"after_days"}),
        ({"after_days": 100_000}, {"after_days"}),
    ],
)
def test_counts_come_whole_or_not_at_all(
    plan: ProblemPlan, amira: User, said: dict[str, Any], pointers: set[str]
) -> None:
    answer = Api(amira).post(f"{plan.reference}/assessments/", {**VERDICT, **said})

    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {f"#/{name}" for name in pointers}


def test_a_plan_that_has_no_objective_yet_is_not_assessed(amira: User, ben: User) -> None:
    plan = start(owner=amira, supervisor=ben)

    for said in ({}, COUNTS):
        answer = Api(amira).post(f"{plan.reference}/assessments/", {**VERDICT, **said})
        assert (answer.status_code, "is at Objective" in answer.json()["detail"]) == (409, True)


def test_a_measure_whose_baseline_reaches_into_the_response_is_refused_before_it_is_assessed(
    plan: ProblemPlan, amira: User
) -> None:
    path, why = f"{plan.reference}/objectives/", {"why": "More was found"}

    refused = Api(amira).post(path, {**vars(plans.measure(baseline_to=TODAY + DAY)), **why})
    kept = Api(amira).post(path, {**vars(plans.measure(baseline_to=TODAY)), **why})

    assert refused.status_code == 409
    assert "The baseline reaches into the response, which began on" in refused.json()["detail"]
    assert (kept.status_code, Objective.objects.count()) == (201, 2)
