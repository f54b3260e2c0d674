"""What the table asks of people, places, vehicles, operations, agreements and the diary by the API."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import Agency
from asbcases.cases.models import Operation
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day
from partners.choices import Gateway, Item, Purpose, Regime
from partners.models import Agreement
from tests.access.on_file import CONTACT, NEW

DETAILS = {
    **{"contacts": "contact", "addresses": "address", "vehicles": "vehicle", "members": "member"},
    "associations": "association",
}
PARTS = {"people": "party", "vehicles": "vehicle", "operations": "operation", "references": "reference"}
DECIDED = ("ask", "extend", "return", "pause", "resume", "reassign", "waive", "cancel")
WHY = {"reason": "So decided"}
UNTIL = {**WHY, "until": "2090-06-01T00:00:00+01:00"}
SAID: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("ask", "extend", "pause"), UNTIL),
    **dict.fromkeys(("return", "resume", "waive", "cancel"), WHY),
    "reassign": {**WHY, "to": "ben"},
}


def numbers_of_diary(
    operation: Operation, deadlines: Mapping[str, Deadline], filed: Mapping[str, Any]
) -> dict[str, int]:
    """Return what stands in the gaps of the routes of an operation, and of what is owed on the case."""
    page = deadlines["deadline_page"]
    acts = {f"api_owed_{act}:pk": deadlines.get(f"deadline_{act}", page).pk for act in DECIDED}
    of_operation = {f"api_operation{part}:pk": operation.pk for part in ("", "_change")}
    # Under this one an incident stands, and of that deadline something was decided.
    of_operation["api_operation_incidents:pk"] = filed["operation"].operation_id
    rulings = {"api_owed_rulings:pk": deadlines["deadline_resume"].pk}
    return {**acts, **of_operation, **rulings, "api_owed:pk": page.pk}


def _tag(row: Any) -> dict[str, str]:
    row.refresh_from_db()
    return {"If-Match": f'"{row.pk}-{row.version}"'}


def _owed(act: str) -> Callable[[Any], dict[str, str]]:
    return lambda county: _tag(county.deadlines.get(f"deadline_{act}", county.deadlines["deadline_page"]))


def _day(days: int = 0) -> str:
    return (london_day(timezone.now()) + timedelta(days=days)).isoformat()


def _operation(county: Any) -> dict[str, Any]:
    return {"name": "Beacon", "purpose": "Bikes on the green", "starts_on": _day(-7)}


def _agreement(county: Any) -> dict[str, Any]:
    stated = {
        **{"title": "Sharing with the fire service", "purposes": [Purpose.PREVENT], "breach_contact": "101"},
        **{"gateways": [Gateway.CRIME_AND_DISORDER], "regime": Regime.GENERAL, "items": [Item.SUMMARY]},
    }
    return {**stated, "starts_on": _day(), "review_on": _day(10), "expires_on": _day(20)}


def _changed(county: Any) -> dict[str, Any]:
    agreement = Agreement.objects.get()
    days = {name: getattr(agreement, name).isoformat() for name in ("starts_on", "review_on", "expires_on")}
    return {**_agreement(county), **days, "items": list(Item), "reason": "Its title"}


def _party(county: Any) -> dict[str, Any]:
    return {"agency": Agency.objects.get(name="Colchester City Council").name}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_people": lambda county: NEW,
    # Written otherwise than it is kept, so that the answer shows what was found and not what was sent.
    "api_people_search": lambda county: {"phone": "+447700900123"},
    "api_person_correct": lambda county: {"name": "Jade Taylor"},
    "api_match_rulings": lambda county: {"other": county.filed["other"].reference, "same": False},
    "api_person_contacts": lambda county: CONTACT,
    "api_person_addresses": lambda county: {"address": "1 Mill Lane", "source": "The caller"},
    "api_person_vehicles": lambda county: {"registration": "CD34 EFG", "source": "The caller"},
    "api_person_members": lambda county: NEW,
    "api_person_associations": lambda county: {**NEW, "tie": "friend"},
    **{f"api_person_{one}_end": lambda county: {"until_on": "2026-02-01"} for one in DETAILS.values()},
    **{f"api_person_{one}_wrong": lambda county: WHY for one in DETAILS.values()},
    **{f"api_{one}_wrong": lambda county: WHY for one in ("person", "vehicle")},
    "api_place_correct": lambda county: {"address": "15 Mersea Road", "district": "colchester"},
    "api_vehicle_correct": lambda county: {"registration": "AB12 CDE", "description": "Red van"},
    "api_parties": lambda county: {**NEW, "role": "witness"},
    "api_incident_people": lambda county: {**NEW, "role": "witness"},
    "api_incident_vehicles": lambda county: {"registration": "CD34 EFG", "how": "It stood at the gate"},
    "api_incident_operations": lambda county: {"operation": county.operation.pk},
    "api_incident_references": lambda county: {"system": "STORM", "written": "EP-20261127-0999"},
    "api_incident_place": lambda county: {"address": "1 Mill Lane"},
    **{f"api_incident_{one}_wrong": lambda county: WHY for one in PARTS.values()},
    "api_party_wrong": lambda county: WHY,
    "api_operations": _operation,
    "api_operation_change": _operation,
    "api_agreements": _agreement,
    "api_agreement_change": _changed,
    "api_agreement_end": lambda county: {"ended_on": _day(), "why": "A new one"},
    "api_agreement_parties": _party,
    "api_agreement_sign": lambda county: {
        **{"signatory": "Jo Marsh", "signatory_role": "Chief", "signed_on": _day()}
    },
    "api_agreement_leave": lambda county: {"left_on": _day(), "reason": "It ends"},
    **{f"api_owed_{act}": (lambda county, act=act: SAID[act]) for act in DECIDED},  # type: ignore[misc]
}
OF_AN_AGREEMENT = ("change", "end", "parties", "sign", "leave")
HEADERS: dict[str, Callable[[Any], dict[str, str]]] = {
    "api_person_correct": lambda county: _tag(county.filed["person"]),
    "api_person_wrong": lambda county: _tag(county.filed["person_wrong"]),
    "api_place_correct": lambda county: _tag(county.filed["premises"]),
    "api_vehicle_correct": lambda county: _tag(county.filed["vehicle"]),
    "api_vehicle_wrong": lambda county: _tag(county.filed["vehicle_wrong"]),
    "api_operation_change": lambda county: _tag(county.operation),
    "api_incident_place": lambda county: _tag(county.incident),
    **{f"api_agreement_{act}": lambda county: _tag(Agreement.objects.get()) for act in OF_AN_AGREEMENT},
    **{f"api_owed_{act}": _owed(act) for act in DECIDED},
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
KNOWN = "200 200 404 404 404 401 200 200 200 404 404 404 404"
MADE = KNOWN.replace("200", "201")
ALL_POLICE = "200 200 200 404 404 401 200 200 200 404 404 404 404"
OF_OTHERS = ALL_POLICE.replace("200 200 200", "200 200 200-", 1)
INTAKE = "200 200 200 403 403 401 200 200 200 403 403 403 403"
KEEPS = "403 200 403 403 403 401 403 403 200 403 403 403 403"
PARTIES = "200 200 200 200 404 401 200 200 200 404 403 403 200"
SIGNS = "403 200 403 403 403 401 403 403 403 403 403 403 200"
WATCHES = "200 200 200- 403 403 401 403 403 200 403 403 403 403"
OWES = "200 200 404 404 404 401 404 404 200 404 404 404 404"
AROUND = "200 200 404 404 404 401 200 200 200 404 403 404 404"
RULES = "403 200 404 404 404 401 404 404 403 404 404 404 404"
ANSWERS = "\n".join(
    [
        "# --- People, places, vehicles and operations by the API",
        f"api_people POST {INTAKE.replace('200', '201')} -",
        f"api_people_search POST {INTAKE.replace('200 200 200', '200 200 200-', 1)} Jade Taylor",
        f"api_person GET {KNOWN} Jade Taylor",
        f"api_person_correct POST {KNOWN} Jade Taylor",
        f"api_person_wrong POST {KNOWN.replace('200 200', '200 404', 1)} Recorded twice",
        f"api_person_near GET {KNOWN} reasons",
        f"api_person_incidents GET {KNOWN} {{incident}}",
        f"api_person_cases GET {KNOWN.replace('401 200 200', '401 200- 200-')} {{case}}",
        f"api_match_rulings GET {KNOWN} reasons",
        f"api_match_rulings POST {MADE} -",
        f"api_match_ruling GET {KNOWN} reasons",
        *(f"api_person_{many} GET {KNOWN} source" for many in DETAILS),
        *(f"api_person_{many} POST {MADE} -" for many in DETAILS),
        *(f"api_person_{one} GET {KNOWN} source" for one in DETAILS.values()),
        *(f"api_person_{one}_end POST {KNOWN} 2026-02-01" for one in DETAILS.values()),
        *(f"api_person_{one}_wrong POST {KNOWN} So decided" for one in DETAILS.values()),
        f"api_person_groups GET {KNOWN} The Mersea Road lot",
        f"api_person_associated_by GET {KNOWN} family",
        f"api_place GET {KNOWN} 14 Mersea Road",
        f"api_place_correct POST {KNOWN} 15 Mersea Road",
        f"api_place_incidents GET {KNOWN} {{incident}}",
        f"api_place_people GET {KNOWN} Jade Taylor",
        f"api_vehicle GET {ALL_POLICE} AB12 CDE",
        f"api_vehicle_correct POST {ALL_POLICE} Red van",
        f"api_vehicle_wrong POST {ALL_POLICE} XY12 ZAB",
        f"api_vehicle_incidents GET {OF_OTHERS} {{incident}}",
        f"api_vehicle_people GET {OF_OTHERS} Jade Taylor",
        *(f"api_incident_{many} GET {AROUND} recorded_by" for many in PARTS),
        *(f"api_incident_{many} POST {AROUND.replace('200', '201')} -" for many in PARTS),
        *(f"api_incident_{one} GET {AROUND} recorded_by" for one in PARTS.values()),
        *(f"api_incident_{one}_wrong POST {AROUND} So decided" for one in PARTS.values()),
        f"api_incident_place POST {AROUND} premises",
        f"api_parties POST {OWES.replace('200', '201')} -",
        f"api_party GET {OWES} Jade Taylor",
        f"api_party_wrong POST {OWES} So decided",
        f"api_operations GET {INTAKE} Lantern",
        f"api_operations POST {KEEPS.replace('200', '201')} -",
        f"api_operation GET {INTAKE} Lantern",
        f"api_operation_change POST {KEEPS} Beacon",
        f"api_operation_incidents GET {INTAKE.replace('200 200 200', '200 200 200-', 1)} {{incident}}",
        "# --- Agreements by the API",
        "api_agreements GET 200 200 200 200 200- 401 200 200 200 200- 403 403 200 Sharing with housing",
        f"api_agreements POST {SIGNS.replace('200', '201')} -",
        f"api_agreement GET {PARTIES} breach_contact",
        *(f"api_agreement_{act} POST {SIGNS} version" for act in ("change", "end")),
        f"api_agreement_parties GET {PARTIES} Sam Signer",
        f"api_agreement_parties POST {SIGNS.replace('200', '201')} -",
        f"api_agreement_party GET {PARTIES} Sam Signer",
        f"api_agreement_sign POST {SIGNS} Jo Marsh",
        f"api_agreement_leave POST {SIGNS} Sam Signer",
        "# --- The diary by the API",
        f"api_board GET {WATCHES} {{unassessed}}",
        f"api_board_moved GET {WATCHES} {{case}}",
        *(f"{route} GET {OWES} {{case}}" for route in ("api_owed_list", "api_owed")),
        f"api_owed_rulings GET {OWES} In hospital",
        f"api_owed_ask POST {OWES} {{case}}",
        *(f"api_owed_{act} POST {RULES} {{case}}" for act in DECIDED if act != "ask"),
        "",
    ]
)
