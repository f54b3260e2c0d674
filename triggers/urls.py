"""Routes of the case review."""

from django.urls import URLPattern, URLResolver, include, path

from triggers.views import (
    applying,
    board,
    endings,
    explaining,
    explaining_letter,
    found,
    giving,
    outcomes,
    packs,
    page,
    panels,
    receiving,
    settling,
    sharing,
    worksheet,
)

PANEL = [
    path("change/", panels.review_panel_change, name="review_panel_change"),
    path("cancel/", panels.review_panel_cancel, name="review_panel_cancel"),
    path("invite/", panels.review_panel_invite, name="review_panel_invite"),
    path("answer/", panels.review_panel_answer, name="review_panel_answer"),
    path("papers/", panels.review_panel_papers, name="review_panel_papers"),
    path("attendees/", panels.review_panel_attendee, name="review_panel_attendee"),
    path("attendees/<int:attendee>/out/", panels.review_attendee_out, name="review_attendee_out"),
    path("decided/", panels.review_panel_decided, name="review_panel_decided"),
    path("packs/", packs.review_packs, name="review_packs"),
    path("packs/new/", packs.review_pack_new, name="review_pack_new"),
]
COMPLAINT = [
    path("correct/", worksheet.review_complaint_correct, name="review_complaint_correct"),
    path("wrong/", worksheet.review_complaint_wrong, name="review_complaint_wrong"),
    path("duplicate/", worksheet.review_complaint_duplicate, name="review_complaint_duplicate"),
]
PLAN = [
    path("put/", outcomes.review_plan_put, name="review_plan_put"),
    path("comment/", outcomes.review_plan_comment, name="review_plan_comment"),
    path("final/", outcomes.review_plan_final, name="review_plan_final"),
]
RECOMMENDATION = [
    path("answer/", outcomes.review_recommendation_answer, name="review_recommendation_answer"),
    path("done/", outcomes.review_recommendation_done, name="review_recommendation_done"),
]
REVIEW: list[URLPattern | URLResolver] = [
    path("", page.review_page, name="review_page"),
    path("area/", settling.review_settle, name="review_settle"),
    path("link/", settling.review_link, name="review_link"),
    path("give/", giving.review_give, name="review_give"),
    path("acknowledge/", receiving.review_acknowledge, name="review_acknowledge"),
    path("consent/", receiving.review_consent, name="review_consent"),
    path("withdraw/", receiving.review_withdraw, name="review_withdraw"),
    path("bodies/", receiving.review_body_tell, name="review_body_tell"),
    path("bodies/<int:number>/reply/", receiving.review_body_reply, name="review_body_reply"),
    path("dates/<str:step>/", receiving.review_agree, name="review_agree"),
    path("worksheet/", worksheet.review_worksheet, name="review_worksheet"),
    path("worksheet/add/", worksheet.review_complaint_add, name="review_complaint_add"),
    path("worksheet/found/", found.review_found_add, name="review_found_add"),
    path("worksheet/found/<int:report>/", found.review_found_near, name="review_found_near"),
    path("worksheet/found/<int:report>/aside/", found.review_found_aside, name="review_found_aside"),
    path("worksheet/<int:number>/", include(COMPLAINT)),
    path("threshold/", worksheet.review_threshold, name="review_threshold"),
    path("threshold/told/", worksheet.review_threshold_told, name="review_threshold_told"),
    path("panels/", panels.review_panel_new, name="review_panel_new"),
    path("panels/<int:number>/", include(PANEL)),
    path("packs/<int:number>/", packs.review_pack, name="review_pack"),
    path("packs/<int:number>/pdf/", packs.review_pack_pdf, name="review_pack_pdf"),
    path("information/", sharing.review_share, name="review_share"),
    path("information/asked/", sharing.review_request, name="review_request"),
    path("information/<int:number>/reply/", sharing.review_request_reply, name="review_request_reply"),
    path("recommendations/", outcomes.review_recommend, name="review_recommend"),
    path("recommendations/<int:number>/", include(RECOMMENDATION)),
    path("plans/", outcomes.review_plan_new, name="review_plan_new"),
    path("plans/<int:number>/", include(PLAN)),
    path("outcome/", outcomes.review_outcome, name="review_outcome"),
    path("appeals/", endings.review_appeal_new, name="review_appeal_new"),
    path("appeals/<int:number>/decide/", endings.review_appeal_decide, name="review_appeal_decide"),
    path("close/", endings.review_close, name="review_close"),
    path("reopen/", endings.review_reopen, name="review_reopen"),
]
EXPLAINING = [
    path("", explaining.review_explained, name="review_explained"),
    path("letter/", explaining_letter.review_letter, name="review_letter"),
    path("letter/sent/", explaining_letter.review_letter_sent, name="review_letter_sent"),
]
urlpatterns = [
    path("case-review/", include("triggers.public_urls")),
    path("", include("triggers.area_urls")),
    path("reports/<report:reference>/case-review/", include(EXPLAINING)),
    path("reviews/", board.review_board, name="review_board"),
    path("reviews/new/", applying.application_new, name="application_new"),
    path("reviews/pass-on/", applying.application_pass_on, name="application_pass_on"),
    path("reviews/packs/", packs.packs_for_me, name="packs_for_me"),
    path("reviews/<review:reference>/", include(REVIEW)),
]
