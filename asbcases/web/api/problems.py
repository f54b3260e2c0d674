"""Every refusal of the API as problem details (RFC 9457): one shape, a plain sentence, never a trace."""

import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseError
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from asbcases.audit.context import request_id
from asbcases.errors import Refused
from asbcases.web.api import kinds
from asbcases.web.errors import conflict_in
from asbcases.web.once import KeyReused

CONTENT_TYPE = "application/problem+json"
TYPE = "urn:asb-cases:problem:{name}"

log = structlog.get_logger(__name__)

# The first that fits. What a library says is kept only where it tells the client what to mend.
BY_EXCEPTION: tuple[tuple[type[BaseException], kinds.Kind], ...] = (
    (KeyReused, kinds.KEY_REUSED),
    (Refused, kinds.REFUSED),
    (Http404, kinds.UNSEEN),
    (PermissionDenied, kinds.NOT_PERMITTED),
    (RequestDataTooBig, kinds.TOO_LARGE),
    (SuspiciousOperation, kinds.MALFORMED),
    (UnreadablePostError, kinds.MALFORMED),
    (exceptions.ValidationError, kinds.INVALID),
    (exceptions.ParseError, kinds.MALFORMED),
    (exceptions.NotAuthenticated, kinds.NOT_SIGNED_IN),
    (exceptions.AuthenticationFailed, kinds.NOT_SIGNED_IN),
    (exceptions.PermissionDenied, kinds.NOT_PERMITTED),
    (exceptions.NotFound, kinds.UNSEEN),
    (exceptions.MethodNotAllowed, kinds.METHOD),
    (exceptions.NotAcceptable, kinds.NOT_ACCEPTABLE),
    (exceptions.UnsupportedMediaType, kinds.MEDIA_TYPE),
    (exceptions.Throttled, kinds.TOO_MANY),
)


def handle(exception: Exception, context: Mapping[str, Any]) -> Response:
    """Return the answer to any exception, after rolling back what the request wrote (EXCEPTION_HANDLER)."""
    by_library = exception_handler(exception, dict(context))
    set_rollback()
    kind = kind_of(exception)
    if kind is kinds.UNEXPECTED:
        _log(exception)
    body = body_of(kind, detail_of(exception, kind))
    if isinstance(exception, exceptions.ValidationError):
        body["errors"] = list(faults_in(exception))
    headers = {**(by_library.headers if by_library else {}), **getattr(exception, "headers", {})}
    return Response(body, status=kind.status, headers=headers, content_type=CONTENT_TYPE)


def body_of(kind: kinds.Kind, detail: str = "") -> dict[str, Any]:
    """Return what is said of a problem, whichever part of the service found it."""
    body: dict[str, Any] = {"type": TYPE.format(name=kind.name), "title": kind.title, "status": kind.status}
    body["detail"] = detail or kind.detail
    if kind is not kinds.UNSEEN:
        # What is not there and what is not yours must not differ by a single byte.
        body["instance"] = f"urn:uuid:{request_id.get()}"
    return body


def _log(exception: Exception) -> None:
    """Log what nobody foresaw by its kind and place: its message may hold what somebody typed."""
    where = traceback.format_tb(exception.__traceback__)
    log.error("api.unexpected", request=request_id.get(), error=type(exception).__name__, where=where)


def kind_of(exception: BaseException) -> kinds.Kind:
    """Return which kind of problem an exception is; what nobody foresaw is our fault."""
    if isinstance(exception, kinds.Problem):
        return exception.kind
    if isinstance(exception, DatabaseError) and "row-level security" in str(exception):
        return kinds.OUTSIDE
    if conflict_in(exception):
        return kinds.CONFLICT
    return next((kind for cls, kind in BY_EXCEPTION if isinstance(exception, cls)), kinds.UNEXPECTED)


def detail_of(exception: BaseException, kind: kinds.Kind) -> str:
    """Return the sentence that says what happened and what to mend."""
    if isinstance(exception, Refused):
        return exception.reason
    if kind is kinds.CONFLICT:
        return conflict_in(exception)
    own_words = isinstance(exception, kinds.Problem | exceptions.ParseError | exceptions.MethodNotAllowed)
    return str(getattr(exception, "detail", "")) if own_words else kind.detail


def faults_in(exception: exceptions.ValidationError) -> Iterator[dict[str, str]]:
    """Yield each fault with where it is: a JSON pointer into what was sent, or a parameter of the address."""
    for path, words in _leaves(exception.detail):
        if isinstance(exception, kinds.InvalidQuery):
            yield {"parameter": "".join(path[:1])[:100], "detail": words}
        else:
            yield {"pointer": pointer_to(*path), "detail": words}


def _leaves(detail: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _leaves(inner, *path, *([] if name == "non_field_errors" else [str(name)]))
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for index, inner in enumerate(detail):
            place = [str(index)] if isinstance(inner, Mapping | list) else []
            yield from _leaves(inner, *path, *place)
    else:
        yield path, str(detail)


def pointer_to(*path: str) -> str:
    """Return a JSON pointer as a fragment (RFC 6901), such as `#/victim/name`."""
    steps = (step[:100].replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{step}" for step in steps)
