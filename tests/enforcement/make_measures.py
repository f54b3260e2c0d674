"""Builders of warnings and notices through their transitions: lawful in every part, unless a test says otherwise.

A warning is handed over at `NOW` and gives a week; a notice follows eight days after it, when the music plays again.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Verdict
from asbcases.cases.choices import PartyRole, PersonKind
from asbcases.cases.models import Case, CaseParty, JournalEntry, Person
from asbcases.casework.transitions import record_person, write_entry
from asbcases.casework.transitions.case_parties import join_party
from asbcases.enforcement.choices import (
    NOTICE_LIMBS,
    AuthorityBasis,
    MeasureKind,
    MeasureState,
    PaperKind,
    Poverty,
    Power,
    ServiceMethod,
    TermKind,
)
from asbcases.enforcement.models import Authority, Measure, Paper
from asbcases.enforcement.papers.kinds import words_of
from asbcases.enforcement.queries.papers import making_of
from asbcases.enforcement.transitions.approving import decide_measure, submit_measure
from asbcases.enforcement.transitions.drafting import add_term, draft_measure
from asbcases.enforcement.transitions.evidence import link_evidence, note_informed, note_limb
from asbcases.enforcement.transitions.issuing import issue
from tests.make import NOW, make_user
from tests.tools.quickly import quickly

BORN = date(1990, 5, 1)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
# When a notice follows a warning of now.
LATER = NOW + WEEK + DAY
ADDRESS = "22 Mersea Road, Colchester"
WARNING: dict[str, Any] = {
    "proper_address": ADDRESS,
    "conduct": "Loud music from the flat after 11pm on most nights of November 2026.",
    "effect": "The families above and beside it cannot sleep.",
    "contact": "The Community Policing Team, Colchester police station",
    "skipped_why": "The noise is at its worst already: advice would come too late.",
}
NOTICE: dict[str, Any] = {
    **WARNING,
    "equality": "Nothing is known that would call for an adjustment: he was asked.",
    "rights": "His home is his to use; the neighbours' nights weigh more.",
    "poverty": Poverty.NO_PART,
    "ability": "He understood the warning, and can turn the music down.",
    "ends_on": date(2027, 11, 1),
}
STOP: dict[str, Any] = {
    "kind": TermKind.STOP,
    "words": "You must not play music that can be heard outside the flat.",
    "purpose": "The neighbours can sleep.",
    "hours": [["Mon-Sun", "23:00", "07:00"]],
}
DO: dict[str, Any] = {
    "kind": TermKind.DO,
    "words": "You must take the loudspeakers down from the party wall.",
    "purpose": "The bass does not carry into the next flat.",
}


def make_authority(
    holder: User, power: Power = Power.CPN, *, starts_on: date = date(2020, 1, 1), **said: Any
) -> Authority:
    """Enter that somebody may use a power, from long ago on; once is enough."""
    found = Authority.objects.filter(holder=holder, power=power, starts_on=starts_on, **said).first()
    stated: dict[str, Any] = {
        "basis": AuthorityBasis.CONSTABLE,
        "agency": holder.agency,
        "designated_by": "A constable by office",
        **said,
    }
    return found or Authority.objects.create(
        holder=holder, power=power, starts_on=starts_on, recorded_at=NOW, recorded_by=holder, **stated
    )


@quickly
def make_subject(
    case: Case,
    *,
    by: User,
    name: str = "Kai Marsh",
    born_on: date | None = BORN,
    kind: PersonKind = PersonKind.PERSON,
    now: datetime = NOW,
) -> Person:
    """Add a respondent to a case, and return the person or body."""
    born = born_on if kind == PersonKind.PERSON else None
    person = record_person(name=name, source="Neighbours", kind=kind, born_on=born, by=by, now=now)
    join_party(case, person, role=PartyRole.RESPONDENT, by=by, now=now)
    return person


def subject_of(case: Case, *, by: User, now: datetime = NOW) -> Person:
    """Return the respondent of a case, a new one where there is none."""
    party = CaseParty.objects.filter(case=case, role=PartyRole.RESPONDENT).select_related("person").first()
    return party.person if party else make_subject(case, by=by, now=now)


@quickly
def draft_warning(
    case: Case, *, by: User, subject: Person | None = None, now: datetime = NOW, **said: Any
) -> Measure:
    """Draft a warning that lacks nothing but its service."""
    make_authority(by)
    subject = subject or subject_of(case, by=by, now=now)
    stated = {**WARNING, "comply_by": now + WEEK, **said}
    measure = draft_measure(case, kind=MeasureKind.CPW, subject=subject, by=by, now=now, **stated)
    add_term(measure, **STOP, by=by, now=now)
    add_term(measure, **DO, do_by=now + WEEK, by=by, now=now)
    return fresh(measure)


@quickly
def make_warning(
    case: Case,
    *,
    by: User,
    subject: Person | None = None,
    now: datetime = NOW,
    served: Mapping[str, Any] | None = None,
    **said: Any,
) -> Measure:
    """Issue a warning: handed over at `now`, with a week to comply."""
    measure = draft_warning(case, by=by, subject=subject, now=now, **said)
    return fresh(issue(measure, **served_as(now, served), by=by, now=now))


@quickly
def draft_notice(
    case: Case, warning: Measure | None, *, by: User, now: datetime = LATER, **said: Any
) -> Measure:
    """Draft a notice on a warning, with its limbs, evidence, requirements and who was informed; not approved yet."""
    make_authority(by)
    subject = said.pop("subject", None) or (warning.subject if warning else subject_of(case, by=by))
    stated = {**NOTICE, "warning": warning, **said}
    measure = draft_measure(case, kind=MeasureKind.CPN, subject=subject, by=by, now=now, **stated)
    entry = make_entry(case, by=by, happened_at=now - timedelta(minutes=30), now=now)
    for limb in NOTICE_LIMBS:
        row = note_limb(measure, limb=limb, reason="Heard and seen by two officers.", by=by, now=now)
        link_evidence(row, entry=entry, by=by, now=now)
    foreseen = {term.kind: term for term in warning.terms.all()} if warning else {}
    for term, more in ((STOP, {}), (DO, {"do_by": now + 2 * WEEK})):
        add_term(measure, **term, **more, foreshadowed_by=foreseen.get(term["kind"]), by=by, now=now)
    note_informed(measure, body="Eastlight Homes, the landlord", how="By telephone", by=by, now=now)
    return fresh(measure)


@quickly
def make_entry(case: Case, *, by: User, happened_at: datetime, now: datetime) -> JournalEntry:
    """Write in the journal that the music played."""
    said = {"said_by": by.name, "words": "Music at 88 dB from the flat, heard on the stairs."}
    return write_entry(case, kind=EntryKind.NOTE, happened_at=happened_at, **said, by=by, now=now)


@quickly
def approve(measure: Measure, *, by: User, now: datetime = LATER, printed: bool = True) -> Measure:
    """Have an inspector approve a draft as it stands; of a notice its paper is stored then, unless it is said."""
    approval = submit_measure(measure, reason="It went on after the warning.", by=by, now=now)
    said: dict[str, Any] = {"verdict": Verdict.GRANTED, "decision": "It is proportionate."}
    decide_measure(approval, **said, by=inspector(), now=now)
    if printed and measure.kind == MeasureKind.CPN:
        keep_paper(measure, by=by, now=now)
    return fresh(measure)


@quickly
def keep_paper(measure: Measure, *, by: User, now: datetime, **said: Any) -> Paper:
    """Write down a paper of a measure as it stands, with its words and no file: printing takes long."""
    measure = fresh(measure)
    kind = said.pop("kind", PaperKind(measure.kind))
    making = making_of(measure, said.get("penalty"), by=by, now=now)
    kept = {"case": measure.case, "measure": measure, "recorded_at": now, "recorded_by": by, "made_at": now}
    number = measure.papers.count() + 1
    kept |= {"number": number, "pdf": b"", "sha256": sha256(str(number).encode()).hexdigest()}
    words = {"data": words_of(kind, making), **said}
    return Paper.objects.create(kind=kind, template_version="words only", **kept, **words)


@quickly
def make_notice(
    case: Case,
    warning: Measure | None = None,
    *,
    by: User,
    now: datetime | None = None,
    served: Mapping[str, Any] | None = None,
    over: Mapping[str, str] | None = None,
    **said: Any,
) -> Measure:
    """Issue a notice on a warning, a new one where none is given: handed over the day after the time to comply."""
    warning = warning or make_warning(case, by=by, subject=said.get("subject"))
    comply_by = warning.comply_by or NOW + WEEK
    now = now or comply_by + DAY
    measure = approve(draft_notice(case, warning, by=by, now=now, **said), by=by, now=now)
    return fresh(issue(measure, **served_as(now, served), over=over, by=by, now=now))


def served_as(now: datetime, served: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return how a paper is served, handed over at an instant unless it is said otherwise."""
    return {"method": ServiceMethod.HAND, "served_at": now, "received_by": "Him in person", **(served or {})}


def inspector() -> User:
    """Return the inspector of Colchester."""
    found = User.objects.filter(username="ines").first()
    return found or make_user(
        "ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Hart"
    )


def fresh(measure: Measure) -> Measure:
    """Return a measure as it stands now."""
    return Measure.objects.select_related("case__lead", "case__district", "subject", "warning").get(
        pk=measure.pk
    )


def in_force(measure: Measure) -> bool:
    """Say whether a measure is in force."""
    return fresh(measure).state == MeasureState.ISSUED
