"""The rows that somebody ticked in a list: each is sent as its number and the version that was seen."""

from collections.abc import Sequence

from django.db.models import Model

from asbcases.web.versions import version_of


def tick_of(row: Model) -> str:
    """Return by what a tick names a row: its number, and the version that the person saw."""
    return f"{row.pk}.{version_of(row)}"


def ticks_in(sent: Sequence[str], *, most: int) -> dict[int, int]:
    """Return the number and the version of each ticked row; what is no tick of ours is passed over."""
    ticks: dict[int, int] = {}
    for one in sent[:most]:
        pk, _, version = one.partition(".")
        if all(part.isascii() and part.isdecimal() and len(part) < 18 for part in (pk, version)):
            ticks[int(pk)] = int(version)
    return ticks
