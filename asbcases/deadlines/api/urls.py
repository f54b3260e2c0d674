"""Routes of the API for the diary; a deadline is reached through its record, never by its own number."""

from django.urls import URLPattern, path

from asbcases.deadlines.api.acts import ACTS, BoardViewSet, OwedViewSet
from asbcases.deadlines.api.shift import ShiftViewSet

RECORD = "deadlines/<owed:reference>/"
ONE = f"{RECORD}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("deadlines/", BoardViewSet.as_view({"get": "list"}), name="api_board"),
    path("deadlines/moved/", BoardViewSet.as_view({"get": "moved"}), name="api_board_moved"),
    path("deadlines/my-shift/", ShiftViewSet.as_view({"get": "list"}), name="api_shift"),
    path(RECORD, OwedViewSet.as_view({"get": "list"}), name="api_owed_list"),
    path(ONE, OwedViewSet.as_view({"get": "retrieve"}), name="api_owed"),
    path(f"{ONE}rulings/", OwedViewSet.as_view({"get": "rulings"}), name="api_owed_rulings"),
    *(
        path(f"{ONE}{decision.name}/", OwedViewSet.as_view({"post": act}), name=f"api_owed_{decision.name}")
        for act, decision in ACTS.items()
    ),
]
