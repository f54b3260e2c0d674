"""Routes of the API for what the police share of a case, and for whom they ask what about it."""

from django.urls import path

from partners.api.case_shares import CaseShareViewSet
from partners.api.referrals import AgencyQuestionViewSet, AskedBoardViewSet, ReferralViewSet
from partners.api.requests import RequestedAnswerViewSet, RequestViewSet

CASE = "cases/<case:reference>/"
SHARE = f"{CASE}shares/<int:number>/"
REFERRAL = f"{CASE}referrals/<int:number>/"
QUESTION = f"{CASE}questions/<int:number>/"
REQUEST = "requests/<str:asked>/"
TO_ANSWER = "requests/questions/<str:asked>/"
LIST, READ = {"get": "list"}, {"get": "retrieve"}
LIST_AND_CREATE = {"get": "list", "post": "create"}

urlpatterns = [
    path(f"{CASE}shares/", CaseShareViewSet.as_view(LIST_AND_CREATE), name="api_case_shares"),
    path(SHARE, CaseShareViewSet.as_view(READ), name="api_case_share"),
    *(
        path(f"{SHARE}{act}/", CaseShareViewSet.as_view({"post": act}), name=f"api_case_share_{act}")
        for act in ("change", "extend", "recall", "review")
    ),
    path(f"{CASE}readings/", CaseShareViewSet.as_view({"get": "readings"}), name="api_case_readings"),
    path("referrals/", AskedBoardViewSet.as_view({"get": "referrals"}), name="api_referrals"),
    path("questions/", AskedBoardViewSet.as_view({"get": "questions"}), name="api_questions"),
    path(f"{CASE}referrals/", ReferralViewSet.as_view(LIST_AND_CREATE), name="api_case_referrals"),
    path(REFERRAL, ReferralViewSet.as_view(READ), name="api_case_referral"),
    *(
        path(f"{REFERRAL}{act}/", ReferralViewSet.as_view({"post": act}), name=f"api_case_referral_{act}")
        for act in ("change", "send", "close", "telephoned")
    ),
    path(f"{CASE}questions/", AgencyQuestionViewSet.as_view(LIST_AND_CREATE), name="api_case_questions"),
    path(QUESTION, AgencyQuestionViewSet.as_view(READ), name="api_case_question"),
    path(
        f"{QUESTION}close/", AgencyQuestionViewSet.as_view({"post": "close"}), name="api_case_question_close"
    ),
    path(
        f"{QUESTION}parts/<int:part>/telephoned/",
        AgencyQuestionViewSet.as_view({"post": "telephoned"}),
        name="api_case_question_telephoned",
    ),
    path("requests/", RequestViewSet.as_view(LIST), name="api_requests"),
    path("requests/questions/", RequestedAnswerViewSet.as_view(LIST), name="api_requested_answers"),
    path(TO_ANSWER, RequestedAnswerViewSet.as_view(READ), name="api_requested_answer"),
    path(
        f"{TO_ANSWER}parts/<int:number>/answer/",
        RequestedAnswerViewSet.as_view({"post": "answer"}),
        name="api_requested_answer_part",
    ),
    path(REQUEST, RequestViewSet.as_view(READ), name="api_request"),
    *(
        path(f"{REQUEST}{act}/", RequestViewSet.as_view({"post": act}), name=f"api_request_{act}")
        for act in ("acknowledge", "accept", "decline", "outcome")
    ),
]
