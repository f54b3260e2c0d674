"""A request that is sent twice acts once: by the hidden field of a form, or by the header of the API.

The key is inserted in the transaction of the request. A second request with the same key waits at the unique
index until the first has ended: committed, it gets the first one's answer; rolled back, it acts itself. So there
is no state "in progress", and nothing of a refused request stays.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import BadRequest
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from asbcases.accounts.models import User
from asbcases.errors import Refused
from asbcases.web.models import IdempotencyKey
from asbcases.web.scoped import person

FIELD = "idempotency_key"
# New with each showing of a form: it says nothing about what the person typed.
NOT_TYPED = {FIELD, "csrfmiddlewaretoken"}

P = ParamSpec("P")


class KeyReused(Refused):
    """The key came before, with another request."""


def claim(user: User, key: str, fingerprint: str, *, now: datetime) -> IdempotencyKey:
    """Return the row of this person's key; its `status` is set when an earlier request was answered."""
    row = IdempotencyKey(user=user, key=key, fingerprint=fingerprint, created_at=now)
    try:
        IdempotencyKey.objects.bulk_create([row], ignore_conflicts=True)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise Refused(
            "What you sent is still being worked on. Wait a moment, then look whether it was saved."
        ) from error
    row = IdempotencyKey.objects.get(user=user, key=key)
    if row.fingerprint != fingerprint:
        raise KeyReused(
            "This was sent before with other content, and that was saved. "
            "Look at what was saved, then begin anew."
        )
    return row


def keep(row: IdempotencyKey, *, status: int, location: str) -> None:
    """Keep what was answered, for whoever sends the same again."""
    row.status, row.location = status, location
    row.save(update_fields=["status", "location"])


def free(row: IdempotencyKey) -> None:
    """Let the key be used again: nothing was done under it."""
    row.delete()


def usable(key: str) -> bool:
    """Return whether a key is one that we keep: 1 to 64 printable characters of ASCII."""
    return 0 < len(key) <= 64 and key.isascii() and key.isprintable()


def fingerprint_of(*parts: bytes | str) -> str:
    """Return what tells one request from another: SHA-256 over its parts and where each of them ends."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(raw) + raw)
    return digest.hexdigest()


def once(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Return the page so that a form sent twice acts once; a form shown again with its faults keeps its key."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not key:
            return view(request, *args, **kwargs)
        if not usable(key):
            raise BadRequest("The hidden key of this form is damaged.")
        row = claim(person(request), key, _fingerprint_of_form(request), now=timezone.now())
        if row.status is not None:
            return HttpResponseRedirect(row.location)
        return _settle(row, view(request, *args, **kwargs))

    return guarded


def _settle(row: IdempotencyKey, response: HttpResponse) -> HttpResponse:
    """A page that acted sends the person on; whatever else it answers, it did nothing."""
    if transaction.get_rollback():
        return response
    if 300 <= response.status_code < 400:
        keep(row, status=response.status_code, location=response["Location"])
    else:
        free(row)
    return response


def _fingerprint_of_form(request: HttpRequest) -> str:
    return fingerprint_of(request.path, *_typed(request), *_files(request))


def _typed(request: HttpRequest) -> Iterable[str]:
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_TYPED:
            yield from (name, *values)


def _files(request: HttpRequest) -> Iterable[bytes]:
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield name.encode() + b"".join(file.chunks())
            file.seek(0)
