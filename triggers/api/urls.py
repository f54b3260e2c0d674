"""Routes of the API for case reviews."""

from typing import NamedTuple

from django.urls import URLPattern, path

from triggers.api import outcomes, panels, parts, worksheet
from triggers.api.explaining import ExplainingLetterViewSet, ExplainingViewSet
from triggers.api.figures import FiguresViewSet
from triggers.api.found import CaseReviewFoundViewSet
from triggers.api.packs import CaseReviewPackViewSet, PacksViewSet
from triggers.api.passing_on import PassingOnViewSet
from triggers.api.procedures import AreaViewSet
from triggers.api.radar import RadarViewSet
from triggers.api.reviews import ACTS, CaseReviewViewSet
from triggers.api.shared import ReviewPartViewSet

LIST, READ, LIST_AND_CREATE = {"get": "list"}, {"get": "retrieve"}, {"get": "list", "post": "create"}
REVIEW = "case-reviews/<review:reference>/"
EXPLAINING = "reports/<report:reference>/case-review/"
FOUND = f"{REVIEW}found/"
FIGURES = "case-reviews/figures/<slug:area>/"
SEATS = f"{REVIEW}panels/<int:number>/attendees/"


class PartOf(NamedTuple):
    """A kind of part: its address, its view set, the name of its list, and what is done with one."""

    address: str
    view: type[ReviewPartViewSet]
    listed: str
    acts: tuple[str, ...] = ()
    read: dict[str, str] = LIST_AND_CREATE


PARTS = (
    PartOf("bodies", parts.CaseReviewBodyViewSet, "api_case_review_bodies", ("reply",)),
    PartOf("dates", parts.CaseReviewDateViewSet, "api_case_review_dates"),
    PartOf("letters", parts.CaseReviewLetterViewSet, "api_case_review_letters", read=LIST),
    PartOf("complaints", worksheet.CaseReviewComplaintViewSet, "api_case_review_complaints", worksheet.ACTS),
    PartOf("thresholds", worksheet.CaseReviewDecisionViewSet, "api_case_review_thresholds"),
    PartOf("panels", panels.CaseReviewPanelViewSet, "api_case_review_panels", panels.ACTS),
    PartOf(
        "information",
        panels.CaseReviewInformationViewSet,
        "api_case_review_informations",
        ("reply",),
        read=LIST,
    ),
    PartOf(
        "recommendations",
        outcomes.CaseReviewRecommendationViewSet,
        "api_case_review_recommendations",
        outcomes.ANSWERING,
    ),
    PartOf("plans", outcomes.CaseReviewPlanViewSet, "api_case_review_plans", outcomes.PLANNING),
    PartOf("appeals", parts.CaseReviewAppealViewSet, "api_case_review_appeals", ("decide",)),
)
# What makes a part in the words of its verb, each by its view set.
VERBS: tuple[tuple[type[ReviewPartViewSet], str, str], ...] = (
    *((parts.CaseReviewLetterViewSet, "", act) for act in parts.LETTERS),
    *((panels.CaseReviewInformationViewSet, "information/", act) for act in ("share", "ask")),
)


def _spelt(act: str) -> str:
    return act.replace("_", "-")


