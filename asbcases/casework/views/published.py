"""Published incidents: real ones, without names, as data.police.uk gives them out."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.casework.forms.published import PublishedFilter
from asbcases.casework.queries import published as queries
from asbcases.casework.queries.published import MonthCount
from asbcases.casework.views.shared import listed
from asbcases.casework.views.words import happened_words
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

NEWEST = ("-happened_from", "-id")


@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    """List the published incidents that one may see, the latest month first."""
    user, now = require(request, Action.SEE_PUBLISHED), timezone.now()
    visible = access.incidents_visible_to(user, now=now)
    form = PublishedFilter(
        request.GET, districts=_districts(user), county=_sees_county(user), months=queries.months(visible)
    )
    if not form.is_valid():
        return render(request, "casework/published_list.html", {"form": form}, status=400)
    record_access(Look.LIST, by=user, now=now, about=form.words)
    rows = queries.filtered(visible, area=form.chosen_area, month=form.chosen_month)
    page = listed(request, rows, NEWEST, noun="incidents")
    shown = [(incident, happened_words(incident)) for incident in page]
    return render(request, "casework/published_list.html", {"form": form, "page": page, "shown": shown})


@require_safe
def published_months(request: HttpRequest) -> HttpResponse:
    """Show how many incidents were published for each month and district of a year."""
    user, now = require(request, Action.SEE_PUBLISHED), timezone.now()
    record_access(Look.LIST, by=user, now=now, about="published incidents by month")
    visible, districts = access.incidents_visible_to(user, now=now), _districts(user)
    years = sorted({first.year for first in queries.months(visible)}, reverse=True)
    year = _year(request, years)
    counts = queries.by_month(visible, year, districts=[one.pk for one in districts]) if year else []
    columns: list[tuple[int | None, str]] = [(one.pk, one.name) for one in districts]
    if _sees_county(user):
        columns.append((None, "Elsewhere"))
    table = _table(counts, [key for key, _ in columns])
    context = {"years": years, "year": year, "columns": [name for _, name in columns], "table": table}
    return render(request, "casework/published_months.html", context)


class Line(NamedTuple):
    """One line of the table: a month, its count in each column, and all of them."""

    month: date
    counts: list[int]
    total: int


class Table(NamedTuple):
    """The months of a year, the latest first, and what they come to."""

    lines: list[Line]
    totals: list[int]
    total: int


def _table(counts: list[MonthCount], columns: Sequence[int | None]) -> Table:
    months: dict[date, dict[int | None, int]] = defaultdict(dict)
    for month, district, incidents in counts:
        months[month][district] = incidents
    lines = []
    for month in sorted(months, reverse=True):
        found = [months[month].get(column, 0) for column in columns]
        lines.append(Line(month, found, sum(found)))
    totals = [sum(column) for column in zip(*(line.counts for line in lines), strict=True)]
    return Table(lines, totals, sum(totals))


def _year(request: HttpRequest, years: list[int]) -> int | None:
    """Return the year that the address asks for, else the latest; none when nothing was imported."""
    asked = request.GET.get("year", "")
    if not asked:
        return years[0] if years else None
    if not asked.isascii() or not asked.isdigit() or int(asked[:5]) not in years:
        raise BadRequest("No incidents of that year were imported: choose one of the years on the page.")
    return int(asked)


def _sees_county(user: User) -> bool:
    return access.sees_county_reports(user) or user.role == Role.ANALYST


def _districts(user: User) -> list[District]:
    """Return the districts whose incidents one may see, in the order of their names."""
    own = Q() if _sees_county(user) else Q(pk__in=districts_of(user))
    return list(District.objects.filter(own).order_by("name"))
