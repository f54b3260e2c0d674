"""Pages of partners."""

from django.urls import path

from partners.views import notes, own_file, own_reports, shared

urlpatterns = [
    path("", shared.shared_list, name="shared_list"),
    path("our-reports/", own_reports.own_list, name="own_list"),
    path("our-reports/new/", own_reports.own_new, name="own_new"),
    path("our-reports/file/", own_file.own_import, name="own_import"),
    path("our-reports/template.csv", own_file.own_template, name="own_template"),
    path("our-reports/<report:reference>/", own_reports.own_report, name="own_report"),
    path("<case:reference>/", shared.shared_page, name="shared_page"),
    path("<case:reference>/notes/", notes.shared_notes, name="shared_notes"),
]
