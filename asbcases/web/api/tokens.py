"""Programs that use the API by a token: no session and no cookie, and otherwise like whoever they act as."""

from collections.abc import Callable

import structlog
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from asbcases.accounts.choices import Scope
from asbcases.accounts.models import Token
from asbcases.accounts.rules import scope_needed
from asbcases.accounts.tokens import COUNTED, note_use, token_named
from asbcases.audit.context import request_id
from asbcases.web.api.kinds import NO_SCOPE, NOT_SIGNED_IN, TOO_MANY, Kind
from asbcases.web.api.problems import CONTENT_TYPE, body_of

# One sentence, whichever it is: who found a token is not told whether it was ever one.
OPENS_NOTHING = (
    "This token opens nothing: it is wrong, has expired or was revoked. Ask who made it for another."
)
KNOWN = frozenset(Scope.values)
SCHEME = "bearer"
CHALLENGE = 'Bearer realm="ASB Cases", error="{error}"'
log = structlog.get_logger(__name__)


class Bearer:
    """Lets a program in by the token in the header Authorization, for the API alone, before anything asks who is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request: as the account of the token, or with what is wrong with it."""
        secret = _sent(request)
        if secret is None:
            return self.get_response(request)
        return _refused(request, secret) or self.get_response(request)


def _sent(request: HttpRequest) -> str | None:
    """Return the token that was sent to the API, or None where none was."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    is_one = scheme.lower() == SCHEME and request.path.startswith("/api/")
    return secret.strip() if is_one else None


def _refused(request: HttpRequest, secret: str) -> HttpResponse | None:
    """Return why a token does not let a request through; let in, the request is of its account, and None."""
    now = timezone.now()
    token = token_named(secret, now)
    if token is None:
        return _opens_nothing(request)
    if not note_use(token, now, settings.TOKEN_REQUESTS):
        return _too_many()
    needed = scope_needed(request.method or "", request.path)
    if needed not in token.scopes:
        challenge = CHALLENGE.format(error="insufficient_scope")
        said = (
            f"It lacks the scope {needed}."
            if needed in KNOWN
            else "No token is for this: do it on the pages."
        )
        return _problem(NO_SCOPE, said, **{"WWW-Authenticate": challenge})
    _let_in(request, token)
    return None


def _opens_nothing(request: HttpRequest) -> HttpResponse:
    log.warning("token refused", request=request_id.get())
    if not consume(request, app="allauth.account", action="token_refused", limit_get=True):
        return _too_many()
    return _problem(
        NOT_SIGNED_IN, OPENS_NOTHING, **{"WWW-Authenticate": CHALLENGE.format(error="invalid_token")}
    )


def _too_many() -> HttpResponse:
    return _problem(TOO_MANY, TOO_MANY.detail, **{"Retry-After": str(int(COUNTED.total_seconds()))})


def _problem(kind: Kind, detail: str, **headers: str) -> HttpResponse:
    return JsonResponse(body_of(kind, detail), status=kind.status, headers=headers, content_type=CONTENT_TYPE)


def _let_in(request: HttpRequest, token: Token) -> None:
    """Make the request one of the account, with whatever session and cookies it brought left aside."""
    request.token = token  # type: ignore[attr-defined]
    request.user = token.user
    request.COOKIES = {}
    request.session = SessionStore()
