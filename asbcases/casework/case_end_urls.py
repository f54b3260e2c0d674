"""Routes of how a case ends, begins again, waits for a decision and changes hands."""

from django.urls import path

from asbcases.casework.views import allocation, approvals, case_moves, closing

CASE = "cases/<case:reference>/"
ONE = f"{CASE}approvals/<int:number>/"

urlpatterns = [
    path("approvals/", approvals.approval_list, name="approval_list"),
    path("cases/leads-gone/", allocation.cases_leads_gone, name="cases_leads_gone"),
    path(f"{CASE}close/", closing.case_close, name="case_close"),
    path(f"{CASE}close/ask/", closing.case_close_ask, name="case_close_ask"),
    path(f"{CASE}waive/<str:item>/", closing.case_waive, name="case_waive"),
    path(f"{CASE}reopen/", case_moves.case_reopen, name="case_reopen"),
    path(f"{CASE}monitor/", case_moves.case_monitor, name="case_monitor"),
    path(f"{CASE}work-again/", case_moves.case_work_again, name="case_work_again"),
    path(f"{CASE}parties/<int:number>/wrong/", case_moves.case_party_wrong, name="case_party_wrong"),
    path(f"{CASE}hand-over/", allocation.case_hand_over, name="case_hand_over"),
    path(f"{CASE}hand-overs/<int:number>/", allocation.case_hand_over_page, name="case_hand_over_page"),
    path(f"{CASE}spoc/", allocation.case_spoc, name="case_spoc"),
    path(ONE, approvals.case_approval, name="case_approval"),
    path(f"{ONE}withdraw/", approvals.case_approval_withdraw, name="case_approval_withdraw"),
]
