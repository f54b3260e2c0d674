"""The rows that somebody ticked in a list: each is sent as its number and the version that was seen."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest

from asbcases.web.scoped import NOT_FOUND
from asbcases.web.versions import version_of

# What became of ticked rows waits in the session, each time under a key of its own, so that two tabs do not mix.
KEPT = 5


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


def keep(request: HttpRequest, name: str, became: Any) -> str:
    """Keep what became of ticked rows for the page that shows it, and return its key."""
    key = str(uuid.uuid4())
    earlier = list(request.session.get(name, {}).items())[1 - KEPT :]
    request.session[name] = {**dict(earlier), key: became}
    return key


def kept(request: HttpRequest, name: str, key: str) -> Any:
    """Return what was kept under a key; raise Http404 where nothing is."""
    found = request.session.get(name, {}).get(key)
    if found is None:
        raise Http404(NOT_FOUND)
    return found
