"""Charts drawn on the server: plain SVG with real text, styled by classes, told apart by pattern as well as colour."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 44, 34
KEY = 14
# Where the lanes of a chart of steps begin and end, where what came last stands, and how far apart dates must be.
FROM, TO, LAST, APART = 116, 625, 545, 130
# How a series is hatched, so that it is known without its colour: nothing, slanting lines, dots.
HATCHES = (
    "",
    '<path class="asb-chart__hatch" d="M0 8L8 0M-2 2L2 -2M6 10L10 6"/>',
    '<circle class="asb-chart__dot" cx="4" cy="4" r="1.8"/>',
)


class Series(NamedTuple):
    """One kind of what is counted, with its number for each bar, the lowest part of the bars first."""

    words: str
    counts: Sequence[int]


def stacked_bars(
    name: str, title: str, words: str, labels: Sequence[str], series: Sequence[Series]
) -> SafeString:
    """Return bars that stand on each other, with what they come to above each; `name` tells charts of a page apart."""
    totals = [sum(part.counts[place] for part in series) for place in range(len(labels))]
    top = ceiling(max(totals, default=0))
    parts = (_hatches(name, series), _grid(top), _key(name, series), _bars(name, series, totals, labels, top))
    return _drawing(name, title, words, parts)


class Step(NamedTuple):
    """From an instant on a row holds; where it names none, an attempt failed and what held goes on."""

    at: datetime
    row: int | None
    words: str


class _Mark(NamedTuple):
    x: float
    y: float
    step: Step


def steps(
    name: str, title: str, words: str, rows: Sequence[str], failed: str, taken: Sequence[Step]
) -> SafeString:
    """Return a line that steps between rows, the lowest first, as time passes from left to right.

    Each row has a dash of its own, by which it is known without its place. What failed is a cross in a lane below all.
    """
    lanes = [failed] * any(step.row is None for step in taken) + [*rows]
    marks = [
        _Mark(x, _lane(step.row + len(lanes) - len(rows) if step.row is not None else 0, lanes), step)
        for x, step in zip(_along([step.at for step in taken]), taken, strict=True)
    ]
    held = [mark for mark in marks if mark.step.row is not None]
    crosses = [mark for mark in marks if mark.step.row is None]
    parts = (_lanes(lanes), _rises(held), _lines(held), _crosses(crosses), _dates(marks), _last(held, rows))
    return _drawing(name, title, words, parts)


def _drawing(name: str, title: str, words: str, parts: Sequence[SafeString]) -> SafeString:
    return format_html(
        '<svg class="asb-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-words">'
        '<title id="{}-title">{}</title><desc id="{}-words">{}</desc>{}</svg>',
        *(WIDTH, HEIGHT, name, name, name, title, name, words),
        mark_safe("".join(parts)),  # noqa: S308 - each part escapes what is not ours
    )


def ceiling(highest: int) -> int:
    """Return where the axis ends: a round number of four equal steps that is not below the highest bar."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if 4 * step * factor >= highest:
                return 4 * step * factor
        step *= 10


def _hatches(name: str, series: Sequence[Series]) -> SafeString:
    patterns = format_html_join(
        "",
        '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect class="asb-chart__fill asb-chart__fill--{}" width="8" height="8"/>{}</pattern>',
        (
            (name, place, place, mark_safe(HATCHES[place]))  # noqa: S308 - our own constant
            for place in range(len(series))
        ),
    )
    return format_html("<defs>{}</defs>", patterns)


