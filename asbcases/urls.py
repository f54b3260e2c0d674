"""Every URL of the site, by inclusion."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from asbcases.web import converters, health, metrics, views

converters.register()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="public_accessibility"),
    path("jump/", views.jump, name="jump"),
    path("record/", views.record_list, name="record_list"),
    path("record/", include("asbcases.administration.record_urls")),
    path("accounts/", include("asbcases.accounts.urls")),
    path("administration/", include("asbcases.administration.urls")),
    path("", include("asbcases.casework.urls")),
    path("", include("asbcases.enforcement.measure_urls")),
    path("", include("asbcases.enforcement.breach_urls")),
    path("", include("asbcases.enforcement.order_urls")),
    path("", include("asbcases.enforcement.paper_urls")),
    path("", include("asbcases.enforcement.board_urls")),
    path("", include("asbcases.enforcement.clause_urls")),
    path("cases/<case:reference>/risk/", include("risk.urls")),
    path("incidents/<incident:reference>/risk/", include("risk.incident_urls")),
    path("instruments/", include("risk.instrument_urls")),
    path("api/v1/", include("asbcases.web.api_urls")),
    path("deadlines/", include("asbcases.deadlines.urls")),
    path("inbox/", include("asbcases.notify.urls")),
    path("", include("partners.referral_urls")),
    path("", include("partners.share_request_urls")),
    path("shared/colleagues/", include("asbcases.administration.colleague_urls")),
    path("shared/", include("partners.urls")),
    path("", include("partners.case_urls")),
    path("agreements/", include("partners.agreement_urls")),
    path("", include("triggers.urls")),
    path("", include("asbcases.sara.urls")),
    path("", include("asbcases.remedies.urls")),
    re_path("^health/?$", health.health, name="health"),
    re_path("^health/ready/?$", health.ready, name="health_ready"),
    re_path("^metrics/?$", metrics.metrics, name="metrics"),
]

handler400 = "asbcases.web.views.bad_request"
handler403 = "asbcases.web.views.not_permitted"
handler404 = "asbcases.web.views.not_found"
handler500 = "asbcases.web.views.went_wrong"
