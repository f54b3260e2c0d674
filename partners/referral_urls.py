"""Pages on which partners are asked, and on which they answer."""

from django.urls import path

from partners.views import questions, referrals, requests, telephoned

OF_CASE = "cases/<case:reference>/referrals/"
ASKED = "cases/<case:reference>/questions/"
TO_US = "shared/requests/<str:asked>/"

urlpatterns = [
    path("referrals/", referrals.referral_board, name="referral_board"),
    path(OF_CASE, referrals.case_referrals, name="case_referrals"),
    path(f"{OF_CASE}new/", referrals.referral_new, name="referral_new"),
    path(f"{OF_CASE}<int:number>/", referrals.referral_page, name="referral_page"),
    path(f"{OF_CASE}<int:number>/change/", referrals.referral_change, name="referral_change"),
    path(f"{OF_CASE}<int:number>/send/", referrals.referral_send, name="referral_send"),
    path(f"{OF_CASE}<int:number>/close/", referrals.referral_close, name="referral_close"),
    path(f"{OF_CASE}<int:number>/telephone/", telephoned.referral_telephoned, name="referral_telephoned"),
    path(f"{ASKED}new/", questions.question_new, name="question_new"),
    path(f"{ASKED}<int:number>/", questions.question_page, name="question_page"),
    path(f"{ASKED}<int:number>/close/", questions.question_close, name="question_close"),
    path(
        f"{ASKED}<int:number>/<int:part>/telephone/",
        telephoned.question_telephoned,
        name="question_telephoned",
    ),
    path("shared/requests/", requests.request_list, name="request_list"),
    path(TO_US, requests.request_page, name="request_page"),
    path(f"{TO_US}acknowledge/", requests.request_acknowledge, name="request_acknowledge"),
    path(f"{TO_US}accept/", requests.request_accept, name="request_accept"),
    path(f"{TO_US}decline/", requests.request_decline, name="request_decline"),
    path(f"{TO_US}outcome/", requests.request_outcome, name="request_outcome"),
    path("shared/questions/<str:asked>/", requests.request_question, name="request_question"),
    path("shared/questions/<str:asked>/<int:number>/", requests.request_answer, name="request_answer"),
]
