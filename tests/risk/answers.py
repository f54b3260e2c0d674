"""Answers that come to known levels, and short ways to a case that is assessed."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.cases.choices import Outcome, PartyRole
from asbcases.cases.models import Case, CaseParty, Incident, IncidentParty
from asbcases.casework.transitions import add_incident_party, close_case, record_person
from asbcases.casework.transitions.case_people import add_party
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from risk.models import Assessment, InstrumentVersion
from risk.queries import victims_at, victims_of
from risk.transitions import complete_assessment, complete_incident_assessment, expect_first_assessment
from tests.make import NOW, make_case

QUESTIONS = ("frequency", "duration", "impact", "vulnerability", "violence", "safe", "hate", "asb_type")


def answers(text: str) -> dict[str, str]:
    return dict(zip(QUESTIONS, text.split(), strict=True))


STANDARD = answers("one_off isolated low none no safe no environmental")
MEDIUM = answers("weekly recent moderate none no nervous no harassment")
HIGH = answers("daily ongoing severe high yes not_safe no harassment")


def opened_case(by: User, **fields: Any) -> Case:
    """Return a new case whose first assessment is in the diary."""
    case = make_case(by=by, **fields)
    expect_first_assessment(case, by=by, now=case.opened_at)
    return case


def victim_of(case: Case) -> CaseParty:
    return victims_of(case)[0]


def second_victim(case: Case, *, by: User, now: datetime = NOW) -> CaseParty:
    return add_party(case, name="Sam Taylor", contact="", role="victim", by=by, now=now)


def assess(
    case: Case, given: dict[str, str], *, by: User, now: datetime = NOW, party: CaseParty | None = None
) -> Assessment:
    party = party or victim_of(case)
    return complete_assessment(case, party=party, answers=given, with_victim=True, by=by, now=now)


def review_owed(case: Case, party: CaseParty | None = None, *, rank: Rank = Rank.SERGEANT) -> Deadline:
    """Return the review that is owed by the sergeant, or by a rank above."""
    return reviews_owed(case, party).get(rank=rank)


def reviews_owed(case: Case, party: CaseParty | None = None) -> QuerySet[Deadline]:
    number = str((party or victim_of(case)).number)
    return Deadline.objects.filter(
        case=case, kind=Kind.RISK_REVIEW, subject=number, met_at__isnull=True, cancelled_at__isnull=True
    )


def closed(case: Case, *, by: User, now: datetime = NOW) -> Case:
    """Return the case closed, with an answer to every question that closing asks."""
    return close_case(
        case,
        outcome=Outcome.RESOLVED,
        reason="It has stopped.",
        identifiable_victim=True,
        victim_told=True,
        told_words="By telephone, on the same day.",
        support_offered=True,
        support_words="Victim Support, which they took.",
        by=by,
        now=now,
    )


def sent(given: dict[str, str], version: InstrumentVersion | None = None, **fields: str) -> dict[str, str]:
    """Return what the page of an assessment sends for these answers."""
    version = version or InstrumentVersion.objects.get(instrument__code="weighted-factors")
    typed = {f"answer_{code}": option for code, option in given.items()}
    return {"with_victim": "yes", "shown": str(version.pk), **typed, **fields}


def victim_at(
    incident: Incident, *, by: User, now: datetime = NOW, name: str = "Jade Taylor"
) -> IncidentParty:
    """Return the victim of an incident, who is on file from now on."""
    person = record_person(name=name, source="The caller", by=by, now=now)
    return add_incident_party(incident, person, role=PartyRole.VICTIM, by=by, now=now)


def assess_at(
    incident: Incident,
    given: dict[str, str],
    *,
    by: User,
    now: datetime = NOW,
    party: IncidentParty | None = None,
) -> Assessment:
    party = party or victims_at(incident)[0]
    return complete_incident_assessment(
        incident, party=party, answers=given, with_victim=True, by=by, now=now
    )
