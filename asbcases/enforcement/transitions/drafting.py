"""Drafting a warning or notice: about whom, on what conduct, asking what; sent for approval, returned, or dropped."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import ApprovalKind
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty, CasePremises, Document, Person, Premises
from asbcases.cases.queries import Numbered, locked, next_number, next_reference
from asbcases.deadlines.transitions import drop_approvals
from asbcases.enforcement.choices import OPEN_STATES, MeasureKind, MeasureState, TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.measures import STANDS
from asbcases.errors import Refused

# How its references begin.
NUMBERED: Mapping[MeasureKind, Numbered] = {
    MeasureKind.ADVICE: "ADV",
    MeasureKind.WARNING_LETTER: "LET",
    MeasureKind.ABC: "ABC",
    MeasureKind.MEDIATION: "MED",
    MeasureKind.DIVERSION: "DIV",
    MeasureKind.CPW: "CPW",
    MeasureKind.CPN: "CPN",
    MeasureKind.CBO: "CBO",
}
# A requirement that nobody reads to its end binds nobody; the conduct of years fits in this.
LONGEST_TERM, LONGEST = 2_000, 8_000


class Draft(TypedDict, total=False):
    """What is said in a draft."""

    premises: Premises | None
    capacity: str
    capacity_reason: str
    proper_address: str
    age_basis: str
    warning: Measure | None
    conduct: str
    effect: str
    says_notice_follows: bool
    contact: str
    comply_by: datetime | None
    ends_on: date | None
    skipped_why: str
    equality: str
    rights: str
    poverty: str
    ability: str


class Term(TypedDict, total=False):
    """What is said of one requirement beside its kind and words."""

    purpose: str
    place: str
    map: Document | None
    hours: list[list[str]]
    from_on: date | None
    until_on: date | None
    do_by: datetime | None
    supervisor: str
    foreshadowed_by: MeasureTerm | None
    clause: str


@transaction.atomic
def draft_measure(
    case: Case, *, kind: MeasureKind, subject: Person, by: User, now: datetime, **said: Unpack[Draft]
) -> Measure:
    """Begin a draft about one of the people of a case, and return it."""
    case = open_case(case)
    refuse_stranger(case, subject)
    measure = Measure(
        case=case,
        reference=next_reference(NUMBERED[kind], now),
        kind=kind,
        subject=subject,
        recorded_at=now,
        recorded_by=by,
    )
    refuse_unsound(measure, said)
    measure.save()
    record(Verb.MEASURE_DRAFTED, by=by, now=now, case=case, data=told_of(measure))
    return measure


@transaction.atomic
def change_draft(measure: Measure, *, by: User, now: datetime, **said: Unpack[Draft]) -> Measure:
    """Change what a draft says, and return it; one that was approved waits for approval anew."""
    measure = to_draft(measure)
    refuse_unsound(measure, said)
    return changed(measure, by=by, now=now, what=", ".join(sorted(said)))


def refuse_unsound(measure: Measure, said: Draft) -> None:
    """Have a measure say this; refuse what is too long to be read, and premises or a warning of another case."""
    for name, value in said.items():
        setattr(measure, name, value.strip() if isinstance(value, str) else value)
    if long := [name for name, value in said.items() if isinstance(value, str) and len(value) > LONGEST]:
        raise Refused(f"Shorten {long[0].replace('_', ' ')}: more than {LONGEST:,} characters are not read.")
    _refuse_wrong_premises(measure)
    _refuse_wrong_warning(measure)


def refuse_stranger(case: Case, subject: Person) -> None:
    """Refuse somebody who is no part of the case."""
    if not CaseParty.objects.filter(STANDS, case=case, person=subject).exists():
        raise Refused(f"{subject.reference} is nobody of this case: add them to the case first.")


def _refuse_wrong_premises(measure: Measure) -> None:
    here = CasePremises.objects.filter(STANDS, case=measure.case_id, premises=measure.premises_id)
    if measure.premises_id and not here.exists():
        raise Refused("These premises are none of the case: add them to the case first.")


def _refuse_wrong_warning(measure: Measure) -> None:
    if measure.warning is None:
        return
    if measure.kind != MeasureKind.CPN or measure.warning.kind != MeasureKind.CPW:
        raise Refused("Only a notice builds on a warning: choose a community protection warning.")
    if measure.warning.case_id != measure.case_id:
        raise Refused("The warning stands on another case: join the cases, or warn on this one.")


@transaction.atomic
def add_term(
    measure: Measure, *, kind: TermKind, words: str, by: User, now: datetime, **said: Unpack[Term]
) -> MeasureTerm:
    """Add one thing that a draft asks, and return it."""
    measure = to_draft(measure)
    term = MeasureTerm(
        case=measure.case,
        measure=measure,
        number=next_number(MeasureTerm.objects.filter(measure=measure)),
        kind=kind,
        recorded_at=now,
        recorded_by=by,
        **{**said, "words": words.strip()},
    )
    refuse_unless_clear(term)
    term.save()
    changed(measure, by=by, now=now, what=f"term {term.number} added")
    return term


@transaction.atomic
def change_term(
    term: MeasureTerm, *, kind: TermKind, words: str, by: User, now: datetime, **said: Unpack[Term]
) -> MeasureTerm:
    """Change what one row of a draft asks, and return it."""
    measure, term = to_draft(term.measure), standing(term)
    for name, value in {**said, "kind": kind, "words": words.strip()}.items():
        setattr(term, name, value)
    term.measure = measure
    refuse_unless_clear(term)
    term.save()
    changed(measure, by=by, now=now, what=f"term {term.number} changed")
    return term


@transaction.atomic
def take_out_term(term: MeasureTerm, *, by: User, now: datetime) -> MeasureTerm:
    """Take a row out of a draft, and return it; its number is not used again."""
    measure, term = to_draft(term.measure), standing(term)
    term.ended_at = now
    term.save(update_fields=["ended_at"])
    changed(measure, by=by, now=now, what=f"term {term.number} taken out")
    return term


def standing(term: MeasureTerm) -> MeasureTerm:
    """Return a term locked; refuse one that was taken out."""
    term = locked(term)
    if term.ended_at:
        raise Refused(f"Term {term.number} was taken out already: load the page again.")
    return term


def refuse_unless_clear(term: MeasureTerm) -> None:
    """Refuse a row that says nothing, or more than anybody reads, or that ends before it begins."""
    if not term.words:
        raise Refused("Say what is asked: one act in one row.")
    if len(term.words) > LONGEST_TERM:
        raise Refused(f"Shorten the requirement: more than {LONGEST_TERM:,} characters are not read.")
    if term.from_on and term.until_on and term.until_on < term.from_on:
        raise Refused("The requirement ends before it begins: correct the days.")
    earlier = term.foreshadowed_by
    if earlier and earlier.measure_id != term.measure.warning_id:
        raise Refused("That row stands in another warning than the one this notice builds on.")


@transaction.atomic
def drop_measure(measure: Measure, *, reason: str, by: User, now: datetime) -> Measure:
    """Drop a draft before it is issued, with the reason, and return it."""
    measure = held(measure)
    if measure.state not in OPEN_STATES:
        raise Refused(f"{measure.reference} is no draft any more: load the page again.")
    if not reason.strip():
        raise Refused("Say why it is dropped: the reason is kept.")
    subject, kind = measure.reference, ApprovalKind.MEASURE
    drop_approvals(measure.case, reason=reason, subject=subject, kind=kind, by=by, now=now)
    measure.ended_at, measure.ended_why = now, reason.strip()
    move(measure, MeasureState.DROPPED, "ended_at", "ended_why")
    record(Verb.MEASURE_DROPPED, by=by, now=now, case=measure.case, reason=reason, data=told_of(measure))
    return measure


# --- What every act on a measure begins and ends with --------------------------------------------
def open_case(case: Case) -> Case:
    """Return the case locked; refuse to act on one that is closed."""
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before anything is done on it.")
    return case


def held(measure: Measure) -> Measure:
    """Return a measure locked, with its case locked before it."""
    case = locked(measure.case)
    measure = locked(measure)
    measure.case = case
    return measure


def to_draft(measure: Measure) -> Measure:
    """Return a draft locked, to be changed; one that was approved is a draft again."""
    open_case(measure.case)
    measure = held(measure)
    if measure.state == MeasureState.SUBMITTED:
        raise Refused(
            f"{measure.reference} waits for approval: withdraw what was asked before you change it."
        )
    if measure.state not in OPEN_STATES:
        raise Refused(f"{measure.reference} is no draft any more: load the page again.")
    measure.state = MeasureState.DRAFT
    return measure


def changed(measure: Measure, *, by: User, now: datetime, what: str) -> Measure:
    """Save a changed draft, and record that it changed."""
    measure.version += 1
    measure.save()
    record(Verb.MEASURE_CHANGED, by=by, now=now, case=measure.case, data=told_of(measure, what=what))
    return measure


def move(measure: Measure, state: MeasureState, *fields: str) -> None:
    """Have a measure stand in another state, as of a new version."""
    measure.state = state
    measure.version += 1
    measure.save(update_fields=["state", "version", *fields])


def told_of(measure: Measure, **more: Any) -> dict[str, object]:
    """Return what every event of the record says about a measure."""
    return {"measure": measure.reference, "id": measure.pk, **more}


def kind_words(measure: Measure) -> str:
    """Return the kind of a measure as a sentence names it."""
    label = str(measure.get_kind_display())
    return f"{label[:1].lower()}{label[1:]}"
