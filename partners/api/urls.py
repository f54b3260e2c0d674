"""Routes of the API for partners, of what they note for the police, and of what they ask to be given."""

from django.urls import path

from partners.api.notes import PartnerNoteViewSet, SharedNoteViewSet
from partners.api.share_answers import ReportShareRequestViewSet, ShareRequestViewSet
from partners.api.share_requests import AskedViewSet
from partners.api.shared_cases import SharedCaseViewSet
from partners.plans.api import SharedPlanViewSet

NOTES = "shared-cases/<case:reference>/notes/"

ASKED = "asked/<str:asked>/"
OF_CASE = "cases/<case:reference>/share-requests/<str:asked>/"
OF_REPORT = "reports/<report:reference>/share-requests/<str:asked>/"
LIST, READ = {"get": "list"}, {"get": "retrieve"}
SHARE, REFUSE = {"post": "share"}, {"post": "refuse"}

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
    path("shared-plans/", SharedPlanViewSet.as_view(LIST), name="api_shared_plans"),
    path("shared-plans/<plan:reference>/", SharedPlanViewSet.as_view(READ), name="api_shared_plan"),
    path(
        "shared-plans/<plan:reference>/responses/<int:number>/note/",
        SharedPlanViewSet.as_view({"post": "note"}),
        name="api_shared_plan_note",
    ),
    path("asked/", AskedViewSet.as_view(LIST), name="api_asked_list"),
    path(ASKED, AskedViewSet.as_view(READ), name="api_asked"),
    path(f"{ASKED}withdraw/", AskedViewSet.as_view({"post": "withdraw"}), name="api_asked_withdraw"),
    path(
        "own-reports/<report:reference>/ask/",
        AskedViewSet.as_view({"post": "about_report"}),
        name="api_asked_about_report",
    ),
    path(
        "shared-cases/<case:reference>/ask/",
        AskedViewSet.as_view({"post": "for_more"}),
        name="api_asked_for_more",
    ),
    path("share-requests/", ShareRequestViewSet.as_view(LIST), name="api_share_requests"),
    path(OF_CASE, ShareRequestViewSet.as_view(READ), name="api_case_share_request"),
    path(f"{OF_CASE}share/", ShareRequestViewSet.as_view(SHARE), name="api_case_share_request_share"),
    path(f"{OF_CASE}refuse/", ShareRequestViewSet.as_view(REFUSE), name="api_case_share_request_refuse"),
    path(OF_REPORT, ReportShareRequestViewSet.as_view(READ), name="api_report_share_request"),
    path(
        f"{OF_REPORT}share/", ReportShareRequestViewSet.as_view(SHARE), name="api_report_share_request_share"
    ),
    path(
        f"{OF_REPORT}refuse/",
        ReportShareRequestViewSet.as_view(REFUSE),
        name="api_report_share_request_refuse",
    ),
]
