"""The answer where this service has no page."""

from typing import NoReturn

from django.http import Http404, HttpRequest


def not_offered(request: HttpRequest, page: str = "") -> NoReturn:
    """Answer 404: the library has such a page, this service does not offer it."""
    raise Http404
