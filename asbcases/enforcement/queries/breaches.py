"""Reads of what follows a notice: appeals, breaches, fixed penalties, works and what was seized."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from asbcases.enforcement.choices import AppealOutcome, BreachDecision, BreachState
from asbcases.enforcement.models import (
    Appeal,
    Breach,
    BreachTerm,
    FixedPenalty,
    Hearing,
    Measure,
    MeasureChange,
    RemedialWork,
    Seizure,
)
from asbcases.law.answers import Answer, Decision
from asbcases.law.periods import london_day
from asbcases.law.registry import consider, rule_of
from asbcases.policies.queries import limits_in_force

STANDS = Q(recorded_in_error_at__isnull=True)
# So many of each are shown on the page of a measure, the newest first; the API lists them all.
MOST = 50
LATE = (
    "The day for hearsay notice has passed: serve it at once, and ask the court to shorten or waive the time."
)


def appeals_of(measure: Measure) -> QuerySet[Appeal]:
    """Return the appeals against a notice, the newest first."""
    entered = Exists(MeasureChange.objects.filter(appeal=OuterRef("pk")))
    found = Appeal.objects.filter(measure=measure).select_related("recorded_by").annotate(entered=entered)
    hearings = Prefetch("hearings", Hearing.objects.order_by("at", "number"))
    return found.prefetch_related(hearings).order_by("-lodged_on", "-pk")


def heard_of(measure: Measure) -> QuerySet[Hearing]:
    """Return the hearings of appeals against a notice, the first listed first."""
    found = Hearing.objects.filter(measure=measure, appeal__isnull=False).select_related("appeal")
    return found.order_by("at", "number")


def breaches_of(measure: Measure) -> QuerySet[Breach]:
    """Return what is said to be a breach of a notice or order, by number; what was recorded in error too."""
    terms = BreachTerm.objects.select_related("term", "incident").order_by("term__number")
    penalties = FixedPenalty.objects.order_by("-pk")
    seizures = Seizure.objects.order_by("number")
    found = Breach.objects.filter(measure=measure).select_related("recorded_by", "decided_by")
    return found.prefetch_related(
        Prefetch("terms", terms), Prefetch("penalties", penalties), Prefetch("seizures", seizures)
    ).order_by("number")


def penalties_of(breach: Breach) -> QuerySet[FixedPenalty]:
    """Return the fixed penalties that were ever offered for a breach, the newest first."""
    return FixedPenalty.objects.filter(breach=breach).select_related("recorded_by").order_by("-pk")


def works_of(measure: Measure) -> QuerySet[RemedialWork]:
    """Return the works under a notice, by number."""
    return RemedialWork.objects.filter(measure=measure).select_related("recorded_by").order_by("number")


def seizures_of(breach: Breach) -> QuerySet[Seizure]:
    """Return the warrants to seize for a breach, by number."""
    return Seizure.objects.filter(breach=breach).select_related("recorded_by").order_by("number")


def penalty_of(breach: Breach) -> FixedPenalty | None:
    """Return the fixed penalty that stands for a breach, paid or not."""
    return FixedPenalty.objects.filter(breach=breach, cancelled_at__isnull=True).first()


def actions_on_breaches(measure: Measure) -> int:
    """Return how much was done about breaches of a notice: decided, offered, done in default, seized."""
    acted = Breach.objects.filter(STANDS, measure=measure).exclude(decision__in=("", BreachDecision.NONE))
    works = RemedialWork.objects.filter(STANDS, measure=measure, done_on__isnull=False)
    seized = Seizure.objects.filter(STANDS, breach__measure=measure)
    return acted.count() + works.count() + seized.count()


# --- What the law says of a penalty and a breach --------------------------------------------------
@dataclass(frozen=True)
class Payment:
    """Until when a penalty may be paid and how much, and from when proceedings may begin."""

    pay_by: date
    earliest: date
    reason: str
    early_by: date | None
    barred: bool

    def owed_on(self, penalty: FixedPenalty, day: date) -> Decimal:
        """Return what is to be paid on a day: the lower amount in its days, else the whole one."""
        early = penalty.early_amount is not None and self.early_by is not None and day <= self.early_by
        return penalty.early_amount if early and penalty.early_amount is not None else penalty.amount


def payment_of(penalty: FixedPenalty, now: datetime) -> Payment:
    """Return what the law says of the payment of a penalty, as it was known when it was offered."""
    limits = limits_in_force(penalty.recorded_at or now)
    facts = {"fpn_on": penalty.fpn_on, "paid_on": penalty.paid_on}
    answer, early = consider("CPB-6", facts, limits), None
    if penalty.early_days is not None:
        lower = {"fpn_on": penalty.fpn_on, "early_days": penalty.early_days}
        early = consider("CPB-7", lower, limits).values.get("early_by")
    pay_by: date = answer.values["pay_by"]
    paid_in_time = penalty.paid_on is not None and penalty.paid_on <= pay_by
    return Payment(pay_by, answer.values["earliest_proceedings"], answer.reasons[0], early, paid_in_time)


def owed_on(penalty: FixedPenalty, day: date) -> Decimal:
    """Return what is to be paid for a penalty on a day."""
    return payment_of(penalty, penalty.recorded_at).owed_on(penalty, day)


def barred(penalty: FixedPenalty, now: datetime) -> bool:
    """Return whether nobody can be convicted of the offence any more, because the penalty was paid in its days."""
    return payment_of(penalty, now).barred


def prosecution_of(breach: Breach) -> Answer:
    """Return the last day to begin proceedings for the breach of a notice, with its sentence (CPB-3)."""
    facts = {"offence_on": london_day(breach.happened_at)}
    return consider("CPB-3", facts, limits_in_force(breach.recorded_at))


def hearsay_of(hearing: Hearing, now: datetime, *, served_on: date | None = None) -> Answer:
    """Return by when hearsay notice is served before a hearing, and until when a notice is answered (EVD-2)."""
    facts = {"hearing_on": london_day(hearing.at), "notice_served_on": served_on}
    return consider("EVD-2", facts, limits_in_force(now))


def what_is_owed(hearing: Hearing, now: datetime) -> Sequence[str]:
    """Return what is said of hearsay notice before a hearing that is to come: by when, and what to do where that has passed."""
    appeal = hearing.appeal
    if appeal is None or hearing.held_at or (appeal.hearsay_words and not appeal.hearsay_on):
        return ()
    if appeal.hearsay_on:
        return hearsay_of(hearing, now, served_on=appeal.hearsay_on).reasons
    late = hearsay_of(hearing, now, served_on=london_day(now)).decision == Decision.WARN
    said = hearsay_of(hearing, now).reasons
    return (LATE, *said, rule_of("EVD-3").says) if late else said


# --- For pages ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Afterwards:
    """What followed a measure, for its page."""

    appeals: list[Appeal]
    breaches: list[Breach]
    works: list[RemedialWork]

    @property
    def appeal(self) -> Appeal | None:
        """Return the appeal that is in progress."""
        return next((one for one in self.appeals if not one.outcome), None)

    @property
    def modified(self) -> Appeal | None:
        """Return the newest appeal on which the court modified the notice, where nobody has entered how."""
        found = (one for one in self.appeals if one.outcome == AppealOutcome.MODIFIED and not one.entered)  # type: ignore[attr-defined]
        return next(found, None)

    @property
    def quashed(self) -> Appeal | None:
        """Return the appeal on which the notice was quashed."""
        return next((one for one in self.appeals if one.outcome == AppealOutcome.QUASHED), None)


@dataclass(frozen=True)
class Heard:
    """A hearing of an appeal, and what is said of hearsay notice before it."""

    hearing: Hearing
    says: Sequence[str]


def heard_by_appeal(appeals: Sequence[Appeal], now: datetime) -> None:
    """Give each appeal its hearings as a page shows them."""
    for appeal in appeals:
        rows = [Heard(hearing, what_is_owed(hearing, now)) for hearing in appeal.hearings.all()]
        appeal.heard = rows  # type: ignore[attr-defined]


def afterwards(measure: Measure) -> dict[str, Any]:
    """Return what `enforcement/afterwards.html` shows of a measure."""
    found = Afterwards(
        list(appeals_of(measure)[:MOST]),
        list(breaches_of(measure).order_by("-number")[:MOST]),
        list(works_of(measure).order_by("-number")[:MOST]),
    )
    return {
        "measure": measure,
        "appeals": found.appeals,
        "breaches": found.breaches,
        "works": found.works,
        "after": found,
    }


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder of a breach, and whether it was reached."""

    state: BreachState
    done: bool
    here: bool


def rungs_of(breach: Breach) -> list[Rung]:
    """Return the ladder of a breach."""
    ladder = list(BreachState)
    at = ladder.index(BreachState(breach.state))
    return [Rung(rung, number <= at, number == at) for number, rung in enumerate(ladder)]
