"""Whoever needs a second factor and has none reaches the pages that set one up, and no other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from asbcases.accounts.models import User
from asbcases.accounts.second_factor import lacks_second_factor
from asbcases.web.api.kinds import NO_SECOND_FACTOR
from asbcases.web.api.problems import CONTENT_TYPE, body_of

API = "/api/"
SET_UP = "mfa_activate_totp"
OPEN = {
    *(SET_UP, "mfa_add_webauthn", "mfa_index", "mfa_view_recovery_codes"),
    *("account_reauthenticate", "account_logout"),
}


class SecondFactorFirst:
    """Sends those who lack their second factor to where it is set up; the API says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Return the way to the pages that set it up, before any other page is asked for anything."""
        if not isinstance(request.user, User) or _is_open(request, view):
            return None
        if not lacks_second_factor(request.user, request.session):
            return None
        if request.path.startswith(API):
            return JsonResponse(
                body_of(NO_SECOND_FACTOR), status=NO_SECOND_FACTOR.status, content_type=CONTENT_TYPE
            )
        return redirect(SET_UP)


def _is_open(request: HttpRequest, view: Any) -> bool:
    """Say whether a page is for everybody, or one of those that set it up; of the API nothing is."""
    if request.path.startswith(API):
        return False
    name = request.resolver_match.url_name if request.resolver_match else None
    return name in OPEN or not getattr(view, "login_required", True)
