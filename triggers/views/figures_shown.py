"""Figures as a page shows them: each number with the reviews behind it that its reader may know of."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from asbcases.accounts.models import User
from partners import access
from triggers.rules.figures import Changed, Changes, Figure, Figures

# Behind a figure of one area and period stand tens of reviews; a page shows no endless list.
MOST = 200
NO_DATA = "no data"


class Behind(NamedTuple):
    """A review behind a figure, and how often it was counted there."""

    reference: str
    times: int


class Line(NamedTuple):
    """A figure with the reviews behind it that one may see, and how many more there are."""

    figure: Figure
    number: str
    reviews: list[Behind]
    more: int


class Other(NamedTuple):
    """A review that is counted otherwise than when figures were published."""

    reference: str
    was: str
    now: str


class Since(NamedTuple):
    """What changed since figures were published."""

    figures: list[tuple[str, str, str]]
    reviews: list[Other]
    more: int


def figures_shown(figures: Figures, user: User, now: datetime) -> list[Line]:
    """Return the four figures for somebody; of reviews that are not theirs to see only the number is told."""
    seen = _references(figures.behind, user, now)
    return [_line(figure, figures, seen) for figure in Figure]


def _line(figure: Figure, figures: Figures, seen: dict[int, str]) -> Line:
    counted = {pk: found.count(figure) for pk, found in figures.behind.items() if figure in found}
    reviews = [Behind(reference, counted[pk]) for pk, reference in seen.items() if pk in counted]
    return Line(figure, said(figures.numbers[figure]), reviews, len(counted) - len(reviews))


def changes_shown(changes: Changes, user: User, now: datetime) -> Since:
    """Return what changed, for somebody."""
    counted = changes.reviews
    seen = _references(counted, user, now)
    others = [
        Other(reference, _words(counted[pk][0]), _words(counted[pk][1])) for pk, reference in seen.items()
    ]
    return Since(list(map(_changed, changes.figures)), others, len(counted) - len(others))


def _references(reviews: Iterable[int], user: User, now: datetime) -> dict[int, str]:
    """Return the references of the reviews that somebody may know of, in their order."""
    visible = access.reviews_visible_to(user, now=now).filter(pk__in=list(reviews))
    return dict(visible.order_by("pk").values_list("pk", "reference")[:MOST])


def _changed(changed: Changed) -> tuple[str, str, str]:
    return changed.figure.says, said(changed.was), said(changed.now)


def _words(counted: tuple[Figure, ...]) -> str:
    return ", ".join(figure.says for figure in counted) or "Not counted"


def said(number: int | None) -> str:
    """Return a number as it is told: zero is 0, and unknown is said to be."""
    return NO_DATA if number is None else str(number)
