"""The routes of the site, and one page that fails, to see what is shown then."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import path

from asbcases import urls
from asbcases.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def fails(request: HttpRequest) -> NoReturn:
    """Fail as a page with a fault of ours does."""
    raise RuntimeError("Jade Taylor, 07700 900123")


urlpatterns = [path("fails/", fails, name="fails"), *urls.urlpatterns]
