"""Pages of partners."""

from django.urls import path

from partners.plans import views as plans
from partners.views import notes, own_file, own_reports, shared

urlpatterns = [
    path("", shared.shared_list, name="shared_list"),
    path("our-reports/", own_reports.own_list, name="own_list"),
    path("our-reports/new/", own_reports.own_new, name="own_new"),
    path("our-reports/file/", own_file.own_import, name="own_import"),
    path("our-reports/template.csv", own_file.own_template, name="own_template"),
    path("our-reports/<report:reference>/", own_reports.own_report, name="own_report"),
    path("plans/", plans.shared_plans, name="shared_plans"),
    path("plans/<plan:reference>/", plans.shared_plan_page, name="shared_plan"),
    path(
        "plans/<plan:reference>/responses/<int:number>/",
        plans.shared_plan_progress,
        name="shared_plan_progress",
    ),
    path("<case:reference>/", shared.shared_page, name="shared_page"),
    path("<case:reference>/notes/", notes.shared_notes, name="shared_notes"),
]
