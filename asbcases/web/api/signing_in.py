"""Who calls: the session of the pages, with its token against forgery; not signed in is 401, not 403."""

from django.conf import settings
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from asbcases.web.api.kinds import NOT_PERMITTED, Problem


class Session(SessionAuthentication):
    """The session cookie; requests that act carry X-CSRFToken as well."""

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
