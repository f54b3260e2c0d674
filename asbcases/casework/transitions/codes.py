"""The codes of an incident: its category (NSIR 2011), and apart from it sub-type, call type and qualifiers."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from asbcases.accounts.choices import Desk
from asbcases.accounts.models import Team, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Category, ClassifiedAt, Source, TermKind
from asbcases.cases.models import Classification, Incident
from asbcases.cases.queries import locked
from asbcases.cases.terms import codes_on
from asbcases.casework.transitions.clocks import expect_hate_handover
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words

# What an incident carries of its newest classification.
CODES = ("category", "subtype", "call_type")


class Code(NamedTuple):
    """How an incident is classified; any sub-type, call type and qualifiers go with any category."""

    category: Category
    subtype: str = ""
    call_type: str = ""
    qualifiers: tuple[str, ...] = ()


class Hands(NamedTuple):
    """Through whose hands a decision went."""

    team: Team | None
    desk: str


def hands_of(user: User) -> Hands:
    """Return team and desk of a person, as they are now."""
    return Hands(user.team, user.team.desk) if user.team else Hands(None, Desk.NONE)


def channel_of(incident: Incident) -> str:
    """Return how we were first told of an incident."""
    first = incident.told_by.order_by("report__received_at", "report").values_list(
        "report__channel", flat=True
    )
    return first.first() or ""


def code_of(incident: Incident) -> Code:
    """Return the codes of the newest classification."""
    newest = incident.classifications.order_by("-recorded_at", "-pk").first()
    if newest is None:
        raise Refused("A published copy has no codes of ours: choose an incident that was recorded here.")
    return Code(Category(newest.category), newest.subtype, newest.call_type, tuple(newest.qualifiers))


def classified(
    incident: Incident,
    stage: ClassifiedAt,
    code: Code,
    *,
    reason: str,
    channel: str,
    by: User,
    now: datetime,
) -> Classification:
    """Return an unsaved decision on the codes; the incident, unsaved too, carries them from now on."""
    _refuse_unknown_words(incident, code)
    qualifiers = sorted(set(code.qualifiers))
    incident.category, incident.subtype, incident.call_type = code[:3]
    return Classification(
        incident=incident,
        at_stage=stage,
        category=code.category,
        subtype=code.subtype,
        call_type=code.call_type,
        qualifiers=qualifiers,
        reason=reason,
        channel=channel,
        **hands_of(by)._asdict(),
        recorded_at=now,
        recorded_by=by,
    )


def _refuse_unknown_words(incident: Incident, code: Code) -> None:
    day = london_day(incident.happened_from)
    stated: dict[TermKind, Sequence[str]] = {
        TermKind.SUBTYPE: [code.subtype] if code.subtype else [],
        TermKind.CALL_TYPE: [code.call_type] if code.call_type else [],
        TermKind.QUALIFIER: code.qualifiers,
    }
    for kind, codes in stated.items():
        known = codes_on(kind, day) if codes else set()
        if unknown := sorted(set(codes) - known):
            raise Refused(
                f"{kind.label} {unknown[0]} is not in force on {day_words(day)}, the day of the incident: "
                "choose another."
            )


def refuse_unless_open(incident: Incident) -> None:
    """Refuse to act on a published copy and on an incident that is closed."""
    if incident.source != Source.OWN:
        raise Refused(f"{incident.reference} is a published copy: only what was recorded here is worked on.")
    if incident.closed_at:
        raise Refused(f"{incident.reference} is closed: open it again first.")


@transaction.atomic
def classify_incident(
    incident: Incident,
    *,
    category: Category,
    subtype: str = "",
    call_type: str = "",
    qualifiers: Sequence[str] = (),
    reason: str,
    by: User,
    now: datetime,
) -> Classification:
    """Decide anew on the codes of an open incident, because more is known of it; return the decision."""
    incident = locked(incident)
    refuse_unless_open(incident)
    if not reason.strip():
        raise Refused("Say which additional information changes the codes: a record changes on nothing else.")
    before = code_of(incident)
    code = Code(Category(category), subtype, call_type, tuple(sorted(set(qualifiers))))
    if code == before:
        raise Refused("These are the codes that it has: change one of them, or leave it as it is.")
    channel = channel_of(incident)
    decision = classified(
        incident, ClassifiedAt.OPENING, code, reason=reason, channel=channel, by=by, now=now
    )
    decision.save()
    save_changed(incident, *CODES)
    told = words_of_change(before, code)
    record(Verb.INCIDENT_RECLASSIFIED, by=by, now=now, reason=reason, incident=incident, data=told)
    expect_hate_handover(incident, ground=decision, by=by, now=now)
    return decision


def save_changed(incident: Incident, *fields: str) -> None:
    """Save these fields of an incident, with the next version."""
    incident.version += 1
    incident.save(update_fields=[*fields, "version"])


def words_of_change(before: Code, code: Code) -> dict[str, object]:
    """Return what an event says of codes: those before, and those from now on."""
    told: dict[str, object] = {"category": code.category.label, "before": before.category.label}
    for name in ("subtype", "call_type", "qualifiers"):
        was, now = getattr(before, name), getattr(code, name)
        if was != now:
            told[name], told[f"{name}_before"] = now, was
    return told
