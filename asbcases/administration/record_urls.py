"""Pages of the auditor: the record of what was done, of who looked, and what is unusual about it."""

from django.urls import path

from asbcases.administration.views import findings, looks

urlpatterns = [
    path("looks/", looks.look_list, name="look_list"),
    path("looks/export/", looks.look_export, name="look_export"),
    path("disclosures/", looks.disclosure_list, name="disclosure_list"),
    path("unusual/", findings.finding_list, name="finding_list"),
    path("unusual/<int:pk>/", findings.finding_page, name="finding_page"),
]
