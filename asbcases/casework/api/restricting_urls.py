"""Routes of the API for restricted cases."""

from django.urls import path

from asbcases.casework.api.restricting import GlassViewSet, OpeningViewSet, RestrictionViewSet

CASE = "cases/<case:reference>/"
GLASS = f"{CASE}glass/<int:number>/"
READ = {"get": "retrieve"}

urlpatterns = [
    path(f"{CASE}restriction/", RestrictionViewSet.as_view(READ), name="api_case_restriction"),
    path(f"{CASE}restrict/", RestrictionViewSet.as_view({"post": "restrict"}), name="api_case_restrict"),
    path(f"{CASE}unrestrict/", RestrictionViewSet.as_view({"post": "lift"}), name="api_case_unrestrict"),
    path(
        "cases/open-restricted/",
        OpeningViewSet.as_view({"get": "retrieve", "post": "open"}),
        name="api_glass_break",
    ),
    path("cases/restricted-tries/", OpeningViewSet.as_view({"get": "tries"}), name="api_glass_tries"),
    path(
        "reports/<report:reference>/open-restricted/",
        OpeningViewSet.as_view({"post": "open_beside"}),
        name="api_glass_break_near",
    ),
    path(f"{CASE}glass/end/", OpeningViewSet.as_view({"post": "end"}), name="api_glass_end"),
    path(GLASS, GlassViewSet.as_view(READ), name="api_glass"),
    path(f"{GLASS}review/", GlassViewSet.as_view({"post": "review"}), name="api_glass_review"),
]
