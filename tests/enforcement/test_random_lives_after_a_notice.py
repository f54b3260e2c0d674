"""Whatever follows a notice, in order or told late, `check_deadlines` makes the same of it as the verbs did."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.casework.transitions import reopen_case
from asbcases.enforcement.choices import AppealOutcome, BreachDecision, BreachState, Power, TermKind
from asbcases.enforcement.models import Appeal, Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.enforcement.queries.breaches import payment_of
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.breaches import conclude_breach, decide_breach
from asbcases.enforcement.transitions.penalties import begin_proceedings, cancel_penalty, pay_penalty
from asbcases.enforcement.transitions.seizures import return_item, seize_item
from asbcases.enforcement.transitions.serving import meet_term
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.enforcement.transitions.works import bill_works, consent_to_works, do_works
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.models import LegalLimit
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import (
    AFTER,
    DAY,
    HOUR,
    REASONS,
    allege,
    appeal_against,
    climb_to,
    filed,
    offer,
    propose,
    warrant_for,
)
from tests.enforcement.make_measures import fresh, make_authority, make_notice
from tests.make import make_case, make_closed
from tests.tools.walks import few

pytestmark = pytest.mark.django_db

ON_A_CLOSED_CASE = ("appeal", "end_appeal", "pay", "cancel", "proceedings", "conclude", "return", "wrong")
STANDS: dict[str, Any] = {"recorded_in_error_at": None}
KEPT: dict[str, Any] = {"cancelled_at": None}
GO_ON = (BreachDecision.PENALTY, BreachDecision.PROSECUTION)
OVER = {"APP-4": "Legal advice was taken.", "CPB-9": "He asked for it."}
ACTS = (
    *("appeal", "end_appeal", "end_appeal", "allege", "allege", "climb", "climb", "climb", "climb", "decide"),
    *("offer", "offer", "offer", "pay", "pay", "cancel", "file", "file", "proceedings", "conclude", "wrong"),
    *("propose", "consent", "do", "bill", "warrant", "warrant", "seize", "seize", "return", "met"),
    *("close", "reopen"),
)
# One step: what is tried, how many hours later, and how many days ago it is said to have been.
STEPS = st.tuples(st.sampled_from(ACTS), st.sampled_from([1, 5, 30, 400]), st.sampled_from([0, 0, 0, 1, 200]))


class Life:
    """A notice that lives through random acts; what is refused did not happen."""

    def __init__(self, notice: Measure, by: User) -> None:
        self.notice, self.by, self.now, self.ago, self.turn = notice, by, AFTER, 0, 0
        for decision in (BreachDecision.PENALTY, BreachDecision.PROSECUTION):
            climb_to(allege(notice, **self.act), BreachState.DECIDED, **self.act, decision=decision)
            self.now += HOUR

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.by, "now": self.now}

    @property
    def day(self) -> date:
        """Return the day on which something is said to have been."""
        issued_on = self.notice.issued_on
        assert issued_on
        return max(london_day(self.now - self.ago * DAY), issued_on)

    def step(self, what: str, hours: int, ago: int) -> None:
        self.now, self.ago, self.turn = self.now + timedelta(hours=hours, minutes=7), ago, self.turn + 1
        self.notice = fresh(self.notice)
        if self.notice.case.stage == Stage.CLOSED and what not in ON_A_CLOSED_CASE:
            what = "reopen"
        acts: dict[str, Callable[[], object]] = {
            name.removeprefix("do_"): getattr(self, name) for name in dir(self) if name.startswith("do_")
        }
        try:
            with transaction.atomic():
                acts[what]()
        except Refused:
            pass

    def some(self, model: Any, **where: Any) -> Any:
        """Return one of the rows about the notice, another each time; refuse where there is none."""
        path = {Breach: "measure", Appeal: "measure", RemedialWork: "measure"}.get(model, "breach__measure")
        rows = list(model.objects.filter(**{path: self.notice}, **where).order_by("pk"))
        if not rows:
            raise Refused("There is none.")
        return rows[self.turn % len(rows)]

    def do_appeal(self) -> None:
        appeal_against(self.notice, **self.act, lodged_on=self.day)

    def do_end_appeal(self) -> None:
        outcome = list(AppealOutcome)[self.turn % 4]
        said: dict[str, Any] = {"words": "So it ended.", "decided_on": self.day, "over": OVER}
        decide_appeal(self.some(Appeal, outcome=""), outcome=outcome, **said, **self.act)

    def do_allege(self) -> None:
        kind = (TermKind.STOP, TermKind.DO)[self.turn % 2]
        happened = max(self.now - self.ago * DAY - HOUR, self.notice.issued_at or self.now)
        allege(self.notice, **self.act, kind=kind, happened_at=happened)

    def do_climb(self) -> None:
        decision = (BreachDecision.PENALTY, BreachDecision.PROSECUTION, BreachDecision.WARNING)[self.turn % 3]
        rung = (BreachState.DECIDED, BreachState.DECIDED, BreachState.EXPLAINED, BreachState.VICTIM_TOLD)
        climb_to(self.some(Breach, **STANDS), rung[self.turn % 4], **self.act, decision=decision, over=OVER)
        self.now += HOUR

    def do_decide(self) -> None:
        decision = list(BreachDecision)[self.turn % 6]
        decide_breach(
            self.some(Breach, decided_at__isnull=False, filed_at=None),
            decision=decision,
            **REASONS,
            over=OVER,
            **self.act,
        )

    def do_offer(self) -> None:
        breach = self.some(Breach, decision=BreachDecision.PENALTY, filed_at=None, penalties=None)
        offer(breach, **self.act, fpn_on=self.day, over=OVER, early_days=None, early_amount=None)

    def do_pay(self) -> None:
        pay_penalty(
            self.some(FixedPenalty, paid_on=None, **KEPT),
            paid_on=self.day,
            paid_amount=Decimal(100),
            **self.act,
        )

    def do_cancel(self) -> None:
        cancel_penalty(self.some(FixedPenalty, paid_on=None, **KEPT), why="A slip", **self.act)

    def do_file(self) -> None:
        breach = self.some(Breach, filed_at=None, decision__in=GO_ON)
        filed(breach, **self.act)
        paid = FixedPenalty.objects.filter(breach=breach, cancelled_at=None, paid_on__isnull=False)
        assert not any(payment_of(penalty, self.now).barred for penalty in paid)

    def do_proceedings(self) -> None:
        begin_proceedings(self.some(Breach, filed_at__isnull=False), proceedings_on=self.day, **self.act)

    def do_conclude(self) -> None:
        conclude_breach(self.some(Breach, state=BreachState.VICTIM_TOLD), outcome="So it ended.", **self.act)

    def do_wrong(self) -> None:
        model = (Breach, RemedialWork, Seizure)[self.turn % 3]
        part_in_error(self.some(model), reason="Another man.", **self.act)

    def do_propose(self) -> None:
        propose(self.notice, **self.act, invited_on=self.day, over=OVER, open_land=self.turn % 2 == 0)

    def do_consent(self) -> None:
        works = self.some(RemedialWork, done_on=None)
        consent_to_works(works, defaulter_consented_on=self.day, owner_efforts="Rang", **self.act)

    def do_do(self) -> None:
        do_works(self.some(RemedialWork, done_on=None), done_on=self.day, over=OVER, **self.act)

    def do_bill(self) -> None:
        bill_works(
            self.some(RemedialWork, done_on__isnull=False), bill=Decimal(9), billed_on=self.day, **self.act
        )

    def do_warrant(self) -> None:
        warrant_for(self.some(Breach, **STANDS), **self.act, warrant_on=self.day, over=OVER)

    def do_seize(self) -> None:
        seize_item(self.some(Seizure, seized_on=None), seized_on=self.day, kept_at="Store 3", **self.act)

    def do_return(self) -> None:
        day = self.day if self.turn % 2 else None
        return_item(
            self.some(Seizure, seized_on__isnull=False), outcome="So it ended.", returned_on=day, **self.act
        )

    def do_met(self) -> None:
        term = self.notice.terms.filter(kind=TermKind.DO)[0]
        meet_term(term, done_at=self.now - HOUR, **self.act)

    def do_close(self) -> None:
        if self.notice.case.stage != Stage.CLOSED:
            make_closed(self.notice.case, **self.act)

    def do_reopen(self) -> None:
        reopen_case(self.notice.case, reason="It began again.", **self.act)


@pytest.fixture
def notice(amira: User) -> Measure:
    make_authority(amira, Power.FPN)
    return make_notice(make_case(by=amira), by=amira)


@contextmanager
def undone() -> Iterator[None]:
    """Undo whatever is written meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.walk
