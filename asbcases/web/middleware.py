"""What every request carries: an id, an identity, and an answer to a refusal."""

from collections.abc import Callable
from uuid import uuid4

import pghistory
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from asbcases.accounts.tokens import token_of
from asbcases.audit.context import request_id
from asbcases.db.actor import ANONYMOUS, acting
from asbcases.errors import Refused
from asbcases.web.api.kinds import NOT_PERMITTED
from asbcases.web.api.problems import CONTENT_TYPE, body_of
from asbcases.web.converters import PAGES
from asbcases.web.errors import conflict_in

# Asked also of a database that is down, and by nobody in particular.
WATCHED = ("/health", "/metrics")

Answer = Callable[[HttpRequest], HttpResponse]


class PlainApi:
    """Refuses what comes to the API without TLS: sent on, a program would never learn that it speaks in the clear."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, but for one to the API that came without TLS where that is asked for."""
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            said = body_of(NOT_PERMITTED, "Ask by https: what you sent could be read on its way.")
            return JsonResponse(said, status=NOT_PERMITTED.status, content_type=CONTENT_TYPE)
        return self.get_response(request)


class RequestIdentifier:
    """Names each request, so that everything it wrote can be found together."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request under a new id, and keep pages with case data out of every cache."""
        if request.path.startswith(WATCHED):
            # Nobody's session can be looked for then.
            request.COOKIES = {}
        token = request_id.set(str(uuid4()))
        # For what is logged when this has ended; no header can set it.
        request.META["REQUEST_ID"] = request_id.get()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id.get()
            response.setdefault("Cache-Control", "no-store")
            return response
        finally:
            request_id.reset(token)


class Identity:
    """Has the database know who acts, in every transaction of the request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as the person who is signed in, or as nobody in particular."""
        actor = str(request.user.pk) if request.user.is_authenticated else ANONYMOUS
        token = token_of(request)
        by_token = {"token": token.pk} if token else {}
        with acting(actor), pghistory.context(actor=actor, request=request_id.get(), **by_token):
            return self.get_response(request)


class RefusedAnswer:
    """Answers what a rule refuses with 409 and the reason in plain words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page that says why, or that somebody was quicker, after the transaction was rolled back."""
        reason = exception.reason if isinstance(exception, Refused) else conflict_in(exception)
        if not reason:
            return None
        context = {"reason": reason, "back_url": _record_of(request)}
        return render(request, "409.html", context, status=409)


def _record_of(request: HttpRequest) -> str:
    """Return the address of the record that the route belongs to, or nothing."""
    match = request.resolver_match
    reference = str(match.kwargs.get("reference", "")) if match else ""
    return reverse(PAGES[reference[:3]], args=[reference]) if reference[:3] in PAGES else ""
