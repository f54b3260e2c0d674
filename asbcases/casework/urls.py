"""Routes of reports, incidents and cases."""

from django.urls import include, path

from asbcases.casework.views import callers, case_file, cases, closing, incidents, published, reports

urlpatterns = [
    path("report/", include("asbcases.casework.public_urls")),
    path("", include("asbcases.casework.document_urls")),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/new/", reports.report_new, name="report_new"),
    path("reports/<report:reference>/", reports.report_page, name="report_page"),
    path("reports/<report:reference>/record/", reports.incident_record, name="incident_record"),
    path("reports/<report:reference>/attach/", reports.report_attach, name="report_attach"),
    path(
        "reports/<report:reference>/call-backs/promise/", callers.call_back_promise, name="call_back_promise"
    ),
    path(
        "reports/<report:reference>/call-backs/<int:number>/", callers.call_back_make, name="call_back_make"
    ),
    path("reports/<report:reference>/safe-contact/", callers.safe_contact, name="safe_contact"),
    path(
        "reports/<report:reference>/safe-contact/withdraw/",
        callers.safe_contact_withdraw,
        name="safe_contact_withdraw",
    ),
    path("incidents/", incidents.incident_list, name="incident_list"),
    path("incidents/published/", published.published_list, name="published_list"),
    path("incidents/published/by-month/", published.published_months, name="published_months"),
    path("incidents/<incident:reference>/", incidents.incident_page, name="incident_page"),
    path("incidents/<incident:reference>/open-case/", incidents.case_open, name="case_open"),
    path("cases/", cases.case_list, name="case_list"),
    path("cases/<case:reference>/", case_file.case_page, name="case_page"),
    path("cases/<case:reference>/close/", closing.case_close, name="case_close"),
]
