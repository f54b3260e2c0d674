"""Every page of the site, and an empty one that only somebody who is signed in may open."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from asbcases import urls


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing, behind everything that stands before a view."""
    return HttpResponse()


urlpatterns = [path("empty/", empty, name="empty"), *urls.urlpatterns]
