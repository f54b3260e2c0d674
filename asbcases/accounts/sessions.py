"""Sessions of people who signed in: when each began, when it was used last, and which end now."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

from asbcases.accounts.models import User
from asbcases.accounts.rules import why_ended

BEGAN, USED, BROWSER = "began_at", "used_at", "browser"
# How often it is noted that a session is used: so many times within the time after which it would end.
NOTES = 6


class SignedIn(NamedTuple):
    """One place where a person is signed in; `name` says which it is, and opens nothing."""

    name: str
    key: str
    browser: str
    began: datetime
    used: datetime


def begin(session: SessionBase, browser: str, now: datetime) -> None:
    """Keep when a session began, and the kind of its browser."""
    session[BEGAN] = session[USED] = now.timestamp()
    session[BROWSER] = browser


def ended_by(session: SessionBase, now: datetime) -> str:
    """Return why a session of somebody ends now, or nothing; one that never said when it began begins now."""
    if BEGAN not in session:
        begin(session, "", now)
    return why_ended(
        at(session[BEGAN]),
        at(session[USED]),
        now,
        idle=settings.SESSION_IDLE,
        longest=settings.SESSION_COOKIE_AGE,
    )


def note_use(session: SessionBase, now: datetime) -> None:
    """Keep that a session is used, where that was not noted lately; at once, so that no slow page undoes another's words."""
    if (now - at(session[USED])).total_seconds() * NOTES > settings.SESSION_IDLE:
        session[USED] = now.timestamp()
        session.save()
        session.modified = False


def signed_in_at(user: User, now: datetime) -> list[SignedIn]:
    """Return where a person is signed in, what was used last first."""
    return sorted(_of(user, now), key=lambda place: place.used, reverse=True)


def end(places: Iterable[SignedIn]) -> int:
    """End these sessions, and return how many there were."""
    return Session.objects.filter(session_key__in=[place.key for place in places]).delete()[0]


def end_others(user: User, session: SessionBase, now: datetime) -> int:
    """End every session of a person but this one, and return how many there were."""
    return end(place for place in _of(user, now) if place.key != session.session_key)


def name_of(key: str | None) -> str:
    """Return by which name a page speaks of a session: its key would open it."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:16]


def at(seconds: float) -> datetime:
    """Return the instant that a session keeps as seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def _of(user: User, now: datetime) -> Iterator[SignedIn]:
    """Read what is kept of every session: whose it is stands inside, so that nobody who reads the table can tell."""
    for row in Session.objects.filter(expire_date__gt=now).iterator():
        kept = row.get_decoded()
        if kept.get(SESSION_KEY) != str(user.pk) or not _opens(kept, user, now):
            continue
        yield SignedIn(
            name_of(row.session_key), row.session_key, kept[BROWSER], at(kept[BEGAN]), at(kept[USED])
        )


def _opens(kept: dict[str, Any], user: User, now: datetime) -> bool:
    """Say whether a session lets its person in: not after another password, nor when its time is over."""
    if BEGAN not in kept or kept.get(HASH_SESSION_KEY) != user.get_session_auth_hash():
        return False
    limits = {"idle": settings.SESSION_IDLE, "longest": settings.SESSION_COOKIE_AGE}
    return not why_ended(at(kept[BEGAN]), at(kept[USED]), now, **limits)
