"""Where somebody is signed in, and the answer where this service has no page."""

from typing import NoReturn

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import login as to_directory
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asbcases.accounts import sessions
from asbcases.accounts.openid import Proving
from asbcases.web.once import once
from asbcases.web.scoped import person


def not_offered(request: HttpRequest, page: str = "") -> NoReturn:
    """Answer 404: the library has such a page, this service does not offer it."""
    raise Http404


@login_not_required
def directory_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the force's directory; a page says so where that does not answer."""
    try:
        answer: HttpResponse = to_directory(request, provider_id)
    except (OSError, OAuth2Error):
        return _directory_failed(request)
    return answer


@login_not_required
def directory_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whom the directory sends back, once it has proved what it must."""
    try:
        proving = OAuth2CallbackView.adapter_view(Proving(request, provider_id))  # type: ignore[no-untyped-call]
        answer: HttpResponse = proving(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OSError, OAuth2Error):
        return _directory_failed(request)
    return answer


def _directory_failed(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=503)


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Show where the person is signed in."""
    places = sessions.signed_in_at(person(request), timezone.now())
    here = sessions.name_of(request.session.session_key)
    return render(request, "account/sessions.html", {"places": places, "here": here})


@require_POST
@once
def session_end(request: HttpRequest, name: str) -> HttpResponse:
    """End one session of the person: this one by signing out, and what is over already stays over."""
    places = sessions.signed_in_at(person(request), timezone.now())
    ended = sessions.end(place for place in places if place.name == name)
    messages.success(request, "That session has ended." if ended else "That session had ended already.")
    return redirect("session_list")


@require_POST
@once
def session_end_others(request: HttpRequest) -> HttpResponse:
    """End every session of the person but this one."""
    sessions.end_others(person(request), request.session, timezone.now())
    messages.success(request, "You are signed in nowhere but here.")
    return redirect("session_list")
