"""Two act on a plan at the same moment: one does, the other is told that it was done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision, ReviewDecision
from asbcases.sara.models import Objective, PlanClosure, PlanResponse, PlanReview, Screening
from tests.deadlines.checking import differences
from tests.make import NOW, make_user
from tests.sara import plans
from tests.sara.plans import DAY

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + 70 * DAY


def together(act: Callable[[User], object], who: tuple[int, int]) -> list[str]:
    """Have two people do an act at the same moment, and return why each was refused, or nothing, those first."""
    ready = Barrier(2)

    def do(key: int) -> str:
        ready.wait(10)
        try:
            with acting(str(key)), transaction.atomic():
                act(User.objects.get(pk=key))
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(do, who))


def test_of_two_who_act_at_once_one_is_told() -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
        iris = plans.make_inspector()
        plan = plans.start(owner=amira, supervisor=ben)
    both = (ben.pk, iris.pk)

    def now_it() -> ProblemPlan:
        return ProblemPlan.objects.get()

    assert together(lambda by: verbs.freeze_objective(now_it(), plans.measure(), by=by, now=NOW), both) == [
        "",
        f"{plan.reference} is at Scanning: this is done at Objective.",
    ]
    with acting("system:test"), transaction.atomic():
        verbs.scan_plan(plan, plans.answers(), by=amira, now=NOW)

    def screen(by: User) -> object:
        return verbs.screen_plan(now_it(), decision=Decision.ACCEPT, reason="It recurs", by=by, now=NOW)

    assert together(screen, both) == ["", f"{plan.reference} is at Analysis: this is done at Scanning."]
    with acting("system:test"), transaction.atomic():
        verbs.add_cause(plan, words="The club shuts", by=amira, now=NOW)
        verbs.add_source(plan, words="Incidents", by=amira, now=NOW)
        verbs.complete_analysis(plan, by=amira, now=NOW)
        plans.planned(plan)

    def begin(by: User) -> object:
        return verbs.begin_response(PlanResponse.objects.get(), by=by, now=NOW)

    assert together(begin, both) == ["", "Response 1 has begun already: load the page again."]

    def review(by: User) -> object:
        return verbs.review_plan(
            now_it(), decision=ReviewDecision.CONTINUE, words="As planned", by=by, now=NOW + DAY
        )

    assert together(review, both) == ["", ""]
    with acting("system:test"), transaction.atomic():
        assert list(PlanReview.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        verbs.finish_response(PlanResponse.objects.get(), result="Open", by=amira, now=NOW)
        plans.assessed(plan, now=LATER)

    ended = together(lambda by: verbs.close_plan(now_it(), plans.closing(), by=by, now=LATER), both)
    assert ended == ["", f"{plan.reference} is closed: nothing more is done on it."]
    with acting("system:test"), transaction.atomic():
        assert [model.objects.count() for model in (Objective, Screening, PlanClosure)] == [1, 1, 1]  # type: ignore[attr-defined]
        assert differences() == []