def _grid(top: int) -> SafeString:
    return format_html_join(
        "",
        '<line class="asb-chart__line" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="asb-chart__text asb-chart__text--end" x="{}" y="{}">{}</text>',
        (
            (LEFT, WIDTH - RIGHT, _y(value, top), _y(value, top), LEFT - 8, _y(value, top) + 5, f"{value:,}")
            for value in range(0, top + 1, top // 4)
        ),
    )


def _key(name: str, series: Sequence[Series]) -> SafeString:
    """Return the words of each series beside a piece of its pattern, in one line above the bars."""
    places, x = [], LEFT
    for place, part in enumerate(series):
        places.append((x, name, place, x + KEY + 6, part.words))
        x += KEY + 6 + 8 * len(part.words) + 20
    return format_html_join(
        "",
        '<rect class="asb-chart__bar" x="{}" y="2" width="14" height="14" fill="url(#{}-{})"/>'
        '<text class="asb-chart__text" x="{}" y="14">{}</text>',
        places,
    )


def _bars(
    name: str, series: Sequence[Series], totals: Sequence[int], labels: Sequence[str], top: int
) -> SafeString:
    room = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    width = round(room * 0.62, 1)
    drawn = []
    for place, label in enumerate(labels):
        x = LEFT + room * place + (room - width) / 2
        drawn.append(_bar(name, [part.counts[place] for part in series], x, width, top))
        middle = round(x + width / 2, 1)
        drawn.append(
            _words(middle, _y(totals[place], top) - 6, f"{totals[place]:,}" if totals[place] else "")
        )
        drawn.append(_words(middle, HEIGHT - BOTTOM + 20, label))
    return mark_safe("".join(drawn))  # noqa: S308 - each part escapes what is not ours


def _bar(name: str, counts: Sequence[int], x: float, width: float, top: int) -> SafeString:
    stood, parts = 0, []
    for place, count in enumerate(counts):
        if count:
            upper = _y(stood + count, top)
            parts.append((round(x, 1), upper, width, round(_y(stood, top) - upper, 1), name, place))
        stood += count
    return format_html_join(
        "",
        '<rect class="asb-chart__bar" x="{}" y="{}" width="{}" height="{}" fill="url(#{}-{})"/>',
        parts,
    )


def _words(x: float, y: float, words: str) -> SafeString:
    if not words:
        return SafeString("")
    return format_html(
        '<text class="asb-chart__text asb-chart__text--middle" x="{}" y="{}">{}</text>', x, y, words
    )


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _along(instants: Sequence[datetime]) -> list[float]:
    """Return how far to the right each instant stands; behind the last there is room for it to last."""
    spans = [(at - instants[0]).total_seconds() for at in instants]
    return [round(FROM + (LAST - FROM) * span / (spans[-1] or 1), 1) for span in spans]


def _lane(place: int, lanes: Sequence[str]) -> float:
    return round(HEIGHT - BOTTOM - 20 - (HEIGHT - BOTTOM - 40) * place / max(len(lanes) - 1, 1), 1)


def _lanes(lanes: Sequence[str]) -> SafeString:
    heights = [_lane(place, lanes) for place in range(len(lanes))]
    return format_html_join(
        "",
        '<line class="asb-chart__line" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="asb-chart__text asb-chart__text--end" x="{}" y="{}">{}</text>',
        ((FROM, TO, y, y, FROM - 12, y + 5, words) for y, words in zip(heights, lanes, strict=True)),
    )


def _rises(held: Sequence[_Mark]) -> SafeString:
    return format_html_join(
        "",
        '<line class="asb-chart__rise" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        ((after.x, after.x, before.y, after.y) for before, after in pairwise(held)),
    )


def _lines(held: Sequence[_Mark]) -> SafeString:
    ends = [mark.x for mark in held[1:]] + [TO]
    return format_html_join(
        "",
        '<line class="asb-chart__step asb-chart__step--{}" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<circle class="asb-chart__point" cx="{}" cy="{}" r="5"/>',
        (
            (mark.step.row, mark.x, end, mark.y, mark.y, mark.x, mark.y)
            for mark, end in zip(held, ends, strict=False)
        ),
    )


def _crosses(failed: Sequence[_Mark]) -> SafeString:
    return format_html_join(
        "",
        '<path class="asb-chart__cross" d="M{} {}l12 12m0 -12l-12 12"/>',
        ((mark.x - 6, mark.y - 6) for mark in failed),
    )


def _dates(marks: Sequence[_Mark]) -> SafeString:
    """Return when each step was taken, from the newest back, those left out that would run into a later one."""
    drawn: list[SafeString] = []
    free_to = float(WIDTH)
    for mark in reversed(marks):
        if mark.x + APART / 2 <= free_to:
            drawn.append(_words(mark.x, HEIGHT - 8, mark.step.words))
            free_to = mark.x - APART / 2
    return mark_safe("".join(drawn))  # noqa: S308 - each part escapes what is not ours


def _last(held: Sequence[_Mark], rows: Sequence[str]) -> SafeString:
    """Return the words of what holds now, behind the end of its line."""
    return format_html_join(
        "",
        '<text class="asb-chart__text asb-chart__text--last" x="{}" y="{}">{}</text>',
        ((TO + 10, mark.y + 5, rows[mark.step.row or 0]) for mark in held[-1:]),
    )
