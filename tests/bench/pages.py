"""The pages of every day, against an empty page plus the raw SQL of the same page, as the tables grow."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.choices import Source
from asbcases.cases.models import Case, Incident, Report
from asbcases.db.actor import acting
from asbcases.web.memory import tidy_seldom
from tests.bench.browsing import Browser, Page
from tests.bench.timing import against, in_turn
from tests.tools.report import Line, Section

Row = TypeVar("Row", bound=Model)
AIM = 3.0
SMALL, LARGE = 2_000, 60_000
ROUNDS = 7
# How many cases of a district are opened, spread evenly over all that it has; and how often the board is.
CASES, BOARDS = 20, 8
# Whose cases and incidents are opened.
DISTRICT = "colchester"
EMPTY = Page("/empty/")
WORDS = (
    "Medians of {rounds} rounds over {boards} visits to each board, shift and list and {cases} cases, reports and "
    "incidents, an empty page, the statements and the page taking turns; times in milliseconds."
)
GROWTH = (
    "The same pages beside each other. A board shows 50 deadlines at most and counts what is late to 1,000: where the "
    "small county owes fewer, the board of the large one is fuller and counts further, and its time is not set against "
    "the other. A larger table adds a level to some indexes. The last column reckons each page in empty pages of its own "
    "run: the machine may be busier in one than in the other."
)
ALIKE = 0.2


@dataclass(frozen=True)
class Visit:
    """A page as one person of the cast opens it."""

    what: str
    who: str
    pages: list[Page]


@dataclass(frozen=True, eq=False)
class Stop:
    """One page in somebody's browser, with the statements that are its own."""

    browser: Browser
    page: Page
    own: list[str]

    def turns(self) -> dict[str, Callable[[], object]]:
        """Return what is measured of it."""
        return {
            "empty": lambda: self.browser.get(EMPTY),
            "sql": lambda: self.browser.ask(self.own),
            "page": lambda: self.browser.get(self.page),
        }

    def counted(self) -> dict[str, float]:
        """Return what is counted of it, and what PostgreSQL itself says of its statements."""
        planning, buffers = self.browser.explained(self.own)
        size = len(self.browser.get(self.page))
        return {"statements": len(self.own), "size": size, "buffers": buffers, "planning": planning}


@dataclass(frozen=True)
class Figures:
    """What one page took, in milliseconds; what it asked for, touched in the database, and held."""

    page: float
    empty: float
    sql: float
    planning: float
    statements: float
    buffers: float
    size: float

    @property
    def floor(self) -> float:
        """Return the time of an empty page and of the page's own statements."""
        return self.empty + self.sql


def measure(scale: float) -> Iterator[Section]:
    """Measure the pages in a county of 2,000 cases and again in one of 60,000, and set them beside each other."""
    few, many = round(SMALL * scale), round(LARGE * scale)
    build(few, seed=1)
    small = figures(visits())
    yield section(small, f"Pages with {few:,} cases")
    build(many - few, seed=2)
    large = figures(visits())
    yield section(large, f"Pages with {many:,} cases")
    yield growth(small, large, few, many, title="As the county grows")


def at_least(cases: int) -> None:
    """Have so many cases in the county, with those that are there."""
    with connection.as_owner():
        there = Case.objects.count()
    if there < cases:
        build(cases - there, seed=4)


def build(cases: int, *, seed: int) -> None:
    """Add cases to the county, and have the tables as a deployment keeps them."""
    call_command("build_county", size=f"bench:{cases}", seed=seed, json=True, stdout=io.StringIO())
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def figures(visits: Sequence[Visit]) -> dict[str, Figures]:
    """Return what each page takes now, every one of them opened once a round, in a process as of a web server."""
    tidy_seldom()
    stops = {visit.what: list(_stops(visit)) for visit in visits}
    turns = {
        (stop, kind): do
        for of_visit in stops.values()
        for stop in of_visit
        for kind, do in stop.turns().items()
    }
    taken = in_turn(ROUNDS, turns)
    return {what: _middle(of_visit, taken) for what, of_visit in stops.items()}


def _stops(visit: Visit) -> Iterator[Stop]:
    browser = Browser(User.objects.get(username=visit.who))
    browser.get(EMPTY)
    for page in visit.pages:
        yield Stop(browser, page, browser.own_of(page, EMPTY))


