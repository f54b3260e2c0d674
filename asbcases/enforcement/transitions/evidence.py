"""Why a notice is justified: its limbs with what shows them, and who was informed before it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import CaseIncident, Document, Incident, JournalEntry
from asbcases.cases.queries import locked
from asbcases.enforcement.choices import OPEN_STATES, LimbKind, SharedUnder
from asbcases.enforcement.models import Informed, Limb, LimbEvidence, Measure, Statement
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.transitions.drafting import LONGEST, changed, held, open_case, to_draft, told_of
from asbcases.errors import Refused

# What they are told for, where nobody says anything else.
PURPOSE = "To inform or consult whoever is thought appropriate about the measure"


@transaction.atomic
def note_limb(measure: Measure, *, limb: LimbKind, reason: str, by: User, now: datetime) -> Limb:
    """Say why one limb of the test is met, in place of what was said before, and return it."""
    measure = to_draft(measure)
    if not reason.strip():
        raise Refused("Say why this limb is met.")
    if len(reason) > LONGEST:
        raise Refused(f"Shorten the reason: more than {LONGEST:,} characters are not read.")
    row, _ = Limb.objects.update_or_create(
        measure=measure,
        limb=limb,
        defaults={"reason": reason.strip()},
        create_defaults={
            "case": measure.case,
            "reason": reason.strip(),
            "recorded_at": now,
            "recorded_by": by,
        },
    )
    changed(measure, by=by, now=now, what=f"limb {LimbKind(limb).value}")
    return row


@transaction.atomic
def link_evidence(
    limb: Limb,
    *,
    incident: Incident | None = None,
    entry: JournalEntry | None = None,
    document: Document | None = None,
    statement: Statement | None = None,
    happened_at: datetime | None = None,
    note: str = "",
    by: User,
    now: datetime,
) -> LimbEvidence:
    """Link what shows a limb: an incident, an entry of the journal, a file or a statement of the case; return the link.

    What happened when is read from an incident or entry; of a file or statement whoever links it says so.
    """
    measure = _being_made(limb.measure)
    named: dict[str, Any] = {
        "incident": incident,
        "entry": entry,
        "document": document,
        "statement": statement,
    }
    if sum(one is not None for one in named.values()) != 1:
        raise Refused("Choose one thing: an incident, an entry of the journal, a file or a statement.")
    _refuse_unless_of_case(measure, incident, entry, document)
    _refuse_unless_stands(measure, statement)
    if LimbEvidence.objects.filter(STANDS, limb=limb, **named).exists():
        raise Refused("It is linked to this limb already.")
    known = incident.happened_from if incident else entry.happened_at if entry else None
    evidence = LimbEvidence.objects.create(
        case=measure.case,
        limb=limb,
        **named,
        happened_at=known or happened_at,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    told = told_of(measure, limb=limb.limb, evidence=evidence.pk)
    record(Verb.MEASURE_EVIDENCED, by=by, now=now, case=measure.case, data=told)
    return evidence


def _refuse_unless_of_case(
    measure: Measure, incident: Incident | None, entry: JournalEntry | None, document: Document | None
) -> None:
    linked = CaseIncident.objects.filter(STANDS, case=measure.case, incident=incident)
    strange = (
        (incident and not linked.exists())
        or (entry and entry.case_id != measure.case_id)
        or (document and measure.case_id != document.case_id)
    )
    if strange:
        raise Refused("It is no part of this case: add it to the case first.")
    if entry and entry.recorded_in_error_at:
        raise Refused("This entry was recorded in error: choose another.")


def _refuse_unless_stands(measure: Measure, statement: Statement | None) -> None:
    if statement and (statement.case_id != measure.case_id or statement.recorded_in_error_at):
        raise Refused("This statement is none of the case: choose another.")


@transaction.atomic
def unlink_evidence(evidence: LimbEvidence, *, why: str, by: User, now: datetime) -> LimbEvidence:
    """Mark a link as wrong, with the reason, and return it."""
    measure = _being_made(evidence.limb.measure)
    evidence = locked(evidence)
    if evidence.recorded_in_error_at:
        raise Refused("This link was taken back already: load the page again.")
    if not why.strip():
        raise Refused("Say what is wrong with it: the reason is kept.")
    evidence.recorded_in_error_at, evidence.recorded_in_error_by = now, by
    evidence.recorded_in_error_why = why.strip()
    evidence.save()
    told = told_of(measure, limb=evidence.limb.limb, evidence=evidence.pk, taken_back=True)
    record(Verb.MEASURE_EVIDENCED, by=by, now=now, case=measure.case, reason=why, data=told)
    return evidence


@transaction.atomic
def note_informed(
    measure: Measure,
    *,
    body: str = "",
    youth_offending_team: bool = False,
    how: str = "",
    words: str = "",
    none_because: str = "",
    purpose: str = "",
    basis: SharedUnder = SharedUnder.LAW_ENFORCEMENT,
    told_at: datetime | None = None,
    by: User,
    now: datetime,
) -> Informed:
    """Keep who was informed of a measure and what they said, or why nobody was; return it.

    What is told of a person is logged with recipient, purpose and basis (FAIR-8).
    """
    open_case(measure.case)
    measure = held(measure)
    body, none_because = body.strip(), none_because.strip()
    if bool(body) == bool(none_because):
        raise Refused("Say who was informed, or why nobody was (2014 Act s.43(6), CPN-5): one of the two.")
    told_at = told_at or now
    if told_at > now:
        raise Refused("They were informed at a time that is still to come: correct it.")
    row = Informed.objects.create(
        case=measure.case,
        measure=measure,
        body=body,
        youth_offending_team=youth_offending_team and bool(body),
        how=how.strip(),
        words=words.strip(),
        none_because=none_because,
        purpose=(purpose.strip() or PURPOSE) if body else "",
        basis=basis if body else "",
        told_at=told_at,
        recorded_at=now,
        recorded_by=by,
    )
    told = told_of(measure, body=body or "nobody", informed=row.pk)
    record(Verb.MEASURE_INFORMED, by=by, now=now, happened_at=told_at, case=measure.case, data=told)
    return row


def _being_made(measure: Measure) -> Measure:
    """Return a measure locked that was not issued yet: evidence of what was issued is not changed."""
    open_case(measure.case)
    measure = held(measure)
    if measure.state not in OPEN_STATES:
        raise Refused(f"{measure.reference} is no draft any more: what it rested on stays as it was.")
    return measure
