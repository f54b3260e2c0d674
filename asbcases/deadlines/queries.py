"""Reads of the diary."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import TruncWeek

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import Case
from asbcases.deadlines import rules
from asbcases.deadlines.choices import Kind, Nature, RulingVerb, State, Step
from asbcases.deadlines.models import RUNS, Deadline, Ruling
from asbcases.law.periods import LONDON, london_day, london_midnight_after

OPEN = Q(met_at__isnull=True, cancelled_at__isnull=True)

# How far ahead the board looks; a matter of display, no policy.
AHEAD, DAY = timedelta(days=7), timedelta(days=1)


@cache
def _begun() -> QuerySet[Deadline]:
    return Deadline.objects.filter(OPEN)


def open_ones() -> QuerySet[Deadline]:
    """Return what is open, for others to ask more of; the query is begun once for all of them."""
    return _begun().all()


def owed() -> QuerySet[Deadline]:
    """Return what is still to be done, late or not, the oldest promise first; a window is owed by nobody."""
    return Deadline.objects.filter(OPEN, nature=Nature.OBLIGATION).order_by("due_at", "pk")


def outstanding_on(case: Case) -> QuerySet[Deadline]:
    """Return what is still to be done on a case, the earliest first."""
    return owed().filter(case=case).select_related("owner")


def overdue(deadlines: QuerySet[Deadline], now: datetime) -> QuerySet[Deadline]:
    """Return those that are late at this instant."""
    return deadlines.filter(OPEN, due_at__lte=now)


def open_for_owner(owner: User) -> QuerySet[Deadline]:
    """Return what a person owes, the earliest first."""
    return owed().filter(owner=owner)


def board_for(user: User, *, now: datetime) -> QuerySet[Deadline]:
    """Return what is late or due within a week: of the county, of a supervisor's district, or one's own."""
    return watched_by(user, owed().filter(due_at__lte=week_ends_at(now)))


def under_notices(user: User, *, now: datetime) -> QuerySet[Deadline]:
    """Return what somebody has time for under a notice or warning that a person watches over, the first to run out first.

    Nobody here owes it. What is to be done stays until it is met, whatever the day; a time to comply that has run out is
    none any more.
    """
    to_see = Q(kind=Kind.TERM_DUE) | Q(kind=Kind.MEASURE_COMPLIANCE, due_at__gt=now)
    found = Deadline.objects.filter(RUNS, to_see, due_at__lte=week_ends_at(now))
    return watched_by(user, found.order_by("due_at", "pk"))


def watched_by(user: User, deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Return those that a person watches over: of the county, of a supervisor's district, or one's own."""
    if works_for_county(user):
        return deadlines
    if user.role == Role.SUPERVISOR:
        return deadlines.filter(district__in=districts_of(user))
    return deadlines.filter(owner=user)


# The section of what others have time for; it is no part of what is owed.
UNDER = "notices"


class When(TextChoices):
    """How near a deadline is; what is owed stands in one of these or comes later."""

    LATE = "late", "Overdue"
    TODAY = "today", "Today"
    WEEK = "week", "Within 7 days"


def today_ends_at(now: datetime) -> datetime:
    """Return the London midnight that ends today: what is late from then on is due today."""
    return london_midnight_after(london_day(now))


def week_ends_at(now: datetime) -> datetime:
    """Return the London midnight up to which the board looks ahead."""
    return london_midnight_after(london_day(now) + AHEAD)


def section_of(due_at: datetime, now: datetime) -> When:
    """Return the section of the board in which something stands."""
    if due_at <= now:
        return When.LATE
    return When.TODAY if due_at <= today_ends_at(now) else When.WEEK


def within(section: When, now: datetime) -> Q:
    """Return the condition on what stands in a section of the board."""
    if section is When.LATE:
        return Q(due_at__lte=now)
    if section is When.TODAY:
        return Q(due_at__gt=now, due_at__lte=today_ends_at(now))
    return Q(due_at__gt=today_ends_at(now), due_at__lte=week_ends_at(now))


