"""Routes of enforcement in the API."""

from django.urls import URLPattern, path

from asbcases.enforcement.api.breach_urls import urlpatterns as breaches
from asbcases.enforcement.api.conditions import ConditionViewSet
from asbcases.enforcement.api.measure_urls import urlpatterns as measures
from asbcases.enforcement.api.paper_urls import urlpatterns as papers
from asbcases.enforcement.api.order_urls import urlpatterns as orders
from asbcases.enforcement.api.powers import PowersViewSet

urlpatterns: list[URLPattern] = [
    *breaches,
    *orders,
    *papers,
    *measures,
    path("conditions/check/", ConditionViewSet.as_view({"post": "check"}), name="api_condition_check"),
    path(
        "cases/<case:reference>/powers/", PowersViewSet.as_view({"get": "retrieve"}), name="api_case_powers"
    ),
]
