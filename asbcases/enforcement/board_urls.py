"""Routes of what is live: the orders board, the kerbside check, "May I?", early measures and who may issue what."""

from django.urls import path

from asbcases.enforcement.views import authorities, boards, early, kerbside, powers

MEASURE = "cases/<case:reference>/measures/<measure:measure>/"

urlpatterns = [
    path("orders/", boards.order_board, name="order_board"),
    path("kerbside/", kerbside.kerbside, name="kerbside"),
    path("cases/<case:reference>/powers/", powers.powers, name="case_powers"),
    path("cases/<case:reference>/early/", early.early_new, name="early_new"),
    path(f"{MEASURE}answer/", early.early_answer, name="early_answer"),
    path(f"{MEASURE}over/", early.early_end, name="early_end"),
    path("authorities/", authorities.authority_list, name="authority_list"),
    path("authorities/new/", authorities.authority_new, name="authority_new"),
    path("authorities/team/", authorities.authority_team, name="authority_team"),
    path("authorities/<int:pk>/end/", authorities.authority_end, name="authority_end"),
]
