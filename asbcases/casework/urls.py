"""Routes of reports, incidents and cases."""

from django.urls import include, path

from asbcases.casework.views import (
    attendance,
    callers,
    case_file,
    cases,
    channels,
    desk,
    glass,
    incident_around,
    incident_codes,
    incident_page,
    incidents,
    opening,
    operations,
    published,
    reports,
    restricting,
    together,
)

urlpatterns = [
    path("report/", include("asbcases.casework.public_urls")),
    path("", include("asbcases.casework.document_urls")),
    path("", include("asbcases.casework.people_urls")),
    path("", include("asbcases.casework.case_urls")),
    path("", include("asbcases.casework.case_end_urls")),
    path("", include("asbcases.casework.support_urls")),
    path("desk/", desk.desk, name="desk"),
    path("desk/channels/", channels.desk_channels, name="desk_channels"),
    path("desk/channels.csv", channels.desk_channels_csv, name="desk_channels_csv"),
    path("reports/", reports.report_list, name="report_list"),
    path("", include("asbcases.casework.intake_urls")),
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
    path("incidents/close-together/", together.incidents_close_together, name="incidents_close_together"),
    path(
        "incidents/close-together/<str:key>/",
        together.incidents_closed_together,
        name="incidents_closed_together",
    ),
    path("incidents/sent-to-me/", attendance.incident_sent_to_me, name="incident_sent_to_me"),
    path("incidents/<incident:reference>/send/", attendance.incident_send, name="incident_send"),
    path("incidents/<incident:reference>/attend/", attendance.incident_attend, name="incident_attend"),
    path(
        "incidents/<incident:reference>/none-attended/",
        attendance.incident_none_attended,
        name="incident_none_attended",
    ),
    path("incidents/<incident:reference>/", incident_page.incident_page, name="incident_page"),
    path("incidents/<incident:reference>/open-case/", opening.case_open, name="case_open"),
    path("incidents/<incident:reference>/join-case/", opening.case_join, name="case_join"),
    path(
        "incidents/<incident:reference>/classify/", incident_codes.incident_classify, name="incident_classify"
    ),
    path("incidents/<incident:reference>/close/", incident_codes.incident_close, name="incident_close"),
    path("incidents/<incident:reference>/reopen/", incident_codes.incident_reopen, name="incident_reopen"),
    path("incidents/<incident:reference>/crime/", incident_codes.incident_crime, name="incident_crime"),
    path("incidents/<incident:reference>/hate/", incident_around.incident_hate, name="incident_hate"),
    path(
        "incidents/<incident:reference>/gathering/",
        incident_around.incident_gathering,
        name="incident_gathering",
    ),
    path(
        "incidents/<incident:reference>/operation/",
        incident_around.incident_operation,
        name="incident_operation",
    ),
    path(
        "incidents/<incident:reference>/references/",
        incident_around.incident_references,
        name="incident_references",
    ),
    path("reports/<report:reference>/reply/", incident_around.report_reply, name="report_reply"),
    path("operations/", operations.operation_list, name="operation_list"),
    path("operations/new/", operations.operation_new, name="operation_new"),
    path("operations/<int:pk>/", operations.operation_page, name="operation_page"),
    path("operations/<int:pk>/change/", operations.operation_edit, name="operation_edit"),
    path("cases/", cases.case_list, name="case_list"),
    path("cases/<case:reference>/", case_file.case_page, name="case_page"),
    path("restricted/", glass.glass_break, name="glass_break"),
    path("restricted/tries/", glass.glass_tries, name="glass_tries"),
    path("reports/<report:reference>/restricted/", glass.glass_break_near, name="glass_break_near"),
    path("cases/<case:reference>/glass/end/", glass.glass_end, name="glass_end"),
    path("cases/<case:reference>/glass/<int:number>/", glass.glass_page, name="glass_page"),
    path("cases/<case:reference>/restrict/", restricting.case_restrict, name="case_restrict"),
    path("cases/<case:reference>/lift-restriction/", restricting.case_unrestrict, name="case_unrestrict"),
]
