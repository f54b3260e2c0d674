"""People, premises and a vehicle of the county for the table, and what is sent to their pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole, PersonKind, Tie
from asbcases.cases.models import Case, Incident, Person, Premises, Vehicle
from asbcases.casework.transitions import (
    add_incident_party,
    decide_match,
    join_operation,
    make_operation,
    note_address,
    note_association,
    note_incident_vehicle,
    note_member,
    note_reference,
    note_vehicle,
    place_incident,
    record_person,
    record_premises,
    record_vehicle,
)
from asbcases.law.periods import london_day
from tests.make import make_agency, make_report

OF_A_GROUP = ("api_person_members", *(f"api_person_member{act}" for act in ("", "_end", "_wrong")))
OF_AN_INCIDENT = {
    **{"api_incident_vehicle": "seen", "api_incident_operation": "operation"},
    "api_incident_reference": "reference",
}
NEW = {"name": "Newcomer Nobody", "kind": "person", "source": "The caller"}
WRONG = {"incident_wrong", "report_wrong", "case_wrong"}
CONTACT = {"value": "other@home.example", "source": "The caller"}


def on_file(incident: Incident, case: Case, by: User, now: datetime) -> dict[str, Any]:
    """Return somebody who takes part in an incident, a record that is like theirs, the premises and a vehicle."""
    told = {"source": "The caller", "by": by, "now": now}
    person = record_person(name="Jade Taylor", phone="07700 900123", **told)
    other = record_person(name="Jade Tailor", **told)
    for one in (person, other):
        add_incident_party(incident, one, role=PartyRole.WITNESS, by=by, now=now)
    premises = record_premises(address="14 Mersea Road", district=incident.district, by=by, now=now)
    place_incident(incident, premises, by=by, now=now)
    note_address(person, premises, **told)
    vehicle = record_vehicle(registration="AB12 CDE", by=by, now=now)
    seen = note_incident_vehicle(incident, vehicle, by=by, now=now)
    # What nobody uses may be marked as wrong as a whole.
    unused: dict[str, Any] = {
        "person_wrong": record_person(name="Recorded twice", **told),
        "vehicle_wrong": record_vehicle(registration="XY12 ZAB", by=by, now=now),
    }
    unused |= {f"api_{page}": one for page, one in unused.items()}
    group = record_person(name="The Mersea Road lot", kind=PersonKind.GROUP, **told)
    add_incident_party(incident, group, role=PartyRole.WITNESS, by=by, now=now)
    note_member(group, other, **told)
    note_vehicle(person, vehicle, **told)
    note_association(person, other, tie=Tie.FAMILY, **told)
    ruling = decide_match(person, group, same=False, reasons=[], by=by, now=now)
    unused |= dict.fromkeys(OF_A_GROUP, group) | {"ruling": ruling}
    unused |= dict.fromkeys(("api_person_groups", "api_person_associated_by"), other)
    unused["api_person_cases"] = case.parties.get(role=PartyRole.VICTIM).person
    unused |= {"seen": seen, **_around(incident, by, now)}
    # What a landlord told the police is read again on a page of the landlord's own.
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    theirs = make_report(by=by, agency=landlord, district=None, place_text="The bin store", now=now)
    unused |= dict.fromkeys(("own_report", "api_own_report"), theirs)
    return {"person": person, "other": other, "premises": premises, "vehicle": vehicle, **unused}


def _around(incident: Incident, by: User, now: datetime) -> dict[str, Any]:
    """Return an operation under which the incident stands, and by which reference another system knows it."""
    days: dict[str, Any] = {"starts_on": london_day(now - timedelta(days=7)), "ends_on": None}
    torch = make_operation(name="Torch", purpose="The bins", district=None, **days, by=by, now=now)
    known = {"system": "Athena", "written": "42/1234/26", "by": by, "now": now}
    return {
        "operation": join_operation(incident, torch, by=by, now=now),
        "reference": note_reference(incident, **known),
    }


def value_of(filed: dict[str, Any], name: str, route: str) -> Any:
    """Return what stands in the address of a page of somebody on file; nothing for another page."""
    if name == "number" and route.startswith("person_detail_"):
        person: Person = filed["person"]
        return person.contacts.get().pk
    if name == "number" and (part := OF_AN_INCIDENT.get(route.removesuffix("_wrong"))):
        return filed[part].pk
    if name == "pk" and route.startswith(("api_person_", "api_match_")):
        return _detail_of(filed, route).pk
    if name == "what" and route in WRONG:
        return "file"
    what = "premises" if route == "case_part_wrong" else "contact"
    return {"other": filed["other"].reference, "what": what, "code": "safe"}.get(name)


def _detail_of(filed: dict[str, Any], route: str) -> Any:
    """Return what is noted of the person, of the kind that a route of the API names."""
    person: Person = filed["person"]
    kind = route.split("_")[2]
    details: dict[str, Any] = {
        **{"contact": person.contacts, "address": person.addresses, "vehicle": person.vehicles},
        **{"association": person.associations, "member": filed["api_person_member"].members},
    }
    return details[kind].get() if kind in details else filed["ruling"]


def _same_vehicle(filed: dict[str, Any]) -> dict[str, Any]:
    vehicle: Vehicle = filed["vehicle"]
    return {"registration": vehicle.registration, "description": "Red van", "version": vehicle.version}


def _correct(filed: dict[str, Any]) -> dict[str, Any]:
    person: Person = filed["person"]
    return {"name": "Jade Taylor", "kind": "person", "version": person.version}


def _premises(filed: dict[str, Any]) -> dict[str, Any]:
    premises: Premises = filed["premises"]
    return {"address": "15 Mersea Road", "district": premises.district_id, "version": premises.version}


def _seen(filed: dict[str, Any]) -> dict[str, Any]:
    vehicle: Vehicle = filed["vehicle"]
    return {"registration": f"{vehicle.registration}X9"}


FORMS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    # Written otherwise than it is kept, so that the answer shows what was found and not what was typed.
    "person_list": lambda filed: {"phone": "+447700900123"},
    "person_new": lambda filed: NEW,
    "person_correct": _correct,
    "person_match": lambda filed: {"verdict": "not", "note": "Twins"},
    "person_note": lambda filed: CONTACT,
    "person_detail_end": lambda filed: {
        "until_on_day": "1", "until_on_month": "2", "until_on_year": "2026"
    },
    "person_detail_wrong": lambda filed: {"reason": "Not hers"},
    **{
        page: lambda filed: {"reason": "Somebody else's"}
        for page in ("person_wrong", "vehicle_wrong", *sorted(WRONG))
    },
    "vehicle_correct": _same_vehicle,
    "premises_correct": _premises,
    "incident_party_add": lambda filed: {**NEW, "role": "witness"},
    "incident_vehicle_add": _seen,
    "incident_place": lambda filed: {"address": "1 Mill Lane"},
    "case_party_add": lambda filed: {**NEW, "role": "witness"},
}  # fmt: skip
