"""Since when, and at which level, the clock of a first assessment runs: from the first contact, by the newest triage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from asbcases.cases.models import CaseParty, Incident, Triage
from risk.choices import Level
from risk.queries import incidents_with


@dataclass(frozen=True)
class Terms:
    """What the clock of a first assessment follows from."""

    anchored_at: datetime
    level: Level
    because: str


# Not assessed counts as a medium risk for the clock, until somebody has asked.
UNASKED = "not assessed being treated as a medium risk"


def terms_at(incidents: Sequence[Incident], now: datetime) -> Terms:
    """Return the terms of a victim of these incidents: the first contact of all, and the highest level of their triages."""
    told = min(_first_told(incident, now) for incident in incidents)
    level = max(filter(None, map(_level_of, incidents)), key=lambda one: one.order, default=None)
    how = f"seen as a {level.label.lower()} risk when it was triaged" if level else UNASKED
    return Terms(told, level or Level.MEDIUM, f"we were first told of it, {how}")


def terms_on_case(party: CaseParty, now: datetime) -> Terms:
    """Return the terms of a victim of a case: from the first contact, where an incident of the case names them."""
    if incidents := list(incidents_with(party)):
        return terms_at(incidents, now)
    case = party.case
    added = party.recorded_at > case.opened_at
    begun = f"victim {party.number} was added to the case" if added else "the case was opened"
    return Terms(max(case.opened_at, party.recorded_at), Level.MEDIUM, f"{begun}, {UNASKED}")


def _first_told(incident: Incident, now: datetime) -> datetime:
    """Return when the force was first told of an incident; who asks need not be able to read what was said."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_first_told(%s, %s)", [incident.pk, now])
        told: datetime | None = cursor.fetchone()[0]
    return told or incident.recorded_at


def _level_of(incident: Incident) -> Level | None:
    """Return the level that the newest triage saw; None while nobody has triaged it."""
    newest = Triage.objects.filter(incident=incident).order_by("-number").first()
    return Level(newest.interim_level) if newest else None
