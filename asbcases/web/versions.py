"""An edit of a record that changed meanwhile is refused, with both versions shown and nothing typed lost."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from asbcases.accounts.models import User
from asbcases.cases.queries import locked
from asbcases.law.words import day_words
from asbcases.web.templatetags.moments import moment_words

FIELD = "version"

Row = TypeVar("Row", bound=Model)


class Line(NamedTuple):
    """One field as it was when the person opened the form, and as it stands now."""

    words: str
    had: str
    now: str

    @property
    def changed(self) -> bool:
        """Return whether somebody changed this field meanwhile."""
        return self.had != self.now


def version_of(row: Model) -> int:
    """Return the number by which an edit of this record is told from the next."""
    return int(getattr(row, FIELD))


def stale_answer(
    request: HttpRequest, row: Model, form: BaseForm, *, shown: Sequence[str]
) -> HttpResponse | None:
    """Return nothing while the form's hidden version is the record's; else the page that shows both.

    The record is locked until the request ends, so that the answer still holds when the change is written.
    """
    now = locked(row)
    if request.POST.get(FIELD, "") == str(version_of(now)):
        return None
    form.fields.pop(FIELD, None)
    context = {
        "record": now,
        "form": form,
        "lines": list(_lines(_earlier(now, request.POST.get(FIELD, "")), now, shown)),
        **_last_change(now),
    }
    return render(request, "web/stale.html", context, status=409)


def _earlier(row: Model, version: str) -> Model | None:
    """Return the record as it was at a version: row history keeps the old row of every change."""
    if not version.isdecimal() or len(version) > 9:
        return None
    return _history(row).filter(version=int(version)).order_by("-pgh_id").first()  # type: ignore[no-any-return]


def _last_change(row: Model) -> dict[str, object]:
    """Return who changed the record last, if a person did, and when."""
    event = _history(row).order_by("-pgh_id").first()
    actor = str((getattr(event, "pgh_context", None) or {}).get("actor", ""))
    found = User.objects.filter(pk=int(actor)).first() if actor.isdecimal() else None
    return {
        "changed_by": found.name if found else "Somebody else",
        "changed_at": getattr(event, "pgh_created_at", None),
    }


def _history(row: Model) -> Any:
    return row.events.all()  # type: ignore[attr-defined]


def _lines(earlier: Model | None, now: Model, shown: Sequence[str]) -> Iterator[Line]:
    for name in shown:
        words = str(getattr(now._meta.get_field(name), "verbose_name", name))
        yield Line(words[:1].upper() + words[1:], _words(earlier, name), _words(now, name))


def _words(row: Model | None, name: str) -> str:
    """Return the value of a field as people read it."""
    if row is None:
        return "Not known"
    value = getattr(row, name)
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    chosen = getattr(row, f"get_{name}_display", None)
    return str((chosen() if chosen else value) or "None")
