"""Routes of the API, version 1: it only grows."""

from django.urls import path, re_path

from asbcases.administration.api.urls import urlpatterns as administration
from asbcases.casework.api.attendances import AttendanceViewSet
from asbcases.casework.api.case_ends import ApprovalViewSet, CaseEndViewSet, WaitingViewSet
from asbcases.casework.api.case_urls import urlpatterns as on_cases
from asbcases.casework.api.cases import CaseViewSet
from asbcases.casework.api.document_urls import urlpatterns as documents
from asbcases.casework.api.incident_acts import (
    ClassificationViewSet,
    ClosingViewSet,
    CrimeDecisionViewSet,
    TriageViewSet,
)
from asbcases.casework.api.incidents import IncidentViewSet
from asbcases.casework.api.intake_urls import urlpatterns as intake
from asbcases.casework.api.journal import ActionViewSet, JournalViewSet
from asbcases.casework.api.on_file_urls import urlpatterns as on_file
from asbcases.casework.api.own_reports import OwnReportViewSet
from asbcases.casework.api.parts import CaseIncidentViewSet, PartyViewSet
from asbcases.casework.api.reports import ReportViewSet
from asbcases.casework.api.restricting_urls import urlpatterns as restricted
from asbcases.casework.api.risk import (
    AssessmentViewSet,
    RiskFormViewSet,
    RiskReviewViewSet,
    SignOffViewSet,
)
from asbcases.deadlines.api.lists import DeadlineViewSet
from asbcases.deadlines.api.urls import urlpatterns as diary
from asbcases.enforcement.api_urls import urlpatterns as enforcement
from asbcases.notify.api_urls import urlpatterns as inbox
from asbcases.remedies.api.urls import urlpatterns as remedies
from asbcases.sara.api.urls import urlpatterns as plans
from asbcases.web.api.docs import Description, swagger
from asbcases.web.api.views import Nowhere
from partners.api.agreement_urls import urlpatterns as agreements
from partners.api.case_share_urls import urlpatterns as case_shares
from partners.api.urls import urlpatterns as shared_cases
from triggers.api.urls import urlpatterns as reviews

LIST = {"get": "list"}
READ = {"get": "retrieve"}
LIST_AND_CREATE = {"get": "list", "post": "create"}
CASE = "cases/<case:reference>/"
ASSESSMENT = f"{CASE}assessments/<int:pk>/"
INCIDENT = "incidents/<incident:reference>/"

