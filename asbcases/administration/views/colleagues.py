"""The accounts of one's own agency, kept by one of its officers: the list, one colleague's page, and a page for each act."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.administration.forms.colleagues import ColleagueForm, NewColleagueForm
from asbcases.administration.links import sign_in_path
from asbcases.administration.transitions import (
    change_user,
    enrol_user,
    renew_sign_in,
    restore_user,
    suspend_user,
)
from asbcases.administration.views.people import act_with_reason, sent_on
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import person
from asbcases.web.versions import stale_answer
from partners.access import keeps_colleagues

SHOWN = ("name", "email", "team", "is_active")


def keeper(request: HttpRequest) -> User:
    """Return who is signed in if they keep the accounts of their agency; otherwise 403."""
    user = person(request)
    if not keeps_colleagues(user):
        raise PermissionDenied
    return user


def colleagues_of(user: User) -> QuerySet[User]:
    """Return the partner officers of a person's agency; its co-ordinators are for the police to keep."""
    return User.objects.filter(agency=user.agency_id, role=Role.PARTNER).select_related("agency", "team")


def _colleague(by: User, pk: int) -> User:
    return get_object_or_404(colleagues_of(by), pk=pk)


@require_safe
def colleague_list(request: HttpRequest) -> HttpResponse:
    """List the accounts of the agency, newest first."""
    by = keeper(request)
    page = page_of(request, colleagues_of(by), ("-id",))
    return render(request, "administration/colleague_list.html", {"page": page, "agency": by.agency})


@acts
@once
def colleague_new(request: HttpRequest) -> HttpResponse:
    """Make an account for a colleague, then go on to its sign-in link."""
    by = keeper(request)
    form = NewColleagueForm(typed(request), keeper=by)
    if form.is_valid() and (made := tried(form, lambda: _enrolled(form, by))):
        return sent_on(request, made, "colleague_link")
    return form_page(request, "administration/colleague_form.html", form, {})


def _enrolled(form: NewColleagueForm, by: User) -> User:
    stated = {name: form.cleaned_data[name] for name in ("username", "is_program")}
    return enrol_user(**stated, particulars=form.particulars(), by=by, now=timezone.now())


@acts
@once
def colleague_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one colleague's account and change their name, e-mail or team."""
    by = keeper(request)
    who = _colleague(by, pk)
    sent = request.method == "POST"
    form = ColleagueForm(request.POST, keeper=by, person=who) if sent else ColleagueForm.showing(who, by)
    if form.is_valid():
        if stale := stale_answer(request, who, form, shown=SHOWN):
            return stale
        if saved := tried(form, lambda: _changed(form, who, by)):
            messages.success(request, f"The account of {saved.name} is saved.")
            return redirect("colleague_edit", pk=pk)
    return form_page(request, "administration/colleague_form.html", form, {"person": who})


def _changed(form: ColleagueForm, who: User, by: User) -> User:
    return change_user(who, particulars=form.particulars(), version=who.version, by=by, now=timezone.now())


@acts
def colleague_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link by which a colleague chooses a password, and show it once: the next one ends it."""
    by = keeper(request)
    who, link = _colleague(by, pk), ""
    if request.method == "POST":
        who = renew_sign_in(who, by=by, now=timezone.now())
        link = request.build_absolute_uri(sign_in_path(who))
    context = {"person": who, "link": link, "back": "colleague_edit"}
    return render(request, "administration/colleague_link.html", context)


@acts
@once
def colleague_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a colleague's account and end its sessions, with a reason."""
    by = keeper(request)
    return act_with_reason(
        request, _colleague(by, pk), suspend_user, by=by, template="administration/colleague_suspend.html",
        done="is suspended", back="colleague_edit",
    )  # fmt: skip


@acts
@once
def colleague_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a colleague's suspended account again, with a reason."""
    by = keeper(request)
    return act_with_reason(
        request, _colleague(by, pk), restore_user, by=by, template="administration/colleague_restore.html",
        done="is restored", back="colleague_edit",
    )  # fmt: skip
