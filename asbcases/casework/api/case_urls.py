"""Routes of the API for what is done for victims, what a case is about, how it moves on, and dip samples."""

from django.urls import URLPattern, path

from asbcases.casework.api import case_parts as parts
from asbcases.casework.api.case_moves import (
    CaseMoveViewSet,
    HandOverViewSet,
    WaiverAskViewSet,
    WaiverViewSet,
)
from asbcases.casework.api.samples import SampledViewSet, SampleViewSet
from asbcases.casework.api.support import SupportOfferViewSet, SupportViewSet

CASE = "cases/<case:reference>/"
VICTIM = f"{CASE}parties/<int:number>/support/"
OFFER = f"{VICTIM}offers/<int:offer>/"
HAND_OVER = f"{CASE}hand-overs/<int:number>/"
SAMPLE, SAMPLED = "samples/<int:number>/", "samples/<int:number>/cases/<int:place>/"
READ, LIST_AND_CREATE = {"get": "retrieve"}, {"get": "list", "post": "create"}
# What is kept for a victim: the words in the address, and the act.
FOR_VICTIM = {
    "needs": "assess",
    "plan": "plan",
    "panel": "panel",
    "panel-exit": "panel_exit",
    "rights": "tell",
}
# What a case is about: the words in the address, the names of the routes, and whether it is struck out.
ABOUT: dict[str, tuple[str, str, type[parts.AboutCaseViewSet], bool]] = {
    "premises": ("case_premises", "case_placed", parts.CasePremisesViewSet, True),
    "operations": ("case_operations", "case_operation", parts.CaseOperationViewSet, True),
    "references": ("case_references", "case_reference", parts.CaseReferenceViewSet, False),
    "links": ("case_links", "case_link", parts.CaseLinkViewSet, True),
    "contact-plans": ("contact_plans", "contact_plan", parts.ContactPlanViewSet, False),
}


def _about(part: str) -> list[URLPattern]:
    many, one, views, struck = ABOUT[part]
    at = f"{CASE}{part}/<int:number>/"
    found = [
        path(f"{CASE}{part}/", views.as_view(LIST_AND_CREATE), name=f"api_{many}"),
        path(at, views.as_view(READ), name=f"api_{one}"),
    ]
    wrong = path(f"{at}wrong/", views.as_view({"post": "wrong"}), name=f"api_{one}_wrong") if struck else None
    return [*found, wrong] if wrong else found


urlpatterns: list[URLPattern] = [
    path(VICTIM, SupportViewSet.as_view(READ), name="api_victim_support"),
    *(
        path(
            f"{VICTIM}{words}/",
            SupportViewSet.as_view({"post": act}),
            name=f"api_victim_{words.replace('-', '_')}",
        )
        for words, act in FOR_VICTIM.items()
    ),
    path(f"{VICTIM}offers/", SupportOfferViewSet.as_view(LIST_AND_CREATE), name="api_victim_offers"),
    path(OFFER, SupportOfferViewSet.as_view(READ), name="api_victim_offer"),
    path(f"{OFFER}answer/", SupportOfferViewSet.as_view({"post": "answer"}), name="api_victim_offer_answer"),
    *(route for part in ABOUT for route in _about(part)),
    path(f"{CASE}monitor/", CaseMoveViewSet.as_view({"post": "monitor"}), name="api_case_monitor"),
    path(f"{CASE}work-again/", CaseMoveViewSet.as_view({"post": "work_again"}), name="api_case_work_again"),
    path(f"{CASE}spoc/", CaseMoveViewSet.as_view({"post": "spoc"}), name="api_case_spoc"),
    path(HAND_OVER, HandOverViewSet.as_view(READ), name="api_hand_over"),
    path(f"{HAND_OVER}read/", HandOverViewSet.as_view({"post": "note_read"}), name="api_hand_over_read"),
    path(f"{CASE}waivers/", WaiverViewSet.as_view(LIST_AND_CREATE), name="api_case_waivers"),
    path(f"{CASE}waivers/ask/", WaiverAskViewSet.as_view({"post": "ask"}), name="api_case_waivers_ask"),
    path(f"{CASE}waivers/<int:number>/", WaiverViewSet.as_view(READ), name="api_case_waiver"),
    path("samples/", SampleViewSet.as_view(LIST_AND_CREATE), name="api_samples"),
    path(SAMPLE, SampleViewSet.as_view(READ), name="api_sample"),
    path(f"{SAMPLE}cases/", SampledViewSet.as_view({"get": "list"}), name="api_sampled_cases"),
    path(SAMPLED, SampledViewSet.as_view(READ), name="api_sampled_case"),
    path(f"{SAMPLED}review/", SampledViewSet.as_view({"post": "review"}), name="api_sampled_case_review"),
]
