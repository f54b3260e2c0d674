"""Routes of intake: from the first word of a caller to a graded incident."""

from django.urls import path

from asbcases.casework.views import drafting, grading, intake, triages

urlpatterns = [
    path("reports/new/", intake.report_new, name="report_new"),
    path("reports/matches/", intake.report_matches, name="report_matches"),
    path("reports/<report:reference>/grade/", grading.report_grade, name="report_grade"),
    path("reports/<report:reference>/outcome/", triages.report_outcome, name="report_outcome"),
    path("drafts/", drafting.draft_save, name="draft_save"),
    path("drafts/throw-away/", drafting.draft_throw_away, name="draft_throw_away"),
    path("incidents/<incident:reference>/triage/", grading.incident_triage, name="incident_triage"),
    path("incidents/<incident:reference>/triages/<int:number>/", triages.triage_page, name="triage_page"),
]
