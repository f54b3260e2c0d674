"""The auditor's pages of looks: who looked at whom or what, and what partners read; reading them is recorded too."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.administration.forms.looks import AskedForm
from asbcases.audit.look_choices import Look, Operation
from asbcases.audit.models import Access
from asbcases.audit.queries.looks import KINDS, Asked, Named, files_of, looks_asked, names_of, roots_of
from asbcases.audit.rules.operations import LOOKS
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case, CaseReview, Incident, Person, ProblemPlan, Report
from asbcases.law.words import instant_words
from asbcases.web.csv_answer import csv_answer
from asbcases.web.keyset import merged_page_of, read_merged
from asbcases.web.scoped import require
from partners.choices import Action, Item
from partners.models import Disclosure

ORDER = ("-at", "-id")
# A longer file is asked for in parts, so that no export stands still.
MOST_EXPORTED = 10_000
MODELS: Mapping[str, type[Model]] = dict(
    zip(KINDS, (Case, Incident, Report, CaseReview, ProblemPlan, Person), strict=True)
)
HEAD = (
    "When",
    "Who",
    "Sign-in name",
    "Role",
    "Agency",
    "Operation",
    "What",
    "Of",
    "Name",
    "Part of the service",
)


class Line(NamedTuple):
    """One look as it is shown."""

    look: Access
    role: str
    operation: str
    of: Sequence[Named]


@require_safe
def look_list(request: HttpRequest) -> HttpResponse:
    """List who looked at what, the newest first: at a person or record, by a user, by an agency, in a time."""
    user, now = require(request, Action.READ_LOOKS), timezone.now()
    form = AskedForm(request.GET)
    context: dict[str, Any] = {"form": form, "query": _query(request)}
    if not form.is_valid() or form.several:
        record_reading(Look.LIST, user, now, "looks: search by name")
        return render(
            request, "administration/look_list.html", context, status=200 if form.is_valid() else 400
        )
    asked = form.asked
    record_reading(Look.LIST, user, now, "looks", asked)
    page = merged_page_of(request, looks_asked(asked), ORDER)
    context |= {"page": page, "lines": lines_of(page.rows), "asked": asked}
    return render(request, "administration/look_list.html", context)


@require_safe
def look_export(request: HttpRequest) -> HttpResponse:
    """Give the looks asked for as a file, whole or not at all."""
    user, now = require(request, Action.READ_LOOKS), timezone.now()
    form = AskedForm(request.GET)
    context: dict[str, Any] = {"form": form, "query": _query(request)}
    if not form.is_valid() or form.several:
        return render(request, "administration/look_list.html", context, status=400)
    part = read_merged(looks_asked(form.asked), ORDER, size=MOST_EXPORTED)
    if part.after:
        form.add_error("since", f"More than {MOST_EXPORTED:,} looks: ask for fewer days at a time")
        return render(request, "administration/look_list.html", context, status=400)
    record_reading(Look.EXPORT, user, now, "looks, CSV", form.asked)
    return csv_answer("looks", HEAD, map(_cells, lines_of(part.rows)))


@require_safe
def disclosure_list(request: HttpRequest) -> HttpResponse:
    """List what partners read of what was shared with them, the newest first."""
    user, now = require(request, Action.READ_LOOKS), timezone.now()
    form = AskedForm(request.GET)
    context: dict[str, Any] = {"form": form, "query": _query(request), "disclosures": True}
    if not form.is_valid() or form.several:
        record_reading(Look.LIST, user, now, "disclosures: search by name")
        status = 200 if form.is_valid() else 400
        return render(request, "administration/disclosure_list.html", context, status=status)
    record_reading(Look.LIST, user, now, "disclosures", form.asked)
    page = merged_page_of(request, disclosures_asked(form.asked), ORDER)
    names = names_of(page.rows)
    shown = [(one, [names[root] for root in roots_of(one)], _items(one)) for one in page.rows]
    context |= {"page": page, "lines": shown, "asked": form.asked}
    return render(request, "administration/disclosure_list.html", context)


def disclosures_asked(asked: Asked) -> list[QuerySet[Disclosure]]:
    """Return the lists of what partners read: of a person what was about them, and what was about nobody in their cases."""
    narrows = Q(at__lt=asked.before) if asked.before else Q()
    for name, value in (("reader", asked.user), ("agency", asked.agency), ("at__gte", asked.since)):
        narrows &= Q(**{name: value}) if value else Q()
    rows = Disclosure.objects.filter(narrows).select_related("reader", "agency")
    if asked.about is None:
        return [rows]
    files = [(kind, key) for kind, key in files_of(asked.about) if kind in ("case", "person")]
    of_people = {"person": Q()} if asked.about.kind == "case" else {"case": Q(person__isnull=True)}
    return [rows.filter(of_people.get(kind, Q()), **{kind: key}) for kind, key in files] or [rows.none()]


def lines_of(looks: Sequence[Access]) -> list[Line]:
    """Return looks as they are shown, with references and names asked for once a kind."""
    names: Mapping[tuple[str, int], Named] = names_of(looks)
    return [
        Line(
            look,
            Role(look.role).label,
            Operation(LOOKS[Look(look.what)]).label,
            [names[root] for root in roots_of(look) if root in names],
        )
        for look in looks
    ]


def _cells(line: Line) -> Sequence[str]:
    look = line.look
    who = (look.user.name, look.user.username, line.role, look.agency.name)
    named = ["; ".join(filter(None, column)) for column in zip(*line.of, strict=True)] or ["", ""]
    return (instant_words(look.at), *who, line.operation, look.get_what_display(), *named, look.about)


def _items(one: Disclosure) -> str:
    return "; ".join(Item(item).label for item in one.items)


def record_reading(what: Look, by: User, now: datetime, about: str, asked: Asked | None = None) -> None:
    """Write that the auditor looked: at a person or record, where they asked for one."""
    found = asked.about if asked else None
    of: dict[str, Any] = {found.kind: MODELS[found.kind](pk=found.key)} if found else {}
    record_access(what, by=by, now=now, about=about, **of)


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
