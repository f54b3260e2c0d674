"""What the incidents of a plan have in common: when they come, where, and who and what comes again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from django.db.models import Count, Model, QuerySet

from asbcases.cases.choices import Precision
from asbcases.cases.models import Incident, IncidentParty, Person, Premises, ProblemPlan
from asbcases.cases.rules.keys import address_key
from asbcases.law.periods import LONDON, london_day
from asbcases.sara.models import Objective
from asbcases.sara.queries import STANDS
from asbcases.sara.queries.daily import on_file
from asbcases.sara.rules.window_shapes import Days

Row = TypeVar("Row", bound=Model)
MONTHS = 12
SHOWN = 10
# Once is no repeat.
AGAIN = 2


class Place(NamedTuple):
    """A place as it was said last, how often, and on which day last."""

    words: str
    times: int
    last_on: date


@dataclass(frozen=True)
class Patterns:
    """The patterns of the last twelve months, as far as they are on record, up to yesterday."""

    days: Days
    total: int
    # For each day of the week from Monday, how many came in each hour; of the others only the day is known.
    clock: Sequence[Sequence[int]]
    months: Sequence[tuple[date, int]]
    places: Sequence[Place]
    # Of how many places those are the ones with the most.
    of_places: int
    people: Sequence[tuple[Person, int]]
    premises: Sequence[tuple[Premises, int]]

    @property
    def timed(self) -> int:
        """Return of how many the hour is known."""
        return sum(map(sum, self.clock))


def patterns_of(
    plan: ProblemPlan,
    objective: Objective,
    *,
    people: QuerySet[Person],
    premises: QuerySet[Premises],
    now: datetime,
) -> Patterns:
    """Return the patterns of what counts for a plan's objective; people and premises of those that one may know of."""
    filed = on_file(plan, objective, now=now)
    months = _months(filed.days.last_on)
    days = Days(max(months[0], filed.days.first_on), filed.days.last_on)
    keys = [each.key for each in filed.sorted.place if days.first_on <= each.day]
    incidents = list(Incident.objects.filter(pk__in=keys).order_by("happened_from", "pk"))
    by_month = Counter(london_day(each.happened_from).replace(day=1) for each in incidents)
    places = _places(incidents)
    return Patterns(
        days=days,
        total=len(incidents),
        clock=_clock(incidents),
        # Of a month before the records begin it is not known that nothing happened.
        months=[(month, by_month[month]) for month in months if month >= days.first_on.replace(day=1)],
        places=places[:SHOWN],
        of_places=len(places),
        people=_who_comes_again(keys, people),
        premises=_again(premises, Counter(each.premises_id for each in incidents if each.premises_id)),
    )


def _months(last_on: date) -> list[date]:
    """Return the first days of the last twelve months, the one of a day among them."""
    months = [last_on.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def _clock(incidents: Iterable[Incident]) -> list[list[int]]:
    hours = [[0] * 24 for _ in range(7)]
    for each in incidents:
        if each.happened_precision == Precision.EXACT:
            at = each.happened_from.astimezone(LONDON)
            hours[at.weekday()][at.hour] += 1
    return hours


def _places(incidents: Iterable[Incident]) -> list[Place]:
    said: dict[str, list[Incident]] = defaultdict(list)
    for each in incidents:
        if key := address_key(each.place_text):
            said[key].append(each)
    found = [Place(of[-1].place_text, len(of), london_day(of[-1].happened_from)) for of in said.values()]
    return sorted(found, key=lambda place: (-place.times, -place.last_on.toordinal(), place.words))


def _who_comes_again(keys: Sequence[int], people: QuerySet[Person]) -> list[tuple[Person, int]]:
    parties = IncidentParty.objects.filter(STANDS, incident__in=keys)
    times = parties.values("person").annotate(times=Count("incident", distinct=True)).filter(times__gte=AGAIN)
    return _again(people, Counter(dict(times.values_list("person", "times"))))


def _again(rows: QuerySet[Row], times: Counter[int]) -> list[tuple[Row, int]]:
    """Return what occurs more than once, the most frequent first, of what one may know of."""
    keys = [key for key, count in times.items() if count >= AGAIN]
    found = {row.pk: row for row in rows.filter(pk__in=keys)} if keys else {}
    return [(found[key], times[key]) for key in sorted(found, key=lambda key: (-times[key], key))[:SHOWN]]
