"""A contract and mediation are reviewed by policy, and again after each review, until it is known what came of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import EarlyAnswer, MeasureKind, TermKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.orders import request_of
from asbcases.enforcement.transitions.drafting import change_draft
from asbcases.enforcement.transitions.early import answer_early, make_early
from asbcases.enforcement.transitions.requests import unready
from asbcases.enforcement.transitions.reviewing import review_measure
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import make_subject, make_warning
from tests.enforcement.make_orders import draft_request
from tests.make import NOW, make_case, make_closed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REVIEW = {"compliance": "He kept away.", "decision": "It goes on."}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def early(case: Case, kind: MeasureKind, *, by: User, given_at: datetime = NOW) -> Measure:
    terms = [(TermKind.STOP, "I will not shout at night.")]
    ends_on = NOW.date() + 180 * DAY if kind == MeasureKind.ABC else None
    subject = make_subject(case, by=by)
    return make_early(
        case, kind=kind, subject=subject, given_at=given_at, conduct="Shouting.", terms=terms, ends_on=ends_on,
        by=by, now=NOW,
    )  # fmt: skip


def due(measure: Measure) -> list[int]:
    found = Deadline.objects.filter(OPEN, kind=Kind.MEASURE_REVIEW, subject=measure.reference).order_by(
        "due_at"
    )
    return [(london_day(row.due_at) - NOW.date()).days for row in found]


@pytest.mark.parametrize("kind", [MeasureKind.ABC, MeasureKind.MEDIATION])
def test_each_review_sets_the_next_until_what_was_agreed_is_kept(
    case: Case, amira: User, client: Client, kind: MeasureKind
) -> None:
    measure = early(case, kind, by=amira)
    assert due(measure) == [29]
    client.force_login(amira)
    assert "Review it" in client.get(reverse("case_page", args=[case.reference])).content.decode()
    review_measure(measure, **REVIEW, by=amira, now=NOW + 20 * DAY)
    assert due(measure) == [49]
    assert differences() == []
    answer_early(measure, answer=EarlyAnswer.ACCEPTED, by=amira, now=NOW + 21 * DAY)
    answer_early(measure, answer=EarlyAnswer.KEPT, words="His mother says so.", by=amira, now=NOW + 22 * DAY)
    assert due(measure) == []
    assert differences() == []


def test_advice_is_not_reviewed_nor_what_policy_of_its_day_does_not_name_and_a_closed_case_ends_it(
    case: Case, amira: User
) -> None:
    advice = early(case, MeasureKind.ADVICE, by=amira)
    assert due(advice) == []
    with pytest.raises(Refused, match="review of an order"):
        review_measure(advice, **REVIEW, by=amira, now=NOW + DAY)
    long_ago = early(case, MeasureKind.MEDIATION, by=amira, given_at=datetime(2013, 5, 1, 12, tzinfo=UTC))
    assert due(long_ago) == []
    contract = early(case, MeasureKind.ABC, by=amira)
    make_closed(case, by=amira, now=NOW + DAY)
    assert due(contract) == []
    assert differences() == []


def test_a_request_for_an_order_asks_why_no_earlier_step_was_taken_and_keeps_the_reason(
    case: Case, amira: User
) -> None:
    measure = draft_request(case, by=amira)
    request = request_of(measure)
    assert request
    assert measure.skipped_why
    asked = "why no earlier step was taken"
    assert asked not in unready(measure, request, NOW)
    measure = change_draft(measure, skipped_why="", by=amira, now=NOW)
    assert asked in unready(measure, request, NOW)
    # A warning to the same person is such a step, and so is a contract.
    make_warning(case, by=amira, subject=measure.subject)
    assert asked not in unready(measure, request, NOW)
