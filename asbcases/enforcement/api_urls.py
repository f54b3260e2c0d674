"""Routes of enforcement in the API."""

from django.urls import URLPattern, path

from asbcases.enforcement.api.authorities import AuthorityViewSet
from asbcases.enforcement.api.boards import OrderBoardViewSet
from asbcases.enforcement.api.breach_urls import urlpatterns as breaches
from asbcases.enforcement.api.clauses import ClauseViewSet
from asbcases.enforcement.api.conditions import ConditionViewSet
from asbcases.enforcement.api.early import EarlyViewSet
from asbcases.enforcement.api.measure_urls import urlpatterns as measures
from asbcases.enforcement.api.order_urls import urlpatterns as orders
from asbcases.enforcement.api.paper_urls import urlpatterns as papers
from asbcases.enforcement.api.powers import PowersViewSet

MEASURE = "cases/<case:reference>/measures/<measure:measure>/"

urlpatterns: list[URLPattern] = [
    path("authorities/", AuthorityViewSet.as_view({"get": "list", "post": "create"}), name="api_authorities"),
    path(
        "authorities/by-office/",
        AuthorityViewSet.as_view({"post": "by_office"}),
        name="api_authorities_by_office",
    ),
    path("authorities/<int:pk>/", AuthorityViewSet.as_view({"get": "retrieve"}), name="api_authority"),
    path("authorities/<int:pk>/end/", AuthorityViewSet.as_view({"post": "end"}), name="api_authority_end"),
    path("cases/<case:reference>/early-measures/", EarlyViewSet.as_view({"post": "make"}), name="api_early"),
    path(f"{MEASURE}answer/", EarlyViewSet.as_view({"post": "answer"}), name="api_early_answer"),
    path(f"{MEASURE}over/", EarlyViewSet.as_view({"post": "over"}), name="api_early_over"),
    *breaches,
    *orders,
    *papers,
    *measures,
    path("orders/", OrderBoardViewSet.as_view({"get": "list"}), name="api_order_board"),
    path("clauses/", ClauseViewSet.as_view({"get": "retrieve"}), name="api_clauses"),
    path("conditions/check/", ConditionViewSet.as_view({"post": "check"}), name="api_condition_check"),
    path(
        "cases/<case:reference>/powers/", PowersViewSet.as_view({"get": "retrieve"}), name="api_case_powers"
    ),
]
