"""Pages of partners."""

from django.urls import path

from partners.views import own_reports, shared

urlpatterns = [
    path("", shared.shared_list, name="shared_list"),
    path("our-reports/", own_reports.own_list, name="own_list"),
    path("our-reports/<report:reference>/", own_reports.own_report, name="own_report"),
    path("<case:reference>/", shared.shared_page, name="shared_page"),
]
