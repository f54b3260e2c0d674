"""Routes of the API for partners, and of what they note for the police."""

from django.urls import path

from partners.api import SharedCaseViewSet
from partners.api_notes import PartnerNoteViewSet, SharedNoteViewSet

NOTES = "shared-cases/<case:reference>/notes/"

urlpatterns = [
    path("shared-cases/", SharedCaseViewSet.as_view({"get": "list"}), name="api_shared_cases"),
    path(
        "shared-cases/<case:reference>/",
        SharedCaseViewSet.as_view({"get": "retrieve"}),
        name="api_shared_case",
    ),
    path(NOTES, SharedNoteViewSet.as_view({"get": "list", "post": "create"}), name="api_shared_notes"),
    path(f"{NOTES}<int:number>/", SharedNoteViewSet.as_view({"get": "retrieve"}), name="api_shared_note"),
    path(
        "cases/<case:reference>/partner-notes/",
        PartnerNoteViewSet.as_view({"get": "list"}),
        name="api_partner_notes",
    ),
]
