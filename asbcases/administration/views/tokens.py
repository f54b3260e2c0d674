"""Tokens of the API: one's own, and those of an account that one keeps."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import has_second_factor, showed_directory_a_factor
from asbcases.accounts.tokens import tokens_of
from asbcases.administration.forms.tokens import TokenForm
from asbcases.administration.transitions import Made, longest_days, make_token, revoke_token
from asbcases.administration.views.colleagues import colleagues_of
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.keyset import page_of
from asbcases.web.once import once
from asbcases.web.scoped import person
from partners import access
from partners.choices import Action

OWN, OF = "token_list", "token_list_of"


def kept(request: HttpRequest, pk: int) -> User:
    """Return an account that the person keeps: 404 for another agency's, 403 for whoever keeps none."""
    by = person(request)
    if access.may(by, Action.ADMINISTER):
        return get_object_or_404(User, pk=pk)
    if access.keeps_colleagues(by):
        return get_object_or_404(colleagues_of(by), pk=pk)
    raise PermissionDenied


@require_safe
def token_list(request: HttpRequest) -> HttpResponse:
    """List one's own tokens, newest first."""
    return _list(request, person(request))


@require_safe
def token_list_of(request: HttpRequest, pk: int) -> HttpResponse:
    """List the tokens of an account that one keeps."""
    return _list(request, kept(request, pk))


@acts
@reauthentication_required
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token for oneself, and show it once."""
    return _new(request, person(request))


@acts
@reauthentication_required
def token_new_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token for a program whose account one keeps, and show it once."""
    return _new(request, kept(request, pk))


@require_POST
@once
def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    return _revoke(request, person(request), number)


@require_POST
@once
def token_revoke_of(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Revoke a token of an account that one keeps, a person's too."""
    return _revoke(request, kept(request, pk), number)


def _address(request: HttpRequest, who: User) -> str:
    return reverse(OWN) if who == request.user else reverse(OF, args=[who.pk])


def _list(request: HttpRequest, who: User) -> HttpResponse:
    page = page_of(request, tokens_of(who), ("-id",))
    shown = {"page": page, "who": who, "own": who == request.user, "now": timezone.now()}
    return render(request, "account/tokens.html", shown)


def _new(request: HttpRequest, who: User) -> HttpResponse:
    longest = longest_days(who, timezone.now())
    form = TokenForm(typed(request), role=who.role, longest=longest)
    shown = {"who": who, "own": who == request.user, "back": _address(request, who)}
    if form.is_valid() and (made := tried(form, lambda: _made(request, form, who))):
        return render(request, "account/token_made.html", {**shown, **made._asdict()})
    return form_page(request, "account/token_form.html", form, shown)


def _made(request: HttpRequest, form: TokenForm, who: User) -> Made:
    by, session = person(request), request.session
    shown = showed_directory_a_factor(session) or has_second_factor(by)
    return make_token(who, **form.cleaned_data, factor_shown=shown, by=by, now=timezone.now())


def _revoke(request: HttpRequest, who: User, number: int) -> HttpResponse:
    token = revoke_token(get_object_or_404(who.tokens, pk=number), by=person(request), now=timezone.now())
    messages.success(request, f"The token {token.name} opens nothing any more.")
    return redirect(_address(request, who))
