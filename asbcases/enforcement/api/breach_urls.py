"""Routes of the API for appeals, breaches, penalties, works and what is seized."""

from django.urls import path

from asbcases.enforcement.api.appeals import AppealViewSet, WorksViewSet
from asbcases.enforcement.api.breaches import BreachViewSet
from asbcases.enforcement.api.penalties import PenaltyViewSet, SeizureViewSet

LIST_AND_CREATE = {"get": "list", "post": "create"}
READ = {"get": "retrieve"}
MEASURE = "cases/<case:reference>/measures/<measure:measure>/"
APPEAL = f"{MEASURE}appeals/<int:appeal>/"
BREACH = f"{MEASURE}breaches/<int:number>/"
PENALTY = f"{BREACH}penalties/<slug:penalty>/"
SEIZURE = f"{BREACH}seizures/<int:item>/"
WORKS = f"{MEASURE}works/<int:number>/"
RUNGS = (
    *("evidence", "explanation", "decision", "tell_person", "tell_victim", "outcome"),
    *("file", "proceedings", "ordered", "wrong"),
)

urlpatterns = [
    path(f"{MEASURE}appeals/", AppealViewSet.as_view(LIST_AND_CREATE), name="api_appeals"),
    path(APPEAL, AppealViewSet.as_view(READ), name="api_appeal"),
    path(f"{APPEAL}decide/", AppealViewSet.as_view({"post": "decide"}), name="api_appeal_decide"),
    path(f"{APPEAL}terms/", AppealViewSet.as_view({"post": "terms"}), name="api_appeal_terms"),
    path(f"{APPEAL}hearings/", AppealViewSet.as_view({"post": "hear"}), name="api_appeal_hear"),
    *(
        path(
            f"{APPEAL}hearings/<int:number>/{act}/",
            AppealViewSet.as_view({"post": act}),
            name=f"api_appeal_{act}",
        )
        for act in ("held", "hearsay")
    ),
    path(f"{MEASURE}breaches/", BreachViewSet.as_view(LIST_AND_CREATE), name="api_breaches"),
    path(BREACH, BreachViewSet.as_view(READ), name="api_breach"),
    *(
        path(
            f"{BREACH}{rung.replace('_', '-')}/",
            BreachViewSet.as_view({"post": rung}),
            name=f"api_breach_{rung}",
        )
        for rung in RUNGS
    ),
    path(f"{BREACH}penalties/", PenaltyViewSet.as_view(LIST_AND_CREATE), name="api_penalties"),
    path(PENALTY, PenaltyViewSet.as_view(READ), name="api_penalty"),
    *(
        path(f"{PENALTY}{act}/", PenaltyViewSet.as_view({"post": act}), name=f"api_penalty_{act}")
        for act in ("paid", "cancel")
    ),
    path(f"{BREACH}seizures/", SeizureViewSet.as_view(LIST_AND_CREATE), name="api_seizures"),
    path(SEIZURE, SeizureViewSet.as_view(READ), name="api_seizure"),
    *(
        path(f"{SEIZURE}{act}/", SeizureViewSet.as_view({"post": act}), name=f"api_seizure_{act}")
        for act in ("seized", "returned", "wrong")
    ),
    path(f"{MEASURE}works/", WorksViewSet.as_view(LIST_AND_CREATE), name="api_all_works"),
    path(WORKS, WorksViewSet.as_view(READ), name="api_works"),
    *(
        path(f"{WORKS}{act}/", WorksViewSet.as_view({"post": act}), name=f"api_works_{act}")
        for act in ("consent", "done", "bill", "wrong")
    ),
]
