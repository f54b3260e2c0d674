"""What the table asks of the end of an incident: one to close, a closed one, one that speaks of hate, an operation."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import Desk, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Handling, Source
from asbcases.cases.models import Incident, Operation
from asbcases.casework.transitions import close_incident, consider_crime, make_operation
from asbcases.law.periods import london_day
from tests.make import (
    ANSWERS,
    answers_with,
    district,
    make_incident,
    make_report,
    make_team,
    make_triage,
    make_user,
)

DAY = timedelta(days=1)
PUBLISHED_PLACE = "On or near Mill Road"
END = {"category": "nuisance", "result": "They had gone.", "not_crime_reason": "Nobody was harmed."}
TRIAGE = {
    "trigger": "new_information", "answers": ANSWERS, "reported_facts": "Noise.", "interim_level": "standard",
    "interim_risk": "None seen.", "grade": "scheduled", "grade_reason": "It goes on.", "handling": "attend",
    "review_told": "explained",
}  # fmt: skip


def graded(by: User, now: datetime) -> Incident:
    """Return an incident that was graded, to which nobody comes."""
    incident = make_incident(by=by, now=now)
    # Nobody is sent, so that nobody owes that somebody comes.
    said = {"reported_facts": "They threw stones at her window.", "handling": Handling.NO_ATTENDANCE}
    make_triage(
        incident, **said, supervisor_reason="She is content to be rung by her officer.", by=by, now=now
    )
    return incident


def published() -> None:
    """Have an incident stand among those that were published elsewhere."""
    when = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    Incident.objects.create(
        reference="INC-2025-900001",
        source=Source.POLICE_UK,
        source_key="one",
        place_text=PUBLISHED_PLACE,
        longitude=0.9,
        latitude=51.89,
        district=district(),
        happened_from=when,
        happened_until=when + timedelta(days=28),
        happened_precision="month",
        recorded_at=when,
    )


def incidents_by_route(people: Mapping[str, User], now: datetime) -> dict[str, Incident]:
    """Return for each route that needs one of its own the incident that it is asked for."""
    amira = people["amira"]
    # Whoever leads on hate crime owes the hand-over, and nobody of the cast.
    hate_crime = make_team("Hate crime", desk=Desk.HATE_CRIME, force_wide=True)
    make_user("hal", Role.ASB_OFFICER, team=hate_crime)
    open_one, closed = (_nuisance(place, amira, now) for place in ("The pier", "The bandstand"))
    hateful = _nuisance("The station", amira, now, qualifiers=["hate_race"])
    close_incident(
        closed, identifiable_victim=False, category=Category.NUISANCE, result="Gone.", crime=False,
        not_crime_reason="None", by=amira, now=now,
    )  # fmt: skip
    routes = ("incident_close", "api_incident_close", "incident_classify", "api_incident_classifications")
    return {**dict.fromkeys(routes, open_one), **dict.fromkeys(
        ("incident_reopen", "api_incident_reopen", "api_incident_closings"), closed
    ), "incident_hate": hateful, "api_incident_hate_accept": hateful}  # fmt: skip


def numbers_by_route(people: Mapping[str, User], incident: Incident, now: datetime) -> dict[str, int]:
    """Return the number of a decision on an incident for each route that reads one."""
    decision = consider_crime(incident, crime=False, not_crime_reason="None", by=people["amira"], now=now)
    return {
        "api_incident_classification": incident.classifications.get().pk,
        "api_incident_crime_decision": decision.pk,
    }


def _nuisance(place: str, by: User, now: datetime, **fields: Any) -> Incident:
    report = make_report(by=by, now=now, place_text=place)
    incident = make_incident(by=by, now=now, report=report, category=Category.NUISANCE, **fields)
    # Nobody is sent, so that nobody owes that somebody comes.
    said = {"answers": answers_with(threat={"threat_to": ["public"]}), "handling": Handling.NO_ATTENDANCE}
    make_triage(incident, by=by, now=now, **said)
    incident.refresh_from_db()
    return incident


def operation_of(by: User, now: datetime) -> Operation:
    """Return an operation on whose days the incidents of the county happened."""
    days: dict[str, Any] = {"starts_on": london_day(now - 7 * DAY), "ends_on": None}
    stated = {"name": "Lantern", "purpose": "Fireworks in the park", "district": None}
    return make_operation(**stated, **days, by=by, now=now)


def _at(route: str, county: Any) -> Incident:
    incident: Incident = county.incidents.get(route, county.incident)
    incident.refresh_from_db(fields=["version"])
    return incident


def _versioned(route: str, **said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said, "version": _at(route, county).version}


def _matching(route: str) -> Callable[[Any], dict[str, str]]:
    return lambda county: {"If-Match": f'"{_at(route, county).pk}-{_at(route, county).version}"'}


def _operation(county: Any) -> dict[str, Any]:
    day = london_day(timezone.now() - 7 * DAY)
    first = {"starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year}
    return {**first, "name": "Beacon", "purpose": "Bikes on the green", "district": ""}


def ticked(county: Any) -> dict[str, Any]:
    """Return the incident that is to be closed, ticked."""
    incident = _at("incident_close", county)
    return {"row": [f"{incident.pk}.{incident.version}"]}


def _reply(county: Any) -> dict[str, Any]:
    sent = timezone.localtime(county.report.received_at + timedelta(minutes=1))
    return {
        "sent_day": sent.date().isoformat(),
        "sent_time": f"{sent:%H:%M}",
        "words": "We see them on Friday.",
    }


def _sent(county: Any) -> dict[str, Any]:
    at = timezone.localtime(county.report.received_at + timedelta(minutes=1))
    return {"how": "by post", "at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}", "seen": 1}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "incident_close": _versioned("incident_close", **END, identifiable_victim="no", crime="no"),
    "incident_classify": _versioned("incident_classify", category="personal", reason="CCTV"),
    "incident_reopen": _versioned("incident_reopen", reason="It goes on."),
    "incident_crime": _versioned("incident_crime", crime="no", not_crime_reason="A quarrel in words."),
    "incident_hate": lambda county: {"note": "We see her tomorrow."},
    "incident_gathering": lambda county: {"kind": "car_meet", "licence": "unknown", "version": 0},
    "incident_operation": lambda county: {"operation": county.operation.pk},
    "incident_references": lambda county: {"system": "STORM", "written": "EP-20261123-0571"},
    "incidents_close_together": lambda county: {
        **ticked(county), "result": "Gone.", "identifiable_victim": "no", "crime": "no", "not_crime_reason": "No",
    },
    "operation_new": _operation,
    "operation_edit": lambda county: _operation(county) | {"version": 1},
    "report_reply": _reply,
    "review_explained": lambda county: {"explained": "no", "why_not": "It is not safe to ring."},
    "review_letter": lambda county: {"words": "Dear Jade Taylor, …", "seen": 1},
    "review_letter_sent": _sent,
}  # fmt: skip
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_incident_classifications": lambda county: {"category": "personal", "reason": "CCTV"},
    "api_incident_crime_decisions": lambda county: {"crime": False, "not_crime_reason": "None"},
    "api_incident_triages": lambda county: TRIAGE,
    "api_incident_close": lambda county: {**END, "identifiable_victim": False, "crime": False},
    "api_incident_reopen": lambda county: {"reason": "It goes on."},
}
HEADERS = {route: _matching(route) for route in BODIES}
