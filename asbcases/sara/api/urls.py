"""Routes of the API for problem-solving plans."""

from django.urls import URLPattern, path

from asbcases.sara.api import parts, responses, sharing, youth
from asbcases.sara.api.library import PlanLibraryViewSet
from asbcases.sara.api.plans import PlanViewSet

LIST, READ, LIST_AND_CREATE = {"get": "list"}, {"get": "retrieve"}, {"get": "list", "post": "create"}
PLAN = "plans/<plan:reference>/"
# The parts of a plan, each by its address and by the name of its own route.
PARTS: dict[str, type[parts.PlanPartViewSet]] = {
    "objectives": parts.ObjectiveViewSet,
    "scans": parts.ScanViewSet,
    "entries": parts.EntryViewSet,
    "responses": responses.ResponseViewSet,
    "reviews": parts.PlanReviewViewSet,
    "contacts": parts.ContactViewSet,
    "youth": youth.YouthViewSet,
    "assessments": parts.PlanAssessmentViewSet,
    "links": parts.LinkViewSet,
    "shares": sharing.PlanShareViewSet,
}
ACTS = {
    "screen": "screen",
    "give": "give",
    "people": "people",
    "complete-analysis": "complete_analysis",
    "close": "close",
}

urlpatterns: list[URLPattern] = [
    path("plans/", PlanViewSet.as_view(LIST_AND_CREATE), name="api_plans"),
    path("plans/library/", PlanLibraryViewSet.as_view(READ), name="api_plan_library"),
    path(PLAN, PlanViewSet.as_view(READ), name="api_plan"),
    *(
        path(f"{PLAN}{address}/", PlanViewSet.as_view({"post": act}), name=f"api_plan_{act}")
        for address, act in ACTS.items()
    ),
    *(
        path(f"{PLAN}{address}/", kind.as_view(LIST_AND_CREATE), name=f"api_plan_{address}")
        for address, kind in PARTS.items()
    ),
    *(
        path(f"{PLAN}{address}/<int:number>/", kind.as_view(READ), name=kind.route)
        for address, kind in PARTS.items()
    ),
    path(
        f"{PLAN}entries/<int:number>/wrong/",
        parts.EntryViewSet.as_view({"post": "wrong"}),
        name="api_plan_entry_wrong",
    ),
    path(
        f"{PLAN}links/<int:number>/off/",
        parts.LinkViewSet.as_view({"post": "wrong"}),
        name="api_plan_link_off",
    ),
    *(
        path(
            f"{PLAN}responses/<int:number>/{act}/",
            responses.ResponseViewSet.as_view({"post": act}),
            name=f"api_plan_response_{act}",
        )
        for act in responses.ACTS
    ),
    path(
        f"{PLAN}shares/<int:number>/recall/",
        sharing.PlanShareViewSet.as_view({"post": "recall"}),
        name="api_plan_share_recall",
    ),
    path(f"{PLAN}progress/", sharing.PlanProgressViewSet.as_view(LIST), name="api_plan_progress"),
    path(f"{PLAN}deadlines/", responses.PlanDeadlineViewSet.as_view(LIST), name="api_plan_deadlines"),
    path(f"{PLAN}aftercare/", responses.AftercareViewSet.as_view(LIST), name="api_plan_aftercare"),
    path(f"{PLAN}look-again/", PlanViewSet.as_view({"post": "aftercare"}), name="api_plan_look_again"),
]
