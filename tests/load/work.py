"""What each kind of user does, and in which shares: pages that are read, and what is written and must be kept."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.load.pages import references


class Left(Exception):  # noqa: N818  nobody catches it as a fault: somebody leaves a page and does something else
    """Raised when somebody does not get a page, or what they sent was refused."""


Doing = Callable[[Any], None]
STREETS = ("Mersea", "Maldon", "Lexden", "Harwich", "Ipswich", "Cowdray", "Barrack", "Hythe")
NAMES = ("Jade", "Sam", "Omar", "Lena", "Kit", "Rosa", "Femi", "Ines", "Tom", "Asha")
TRIAGE: dict[str, Any] = {
    "threat_threat_to": ["caller", "household"], "threat_immediacy": "pattern", "threat_violence": "none",
    "harm_harm_types": ["psychological"], "harm_severity": "1", "risk_likelihood": "2",
    "investigation_possible_crime": "no", "investigation_offender": "unknown",
    "vulnerability_state": "none_known", "engagement_contact": "phone", "view": "She sounded frightened.",
    "interim_level": "medium", "interim_risk": "They may come back tonight.", "interim_measures": ["lock_doors"],
    "grade": "scheduled", "handling": "attend", "review_told": "explained", "review_told_how": "By phone",
    "expectations": "An officer comes tomorrow morning.", "category": "personal", "district": ...,
}  # fmt: skip
ANSWERS = {
    "frequency": "weekly", "duration": "recent", "impact": "moderate", "vulnerability": "none", "violence": "no",
    "safe": "nervous", "hate": "no", "asb_type": "harassment",
}  # fmt: skip


def page(address: str, name: str, keeps: str = "") -> Doing:
    """Return the reading of one page; what it leads to is remembered."""

    def read(user: Any) -> None:
        shown = user.get(address, name)
        for kind in keeps.split():
            user.seen[kind] = references(shown, kind) or user.seen.get(kind, [])

    return read


def record(kind: str, address: str, name: str, found_on: Doing) -> Doing:
    """Return the reading of one of the records that a list led to; the list comes first where there is none yet."""

    def read(user: Any) -> None:
        user.get(address.format(_one(user, kind, found_on)), name)

    return read


def _one(user: Any, kind: str, found_on: Doing) -> str:
    if not user.seen.get(kind):
        found_on(user)
        user.think()
    if not user.seen.get(kind):
        raise Left
    return str(random.choice(user.seen[kind]))


def intake(user: Any) -> None:
    """Take a report from a caller, record the incident and triage it with THRIVE."""
    mark, number = user.mark("report"), random.randrange(1, 400)
    place = f"{number} {random.choice(STREETS)} Road"
    where = user.send(
        "/reports/new/", "new report", "narrative", mark,
        narrative=mark, channel="101", caller_name=f"{random.choice(NAMES)} {random.randrange(10_000)}",
        caller_phone=f"07700 {random.randrange(900_000, 1_000_000)}", place_text=place, district=...,
        happened_precision="month", month_month="10", month_year="2026", received="now", next="grade",
    )  # fmt: skip
    mark = user.mark("triage")
    said = {**TRIAGE, "reported_facts": mark, "summary": "Stones thrown at a home", "place_text": place}
    where = user.send(where, "triage", "reported_facts", mark, **said)
    user.get(where, "outcome of a triage")


def journal(user: Any) -> None:
    """Write a note in the journal of a case."""
    mark, case = user.mark("journal"), _one(user, "case", OPEN_CASES)
    address = f"/cases/{case}/journal/new/"
    user.get(user.send(address, "journal of a case", "words", mark, kind="note", words=mark), "case page")


def assessment(user: Any) -> None:
    """Assess the risk of the victim of a case, who is in greater danger than the answers show."""
    mark, case = user.mark("assessment"), _one(user, "case", OPEN_CASES)
    answers = {f"answer_{code}": one for code, one in ANSWERS.items()}
    where = user.send(
        f"/cases/{case}/risk/assess/1/", "risk assessment", "with_victim", mark,
        with_victim="yes", raised_to="medium", raise_reason=mark, **answers,
    )  # fmt: skip
    user.get(where, "outcome of an assessment")


def partners_report(user: Any) -> None:
    """Tell the police of something for the agency."""
    mark = user.mark("own")
    where = user.send(
        "/shared/our-reports/new/", "partner's report", "narrative", mark,
        narrative=mark, place_text=f"{random.randrange(1, 400)} Tenant Close", district=...,
        happened_precision="month", month_month="10", month_year="2026", told_by="officer", hate="no",
    )  # fmt: skip
    user.get(where, "partner's own report")


def jump(user: Any) -> None:
    """Go to a case by its reference, as it is typed into the box."""
    case = _one(user, "case", CASES)
    user.go(f"/jump/?q={case}", "jump box")


def people(user: Any) -> None:
    """Look for somebody by a name."""
    user.look(
        "/people/", "search for people", "name", name=f"{random.choice(NAMES)} {random.randrange(10_000)}"
    )


CASES = page("/cases/", "cases", "case")
OPEN_CASES = page("/cases/?stage=open", "open cases", "case")
INCIDENTS = page("/incidents/", "incidents", "incident")
SHARED = page("/shared/", "shared with us", "shared")
OWN = page("/shared/our-reports/", "partner's own reports", "own")
CASE_PAGE = record("case", "/cases/{}/", "case page", CASES)
SHIFT = page("/deadlines/my-shift/", "my shift")
WORK: Mapping[str, Sequence[tuple[Doing, int]]] = {
    "handler": [
        (intake, 5), (page("/desk/", "desk"), 2), (page("/reports/", "reports"), 2), (people, 2),
        (record("incident", "/incidents/{}/", "incident page", INCIDENTS), 2),
    ],
    "response": [
        (page("/incidents/sent-to-me/", "sent to me"), 4), (INCIDENTS, 2), (people, 1),
        (record("incident", "/incidents/{}/", "incident page", INCIDENTS), 4),
    ],
    "cpt": [
        (SHIFT, 3), (CASES, 2), (CASE_PAGE, 5), (journal, 2), (assessment, 1), (jump, 1), (people, 1),
        (record("case", "/cases/{}/chronology/", "chronology of a case", CASES), 1),
    ],
    "asb": [(page("/orders/", "orders"), 3), (CASES, 2), (CASE_PAGE, 4), (journal, 1), (jump, 1)],
    "supervisor": [
        (page("/deadlines/", "deadlines board"), 4), (page("/approvals/", "approvals"), 2), (SHIFT, 2), (CASE_PAGE, 3),
    ],
    "partner": [
        (SHARED, 4), (record("shared", "/shared/{}/", "shared case", SHARED), 4), (OWN, 2), (partners_report, 1),
    ],
    "program": [
        (page("/api/v1/cases/?limit=50", "API: cases"), 3), (page("/api/v1/incidents/?limit=50", "API: incidents"), 2),
        (record("case", "/api/v1/cases/{}/", "API: one case", CASES), 4),
    ],
}  # fmt: skip
