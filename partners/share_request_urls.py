"""Pages on which partners ask to be given something, and on which the police answer."""

from django.urls import path

from partners.views import share_answers, share_asking

ASKED = "shared/asked/"
OF_CASE = "cases/<case:reference>/share-requests/<str:asked>/"
OF_REPORT = "reports/<report:reference>/share-requests/<str:asked>/"

urlpatterns = [
    path("share-requests/", share_answers.share_request_board, name="share_request_board"),
    path(OF_CASE, share_answers.case_share_request, name="case_share_request"),
    path(f"{OF_CASE}share/", share_answers.case_share_request_share, name="case_share_request_share"),
    path(f"{OF_CASE}refuse/", share_answers.case_share_request_refuse, name="case_share_request_refuse"),
    path(OF_REPORT, share_answers.report_share_request, name="report_share_request"),
    path(f"{OF_REPORT}share/", share_answers.report_share_request_share, name="report_share_request_share"),
    path(
        f"{OF_REPORT}refuse/", share_answers.report_share_request_refuse, name="report_share_request_refuse"
    ),
    path(ASKED, share_asking.asked_list, name="asked_list"),
    path(f"{ASKED}<str:asked>/", share_asking.asked_page, name="asked_page"),
    path(f"{ASKED}<str:asked>/withdraw/", share_asking.asked_withdraw, name="asked_withdraw"),
    path(
        "shared/our-reports/<report:reference>/ask/",
        share_asking.asked_about_report,
        name="asked_about_report",
    ),
    path("shared/<case:reference>/ask/", share_asking.asked_for_more, name="asked_for_more"),
]
