"""Versions in headers: ETag with what is read, If-Match with what is changed, so that no edit is lost."""

from typing import TypeVar

from django.db.models import Model
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.queries import locked
from asbcases.web.api.kinds import NO_VERSION, STALE, Problem
from asbcases.web.versions import version_of

Row = TypeVar("Row", bound=Model)


def etag_of(row: Model) -> str:
    """Return the strong ETag of a record: its key and its version."""
    return f'"{row.pk}-{version_of(row)}"'


def locked_if_match(request: Request, row: Row) -> Row:
    """Return the record locked, if it still stands as the caller read it: 428 without a version, 412 when stale."""
    row = locked(row)
    refuse_unless_read(request, etag_of(row))
    return row


def refuse_unless_read(request: Request, etag: str) -> None:
    """Refuse who does not say which version they read (428), and who read another than stands (412)."""
    stated = request.headers.get("If-Match", "")
    if not stated.strip():
        raise Problem(NO_VERSION, "Send the ETag of the record that you read as the header If-Match.")
    if etag not in _tags(stated):
        raise Problem(
            STALE,
            f"You read {stated[:80]}; it stands at {etag} now. Read it again, then decide.",
            ETag=etag,
        )


def unless_known(request: Request, response: Response) -> Response:
    """Return the answer, or 304 without a body when the caller has this version already."""
    known = {tag.removeprefix("W/") for tag in _tags(request.headers.get("If-None-Match", ""))}
    etag = response.headers["ETag"]
    return Response(status=304, headers={"ETag": etag}) if etag in known else response


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}
