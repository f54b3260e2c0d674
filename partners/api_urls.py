"""Routes of the API for partners."""

from django.urls import path

from partners.api import SharedCaseViewSet

urlpatterns = [
    path("shared-cases/", SharedCaseViewSet.as_view({"get": "list"}), name="api_shared_cases"),
    path(
        "shared-cases/<case:reference>/",
        SharedCaseViewSet.as_view({"get": "retrieve"}),
        name="api_shared_case",
    ),
]
