"""Routes of people, places and vehicles, and of their part in incidents and cases."""

from django.urls import path

from asbcases.casework.views import matching, parties, people, person_details, places, wrong

urlpatterns = [
    path("people/", people.person_list, name="person_list"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<person:reference>/", people.person_page, name="person_page"),
    path("people/<person:reference>/correct/", people.person_correct, name="person_correct"),
    path("people/<person:reference>/match/<person:other>/", matching.person_match, name="person_match"),
    path("people/<person:reference>/note/<slug:what>/", person_details.person_note, name="person_note"),
    path(
        "people/<person:reference>/note/<slug:what>/<int:number>/end/",
        person_details.person_detail_end,
        name="person_detail_end",
    ),
    path(
        "people/<person:reference>/note/<slug:what>/<int:number>/wrong/",
        person_details.person_detail_wrong,
        name="person_detail_wrong",
    ),
    path("people/<person:reference>/wrong/", wrong.person_wrong, name="person_wrong"),
    path("places/<premises:reference>/", places.premises_page, name="premises_page"),
    path("places/<premises:reference>/correct/", places.premises_correct, name="premises_correct"),
    path("vehicles/<vehicle:reference>/", places.vehicle_page, name="vehicle_page"),
    path("vehicles/<vehicle:reference>/correct/", places.vehicle_correct, name="vehicle_correct"),
    path("vehicles/<vehicle:reference>/wrong/", wrong.vehicle_wrong, name="vehicle_wrong"),
    path("incidents/<incident:reference>/people/add/", parties.incident_party_add, name="incident_party_add"),
    path(
        "incidents/<incident:reference>/vehicles/add/",
        parties.incident_vehicle_add,
        name="incident_vehicle_add",
    ),
    path("incidents/<incident:reference>/premises/", parties.incident_place, name="incident_place"),
    path("cases/<case:reference>/people/add/", parties.case_party_add, name="case_party_add"),
]