def waiting_for_time() -> QuerySet[Deadline]:
    """Return the open deadlines for which somebody asked for more time and got no answer yet, the earliest first."""
    return Deadline.objects.filter(OPEN, asked_until__isnull=False).order_by("due_at", "pk")


def requests_of(deadlines: Sequence[Deadline]) -> dict[int, Ruling]:
    """Return the newest request for more time of each of these deadlines."""
    asked = Ruling.objects.filter(deadline__in=deadlines, verb=RulingVerb.ASKED).select_related("by")
    return {ruling.deadline_id: ruling for ruling in asked.order_by("deadline", "-pk").distinct("deadline")}


def answers_to(user: User, *, since: datetime) -> QuerySet[Ruling]:
    """Return what was decided lately about requests for more time for what this person owes, the newest first."""
    answers = Ruling.objects.filter(verb__in=(RulingVerb.RETURNED, RulingVerb.EXTENDED), at__gte=since)
    # Through what is still owed: an index of the owner leads there.
    return answers.filter(deadline__in=open_for_owner(user).order_by()).select_related("by").order_by("-pk")


class Week(NamedTuple):
    """What was to be done in one London week, and what became of it."""

    starts_on: date
    met: int = 0
    late: int = 0
    overdue: int = 0
    waived: int = 0

    @property
    def owed(self) -> int:
        """Return how many were owed and not waived."""
        return self.met + self.late + self.overdue


def by_week(deadlines: QuerySet[Deadline], *, now: datetime, weeks: int) -> list[Week]:
    """Return what became of the deadlines of each of the last weeks, Monday to Sunday in London, this one included.

    What is late from a Monday's midnight on was due by the end of the Sunday, and counts there.
    """
    today = london_day(now)
    last = today - timedelta(days=today.weekday())
    days = [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    begins, ends = london_midnight_after(days[0] - DAY), london_midnight_after(last + 6 * DAY)
    owed_then = deadlines.filter(nature=Nature.OBLIGATION, due_at__gt=begins, due_at__lte=ends).order_by()
    found = (
        owed_then.annotate(week=TruncWeek(F("due_at") - timedelta(microseconds=1), tzinfo=LONDON))
        .values("week")
        .annotate(
            met=Count("pk", filter=Q(met_at__lt=F("due_at"))),
            late=Count("pk", filter=Q(met_at__gte=F("due_at"))),
            overdue=Count("pk", filter=OPEN & Q(due_at__lte=now)),
            waived=Count("pk", filter=Q(waived=True)),
        )
    )
    counts = {
        london_day(row["week"]): (row["met"], row["late"], row["overdue"], row["waived"]) for row in found
    }
    return [Week(day, *counts.get(day, ())) for day in days]


class Limited(Subquery):
    """The number of rows of a query, counted no further than the query's own limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS limited)"
    output_field = IntegerField()
    empty_result_set_value = 0


def by_district(deadlines: QuerySet[Deadline], *, now: datetime, limit: int) -> QuerySet[District]:
    """Return the districts, each with the number of deadlines in every section of the board, up to a limit."""
    of_one = deadlines.filter(district=OuterRef("pk")).order_by()
    return District.objects.annotate(**_counts(of_one, now, limit)).order_by("name")


def _counts(deadlines: QuerySet[Deadline], now: datetime, limit: int) -> dict[str, Limited]:
    sections = {section.value: deadlines.filter(within(section, now)) for section in When}
    return {name: Limited(rows.values("pk")[:limit]) for name, rows in sections.items()}


def state_at(deadline: Deadline, now: datetime) -> State:
    """Return the state of a deadline at an instant."""
    return rules.state_of(
        nature=Nature(deadline.nature),
        due_at=deadline.due_at,
        warn_at=rules.read(deadline.steps).get(Step.WARN),
        met_at=deadline.met_at,
        cancelled_at=deadline.cancelled_at,
        now=now,
    )
