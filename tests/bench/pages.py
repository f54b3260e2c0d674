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
from tests.bench.growing import Figures, growth
from tests.bench.timing import against, in_turn
from tests.tools.report import Line, Section

Row = TypeVar("Row", bound=Model)
AIM = 3.0
SMALL = 2_000
COUNTIES = (SMALL, 20_000, 60_000)
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


def measure(scale: float) -> Iterator[Section]:
    """Measure the pages in a county that grows from 2,000 cases to 60,000, and set its sizes beside each other."""
    found: dict[int, dict[str, Figures]] = {}
    there = 0
    for seed, cases in enumerate((round(cases * scale) for cases in COUNTIES), 1):
        build(cases - there, seed=seed)
        there, found[cases] = cases, figures(visits())
        yield section(found[cases], f"Pages with {cases:,} cases")
    yield growth(found, "As the county grows")


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
