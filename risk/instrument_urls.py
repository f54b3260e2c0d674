"""The routes of risk forms, which belong to no case."""

from django.urls import path

from risk.views import instrument_decisions, instrument_drafts, instrument_parts, instruments

DRAFT = "drafts/<int:pk>"
QUESTION = f"{DRAFT}/questions/<slug:code>"

urlpatterns = [
    path("", instruments.instrument_list, name="instrument_list"),
    path("<int:pk>/", instruments.instrument_page, name="instrument_page"),
    path("<int:pk>/retire/", instruments.instrument_retire, name="instrument_retire"),
    path("drafts/new/", instrument_drafts.instrument_draft_new, name="instrument_draft_new"),
    path(f"{DRAFT}/", instrument_drafts.instrument_draft, name="instrument_draft"),
    path(f"{DRAFT}/try/", instrument_drafts.instrument_try, name="instrument_try"),
    path(f"{DRAFT}/submit/", instrument_drafts.instrument_submit, name="instrument_submit"),
    path(f"{DRAFT}/head/", instrument_parts.instrument_head, name="instrument_head"),
    path(f"{DRAFT}/add-question/", instrument_parts.instrument_question_new, name="instrument_question_new"),
    path(f"{QUESTION}/", instrument_parts.instrument_question, name="instrument_question"),
    path(f"{QUESTION}/answers/", instrument_parts.instrument_options, name="instrument_options"),
    path(f"{QUESTION}/move/", instrument_parts.instrument_move, name="instrument_move"),
    path(f"{QUESTION}/remove/", instrument_parts.instrument_remove, name="instrument_remove"),
    path(f"{DRAFT}/bands/", instrument_parts.instrument_bands, name="instrument_bands"),
    path(f"{DRAFT}/add-floor/", instrument_parts.instrument_floor_new, name="instrument_floor_new"),
    path(f"{DRAFT}/floors/<int:number>/", instrument_parts.instrument_floor, name="instrument_floor"),
    path(
        f"{DRAFT}/floors/<int:number>/remove/",
        instrument_parts.instrument_floor_remove,
        name="instrument_floor_remove",
    ),
    path(f"{DRAFT}/approve/", instrument_decisions.instrument_approve, name="instrument_approve"),
    path(f"{DRAFT}/return/", instrument_decisions.instrument_return, name="instrument_return"),
]