urlpatterns = [
    *enforcement,
    *shared_cases,
    *case_shares,
    *restricted,
    *plans,
    *remedies,
    *on_file,
    *intake,
    *on_cases,
    *documents,
    *inbox,
    *diary,
    *agreements,
    *reviews,
    *administration,
    path("reports/", ReportViewSet.as_view(LIST_AND_CREATE), name="api_reports"),
    path("reports/<report:reference>/", ReportViewSet.as_view(READ), name="api_report"),
    path("own-reports/", OwnReportViewSet.as_view(LIST_AND_CREATE), name="api_own_reports"),
    path("own-reports/<report:reference>/", OwnReportViewSet.as_view(READ), name="api_own_report"),
    path("incidents/", IncidentViewSet.as_view(LIST_AND_CREATE), name="api_incidents"),
    path("incidents/<incident:reference>/", IncidentViewSet.as_view(READ), name="api_incident"),
    path(
        "incidents/<incident:reference>/reports/",
        IncidentViewSet.as_view({"get": "reports"}),
        name="api_incident_reports",
    ),
    path(f"{INCIDENT}place/", IncidentViewSet.as_view({"post": "place"}), name="api_incident_place"),
    path(
        f"{INCIDENT}classifications/",
        ClassificationViewSet.as_view(LIST_AND_CREATE),
        name="api_incident_classifications",
    ),
    path(
        f"{INCIDENT}classifications/<int:number>/",
        ClassificationViewSet.as_view(READ),
        name="api_incident_classification",
    ),
    path(
        f"{INCIDENT}crime-decisions/",
        CrimeDecisionViewSet.as_view(LIST_AND_CREATE),
        name="api_incident_crime_decisions",
    ),
    path(
        f"{INCIDENT}crime-decisions/<int:number>/",
        CrimeDecisionViewSet.as_view(READ),
        name="api_incident_crime_decision",
    ),
    path(f"{INCIDENT}triages/", TriageViewSet.as_view(LIST_AND_CREATE), name="api_incident_triages"),
    path(f"{INCIDENT}triages/<int:number>/", TriageViewSet.as_view(READ), name="api_incident_triage"),
    path(
        f"{INCIDENT}attendances/", AttendanceViewSet.as_view(LIST_AND_CREATE), name="api_incident_attendances"
    ),
    path(
        f"{INCIDENT}attendances/<int:number>/",
        AttendanceViewSet.as_view(READ),
        name="api_incident_attendance",
    ),
    path(f"{INCIDENT}closings/", ClosingViewSet.as_view(LIST), name="api_incident_closings"),
    path(
        f"{INCIDENT}close/",
        ClosingViewSet.as_view({"get": "before", "post": "close"}),
        name="api_incident_close",
    ),
    path(f"{INCIDENT}reopen/", ClosingViewSet.as_view({"post": "reopen"}), name="api_incident_reopen"),
    path("cases/", CaseViewSet.as_view(LIST_AND_CREATE), name="api_cases"),
    path(CASE, CaseViewSet.as_view(READ), name="api_case"),
    path(f"{CASE}close/", CaseEndViewSet.as_view({"post": "close"}), name="api_case_close"),
    path(f"{CASE}reopen/", CaseEndViewSet.as_view({"post": "reopen"}), name="api_case_reopen"),
    path(f"{CASE}allocate/", CaseEndViewSet.as_view({"post": "allocate"}), name="api_case_allocate"),
    path(f"{CASE}hand-overs/", CaseEndViewSet.as_view({"get": "hand_overs"}), name="api_hand_overs"),
    path(f"{CASE}approvals/", ApprovalViewSet.as_view(LIST_AND_CREATE), name="api_case_approvals"),
    path(f"{CASE}approvals/<int:number>/", ApprovalViewSet.as_view(READ), name="api_approval"),
    *(
        path(
            f"{CASE}approvals/<int:number>/{act}/",
            ApprovalViewSet.as_view({"post": act}),
            name=f"api_approval_{act}",
        )
        for act in ("decide", "withdraw")
    ),
    path("approvals/", WaitingViewSet.as_view(LIST), name="api_approvals"),
    path(f"{CASE}parties/", PartyViewSet.as_view(LIST_AND_CREATE), name="api_parties"),
    path(f"{CASE}parties/<int:number>/", PartyViewSet.as_view(READ), name="api_party"),
    path(
        f"{CASE}parties/<int:number>/wrong/", PartyViewSet.as_view({"post": "wrong"}), name="api_party_wrong"
    ),
    path(f"{CASE}incidents/", CaseIncidentViewSet.as_view(LIST), name="api_case_incidents"),
    path(f"{CASE}deadlines/", DeadlineViewSet.as_view(LIST), name="api_deadlines"),
    path(f"{CASE}assessments/", AssessmentViewSet.as_view(LIST_AND_CREATE), name="api_assessments"),
    path(
        f"{CASE}assessments/not-assessed/",
        AssessmentViewSet.as_view({"post": "not_assessed"}),
        name="api_not_assessed",
    ),
    path(ASSESSMENT, AssessmentViewSet.as_view(READ), name="api_assessment"),
    path(f"{ASSESSMENT}sign-offs/", SignOffViewSet.as_view(LIST_AND_CREATE), name="api_sign_offs"),
    path(f"{ASSESSMENT}sign-offs/<int:number>/", SignOffViewSet.as_view(READ), name="api_sign_off"),
    path(f"{ASSESSMENT}reviews/", RiskReviewViewSet.as_view(LIST_AND_CREATE), name="api_risk_reviews"),
    path(f"{ASSESSMENT}reviews/<int:number>/", RiskReviewViewSet.as_view(READ), name="api_risk_review"),
    path(f"{CASE}journal/", JournalViewSet.as_view(LIST_AND_CREATE), name="api_journal"),
    path(f"{CASE}journal/<int:number>/", JournalViewSet.as_view(READ), name="api_journal_entry"),
    path(
        f"{CASE}journal/<int:number>/wrong/",
        JournalViewSet.as_view({"post": "wrong"}),
        name="api_journal_wrong",
    ),
    path(f"{CASE}actions/", ActionViewSet.as_view(LIST_AND_CREATE), name="api_case_actions"),
    path(f"{CASE}actions/<int:number>/", ActionViewSet.as_view(READ), name="api_case_action"),
    *(
        path(
            f"{CASE}actions/<int:number>/{act}/",
            ActionViewSet.as_view({"post": act}),
            name=f"api_case_action_{act}",
        )
        for act in ("done", "drop")
    ),
    path("risk-form/", RiskFormViewSet.as_view(READ), name="api_risk_form"),
    path("schema/", Description.as_view(), name="api_schema"),
    path("docs/", swagger, name="api_docs"),
    re_path("", Nowhere.as_view()),
]
