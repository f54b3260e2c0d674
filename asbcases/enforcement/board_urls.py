"""Routes of what is live: the orders board, the kerbside check, "May I?", early measures and who may issue what."""

from django.urls import path

from asbcases.enforcement.views import authorities, boards, kerbside, powers

urlpatterns = [
    path("orders/", boards.order_board, name="order_board"),
    path("kerbside/", kerbside.kerbside, name="kerbside"),
    path("cases/<case:reference>/powers/", powers.powers, name="case_powers"),
    path("authorities/", authorities.authority_list, name="authority_list"),
    path("authorities/new/", authorities.authority_new, name="authority_new"),
    path("authorities/team/", authorities.authority_team, name="authority_team"),
    path("authorities/<int:pk>/end/", authorities.authority_end, name="authority_end"),
]
