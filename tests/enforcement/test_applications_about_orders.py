"""Applications to vary or discharge an order: after a dismissed one that side needs consent or agreement (CBO-16)."""

from datetime import date, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.enforcement.choices import Applicant, ApplicationOutcome, ChangeKind, Leave
from asbcases.enforcement.models import Measure, OrderApplication, RuleWeighed
from asbcases.enforcement.queries.orders import who_needs_leave
from asbcases.enforcement.transitions.court_orders import vary_order
from asbcases.enforcement.transitions.order_applications import decide_application, note_application
from asbcases.enforcement.transitions.order_ends import discharge_order
from asbcases.errors import Refused
from asbcases.law.limits import shipped_limits
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import fresh
from tests.enforcement.make_orders import COURT, make_court_order
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + 100 * DAY
TODAY = london_day(LATER)
OFFENDER, PROSECUTION = Applicant.OFFENDER, Applicant.PROSECUTION


@pytest.fixture
def order(amira: User) -> Measure:
    return make_court_order(make_case(by=amira, now=NOW - DAY), by=amira)


def apply(order: Measure, by: User, **said: Any) -> OrderApplication:
    stated: dict[str, Any] = {
        **{"kind": ChangeKind.VARY, "applicant": OFFENDER, "court": COURT, "made_on": TODAY},
        **{"words": "Leave the course out: he works on Tuesdays.", **said},
    }
    return note_application(fresh(order), **stated, by=by, now=LATER)


def dismissed(order: Measure, by: User, day: date = TODAY, **said: Any) -> OrderApplication:
    return decide_application(
        apply(order, by, **said), outcome=ApplicationOutcome.DISMISSED, decided_on=day,
        words="Nothing has changed.", by=by, now=LATER,
    )  # fmt: skip


def test_a_dismissed_application_bars_its_side_and_no_other(order: Measure, amira: User) -> None:
    assert who_needs_leave(order, TODAY, shipped_limits()) == []
    dismissed(order, amira)

    (words,) = who_needs_leave(order, TODAY, shipped_limits())
    assert "they apply again only if the court consents or the prosecution agrees" in words
    with pytest.raises(Refused, match=r"Application 1 of the offender was dismissed .* CBO-16"):
        apply(order, amira)
    assert apply(order, amira, applicant=PROSECUTION).number == 2
    assert who_needs_leave(order, TODAY - DAY, shipped_limits()) == []
    dismissed(order, amira, applicant=PROSECUTION)
    assert "or the offender agrees" in who_needs_leave(order, TODAY, shipped_limits())[1]
    assert differences() == []


@pytest.mark.parametrize(
    ("leave", "decision"), [(Leave.CONSENT, "allow"), (Leave.AGREEMENT, "allow"), (Leave.NEITHER, "warn")]
)
def test_what_let_them_apply_again_is_kept_and_neither_is_kept_with_a_warning(
    leave: Leave, decision: str, order: Measure, amira: User
) -> None:
    dismissed(order, amira)

    again = apply(order, amira, leave=leave, leave_words="The judge, by letter")

    weighed = RuleWeighed.objects.filter(measure=order, rule="CBO-16").latest("pk")
    assert (again.leave, weighed.decision) == (leave, decision)
    assert AuditEvent.objects.filter(verb=Verb.ORDER_APPLIED).count() == 2


def test_a_withdrawn_application_bars_nobody(order: Measure, amira: User) -> None:
    decide_application(
        apply(order, amira), outcome=ApplicationOutcome.WITHDRAWN, decided_on=TODAY, words="By his solicitor.",
        by=amira, now=LATER,
    )  # fmt: skip
    assert apply(order, amira).number == 2


def test_the_order_as_varied_or_discharged_grants_what_was_asked(order: Measure, amira: User) -> None:
    varied, ended = apply(order, amira), apply(order, amira, kind=ChangeKind.DISCHARGE)
    other = apply(order, amira, applicant=PROSECUTION)
    made: dict[str, Any] = {
        "applicant": OFFENDER,
        "court": COURT,
        "made_on": TODAY,
        "by": amira,
        "now": LATER,
    }
    vary_order(fresh(order), **made, indefinite=True)
    varied.refresh_from_db()
    other.refresh_from_db()
    assert (varied.outcome, varied.outcome_words, other.outcome) == ("granted", "By order 2.", "")
    with pytest.raises(Refused, match="recorded already"):
        decide_application(
            varied, outcome=ApplicationOutcome.DISMISSED, decided_on=TODAY, words="No", by=amira, now=LATER
        )

    discharge_order(fresh(order), **made, words="He keeps away.")

    ended.refresh_from_db()
    assert (ended.outcome, ended.decided_on) == ("granted", TODAY)
    assert AuditEvent.objects.filter(verb=Verb.APPLICATION_DECIDED).count() == 2


def test_what_cannot_be_is_refused(order: Measure, amira: User) -> None:
    for said, words in (
        ({"court": " "}, "Name the court"),
        ({"words": ""}, "what is asked"),
        ({"words": "x" * 8_001}, "Shorten"),
        ({"made_on": TODAY + DAY}, "still to come"),
        ({"made_on": london_day(NOW)}, "The order was made on"),
        ({"leave": Leave.CONSENT}, "who consented"),
    ):
        with pytest.raises(Refused, match=words):
            apply(order, amira, **said)
    row = apply(order, amira)
    ends: dict[str, Any] = {"outcome": ApplicationOutcome.DISMISSED, "decided_on": TODAY, "words": "No."}
    for said, words in (
        ({"outcome": ApplicationOutcome.GRANTED}, "Record the order as the court varied"),
        ({"decided_on": TODAY + DAY}, "still to come"),
        ({"decided_on": TODAY - DAY}, "The application was made on"),
        ({"words": ""}, "what the court said"),
    ):
        with pytest.raises(Refused, match=words):
            decide_application(row, **{**ends, **said}, by=amira, now=LATER)
    Measure.objects.filter(pk=order.pk).update(recorded_in_error_at=LATER)
    with pytest.raises(Refused, match="recorded already"):
        decide_application(row, **ends, by=amira, now=LATER)
