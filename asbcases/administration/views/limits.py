"""Numbers of the law: each with what is in force and what was, one more with a sign-off, and its end."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import Council, User
from asbcases.administration.forms import LimitEndForm, LimitForm
from asbcases.administration.transitions import add_legal_limit, end_legal_limit
from asbcases.administration.views.policies import IN_FORCE, OVER, TO_COME
from asbcases.law.limits import Limit, shipped_limits
from asbcases.law.pending import pending_changes
from asbcases.law.periods import london_day
from asbcases.law.registry import Rule, all_rules, rule_of
from asbcases.law.words import day_words
from asbcases.policies.models import Confidence, LegalLimit
from asbcases.policies.queries import as_limit
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action


class Row(NamedTuple):
    """One row of a number as the list shows it; one that an administrator added stands behind it."""

    limit: Limit
    added: LegalLimit | None
    place: str
    confidence: str
    state: tuple[str, str]

    @property
    def may_end(self) -> bool:
        """Return whether it is an administrator's and has no end yet."""
        return self.added is not None and self.added.in_force_to is None


class Number(NamedTuple):
    """One number of a rule with all its rows, the newest first."""

    rule: Rule
    name: str
    rows: list[Row]

    @property
    def key(self) -> str:
        """Return how an address names it."""
        return f"{self.rule.id}.{self.name}" if self.name else self.rule.id

    @property
    def words(self) -> str:
        """Return what a person calls it."""
        return f"{self.rule.id}, {self.name.replace('_', ' ')}" if self.name else self.rule.id


@require_safe
def limit_list(request: HttpRequest) -> HttpResponse:
    """List every number of the law, and what is passed and not in force."""
    require(request, Action.ADMINISTER)
    shown = {"powers": list(powers_at(timezone.now())), "pending": pending_changes()}
    return render(request, "administration/limit_list.html", shown)


def powers_at(now: datetime) -> Iterator[tuple[str, list[Number]]]:
    """Yield each power with its numbers, in the order of the register."""
    added = LegalLimit.objects.select_related("added_by").order_by("rule", "name", "pk")
    places = dict(Council.objects.values_list("code", "name"))
    stands = {as_limit(row, known_at=now): row for row in added}
    known = shipped_limits().and_also(stands).by_number
    order = list(all_rules())
    numbers = [
        Number(
            rule_of(rule),
            name,
            [_row(limit, stands.get(limit), places, now) for limit in _newest_first(rows)],
        )
        for (rule, name), rows in sorted(known.items(), key=lambda item: order.index(item[0][0]))
    ]
    for power, of_it in groupby(numbers, lambda number: number.rule.power):
        yield power.replace("_", " ").capitalize(), list(of_it)


def _newest_first(rows: Sequence[Limit]) -> list[Limit]:
    return sorted(rows, key=lambda row: (row.in_force_from, row.area), reverse=True)


def _row(limit: Limit, added: LegalLimit | None, places: dict[str, str], now: datetime) -> Row:
    state, today = IN_FORCE, london_day(now)
    if limit.in_force_from > today:
        state = TO_COME
    elif limit.in_force_to is not None and limit.in_force_to < today:
        state = OVER
    place = places.get(limit.area, limit.area) or "Everywhere"
    return Row(limit, added, place, Confidence(limit.confidence).label, state)


@acts
@once
def limit_new(request: HttpRequest, number: str) -> HttpResponse:
    """Add a number of the law beside what there is."""
    by = require(request, Action.ADMINISTER)
    rule, _, name = number.partition(".")
    shipped = shipped_limits().named(rule, name)
    if not shipped:
        raise Http404
    unit = shipped[0].unit
    form = LimitForm(typed(request), unit=unit)
    if form.is_valid() and (row := tried(form, lambda: _add(form, (rule, name, unit), by))):
        messages.success(request, f"{row.rule} is saved: {as_limit(row, known_at=row.added_at).stated}.")
        return redirect("limit_list")
    shown = {"number": Number(rule_of(rule), name, []), "stated": shipped[-1].stated}
    return form_page(request, "administration/limit_form.html", form, shown)


def _add(form: LimitForm, number: tuple[str, str, str], by: User) -> LegalLimit:
    return add_legal_limit(form.limit(*number), signed_off=form.sign_off(), by=by, now=timezone.now())


@acts
@once
def limit_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a number of the law that an administrator added."""
    by = require(request, Action.ADMINISTER)
    row = get_object_or_404(LegalLimit, pk=pk)
    form = LimitEndForm(typed(request))
    if form.is_valid():
        day = form.cleaned_data["last_day"]
        if ended := tried(form, lambda: end_legal_limit(row, last_day=day, by=by, now=timezone.now())):
            messages.success(request, f"{ended.rule} is saved: that limit ends on {day_words(day)}.")
            return redirect("limit_list")
    limit = as_limit(row, known_at=timezone.now())
    shown = {"row": row, "number": Number(rule_of(row.rule), row.name, []), "stated": limit.stated}
    return form_page(request, "administration/limit_end.html", form, shown)
