"""The clocks of a plan: by dated policy, met and set anew by what is done, and proved from the rows alone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import waive
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.notify.models import Message
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision, ReviewDecision
from tests.deadlines.checking import changed, differences
from tests.make import NOW
from tests.sara import plans
from tests.sara.plans import DAY, TODAY, analysed, planned, scanned, start

pytestmark = pytest.mark.django_db
ON: dict[str, Any] = {"decision": ReviewDecision.CONTINUE, "words": "As planned"}


@pytest.fixture
def iris(db: None) -> User:
    return plans.make_inspector()


@pytest.fixture
def plan(amira: User, ben: User, iris: User) -> ProblemPlan:
    return start(owner=amira, supervisor=ben)


def owed(plan: ProblemPlan, kind: Kind, **named: Any) -> Deadline:
    return Deadline.objects.get(OPEN, plan=plan, kind=kind, **named)


def last_days(plan: ProblemPlan) -> dict[str, Any]:
    rows = Deadline.objects.filter(OPEN, plan=plan, kind=Kind.PLAN_REVIEW)
    return {row.rank: (london_day(row.due_at) - DAY - TODAY).days for row in rows}


def test_a_plan_is_reviewed_within_28_days_and_by_an_inspector_within_56(
    plan: ProblemPlan, ben: User, iris: User
) -> None:
    assert last_days(plan) == {"sergeant": 28, "inspector": 56}
    assert owed(plan, Kind.PLAN_REVIEW, rank="sergeant").owner == ben
    assert owed(plan, Kind.PLAN_REVIEW, rank="inspector").owner == iris
    assert owed(plan, Kind.PLAN_REVIEW, rank="sergeant").due_at == london_midnight_after(TODAY + 28 * DAY)
    assert differences() == []


def test_a_review_of_a_sergeant_starts_theirs_anew_and_of_an_inspector_both(
    plan: ProblemPlan, amira: User, ben: User, iris: User
) -> None:
    verbs.review_plan(plan, **ON, by=ben, now=NOW + 10 * DAY)
    assert last_days(plan) == {"sergeant": 38, "inspector": 56}

    verbs.review_plan(plan, **ON, by=iris, now=NOW + 20 * DAY)

    assert last_days(plan) == {"sergeant": 48, "inspector": 76}
    assert Deadline.objects.filter(plan=plan, met_at__isnull=False).count() == 3
    assert differences() == []


def test_who_reviews_is_a_supervisor_who_says_what_they_looked_at(
    plan: ProblemPlan, amira: User, ben: User
) -> None:
    with pytest.raises(Exception, match="A sergeant or above reviews a plan: you are a constable"):
        verbs.review_plan(plan, **ON, by=amira, now=NOW)
    with pytest.raises(Exception, match="Say what was looked at"):
        verbs.review_plan(plan, decision=ReviewDecision.CHANGE, words=" ", by=ben, now=NOW)
    assert last_days(plan) == {"sergeant": 28, "inspector": 56}


def test_a_missed_review_is_met_late_and_told_up_the_ladder_meanwhile(
    plan: ProblemPlan, ben: User, iris: User
) -> None:
    sweep(NOW + 40 * DAY)

    told = set(Message.objects.filter(plan=plan).values_list("recipient__username", "template"))
    assert {("ben", "deadline_missed"), ("iris", "deadline_escalated")} <= told
    verbs.review_plan(plan, **ON, by=ben, now=NOW + 41 * DAY)

    late = Deadline.objects.get(plan=plan, kind=Kind.PLAN_REVIEW, met_at__isnull=False)
    assert late.met_at
    assert late.met_at > late.due_at
    assert {"warn", "miss", "sergeant", "inspector"} <= set(late.taken)
    assert last_days(plan)["sergeant"] == 69
    assert differences() == []


def test_a_response_is_owed_until_it_is_done_or_dropped(plan: ProblemPlan, amira: User) -> None:
    plan = analysed(plan)
    first, second = planned(plan), planned(plan)
    assert owed(plan, Kind.PLAN_RESPONSE, subject="1").due_at == london_midnight_after(TODAY + 14 * DAY)
    assert owed(plan, Kind.PLAN_RESPONSE, subject="1").owner == amira

    verbs.begin_response(first, by=amira, now=NOW + DAY)
    verbs.finish_response(first, result="Open", by=amira, now=NOW + 2 * DAY)
    verbs.drop_response(second, reason="The council does it", by=amira, now=NOW + 3 * DAY)

    rows = Deadline.objects.filter(plan=plan, kind=Kind.PLAN_RESPONSE).order_by("subject")
    assert [(row.met_at, row.cancelled_at) for row in rows] == [(NOW + 2 * DAY, None), (None, NOW + 3 * DAY)]
    assert differences() == []


def test_what_was_waived_is_set_anew_by_the_next_review(plan: ProblemPlan, ben: User) -> None:
    waive(owed(plan, Kind.PLAN_REVIEW, rank="sergeant"), reason="Snow", by=ben, now=NOW + DAY)

    verbs.review_plan(plan, **ON, by=ben, now=NOW + 2 * DAY)

    assert last_days(plan)["sergeant"] == 30
    assert differences() == []


def test_a_plan_that_is_not_taken_on_owes_nothing(plan: ProblemPlan, ben: User) -> None:
    planned(plan, immediate=True)
    plan = scanned(plan)

    verbs.screen_plan(plan, decision=Decision.REJECT, reason="A matter of the council", by=ben, now=NOW + DAY)

    plan.refresh_from_db()
    assert plan.closed_at == NOW + DAY
    assert not Deadline.objects.filter(OPEN, plan=plan).exists()
    assert differences() == []


def test_a_closed_plan_is_looked_at_again_three_months_on(amira: User, ben: User, iris: User) -> None:
    plan = analysed(start(owner=amira, supervisor=ben))
    plans.done(plan)
    closed_at = datetime(2027, 2, 28, 12, tzinfo=UTC)
    plans.assessed(plan, now=closed_at)

    verbs.close_plan(plan, plans.closing(), by=ben, now=closed_at)

    aftercare = owed(plan, Kind.PLAN_AFTERCARE)
    assert Deadline.objects.filter(OPEN, plan=plan).count() == 1
    assert (str(london_day(aftercare.due_at)), aftercare.owner) == ("2027-05-29", amira)
    assert differences() == []

    verbs.check_aftercare(plan, holds=False, words="They are back", by=amira, now=closed_at + 100 * DAY)

    aftercare.refresh_from_db()
    assert aftercare.met_at == closed_at + 100 * DAY
    assert differences() == []


def test_the_new_owner_owes_what_the_former_owed(plan: ProblemPlan, amira: User, iris: User) -> None:
    plan = analysed(plan)
    planned(plan)

    verbs.transfer_plan(plan, to=iris, reason="Amira moves away", by=amira, now=NOW + DAY)

    assert owed(plan, Kind.PLAN_RESPONSE).owner == iris
    assert differences() == []


def test_the_check_names_what_is_shifted_behind_the_back_of_every_verb(plan: ProblemPlan) -> None:
    planned(plan, immediate=True)
    for kind, named in ((Kind.PLAN_REVIEW, {"rank": "sergeant"}), (Kind.PLAN_RESPONSE, {})):
        row = owed(plan, kind, **named)
        with changed(row, due_at=row.due_at + DAY):
            assert [(one["kind"], one["case"]) for one in differences()] == [(kind, plan.reference)]
    assert differences() == []
