"""Accounts: the list, one person's page, and one page for each act."""

from datetime import datetime
from typing import Protocol

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

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
    take_off_authenticator,
)
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import SIZE, Page, page_of
from asbcases.web.once import once
from asbcases.web.scoped import require
from asbcases.web.versions import stale_answer
from partners.choices import Action

SHOWN = (
    "name",
    "email",
    "collar_number",
    "role",
    "rank",
    "agency",
    "team",
    "district",
    "administers_agency",
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


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send the administrator to the accounts; whoever is none learns that here already."""
    require(request, Action.ADMINISTER)
    return redirect("user_list")


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
    form = NewUserForm(typed(request))
    if form.is_valid() and (user := tried(form, lambda: _enrolled(form, by))):
        return sent_on(request, user, "user_link")
    return form_page(request, "administration/user_form.html", form, {})


def sent_on(request: HttpRequest, made: User, link: str) -> HttpResponse:
    """Send whoever made an account on to what it is used with: a link, or the tokens of a program."""
    if made.is_program:
        messages.success(request, f"{made.name} has an account. Now make a token for it.")
        return redirect("token_list_of", pk=made.pk)
    messages.success(request, f"{made.name} has an account. Now make the link to sign in with.")
    return redirect(link, pk=made.pk)


def _enrolled(form: NewUserForm, by: User) -> User:
    stated = {name: form.cleaned_data[name] for name in ("username", "is_program")}
    return enrol_user(**stated, particulars=form.particulars(), by=by, now=timezone.now())


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
        if saved := tried(form, lambda: _changed(form, person, by)):
            messages.success(request, f"The account of {saved.name} is saved.")
            return redirect("user_edit", pk=pk)
    return form_page(request, "administration/user_form.html", form, {"person": person})


def _changed(form: UserForm, person: User, by: User) -> User:
    particulars, now = form.particulars(), timezone.now()
    return change_user(person, particulars=particulars, version=person.version, by=by, now=now)


@acts
def user_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link by which a person chooses a password, and show it once: the next one ends it."""
    by = require(request, Action.ADMINISTER)
    person, link = _person(pk), ""
    if request.method == "POST":
        person = renew_sign_in(person, by=by, now=timezone.now())
        link = request.build_absolute_uri(sign_in_path(person))
    context = {"person": person, "link": link, "back": "user_edit"}
    return render(request, "administration/user_link.html", context)


@acts
@once
def user_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Say until when a person is on leave."""
    by = require(request, Action.ADMINISTER)
    person = _person(pk)
    form = LeaveForm(typed(request), initial={"until": person.on_leave_until})
    if form.is_valid():
        if stale := stale_answer(request, person, form, shown=SHOWN):
            return stale
        stated = {"until": form.cleaned_data["until"], "version": person.version}
        if tried(form, lambda: set_leave(person, **stated, by=by, now=timezone.now())):
            messages.success(request, f"The leave of {person.name} is saved.")
            return redirect("user_edit", pk=pk)
    return form_page(request, "administration/user_leave.html", form, {"person": person})


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


@acts
@once
def user_authenticator(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the authenticator of a lost telephone off, with a reason."""
    return _with_reason(
        request,
        pk,
        take_off_authenticator,
        "administration/user_authenticator.html",
        "has no authenticator now",
    )


def _with_reason(request: HttpRequest, pk: int, act: ActWithReason, template: str, done: str) -> HttpResponse:
    by = require(request, Action.ADMINISTER)
    return act_with_reason(request, _person(pk), act, by=by, template=template, done=done)


def act_with_reason(
    request: HttpRequest,
    person: User,
    act: ActWithReason,
    *,
    by: User,
    template: str,
    done: str,
    back: str = "user_edit",
) -> HttpResponse:
    """Ask for a reason, do it to the account, and go back to its page."""
    form = ReasonForm(typed(request))
    if form.is_valid():
        if stale := stale_answer(request, person, form, shown=SHOWN):
            return stale
        stated = {"reason": form.cleaned_data["reason"], "version": person.version}
        if tried(form, lambda: act(person, **stated, by=by, now=timezone.now())):
            messages.success(request, f"{person.name} {done}.")
            return redirect(back, pk=person.pk)
    return form_page(request, template, form, {"person": person, "back": back})