urlpatterns: list[URLPattern] = [
    path("case-reviews/", CaseReviewViewSet.as_view(LIST_AND_CREATE), name="api_case_reviews"),
    path("case-reviews/radar/", RadarViewSet.as_view(LIST), name="api_radar"),
    path("case-reviews/areas/", AreaViewSet.as_view({"get": "areas"}), name="api_areas"),
    path("case-reviews/procedures/<int:pk>/", AreaViewSet.as_view(READ), name="api_procedure"),
    *(
        path(
            f"case-reviews/procedures/<int:pk>/{act}/",
            AreaViewSet.as_view({"post": act}),
            name=f"api_procedure_{act}",
        )
        for act in ("sign", "end")
    ),
    path(
        "case-reviews/areas/<slug:area>/procedures/",
        AreaViewSet.as_view({"post": "create"}),
        name="api_procedures",
    ),
    path(
        "case-reviews/pass-on/",
        PassingOnViewSet.as_view({"get": "areas", "post": "create"}),
        name="api_application_pass_on",
    ),
    path("case-reviews/packs/", PacksViewSet.as_view(LIST), name="api_packs"),
    path(f"{REVIEW}packs/", CaseReviewPackViewSet.as_view(LIST_AND_CREATE), name="api_case_review_packs"),
    path(f"{REVIEW}packs/<int:number>/", CaseReviewPackViewSet.as_view(READ), name="api_case_review_pack"),
    path(REVIEW, CaseReviewViewSet.as_view(READ), name="api_case_review"),
    path(
        f"{REVIEW}application/",
        CaseReviewViewSet.as_view({"get": "application"}),
        name="api_case_review_application",
    ),
    *(
        path(f"{REVIEW}{act}/", CaseReviewViewSet.as_view({"post": act}), name=f"api_case_review_{act}")
        for act in ACTS
    ),
    path(
        f"{REVIEW}worksheet/",
        worksheet.CaseReviewWorksheetViewSet.as_view(READ),
        name="api_case_review_worksheet",
    ),
    *(path(f"{REVIEW}{part.address}/", part.view.as_view(part.read), name=part.listed) for part in PARTS),
    *(
        path(f"{REVIEW}{part.address}/<int:number>/", part.view.as_view(READ), name=part.view.route)
        for part in PARTS
    ),
    *(
        path(
            f"{REVIEW}{part.address}/<int:number>/{_spelt(act)}/",
            part.view.as_view({"post": act}),
            name=f"{part.view.route}_{act}",
        )
        for part in PARTS
        for act in part.acts
    ),
    *(
        path(
            f"{REVIEW}{under}{_spelt(act)}/",
            view.as_view({"post": act}),
            name=f"api_case_review_{under.replace('/', '_')}{act}",
        )
        for view, under, act in VERBS
    ),
    path(SEATS, panels.CaseReviewAttendeeViewSet.as_view(LIST_AND_CREATE), name="api_case_review_attendees"),
    path(
        f"{SEATS}<int:attendee>/",
        panels.CaseReviewAttendeeViewSet.as_view(READ),
        name="api_case_review_attendee",
    ),
    path(
        f"{SEATS}<int:attendee>/out/",
        panels.CaseReviewAttendeeViewSet.as_view({"post": "out"}),
        name="api_case_review_attendee_out",
    ),
    path(f"{REVIEW}closings/", parts.CaseReviewClosingViewSet.as_view(LIST), name="api_case_review_closings"),
    path(
        f"{REVIEW}deadlines/", parts.CaseReviewDeadlineViewSet.as_view(LIST), name="api_case_review_deadlines"
    ),
    path(FOUND, CaseReviewFoundViewSet.as_view(READ), name="api_case_review_found"),
    path(f"{FOUND}add/", CaseReviewFoundViewSet.as_view({"post": "add"}), name="api_case_review_found_add"),
    *(
        path(
            f"{FOUND}<int:report>/{_spelt(words)}/",
            CaseReviewFoundViewSet.as_view({"post": act}),
            name=f"api_case_review_found_{act}",
        )
        for words, act in (("tie", "tie"), ("set_aside", "aside"))
    ),
    path(EXPLAINING, ExplainingViewSet.as_view(LIST), name="api_explained"),
    path(f"{EXPLAINING}explained/", ExplainingViewSet.as_view({"post": "explain"}), name="api_explain"),
    path(
        f"{EXPLAINING}not-explained/",
        ExplainingViewSet.as_view({"post": "leave"}),
        name="api_leave_unexplained",
    ),
    path(f"{EXPLAINING}letter/", ExplainingLetterViewSet.as_view(READ), name="api_explaining_letter"),
    *(
        path(
            f"{EXPLAINING}letter/{act}/",
            ExplainingLetterViewSet.as_view({"post": act}),
            name=f"api_explaining_letter_{act}",
        )
        for act in ("keep", "send")
    ),
    path(FIGURES, FiguresViewSet.as_view(READ), name="api_figures"),
    path(f"{FIGURES}publish/", FiguresViewSet.as_view({"post": "publish"}), name="api_figures_publish"),
    path(f"{FIGURES}published/", FiguresViewSet.as_view(LIST), name="api_published_figures_list"),
    path(
        f"{FIGURES}published/<int:pk>/",
        FiguresViewSet.as_view({"get": "published"}),
        name="api_published_figures",
    ),
]
