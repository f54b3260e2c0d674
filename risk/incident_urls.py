"""The routes of risk, below one incident."""

from django.urls import path

from risk.views import incidents as views

urlpatterns = [
    path("<int:number>/", views.incident_risk, name="incident_risk"),
    path("<int:number>/not-assessed/", views.incident_not_assessed, name="incident_not_assessed"),
    path("<int:number>/<int:pk>/", views.incident_assessment, name="incident_assessment"),
]