@settings(max_examples=few(25), deadline=None, suppress_health_check=[*HealthCheck])
@given(steps=st.lists(STEPS, min_size=15, max_size=30))
def test_the_diary_is_rebuilt_from_any_life(
    notice: Measure, amira: User, steps: list[tuple[str, int, int]]
) -> None:
    with undone():
        life = Life(notice, amira)
        for step in steps:
            life.step(*step)
        assert differences() == []


@pytest.mark.walk
@settings(max_examples=few(25), deadline=None, suppress_health_check=[*HealthCheck])
@given(
    pennies=st.integers(min_value=1, max_value=60_000),
    days=st.integers(min_value=0, max_value=40),
    change_on=st.integers(min_value=-5, max_value=40),
    known=st.booleans(),
)
def test_no_amount_above_the_maximum_of_its_day_is_offered(
    notice: Measure, amira: User, pennies: int, days: int, change_on: int, known: bool
) -> None:
    """An administrator's row of £500 counts from its own day on, where it was known when the penalty was offered."""
    amount, now = Decimal(pennies) / 100, AFTER + days * DAY + 2 * HOUR
    day, changes = london_day(now), london_day(AFTER + change_on * DAY)
    most = 500 if known and changes <= day else 100
    with undone():
        breach = climb_to(
            allege(notice, by=amira), BreachState.DECIDED, by=amira, decision=BreachDecision.PENALTY
        )
        LegalLimit.objects.create(
            rule="CPB-5", value=500, unit="pounds", in_force_from=changes, source="CPA 2026", confidence="S",
            signed_off_by="A lawyer", signed_off_on=day, added_at=now - HOUR if known else now + HOUR,
            added_by=amira,
        )  # fmt: skip
        with nullcontext() if amount <= most else pytest.raises(Refused, match="CPB-5"):
            offer(breach, by=amira, now=now, amount=amount, early_amount=None, early_days=None)


@pytest.mark.parametrize("late", [timedelta(0), 30 * DAY])
def test_a_paid_penalty_bars_the_file_however_late_it_is_told(
    notice: Measure, amira: User, late: timedelta
) -> None:
    breach = climb_to(
        allege(notice, by=amira), BreachState.DECIDED, by=amira, decision=BreachDecision.PENALTY
    )
    penalty = offer(breach, by=amira, now=AFTER + 2 * HOUR)
    told: datetime = AFTER + 10 * DAY + late
    paid_on = london_day(AFTER + 9 * DAY)
    pay_penalty(penalty, paid_on=paid_on, paid_amount=Decimal(60), by=amira, now=told)
    with pytest.raises(Refused, match="nobody can be convicted"):
        filed(Breach.objects.get(), by=amira, now=told + DAY)
    assert differences() == []
