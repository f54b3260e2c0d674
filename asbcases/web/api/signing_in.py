"""Who calls: by a token, or by the session of the pages with what guards it against forgery; neither is 401, not 403."""

from django.conf import settings
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from asbcases.accounts.models import Token, User
from asbcases.accounts.tokens import token_of
from asbcases.web.api.kinds import NOT_PERMITTED, Problem


class Session(SessionAuthentication):
    """The session cookie; requests that act carry X-CSRFToken as well."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        """Return who is signed in by a session; who came by a token is not."""
        return None if token_of(request._request) else super().authenticate(request)

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge by which a caller learns how to sign in."""
        return 'Session realm="ASB Cases"'

    def enforce_csrf(self, request: Request) -> None:
        """Refuse a request that another site may have made the browser send."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            said = f"Send the value of the cookie {settings.CSRF_COOKIE_NAME} as the header X-CSRFToken."
            raise Problem(NOT_PERMITTED, said) from error


class ByToken(BaseAuthentication):
    """Hands the API whoever came by a token; no token against forgery is asked for, since no browser sends one by itself."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """Return the account and its token."""
        token = token_of(request._request)
        return (token.user, token) if token else None
