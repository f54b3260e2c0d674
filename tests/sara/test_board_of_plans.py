"""The board of plans: next review first, filters, what is stuck and why, in pages by key and few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import cancel
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision, ReviewDecision
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import district, make_user
from tests.sara import plans

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BOARD = "/plans/"


@pytest.fixture
def two(amira: User, ben: User) -> list[ProblemPlan]:
    """Return two plans, of which the older is reviewed first and nobody touched it for five weeks."""
    now = timezone.now()
    old = plans.start(owner=amira, supervisor=ben, now=now - 35 * DAY, title="Old nights")
    return [old, plans.start(owner=amira, supervisor=ben, now=now - DAY, title="New nights")]


def order_on(page: str, rows: list[ProblemPlan]) -> list[str]:
    shown = [row.reference for row in rows if f"/plans/{row.reference}/" in page]
    return sorted(shown, key=page.index)


def test_what_is_reviewed_next_stands_first_with_its_day_and_why_it_is_stuck(
    client: Client, ben: User, two: list[ProblemPlan]
) -> None:
    old, new = two
    page = text_of(signed_in(client, ben).get(BOARD))
    stuck = text_of(client.get(BOARD, {"show": "stuck"}))

    assert order_on(page, two) == [old.reference, new.reference]
    assert "A review was missed" in page
    assert "Nobody did anything for 28 days" in page
    assert "days late" in page
    assert order_on(stuck, two) == [old.reference]


def test_a_review_puts_a_plan_behind_and_a_late_response_makes_it_stuck_again(
    client: Client, amira: User, ben: User, two: list[ProblemPlan]
) -> None:
    old, new = two
    now = timezone.now()
    verbs.review_plan(
        old, decision=ReviewDecision.CONTINUE, words="Goes on", by=plans.make_inspector(), now=now
    )
    reviewed = text_of(signed_in(client, ben).get(BOARD))
    unstuck = text_of(client.get(BOARD, {"show": "stuck"}))
    then = now - 20 * DAY
    plans.planned(new, now=then, immediate=True, due_on=then.date() + DAY)
    late = text_of(client.get(BOARD, {"show": "stuck"}))

    assert order_on(reviewed, two) == [new.reference, old.reference]
    assert order_on(unstuck, two) == []
    assert "Nothing matches" in unstuck
    assert order_on(late, two) == [new.reference]
    assert "A response is late" in late
    assert "Review by a sergeant: " in late


def test_it_is_narrowed_by_owner_stage_and_district_and_by_what_is_closed(
    client: Client, amira: User, ben: User, two: list[ProblemPlan]
) -> None:
    old, new = two
    asha = make_user("asha", Role.ASB_OFFICER, name="Asha Rao")
    hers = plans.start(owner=asha, supervisor=ben, by=ben, now=timezone.now())
    there = plans.start(
        owner=asha, supervisor=make_user("wes", Role.ASB_OFFICER), district=district("basildon")
    )
    every = [*two, hers, there]
    verbs.screen_plan(plans.scanned(new), decision=Decision.REJECT, reason="Once", by=ben, now=timezone.now())
    signed_in(client, asha)
    asked = {
        "mine": {"whose": "mine"},
        "here": {"district": str(district().pk)},
        "closed": {"show": "closed"},
        "scanning": {"stage": "scanning"},
    }
    found = {name: set(order_on(text_of(client.get(BOARD, query)), every)) for name, query in asked.items()}

    assert found == {
        "mine": {hers.reference, there.reference},
        "here": {old.reference, hers.reference},
        "closed": {new.reference},
        "scanning": set(),
    }
    assert client.get(BOARD, {"stage": "odd"}).status_code == 400
    signed_in(client, ben)
    assert set(order_on(text_of(client.get(BOARD)), every)) == {old.reference, hers.reference}
    assert set(order_on(text_of(client.get(BOARD, {"whose": "supervised"})), every)) == {
        old.reference,
        hers.reference,
    }


def test_a_plan_of_which_nobody_owes_a_review_stands_last_and_not_nowhere(
    client: Client, ben: User, two: list[ProblemPlan]
) -> None:
    old, new = two
    for clock in Deadline.objects.filter(plan=old):
        cancel(clock, reason="Waived", by=ben, now=timezone.now())
    page = text_of(signed_in(client, ben).get(BOARD))

    assert order_on(page, two) == [new.reference, old.reference]
    assert "Nothing is owed" in page


def test_it_goes_on_page_by_page_and_asks_as_much_for_many_plans_as_for_few(
    client: Client, amira: User, ben: User, two: list[ProblemPlan]
) -> None:
    signed_in(client, ben)
    few = len(asked_for(client, BOARD))
    now = timezone.now()
    more = [plans.start(owner=amira, supervisor=ben, now=now - DAY / 2) for _ in range(28)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_problemplan, deadlines_deadline, audit_auditevent")
    answer = client.get(BOARD)
    following = text_of(client.get(answer.context["page"].next_url))

    # One more: how many there are, where they are not all on the page.
    assert len(asked_for(client, BOARD)) == few + 1
    every = [*two, *more]
    shown = order_on(text_of(answer), every)
    assert len(shown) == 25
    assert len(set(shown) | set(order_on(following, every))) == 30


def test_the_page_names_one_thing_that_comes_next_at_each_stage(
    client: Client, amira: User, ben: User
) -> None:
    now = timezone.now()
    today = now.date()
    started = [plans.start(owner=amira, supervisor=ben, now=now - DAY) for _ in range(4)]
    accepted, analysed, assessed = (
        plans.accepted(started[1], now=now),
        plans.analysed(started[2], now=now),
        plans.analysed(started[3], now=now),
    )
    before = {"before_from": today - 90 * DAY, "before_to": today - 30 * DAY}
    plans.assessed(assessed, now=now, **before, after_from=today - 29 * DAY, after_to=today - DAY)
    signed_in(client, ben)
    expected = {
        started[0].reference: "Fix the objective and its measure",
        accepted.reference: "Add a cause to the analysis",
        analysed.reference: "Plan a response",
        assessed.reference: "Close the plan",
    }
    found = {reference: client.get(f"{BOARD}{reference}/").context["step"].words for reference in expected}
    plans.planned(assessed, now=now, immediate=True)

    assert found == expected
    assert client.get(f"{BOARD}{assessed.reference}/").context["step"].words == "Begin response 1"