def _middle(stops: list[Stop], taken: dict[tuple[Stop, str], float]) -> Figures:
    """Return the median of one visit over its pages."""
    each = [{kind: taken[stop, kind] * 1000 for kind in stop.turns()} | stop.counted() for stop in stops]
    return Figures(**{name: median(one[name] for one in each) for name in each[0]})


def visits() -> list[Visit]:
    """Return the pages that are measured."""
    board, shift, waiting = (
        [Page(reverse(name))] * BOARDS for name in ("deadline_board", "deadlines_shift", "approval_list")
    )
    cases = spread(Case.objects.filter(district__code=DISTRICT).order_by("-opened_at", "-pk"))
    opened = _each("case_page", cases)
    return [
        Visit("board of the county", "inspector", board),
        Visit("board of a district", "sergeant", board),
        Visit("my shift, lead of cases", f"bench-{DISTRICT}", shift),
        Visit("my shift, sergeant", f"bench-sergeant-{DISTRICT}", shift),
        Visit("approvals of the county", "inspector", waiting),
        Visit("approvals of a district", "sergeant", waiting),
        Visit("case page, county-wide officer", "asb", opened),
        Visit("case page, officer of the district", "cpt", opened),
        Visit("chronology of a case", "cpt", _each("case_chronology", cases)),
        Visit("intake panel", "handler", intake_panels()),
        Visit("THRIVE page", "handler", _each("incident_triage", spread(_own_incidents()))),
    ]


def _own_incidents() -> QuerySet[Incident]:
    return Incident.objects.filter(source=Source.OWN, district__code=DISTRICT).order_by("-pk")


def _each(name: str, records: Sequence[Case] | Sequence[Incident]) -> list[Page]:
    return [Page(reverse(name, args=[record.reference])) for record in records]


def spread(records: QuerySet[Row]) -> list[Row]:
    """Return records of the district, from the first to the last of them."""
    with acting(str(User.objects.get(username="asb").pk)), transaction.atomic():
        step = max(records.count() // CASES, 1)
        return list(records[::step][:CASES])


def intake_panels() -> list[Page]:
    """Return what the panel beside a new report is asked: by people who called before, each from the same home."""
    reports = spread(Report.objects.filter(district__code=DISTRICT).order_by("-received_at", "-pk"))
    said = ("caller_name", "caller_phone", "caller_address", "place_text")
    return [
        Page(
            reverse("report_matches"),
            {name: getattr(report, name) for name in said} | {"district": str(report.district_id)},
        )
        for report in reports
    ]


def section(found: dict[str, Figures], title: str) -> Section:
    """Return the table of the pages at one size of the county."""
    words = WORDS.format(rounds=ROUNDS, boards=BOARDS, cases=CASES)
    head = (
        "",
        "page",
        "empty page",
        "raw SQL",
        "of it planning",
        "rest",
        "statements",
        "kB",
        "times the floor",
        "aim",
    )
    return Section(title, words, [_line(what, one) for what, one in found.items()], head)


def _line(what: str, one: Figures) -> Line:
    times = (one.page, one.empty, one.sql, one.planning, one.page - one.floor)
    counts = (f"{one.statements:.0f}", f"{one.size / 1000:.0f}")
    return Line(what, (*(f"{time:.1f}" for time in times), *counts, *against(one.page / one.floor, AIM)))


def growth(
    small: dict[str, Figures], large: dict[str, Figures], few: int, many: int, *, title: str
) -> Section:
    """Return the table of what the pages cost as the county grows."""
    head = (
        "",
        *(f"{what}, {cases:,}" for what in ("page", "raw SQL", "buffers", "kB") for cases in (few, many)),
        "times",
    )
    lines = [
        Line(what, (*_beside(was, now), f"{_grown(was, now):.2f}" if _alike(was, now) else "fuller"))
        for (what, was), now in zip(small.items(), large.values(), strict=True)
    ]
    return Section(title, GROWTH, lines, head)


def _beside(was: Figures, now: Figures) -> list[str]:
    times = [f"{one:.1f}" for one in (was.page, now.page, was.sql, now.sql)]
    return [*times, *(f"{one:.0f}" for one in (was.buffers, now.buffers, was.size / 1000, now.size / 1000))]


def _grown(was: Figures, now: Figures) -> float:
    return (now.page / now.empty) / (was.page / was.empty)


def _alike(was: Figures, now: Figures) -> bool:
    """Return whether the page held about as much before."""
    return abs(now.size / was.size - 1) < ALIKE
