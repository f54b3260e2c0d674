"""Which number of law or policy was in force on a day, and on which days nobody works."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import Q, QuerySet

from asbcases.errors import Refused
from asbcases.law.holidays import Calendar
from asbcases.law.limits import Limit, Limits, shipped_limits
from asbcases.policies.models import ExtraHoliday, LegalLimit, PolicyRow


def limit_on(rule: str, qualifier: str, day: date) -> PolicyRow:
    """Return the row in force on this day; Refused when none is, so that no number is ever guessed."""
    row = find_limit(rule, qualifier, day)
    if row is None:
        raise no_policy(rule, qualifier, day)
    return row


def no_policy(rule: str, qualifier: str, day: date) -> Refused:
    """Return the refusal for a day on which policy says nothing."""
    return Refused(
        f"No policy for {rule} {qualifier} is in force on {day:%d %B %Y}: "
        "ask an administrator to load the policy for that day."
    )


def find_limit(rule: str, qualifier: str, day: date) -> PolicyRow | None:
    """Return the row in force on this day, or None where policy is silent."""
    if kept := _kept.get():
        return kept[0].find(rule, qualifier, day)
    return limits_of(rule, day).filter(qualifier=qualifier).first()


def limits_of(rule: str, day: date) -> QuerySet[PolicyRow]:
    """Return the rows of a rule that are in force on this day, one for each qualifier."""
    in_force = Q(in_force_from__lte=day) & (Q(in_force_to__isnull=True) | Q(in_force_to__gte=day))
    return PolicyRow.objects.filter(in_force, rule=rule)


@dataclass(frozen=True)
class PolicyBook:
    """Rows of policy read once, for whoever asks for many days."""

    rows: dict[tuple[str, str], list[PolicyRow]]

    @classmethod
    def of(cls, rows: Iterable[PolicyRow]) -> Self:
        """Return a book of these rows."""
        pages: dict[tuple[str, str], list[PolicyRow]] = defaultdict(list)
        for row in rows:
            pages[row.rule, row.qualifier].append(row)
        return cls(pages)

    @classmethod
    def whole(cls) -> Self:
        """Return the book of every rule."""
        return cls.of(PolicyRow.objects.all())

    @classmethod
    def of_rules(cls, *rules: str) -> Self:
        """Return the book of a few rules with all their qualifiers."""
        if kept := _kept.get():
            return cls({page: rows for page, rows in kept[0].rows.items() if page[0] in rules})
        return cls.of(PolicyRow.objects.filter(rule__in=rules))

    @classmethod
    def about(cls, rules: Collection[str], qualifiers: Collection[str]) -> Self:
        """Return the book of a few rules and qualifiers, in one query."""
        if kept := _kept.get():
            return cls(kept[0].rows)
        return cls.of(PolicyRow.objects.filter(rule__in=rules, qualifier__in=qualifiers))

    def find(
        self, rule: str, qualifier: str, day: date, *, known_at: datetime | None = None
    ) -> PolicyRow | None:
        """Return the row in force on a day, as it was known at an instant; None where policy is silent."""
        for row in self.rows.get((rule, qualifier), ()):
            if row.in_force_from <= day and _known(row, known_at) and not _over(row, day, known_at):
                return row
        return None


def _known(row: PolicyRow, at: datetime | None) -> bool:
    return at is None or row.added_at is None or row.added_at <= at


def _over(row: PolicyRow, day: date, known_at: datetime | None) -> bool:
    """Return whether the row was known to have ended before the day."""
    if row.in_force_to is None or row.in_force_to >= day:
        return False
    return known_at is None or row.ended_at is None or row.ended_at <= known_at


def limits_in_force(now: datetime) -> Limits:
    """Return the limits of the law as they are known at an instant: those shipped, and the administrators' rows.

    Which of them counts is chosen by the day of the event; a decision of the past is judged anew by its own instant.
    """
    known = LegalLimit.objects.filter(added_at__lte=now).order_by("pk")
    return shipped_limits().and_also(as_limit(row, known_at=now) for row in known)


def as_limit(row: LegalLimit, *, known_at: datetime) -> Limit:
    """Return an administrator's row as the rules of law read it; an end that nobody knew of yet has not come."""
    ended = row.ended_at is not None and row.ended_at <= known_at
    return Limit(
        rule=row.rule,
        name=row.name,
        value=row.value,
        unit=row.unit,
        area=row.area,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to if ended else None,
        source=row.source,
        confidence=row.confidence,
    )


def extra_holidays() -> QuerySet[ExtraHoliday]:
    """Return the extra days that stand, in order."""
    return ExtraHoliday.objects.filter(withdrawn_at__isnull=True).order_by("day")


def calendar(known_at: datetime | None = None) -> Calendar:
    """Return the days on which nobody works, as they are known now or were known at an instant."""
    if known_at is None and (kept := _kept.get()):
        return kept[1]
    if known_at is None:
        return Calendar({extra.day: extra.name for extra in extra_holidays()})
    stood = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at)
    known = ExtraHoliday.objects.filter(stood, added_at__lte=known_at)
    return Calendar({extra.day: extra.name for extra in known})


# Policy and calendar as they were read once; nothing where each look is a look into the tables.
_kept: ContextVar[tuple[PolicyBook, Calendar] | None] = ContextVar("asb_policy_kept", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Read policy and calendar once for all that is done within: for whoever does much while nobody changes either."""
    token = _kept.set((PolicyBook.whole(), calendar()))
    try:
        yield
    finally:
        _kept.reset(token)
