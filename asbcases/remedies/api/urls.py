"""Routes of the API for remedies, restorative justice and menus."""

from django.urls import URLPattern, path

from asbcases.remedies.api.menus import RemedyMenuViewSet
from asbcases.remedies.api.remedies import ACTS, RemedyNoteViewSet, RemedyViewSet
from asbcases.remedies.api.restorative import ACTS as STEPS
from asbcases.remedies.api.restorative import SIDE_ACTS, RestorativeSideViewSet, RestorativeViewSet

LIST, READ, LIST_AND_CREATE = {"get": "list"}, {"get": "retrieve"}, {"get": "list", "post": "create"}
CASE = "cases/<case:reference>/"
REMEDY = f"{CASE}remedies/<int:number>/"
RESTORATIVE = f"{CASE}restorative/<int:number>/"
SIDE = f"{RESTORATIVE}sides/<slug:side>/"

urlpatterns: list[URLPattern] = [
    path("remedy-menus/", RemedyMenuViewSet.as_view(LIST_AND_CREATE), name="api_remedy_menus"),
    path("remedy-menus/<int:pk>/", RemedyMenuViewSet.as_view(READ), name="api_remedy_menu"),
    path(f"{CASE}remedies/", RemedyViewSet.as_view(LIST_AND_CREATE), name="api_remedies"),
    path(REMEDY, RemedyViewSet.as_view(READ), name="api_remedy"),
    *(
        path(f"{REMEDY}{act}/", RemedyViewSet.as_view({"post": act}), name=f"api_remedy_{act}")
        for act in ACTS
    ),
    path(f"{REMEDY}notes/", RemedyNoteViewSet.as_view(LIST_AND_CREATE), name="api_remedy_notes"),
    path(f"{REMEDY}notes/<int:note>/", RemedyNoteViewSet.as_view(READ), name="api_remedy_note"),
    path(f"{CASE}restorative/", RestorativeViewSet.as_view(LIST_AND_CREATE), name="api_restoratives"),
    path(RESTORATIVE, RestorativeViewSet.as_view(READ), name="api_restorative"),
    path(f"{RESTORATIVE}looks/", RestorativeViewSet.as_view({"get": "looks"}), name="api_restorative_looks"),
    *(
        path(f"{RESTORATIVE}{act}/", RestorativeViewSet.as_view({"post": act}), name=f"api_restorative_{act}")
        for act in STEPS
    ),
    path(f"{RESTORATIVE}sides/", RestorativeSideViewSet.as_view(LIST), name="api_restorative_sides"),
    path(SIDE, RestorativeSideViewSet.as_view(READ), name="api_restorative_side"),
    *(
        path(
            f"{SIDE}{act}/", RestorativeSideViewSet.as_view({"post": act}), name=f"api_restorative_side_{act}"
        )
        for act in SIDE_ACTS
    ),
]
