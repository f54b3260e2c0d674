"""What a page took in one county, and how that grows with the county."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.tools.report import Line, Section

WORDS = (
    "The same pages beside each other. A board shows 50 deadlines at most and counts what is late to 1,000: where a smaller "
    "county owes fewer, the board of the large one is fuller and counts further, and is set against the smallest county whose "
    "page held about as much, if there is one. A larger table adds a level to some indexes. The last column reckons each page "
    "in empty pages of its own run: the machine may be busier in one than in the other."
)
ALIKE = 0.2


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


def growth(found: Mapping[int, Mapping[str, Figures]], title: str) -> Section:
    """Return the table of what the pages take from the smallest size to the largest."""
    head = (
        "",
        *(f"{what}, {size:,}" for what in ("page", "raw SQL", "buffers", "kB") for size in found),
        "times",
    )
    by_page = {
        what: {size: pages[what] for size, pages in found.items()} for what in next(iter(found.values()))
    }
    return Section(
        title, WORDS, [Line(what, (*_cells(sizes), _grown(sizes))) for what, sizes in by_page.items()], head
    )


def _cells(sizes: Mapping[int, Figures]) -> list[str]:
    every = sizes.values()
    times = [f"{time:.1f}" for time in (*(one.page for one in every), *(one.sql for one in every))]
    return [
        *times,
        *(f"{many:.0f}" for many in (*(one.buffers for one in every), *(one.size / 1000 for one in every))),
    ]


def _grown(sizes: Mapping[int, Figures]) -> str:
    """Return how many times as long the largest takes as the smallest that held about as much, and which that is."""
    *_, largest = sizes.values()
    smaller = {size: one for size, one in sizes.items() if one is not largest and _alike(one, largest)}
    if not smaller:
        return "fuller"
    size, one = next(iter(smaller.items()))
    times = (largest.page / largest.empty) / (one.page / one.empty)
    return f"{times:.2f}" if one is next(iter(sizes.values())) else f"{times:.2f} of {size:,}"


def _alike(was: Figures, now: Figures) -> bool:
    return abs(now.size / was.size - 1) < ALIKE
