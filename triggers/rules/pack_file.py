"""All of which a pack for a panel is made, as plain values; what of it a pack holds is said in `packs`. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Cover:
    """The panel: when and where it meets, who chairs it, and how far the victim takes part."""

    reference: str = ""
    area: str = ""
    received_on: date | None = None
    panel: int = 0
    meets_at: datetime | None = None
    place: str = ""
    chair_agency: str = ""
    chair_name: str = ""
    chair_worked_case: bool = False
    independence: str = ""
    victim_takes_part: str = ""
    victim_words: str = ""
    # There is a case, and whoever makes the pack does not see it.
    case_unseen: bool = False


@dataclass(frozen=True)
class Attendee:
    """Somebody who sits on the panel."""

    agency: str = ""
    name: str = ""
    part: str = ""


@dataclass(frozen=True)
class Stated:
    """One thing that the procedure in force states."""

    what: str = ""
    words: str = ""


@dataclass(frozen=True)
class Said:
    """What the applicant told us, and how they are reached."""

    channel: str = ""
    victim_kind: str = ""
    consent: str = ""
    acknowledged_on: date | None = None
    applicant: str = ""
    victim: str = ""
    relation: str = ""
    address: str = ""
    safe_email: str = ""
    safe_phone: str = ""
    safe_note: str = ""
    safe_hours: str = ""
    language: str = ""
    where: str = ""
    happened: str = ""
    reported_to: str = ""
    wanted: str = ""
    involvement_words: str = ""
    adjustments: str = ""
    phone: str = ""
    email: str = ""
    consent_words: str = ""


@dataclass(frozen=True)
class OnSheet:
    """One complaint on the worksheet, and why it counts or does not."""

    number: int = 0
    kind: str = ""
    behaviour_from: date | None = None
    behaviour_until: date | None = None
    complaint_on: date | None = None
    hate: bool = False
    sentence: str = ""
    agency: str = ""
    agency_reference: str = ""
    words: str = ""
    place: str = ""
    victim: str = ""
    duplicate_why: str = ""
    complainant: str = ""


@dataclass(frozen=True)
class Threshold:
    """What was decided on the threshold, and why."""

    met: bool = False
    decided_on: date | None = None
    reached: bool = False
    comes_to: str = ""
    silent: str = ""
    decided_by: str = ""
    persistence: str = ""
    adequacy: str = ""
    reason: str = ""
    harm: str = ""


@dataclass(frozen=True)
class OfCase:
    """The linked case in short, and of which parts there is more than a pack takes."""

    opened_on: date | None = None
    closed_on: date | None = None
    incidents: int = 0
    measures: int = 0
    reference: str = ""
    lead_agency: str = ""
    summary: str = ""
    more_incidents: bool = False
    more_steps: bool = False
    more_entries: bool = False


@dataclass(frozen=True)
class Happening:
    """An incident of the linked case."""

    on: date | None = None
    category: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Step:
    """A warning, notice or order on the linked case."""

    on: date | None = None
    kind: str = ""
    state: str = ""
    subject: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Entry:
    """An event of the record of the linked case, as it is told there."""

    on: date | None = None
    words: str = ""
    by: str = ""


@dataclass(frozen=True)
class Risk:
    """The risk to one victim as it was last assessed."""

    who: str = ""
    level: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Shared:
    """What was shared, or asked for with its reply, by which gateway and to which tier."""

    tier: int = 0
    asked: bool = False
    body: str = ""
    gateway: str = ""
    on: date | None = None
    words: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Body:
    """A body that was told, and what it replied."""

    name: str = ""
    told_on: date | None = None
    answer: str = ""
    replied_on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Met:
    """What a panel decided."""

    number: int = 0
    held_on: date | None = None
    decision: str = ""
    reasons: str = ""
    dissent: str = ""


@dataclass(frozen=True)
class Recommended:
    """A recommendation, and what became of it."""

    number: int = 0
    body: str = ""
    due_on: date | None = None
    answer_by: date | None = None
    answer: str = ""
    answered_on: date | None = None
    done_on: date | None = None
    words: str = ""
    owner: str = ""
    answer_words: str = ""
    done_words: str = ""


@dataclass(frozen=True)
class Plan:
    """A plan, and what the victim said to it."""

    number: int = 0
    put_on: date | None = None
    final_on: date | None = None
    words: str = ""
    comments: str = ""


@dataclass(frozen=True)
class File:
    """All of which a pack is made: what is on file of a review, whoever may read it."""

    cover: Cover
    said: Said
    attendees: tuple[Attendee, ...] = ()
    procedure: tuple[Stated, ...] = ()
    sheet: tuple[OnSheet, ...] = ()
    threshold: tuple[Threshold, ...] = ()
    case: tuple[OfCase, ...] = ()
    incidents: tuple[Happening, ...] = ()
    steps: tuple[Step, ...] = ()
    entries: tuple[Entry, ...] = ()
    risks: tuple[Risk, ...] = ()
    shared: tuple[Shared, ...] = ()
    bodies: tuple[Body, ...] = ()
    panels: tuple[Met, ...] = ()
    recommendations: tuple[Recommended, ...] = ()
    plans: tuple[Plan, ...] = ()
