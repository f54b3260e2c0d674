"""The routes of risk, below one case."""

from django.urls import path

from risk.views import cases as views

urlpatterns = [
    path("assess/<int:number>/", views.risk_assess, name="risk_assess"),
    path("review/<int:number>/", views.risk_review, name="risk_review"),
    path("<int:pk>/", views.risk_assessment, name="risk_assessment"),
]
