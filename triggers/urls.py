"""Routes of the case review."""

from django.urls import path

from triggers.views import explaining

urlpatterns = [
    path("reports/<report:reference>/case-review/", explaining.review_explained, name="review_explained"),
]
