"""A session ends when nobody used it for a while, and when it began long ago."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.accounts.rules import browser_of
from asbcases.accounts.second_factor import FACTORS
from asbcases.accounts.sessions import begin, end_others, ended_by, note_use

# What a browser forgets with a session. Not "cookies": that would take those of every host of the force's domain, and
# so sign people out of other services; Django takes back the one of the session, which alone opens anything.
FORGOTTEN = '"cache", "storage"'


def start() -> None:
    """Have each session of a person know when it began, and in which browser; a new second factor ends the others."""
    user_logged_in.connect(_began, dispatch_uid="beginning of a session")
    authenticator_added.connect(_set_up, dispatch_uid="others end")


def _began(sender: type, request: HttpRequest, **known: Any) -> None:
    begin(request.session, browser_of(request.META.get("HTTP_USER_AGENT", "")), timezone.now())


def _set_up(
    sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **known: Any
) -> None:
    if authenticator.type in FACTORS:
        end_others(user, request.session, timezone.now())


class SessionLimits:
    """Signs out whose session is over, before any page is asked for anything, and says why; browsers forget with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request: as nobody's, where the session is over."""
        if SESSION_KEY in request.session:
            _keep_or_end(request)
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
            response["Clear-Site-Data"] = FORGOTTEN
        return response


def _keep_or_end(request: HttpRequest) -> None:
    now = timezone.now()
    why = ended_by(request.session, now)
    if why:
        logout(request)
        messages.info(request, why)
        return
    try:
        note_use(request.session, now)
    except UpdateError:
        # Ended elsewhere, between being read and being noted.
        logout(request)
