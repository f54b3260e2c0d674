"""Routes of the API for people, places, vehicles and operations."""

from django.urls import URLPattern, path

from asbcases.casework.api import incident_parts as parts
from asbcases.casework.api import person_details as details
from asbcases.casework.api.operations import OperationViewSet
from asbcases.casework.api.people import MatchRulingViewSet, PersonSearchViewSet, PersonViewSet
from asbcases.casework.api.places import PremisesViewSet, VehicleViewSet

LIST, READ, LIST_AND_CREATE = {"get": "list"}, {"get": "retrieve"}, {"get": "list", "post": "create"}
PERSON, PLACE = "people/<person:reference>/", "places/<premises:reference>/"
VEHICLE, OPERATION = "vehicles/<vehicle:reference>/", "operations/<int:pk>/"
# What is noted of people: the words in the address, and the name of the route.
DETAILS: dict[str, tuple[str, type[details.DetailViewSet]]] = {
    "contacts": ("contact", details.ContactViewSet),
    "addresses": ("address", details.AddressViewSet),
    "vehicles": ("vehicle", details.PersonVehicleViewSet),
    "members": ("member", details.MemberViewSet),
    "associations": ("association", details.AssociationViewSet),
}


def _details() -> list[URLPattern]:
    return [
        found
        for many, (one, views) in DETAILS.items()
        for found in (
            path(f"{PERSON}{many}/", views.as_view(LIST_AND_CREATE), name=f"api_person_{many}"),
            path(f"{PERSON}{many}/<int:pk>/", views.as_view(READ), name=f"api_person_{one}"),
            *(
                path(
                    f"{PERSON}{many}/<int:pk>/{act}/",
                    views.as_view({"post": act}),
                    name=f"api_person_{one}_{act}",
                )
                for act in ("end", "wrong")
            ),
        )
    ]


INCIDENT = "incidents/<incident:reference>/"
# What hangs on an incident: the words in the address, and the name of the route.
PARTS: dict[str, tuple[str, type[parts.IncidentPartViewSet]]] = {
    "people": ("party", parts.IncidentPartyViewSet),
    "vehicles": ("vehicle", parts.IncidentVehicleViewSet),
    "operations": ("operation", parts.IncidentOperationViewSet),
    "references": ("reference", parts.IncidentReferenceViewSet),
}


def _parts() -> list[URLPattern]:
    return [
        found
        for many, (one, views) in PARTS.items()
        for found in (
            path(f"{INCIDENT}{many}/", views.as_view(LIST_AND_CREATE), name=f"api_incident_{many}"),
            path(f"{INCIDENT}{many}/<int:number>/", views.as_view(READ), name=f"api_incident_{one}"),
            path(
                f"{INCIDENT}{many}/<int:number>/wrong/",
                views.as_view({"post": "wrong"}),
                name=f"api_incident_{one}_wrong",
            ),
        )
    ]


urlpatterns: list[URLPattern] = [
    path("people/", PersonViewSet.as_view({"post": "create"}), name="api_people"),
    path("people/search/", PersonSearchViewSet.as_view({"post": "search"}), name="api_people_search"),
    path(PERSON, PersonViewSet.as_view(READ), name="api_person"),
    *(
        path(f"{PERSON}{act}/", PersonViewSet.as_view({"post": act}), name=f"api_person_{act}")
        for act in ("correct", "wrong")
    ),
    *(
        path(f"{PERSON}{part}/", PersonViewSet.as_view({"get": part}), name=f"api_person_{part}")
        for part in ("near", "incidents", "cases")
    ),
    path(f"{PERSON}rulings/", MatchRulingViewSet.as_view(LIST_AND_CREATE), name="api_match_rulings"),
    path(f"{PERSON}rulings/<int:pk>/", MatchRulingViewSet.as_view(READ), name="api_match_ruling"),
    *_details(),
    *_parts(),
    path(
        f"{PERSON}groups/", details.NamedElsewhereViewSet.as_view({"get": "groups"}), name="api_person_groups"
    ),
    path(
        f"{PERSON}associated-by/",
        details.NamedElsewhereViewSet.as_view({"get": "associated_by"}),
        name="api_person_associated_by",
    ),
    path(PLACE, PremisesViewSet.as_view(READ), name="api_place"),
    path(f"{PLACE}correct/", PremisesViewSet.as_view({"post": "correct"}), name="api_place_correct"),
    *(
        path(f"{PLACE}{part}/", PremisesViewSet.as_view({"get": part}), name=f"api_place_{part}")
        for part in ("incidents", "people")
    ),
    path(VEHICLE, VehicleViewSet.as_view(READ), name="api_vehicle"),
    *(
        path(f"{VEHICLE}{act}/", VehicleViewSet.as_view({"post": act}), name=f"api_vehicle_{act}")
        for act in ("correct", "wrong")
    ),
    *(
        path(f"{VEHICLE}{part}/", VehicleViewSet.as_view({"get": part}), name=f"api_vehicle_{part}")
        for part in ("incidents", "people")
    ),
    path("operations/", OperationViewSet.as_view(LIST_AND_CREATE), name="api_operations"),
    path(OPERATION, OperationViewSet.as_view(READ), name="api_operation"),
    path(f"{OPERATION}change/", OperationViewSet.as_view({"post": "change"}), name="api_operation_change"),
    path(
        f"{OPERATION}incidents/",
        OperationViewSet.as_view({"get": "incidents"}),
        name="api_operation_incidents",
    ),
]
