"""Fixed penalties: both amounts, the days to pay, what payment bars, and the file to the prosecutor (law.md 1.4)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.enforcement.choices import BreachDecision, BreachState
from asbcases.enforcement.models import Authority, FixedPenalty, Measure
from asbcases.enforcement.queries.breaches import payment_of
from asbcases.enforcement.transitions.breaches import decide_breach
from asbcases.enforcement.transitions.penalties import (
    begin_proceedings,
    cancel_penalty,
    file_breach,
    offer_penalty,
    pay_penalty,
)
from asbcases.errors import Refused
from asbcases.policies.models import LegalLimit
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import (
    AFTER,
    DAY,
    HOUR,
    PENALTY,
    REASONS,
    allege,
    climb_to,
    decided,
    filed,
    fresh,
    offer,
    penalised,
)
from tests.enforcement.make_measures import make_notice
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db

# The penalty of the builders is dated 4 December 2026: 14 days following it end on the 18th.
LAST = date(2026, 12, 18)
THEN = AFTER + 14 * DAY


@pytest.fixture
def notice(amira: User) -> Measure:
    return make_notice(make_case(by=amira), by=amira)


def open_clocks(measure: Measure) -> set[str]:
    kinds = (Kind.PENALTY_PAYMENT, Kind.PROSECUTION_LIMIT)
    found = Deadline.objects.filter(OPEN, case=measure.case_id, kind__in=kinds)
    return set(found.values_list("kind", flat=True))


def test_a_penalty_has_both_amounts_its_last_day_and_a_reference(notice: Measure, amira: User) -> None:
    penalty = penalised(notice, by=amira)

    assert penalty.reference.startswith("FPN-2026-")
    payment = payment_of(penalty, AFTER)
    assert (payment.pay_by, payment.earliest, payment.early_by) == (LAST, LAST + DAY, date(2026, 12, 14))
    clock = Deadline.objects.get(kind=Kind.PENALTY_PAYMENT)
    assert clock.subject == f"{notice.reference} {penalty.reference}"
    assert "14 days following the date of the penalty notice, 2014 Act s.52(5)" in clock.basis
    assert differences() == []
    with pytest.raises(Refused, match="stands for this breach already"):
        offer(fresh(penalty.breach), by=amira, now=AFTER + DAY)
    with pytest.raises(Refused, match="cancel it before you decide otherwise"):
        decide_breach(penalty.breach, decision=BreachDecision.WARNING, **REASONS, by=amira, now=AFTER + DAY)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"fpn_on": date(2026, 12, 3)}, "lies before"),
        ({"fpn_on": date(2026, 12, 5)}, "still to come"),
        ({"amount": Decimal(0)}, "Give the amount"),
        ({"early_days": None}, "Give the amount"),
        ({"amount": Decimal("9999999.00")}, "CPB-5"),
        ({"early_amount": Decimal(100)}, "CPB-7"),
    ],
)
def test_a_penalty_lacks_nothing(notice: Measure, amira: User, said: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        penalised(notice, by=amira, **said)


def test_only_whoever_is_authorised_offers_a_penalty_and_only_where_it_was_decided(
    notice: Measure, amira: User
) -> None:
    breach, now = decided(notice, BreachDecision.PENALTY, by=amira), AFTER + HOUR / 2
    with pytest.raises(Refused, match="CPN-4"):
        offer_penalty(breach, fpn_on=AFTER.date(), **PENALTY, by=amira, now=now)
    assert not Authority.objects.filter(power="fpn").exists()
    with pytest.raises(Refused, match="Decide first"):
        offer(allege(notice, by=amira), by=amira)
    with pytest.raises(Refused, match="not what was decided"):
        offer(decided(notice, by=amira), by=amira)


def test_a_penalty_for_a_child_takes_a_written_reason(notice: Measure, amira: User) -> None:
    Person.objects.filter(pk=notice.subject_id).update(born_on=date(2010, 1, 1))
    with pytest.raises(Refused, match="often not given under 18"):
        penalised(notice, by=amira)
    breach = fresh(notice.breaches.get())
    assert offer(breach, by=amira, over={"CPB-9": "He works, and asked for it."}).pk


@pytest.mark.parametrize(
    ("paid_on", "amount", "paid"),
    [
        (date(2026, 12, 14), "60", True),
        (date(2026, 12, 15), "60", False),
        (date(2026, 12, 15), "100", True),
        (LAST, "100", True),
    ],
)
def test_a_penalty_paid_in_its_days_bars_the_file(
    notice: Measure, amira: User, paid_on: date, amount: str, paid: bool
) -> None:
    penalty, told = penalised(notice, by=amira), THEN + 10 * DAY
    said: dict[str, Any] = {"paid_on": paid_on, "paid_amount": Decimal(amount), "by": amira, "now": told}
    if not paid:
        with pytest.raises(Refused, match=r"£100\.00 was to be paid on that day"):
            pay_penalty(penalty, **said)
        return

    pay_penalty(penalty, **said)

    assert open_clocks(notice) == set()
    clock = Deadline.objects.get(kind=Kind.PENALTY_PAYMENT)
    assert clock.met_at
    assert clock.met_at.date() == paid_on
    assert differences() == []
    with pytest.raises(Refused, match="nobody can be convicted"):
        filed(fresh(penalty.breach), by=amira, now=told)
    with pytest.raises(Refused, match="was paid already"):
        cancel_penalty(penalty, why="A slip", by=amira, now=told)


def test_a_penalty_paid_after_its_days_bars_nothing(notice: Measure, amira: User) -> None:
    penalty = penalised(notice, by=amira)

    pay_penalty(penalty, paid_on=LAST + DAY, paid_amount=Decimal(100), by=amira, now=THEN + DAY)

    assert open_clocks(notice) == {Kind.PROSECUTION_LIMIT}
    assert filed(fresh(penalty.breach), by=amira, now=THEN + 2 * DAY).filed_at
    assert differences() == []


def test_the_file_waits_for_the_end_of_the_days_to_pay_and_proceedings_meet_their_clock(
    notice: Measure, amira: User
) -> None:
    penalty = penalised(notice, by=amira)
    breach = fresh(penalty.breach)
    with pytest.raises(Refused, match=r"Proceedings cannot begin before 19 December 2026.*CPB-6"):
        filed(breach, by=amira, now=THEN)
    with pytest.raises(Refused, match="Record first that the file went"):
        begin_proceedings(breach, proceedings_on=LAST, by=amira, now=THEN)
    filed(breach, by=amira, now=THEN + DAY)
    with pytest.raises(Refused, match="past this"):
        filed(breach, by=amira, now=THEN + DAY)

    begin_proceedings(breach, proceedings_on=LAST + 2 * DAY, by=amira, now=THEN + 9 * DAY)

    clock = Deadline.objects.get(kind=Kind.PROSECUTION_LIMIT)
    assert clock.met_at
    assert clock.met_at.date() == LAST + 2 * DAY
    assert AuditEvent.objects.filter(verb=Verb.PROCEEDINGS_BEGUN).count() == 1
    assert differences() == []
    with pytest.raises(Refused, match="is recorded already"):
        begin_proceedings(breach, proceedings_on=LAST, by=amira, now=THEN + 9 * DAY)


def test_a_cancelled_penalty_lets_the_breach_be_decided_anew(notice: Measure, amira: User) -> None:
    penalty = penalised(notice, by=amira)
    with pytest.raises(Refused, match="Write why"):
        cancel_penalty(penalty, why=" ", by=amira, now=AFTER + DAY)

    cancel_penalty(penalty, why="The wrong date stood in it.", by=amira, now=AFTER + DAY)

    assert open_clocks(notice) == {Kind.PROSECUTION_LIMIT}
    assert differences() == []
    assert offer(fresh(penalty.breach), by=amira, now=AFTER + 2 * DAY).reference != penalty.reference
    with pytest.raises(Refused, match="was cancelled already"):
        pay_penalty(penalty, paid_on=LAST, paid_amount=Decimal(100), by=amira, now=THEN + 2 * DAY)
    assert differences() == []


def test_a_breach_that_goes_before_no_court_has_no_file(notice: Measure, amira: User) -> None:
    breach = decided(notice, BreachDecision.WARNING, by=amira)
    with pytest.raises(Refused, match="was not to go before a court"):
        filed(breach, by=amira, now=AFTER + DAY)
    concluded = climb_to(breach, BreachState.CONCLUDED, by=amira, now=AFTER + DAY)
    with pytest.raises(Refused, match="past this"):
        filed(concluded, by=amira, now=AFTER + 2 * DAY)
    with pytest.raises(Refused, match="still to come"):
        file_breach(decided(notice, by=amira), filed_at=AFTER + 9 * DAY, by=amira, now=AFTER + 3 * DAY)


def test_a_penalty_is_paid_on_a_closed_case_and_none_is_offered_there(notice: Measure, amira: User) -> None:
    penalty, other = penalised(notice, by=amira), decided(notice, BreachDecision.PENALTY, by=amira)
    make_closed(notice.case, by=amira, now=AFTER + DAY)
    assert differences() == []
    with pytest.raises(Refused, match="is closed"):
        offer(other, by=amira, now=AFTER + 2 * DAY)

    pay_penalty(penalty, paid_on=LAST, paid_amount=Decimal(100), by=amira, now=THEN)

    assert FixedPenalty.objects.get().paid_on == LAST
    assert differences() == []


def test_a_limit_that_an_administrator_added_counts_from_its_day_and_not_before(
    notice: Measure, amira: User
) -> None:
    LegalLimit.objects.create(
        rule="CPB-5", value=500, unit="pounds", in_force_from=AFTER.date() + DAY, source="CPA 2026",
        signed_off_by="A lawyer", signed_off_on=date(2026, 1, 1), confidence="S", added_by=amira, added_at=AFTER - DAY,
    )  # fmt: skip
    breach = decided(notice, BreachDecision.PENALTY, by=amira)
    with pytest.raises(Refused, match="£101 is more than £100"):
        offer(breach, by=amira, amount=Decimal(101))
    with pytest.raises(Refused, match=r"£500\.01 is more than £500"):
        offer(breach, by=amira, now=AFTER + DAY, amount=Decimal("500.01"))

    assert offer(breach, by=amira, now=AFTER + DAY, amount=Decimal(500)).amount == 500


def test_the_days_to_pay_stay_those_of_the_law_as_it_was_known(notice: Measure, amira: User) -> None:
    penalty = penalised(notice, by=amira)
    LegalLimit.objects.create(
        rule="CPB-6", value=28, unit="days", in_force_from=date(2026, 1, 1), source="An Act to come",
        signed_off_by="A lawyer", signed_off_on=date(2026, 1, 1), confidence="S", added_by=amira, added_at=AFTER + timedelta(days=2),
    )  # fmt: skip

    assert payment_of(penalty, AFTER + 3 * DAY).pay_by == LAST
    assert differences() == []
