"""Accounts: the list, one person's page, and one page for each act."""

from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from asbcases.accounts.models import User
from asbcases.administration.forms import LeaveForm, NewUserForm, ReasonForm, SearchForm, UserForm
from asbcases.administration.links import sign_in_path
from asbcases.administration.transitions import (
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    set_leave,
    suspend_user,
)
from asbcases.web.keyset import SIZE, Page, page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners.choices import Action

acts = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = (
    "name",
    "email",
    "collar_number",
    "role",
    "rank",
    "agency",
    "team",
    "district",
    "is_active",
    "on_leave_until",
)


class ActWithReason(Protocol):
    """A verb that closes or opens an account."""

    def __call__(self, user: User, *, reason: str, version: int, by: User, now: datetime) -> User:
        """Do it, and return the account."""


def _people() -> QuerySet[User]:
    return User.objects.select_related("agency", "team", "district")


def _person(pk: int) -> User:
    return get_object_or_404(_people(), pk=pk)


@acts
def user_list(request: HttpRequest) -> HttpResponse:
    """List the accounts, newest first; a name is looked for by POST, so that none stands in an address."""
    require(request, Action.ADMINISTER)
    sought = SearchForm(request.POST).sought()
    page = _found(sought) if sought else page_of(request, _people(), ("-id",))
    return render(request, "administration/user_list.html", {"page": page, "q": sought})


def _found(sought: str) -> Page[User]:
    matching = Q(name__icontains=sought) | Q(username__icontains=sought) | Q(collar_number__iexact=sought)
    found = list(_people().filter(matching).order_by("name", "pk")[: SIZE + 1])
    shown = f"the first {SIZE}: type more of the name" if len(found) > SIZE else ""
    return Page(rows=found[:SIZE], shown=shown)


@acts
@once
def user_new(request: HttpRequest) -> HttpResponse:
    """Make an account, then go on to its sign-in link."""
    by = require(request, Action.ADMINISTER)
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = enrol_user(
            username=form.cleaned_data["username"],
            particulars=form.particulars(),
            by=by,
            now=timezone.now(),
        )
        messages.success(request, f"{user.name} has an account. Now make the link to sign in with.")
        return redirect("user_link", pk=user.pk)
    return render(request, "administration/user_form.html", {"form": form})


@acts
@once
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's account and change what is stated about them."""
    by = require(request, Action.ADMINISTER)
    person = _person(pk)
    form = UserForm(request.POST, person=person) if request.method == "POST" else UserForm.showing(person)
    if form.is_valid():
        if stale := stale_answer(request, person, form, shown=SHOWN):
            return stale
        change_user(person, particulars=form.particulars(), version=person.version, by=by, now=timezone.now())
        messages.success(request, f"The account of {person.name} is saved.")
        return redirect("user_edit", pk=pk)
    return render(request, "administration/user_form.html", {"form": form, "person": person})


@acts
def user_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link by which a person chooses a password, and show it once: the next one ends it."""
    by = require(request, Action.ADMINISTER)
    person, link = _person(pk), ""
    if request.method == "POST":
        person = renew_sign_in(person, by=by, now=timezone.now())
        link = request.build_absolute_uri(sign_in_path(person))
    return render(request, "administration/user_link.html", {"person": person, "link": link})


@acts
@once
def user_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Say until when a person is on leave."""
    by = require(request, Action.ADMINISTER)
    person = _person(pk)
    form = LeaveForm(request.POST or None, initial={"until": person.on_leave_until})
    if request.method == "POST" and form.is_valid():
        if stale := stale_answer(request, person, form, shown=SHOWN):
            return stale
        until = form.cleaned_data["until"]
        set_leave(person, until=until, version=person.version, by=by, now=timezone.now())
        messages.success(request, f"The leave of {person.name} is saved.")
        return redirect("user_edit", pk=pk)
    return render(request, "administration/user_leave.html", {"form": form, "person": person})


@acts
@once
def user_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account and end its sessions, with a reason."""
    return _with_reason(request, pk, suspend_user, "administration/user_suspend.html", "is suspended")


@acts
@once
def user_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a suspended account again, with a reason."""
    return _with_reason(request, pk, restore_user, "administration/user_restore.html", "is restored")


def _with_reason(request: HttpRequest, pk: int, act: ActWithReason, template: str, done: str) -> HttpResponse:
    by = require(request, Action.ADMINISTER)
    person = _person(pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if stale := stale_answer(request, person, form, shown=SHOWN):
            return stale
        reason = form.cleaned_data["reason"]
        act(person, reason=reason, version=person.version, by=by, now=timezone.now())
        messages.success(request, f"{person.name} {done}.")
        return redirect("user_edit", pk=pk)
    return render(request, template, {"form": form, "person": person})
