"""Policy: every version of every rule, a new version, and the end of one."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.administration.forms import EndForm, VersionForm
from asbcases.administration.transitions import Change, end_policy, in_words, set_policy
from asbcases.administration.words import about, place_of, qualifier_words, rule_words
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies import rules
from asbcases.policies.models import PolicyRow
from asbcases.policies.transitions import versions_of
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import require
from partners.choices import Action

IN_FORCE, TO_COME, OVER = ("In force", "green"), ("To come", "blue"), ("Ended", "grey")


class Version(NamedTuple):
    """One version of a rule as the list shows it."""

    row: PolicyRow
    about: str
    stated: str
    state: tuple[str, str]
    newest: bool
    may_end: bool


class Rule(NamedTuple):
    """A rule with all its versions, newest first for each thing that it is about."""

    words: str
    versions: list[Version]


@require_safe
def policy_list(request: HttpRequest) -> HttpResponse:
    """List every version of every rule."""
    require(request, Action.ADMINISTER)
    listed = list(_rules(london_day(timezone.now())))
    return render(request, "administration/policy_list.html", {"rules": listed})


def _rules(today: date) -> Iterator[Rule]:
    rows = PolicyRow.objects.select_related("added_by").order_by("rule", "qualifier", "-in_force_from")
    stated = in_words(list(rows))
    for rule, versions in groupby(sorted(rows, key=lambda row: place_of(row.rule)), lambda row: row.rule):
        yield Rule(rule_words(rule), list(_versions(versions, stated, today)))


def _versions(rows: Iterator[PolicyRow], stated: Mapping[int, str], today: date) -> Iterator[Version]:
    for qualifier, versions in groupby(rows, lambda row: row.qualifier):
        for number, row in enumerate(versions):
            may_end = row.in_force_to is None and rules.family_of(row.rule).may_be_silent
            words = qualifier_words(qualifier).capitalize() or "All"
            yield Version(row, words, stated[row.pk], _state(row, today), number == 0, may_end)


def stated_in_words(row: PolicyRow) -> str:
    """Return what a version states, a choice by its words."""
    return in_words([row])[row.pk]


def _state(row: PolicyRow, today: date) -> tuple[str, str]:
    if row.in_force_from > today:
        return TO_COME
    return OVER if row.in_force_to is not None and row.in_force_to < today else IN_FORCE


@acts
@once
def policy_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a new version in the place of the newest one."""
    by = require(request, Action.ADMINISTER)
    row = get_object_or_404(PolicyRow, pk=pk)
    form = VersionForm(typed(request), row=row)
    if form.is_valid() and (change := tried(form, lambda: _set(form, row, by))):
        return _saved(request, change)
    return form_page(request, "administration/policy_form.html", form, _shown(row))


def _set(form: VersionForm, row: PolicyRow, by: User) -> Change[PolicyRow]:
    must_be_newest(row)
    return set_policy(row.rule, row.qualifier, **form.stated(), by=by, now=timezone.now())


def must_be_newest(row: PolicyRow) -> None:
    """Refuse to replace a version in whose place a newer one stands already."""
    if versions_of(row.rule, row.qualifier).last() != row:
        raise Refused(
            "Somebody set a newer version while you had the page open: look at the list, and begin anew."
        )


@acts
@once
def policy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a version without a successor, where policy may be silent."""
    by = require(request, Action.ADMINISTER)
    row = get_object_or_404(PolicyRow, pk=pk)
    form = EndForm(typed(request))
    if form.is_valid():
        day = form.cleaned_data["last_day"]
        if change := tried(form, lambda: end_policy(row, last_day=day, by=by, now=timezone.now())):
            return _saved(request, change)
    return form_page(request, "administration/policy_end.html", form, _shown(row))


def _shown(row: PolicyRow) -> dict[str, object]:
    return {"row": row, "about": about(row), "stated": stated_in_words(row)}


def _saved(request: HttpRequest, change: Change[PolicyRow]) -> HttpResponse:
    messages.success(request, f"{about(change.row)} is saved.")
    return redirect("replan_page", pk=change.replan.pk) if change.replan else redirect("policy_list")
