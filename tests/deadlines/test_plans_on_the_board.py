"""What is owed on a problem-solving plan stands where all else that is owed stands, and is decided about there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.notify.transitions import raise_task
from tests.deadlines.checking import differences
from tests.deadlines.pages import asked, day, decided, sent, words
from tests.deadlines.test_what_moved import owe_and_move
from tests.make import NOW
from tests.sara import plans
from tests.sara.plans import DAY, analysed, done, planned, start

pytestmark = pytest.mark.django_db
LATE = NOW + 40 * DAY
ABOUT = "Problem-solving plan: Nights behind the shops of Mersea Road"


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    plans.make_inspector()
    return start(owner=amira, supervisor=ben)


def review_of(plan: ProblemPlan) -> Deadline:
    return Deadline.objects.get(OPEN, plan=plan, kind=Kind.PLAN_REVIEW, rank="sergeant")


def test_a_review_that_is_late_stands_on_the_board_of_its_district_and_of_no_other(
    client: Client, plan: ProblemPlan, ben: User, cara: User, dev: User
) -> None:
    own, of_others = (words(asked(client, who, "deadline_board", at=LATE)) for who in (ben, cara))

    assert ABOUT in own
    assert f'href="{reverse("plan_page", args=[plan.reference])}"' in own
    assert f'href="{reverse("deadline_page", args=[plan.reference, review_of(plan).pk])}"' in own
    assert "Not assessed for a plan" in own
    assert plan.reference not in of_others
    for page in ("deadlines_csv", "deadlines_print"):
        assert plan.reference in asked(client, ben, page, at=LATE).content.decode()
    assert asked(client, dev, "deadline_board", at=LATE).status_code == 403


def test_whoever_owes_it_has_it_on_their_shift(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    response = planned(analysed(plan))

    hers, his = (words(asked(client, who, "deadlines_shift", at=LATE)) for who in (amira, ben))

    assert ABOUT in hers
    assert ABOUT in his
    assert response.owner == amira
    done_by = Deadline.objects.get(plan=plan, kind=Kind.PLAN_RESPONSE)
    assert done_by.get_kind_display().capitalize() in hers


def test_its_page_says_why_this_date_and_the_look_is_one_at_the_plan(
    client: Client, plan: ProblemPlan, ben: User, cara: User, dev: User
) -> None:
    deadline = review_of(plan)

    page = asked(client, ben, "deadline_page", plan.reference, deadline.pk, at=NOW)

    assert page.status_code == 200
    assert "the plan was started" in words(page)
    assert Access.objects.filter(plan=plan, user=ben).exists()
    for stranger in (cara, dev):
        answer = asked(client, stranger, "deadline_page", plan.reference, deadline.pk, at=NOW)
        assert answer.status_code == 404


def test_it_is_asked_for_given_paused_run_again_handed_over_and_waived(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    deadline, iris = review_of(plan), User.objects.get(username="iris")
    acts: list[tuple[User, str, dict[str, Any]]] = [
        (ben, "pause", day(30, 11, 2026)),
        (ben, "resume", {}),
        (amira, "ask", day(30, 12, 2026)),
        (ben, "return", {}),
        (ben, "extend", day(30, 12, 2026)),
        (ben, "reassign", {"to": iris.pk}),
        (ben, "waive", {}),
    ]

    for who, act, said in acts:
        answer = decided(client, who, act, deadline, at=NOW + DAY, **said)
        assert answer.status_code == 302, (act, words(answer))

    deadline.refresh_from_db()
    verbs = list(deadline.rulings.order_by("pk").values_list("verb", flat=True))
    assert len(verbs) == len(acts)
    assert deadline.owner == iris
    assert deadline.waived
    assert differences() == []


def test_several_are_decided_about_together(client: Client, plan: ProblemPlan, ben: User) -> None:
    deadline = review_of(plan)
    ticked = {"act": "waive", "row": f"{deadline.pk}.{deadline.version}", "reason": "Seen at the meeting"}

    answer = sent(client, ben, "deadlines_together", at=LATE, **ticked)

    assert answer.status_code == 302
    deadline.refresh_from_db()
    assert deadline.waived


def test_what_is_done_on_the_plan_is_owed_no_more(client: Client, plan: ProblemPlan, amira: User) -> None:
    response = done(analysed(plan))

    page = words(asked(client, amira, "deadlines_shift", at=LATE))

    assert plan.reference not in page
    assert response.done_at is not None


def test_what_moved_and_what_went_wrong_lead_to_the_plan(
    client: Client, plan: ProblemPlan, ben: User
) -> None:
    owe_and_move(ben, {"plan": plan})
    raise_task("message:0", "A message about a plan was lost.", district=plan.district_id, now=NOW, plan=plan)
    address = f'href="{reverse("plan_page", args=[plan.reference])}"'

    moved, board = (words(asked(client, ben, page, at=NOW)) for page in ("deadline_moved", "deadline_board"))

    assert address in moved
    assert "A message about a plan was lost." in board
    assert address in board


@pytest.mark.parametrize("typed", ["{0}", "sar 2026 {1}"])
def test_the_jump_box_finds_a_plan_for_who_may_see_it(
    client: Client, plan: ProblemPlan, ben: User, cara: User, dev: User, typed: str
) -> None:
    sought = typed.format(plan.reference, int(plan.reference[9:]))

    found = asked(client, ben, "jump", at=NOW, q=sought)

    assert found.headers["Location"] == reverse("plan_page", args=[plan.reference])
    for stranger in (cara, dev):
        assert asked(client, stranger, "jump", at=NOW, q=sought).status_code == 200
