"""The routes of risk, below one case."""

from django.urls import path

from risk.views import cases, levels, reviewing

urlpatterns = [
    path("assess/<int:number>/", cases.risk_assess, name="risk_assess"),
    path("assess/<int:number>/not-assessed/", cases.risk_not_assessed, name="risk_not_assessed"),
    path("review/<int:number>/", reviewing.risk_review, name="risk_review"),
    path("trajectory/<int:number>/", levels.risk_trajectory, name="risk_trajectory"),
    path("<int:pk>/", cases.risk_assessment, name="risk_assessment"),
    path("<int:pk>/sign-off/", reviewing.risk_sign_off, name="risk_sign_off"),
    path("<int:pk>/raise/", levels.risk_raise, name="risk_raise"),
    path("<int:pk>/lower/", levels.risk_lower, name="risk_lower"),
]
