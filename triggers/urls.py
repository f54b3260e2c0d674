"""Routes of the case review."""

from django.urls import include, path

from triggers.views import explaining

urlpatterns = [
    path("case-review/", include("triggers.public_urls")),
    path("reports/<report:reference>/case-review/", explaining.review_explained, name="review_explained"),
]
