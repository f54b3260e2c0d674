"""What binds one person at an instant: their measures, with appeals, service and the asker's authority, in two statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, Func, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from asbcases.accounts.models import User
from asbcases.cases.models import Person
from asbcases.cases.queries import foremost
from asbcases.enforcement.choices import Power
from asbcases.enforcement.models import Appeal, Authority, Measure, MeasureService, MeasureTerm
from asbcases.enforcement.queries.measures import (
    STANDS,
    SUSPENDABLE,
    WAS_ISSUED,
    held_on,
    of_person,
    suspends,
)
from asbcases.enforcement.rules.kerbside import BREACH, Asked, Term, Verdict, verdict_on
from asbcases.law.periods import london_day

# More than this binds nobody; a page on a phone could not show it.
MOST = 40


@dataclass(frozen=True)
class Judged:
    """One term and whether it holds."""

    term: MeasureTerm
    verdict: Verdict

    @property
    def broken(self) -> bool:
        """Return whether it is a breach, if it is seen."""
        return self.verdict in BREACH


@dataclass(frozen=True)
class Bound:
    """One measure with its terms at the instant, and what entitles whoever asks to offer a penalty there."""

    measure: Measure
    terms: Sequence[Judged]
    authorities: Sequence[Mapping[str, Any]]

    @property
    def broken(self) -> bool:
        """Return whether any term is broken, if it is seen."""
        return any(one.broken for one in self.terms)

    @property
    def to_check(self) -> bool:
        """Return whether a term is broken, if this is its place."""
        return any(one.verdict == Verdict.PLACE for one in self.terms)

    @property
    def matters(self) -> bool:
        """Return whether a breach may be seen here and now."""
        return self.broken or self.to_check


def bound_at(person: Person, asked: Asked, *, by: User, among: QuerySet[Measure]) -> list[Bound]:
    """Return what binds a person at an instant, of the measures that one may see; what may be broken comes first."""
    rows: Any = _in_force(person, asked.at, by, among)
    found = [Bound(measure, _terms(measure, asked), measure.held) for measure in rows]
    return sorted(found, key=lambda one: (not one.broken, not one.to_check, -one.measure.pk))


def more_binds(person: Person, at: datetime, seen: Sequence[Bound]) -> bool:
    """Return whether a notice or order binds a person beside those that one sees: yes or no, and nothing else of it.

    It binds in the whole county, and whoever meets them may have to act on it. What is restricted does not count: to
    everybody but the named it does not exist.
    """
    if seen:
        measure: Any = seen[0].measure
        return bool(measure.more)
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_more_binds(%s, '{}', %s, %s)", [foremost(person).pk, london_day(at), at])
        return bool(cursor.fetchone()[0])


def _in_force(person: Person, at: datetime, by: User, among: QuerySet[Measure]) -> QuerySet[Measure]:
    day = london_day(at)
    not_over = (Q(ends_on__isnull=True) | Q(ends_on__gte=day)) & (
        Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    )
    rows = among.filter(STANDS, not_over, state__in=WAS_ISSUED, issued_on__lte=day)
    rows = rows.filter(of_person(person)).select_related("case", "subject")
    asked = (Value(foremost(person).pk), ArraySubquery(rows.values("pk")), Value(day), Value(at))
    # Asked once a statement, not once a row.
    once = "(SELECT %(function)s(%(expressions)s))"
    more = Func(*asked, function="asb_more_binds", template=once, output_field=BooleanField())
    found = rows.annotate(told_at=_told_at(), challenged=_appeals(), held=_authorities(by), more=more)
    terms = Prefetch("terms", MeasureTerm.objects.order_by("number"))
    return found.prefetch_related(terms).order_by("-pk")[:MOST]


def _told_at() -> Subquery:
    """Return when we were told that it was issued; a measure of which the service was never recorded has no such instant."""
    told = MeasureService.objects.filter(measure=OuterRef("pk")).order_by().values("measure")
    return Subquery(told.annotate(first=Min("recorded_at")).values("first"))


def _appeals() -> ArraySubquery:
    rows = Appeal.objects.filter(measure=OuterRef("pk"), in_time=True)
    kept = JSONObject(lodged_on="lodged_on", decided_on="decided_on", stop="stop_suspended")
    return ArraySubquery(rows.values(row=kept))


def _authorities(by: User) -> ArraySubquery:
    here = Q(district__isnull=True) | Q(district=OuterRef("case__district"))
    rows = Authority.objects.filter(here, holder=by, power=Power.FPN)
    return ArraySubquery(rows.values(row=JSONObject(**{"from": "starts_on", "to": "ends_on"})))


def _terms(measure: Any, asked: Asked) -> list[Judged]:
    day = london_day(asked.at)
    appeals = [_appeal(row) for row in measure.challenged]
    held = [term for term in measure.terms.all() if held_on(term, measure.told_at, day)]
    return [Judged(term, verdict_on(_as_asked(term, appeals, day), asked)) for term in held]


def _appeal(row: Mapping[str, Any]) -> Appeal:
    decided = row["decided_on"]
    return Appeal(
        lodged_on=date.fromisoformat(row["lodged_on"]),
        decided_on=date.fromisoformat(decided) if decided else None,
        stop_suspended=row["stop"],
    )


def _as_asked(term: MeasureTerm, appeals: Sequence[Appeal], day: date) -> Term:
    stopped = term.kind in SUSPENDABLE and any(suspends(one, term, day) for one in appeals)
    return Term(term.kind, term.place, term.hours, term.do_by, term.done_at, stopped)
