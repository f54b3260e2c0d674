"""Varying or discharging a warning or notice of ours: asked by the person it binds or by us, decided in writing (CPN-14)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_number
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import meet
from asbcases.enforcement.choices import AskedBy, ChangeKind, MeasureKind, MeasureState, TermKind, Verdict
from asbcases.enforcement.models import Measure, MeasureChange, MeasureTerm
from asbcases.enforcement.queries.conditions import counts, findings_in_change, worded
from asbcases.enforcement.queries.measures import authorities_of, terms_of
from asbcases.enforcement.transitions.clocks import about, expect, stop
from asbcases.enforcement.transitions.drafting import LONGEST, refuse_unless_clear, told_of
from asbcases.enforcement.transitions.serving import in_force
from asbcases.enforcement.transitions.varying import plain, vary
from asbcases.enforcement.transitions.weighing import weigh
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force

# What ends with a warning or notice; what followed from a breach of it runs on.
ENDS_WITH_IT = (
    *(Kind.MEASURE_COMPLIANCE, Kind.MEASURE_REVIEW, Kind.MEASURE_END, Kind.APPEAL_WINDOW),
    *(Kind.TERM_DUE, Kind.CHANGE_REPLY, Kind.EIGHTEENTH_BIRTHDAY),
)
OURS_TO_CHANGE = (MeasureKind.CPW, MeasureKind.CPN)
MOST_TERMS = 20


class NewTerm(TypedDict, total=False):
    """One requirement as it would be."""

    kind: TermKind
    words: str
    purpose: str
    place: str
    hours: list[list[str]]
    from_on: date | None
    until_on: date | None
    do_by: datetime | None


class Proposal(TypedDict, total=False):
    """What would change: rows that go, rows that come, another last day."""

    take_out: list[int]
    terms: list[NewTerm]
    ends_on: date | None


@transaction.atomic
def ask_change(
    measure: Measure,
    *,
    kind: ChangeKind,
    asked_by: AskedBy,
    words: str,
    asked_at: datetime | None = None,
    proposal: Proposal | None = None,
    by: User,
    now: datetime,
) -> MeasureChange:
    """Keep a request to vary or discharge, set the day by which it is answered, and return it."""
    measure = in_force(measure)
    asked_at = asked_at or now
    _refuse_unless_ours(measure)
    if not words.strip():
        raise Refused("Say what is asked for, and why.")
    if len(words) > LONGEST:
        raise Refused(f"Shorten it: more than {LONGEST:,} characters are not read.")
    if asked_at > now or (measure.issued_at and asked_at < measure.issued_at):
        raise Refused("It was asked before it was issued, or at a time to come: correct the time.")
    if MeasureChange.objects.filter(measure=measure, verdict="").exists():
        raise Refused("A request waits for its answer already: decide it first.")
    change = MeasureChange.objects.create(
        case=measure.case,
        measure=measure,
        number=next_number(measure.changes.all()),
        kind=kind,
        asked_by=asked_by,
        asked_at=asked_at,
        words=words.strip(),
        proposal=kept_proposal(measure, kind, proposal or {}, now),
        recorded_at=now,
        recorded_by=by,
    )
    told = told_of(measure, kind=ChangeKind(kind).label.lower(), number=change.number)
    record(Verb.CHANGE_ASKED, by=by, now=now, happened_at=asked_at, case=measure.case, data=told)
    _expect_reply(change, by=by, now=now)
    return change


def _refuse_unless_ours(measure: Measure) -> None:
    if measure.kind not in OURS_TO_CHANGE:
        raise Refused(f"A court varies or discharges {measure.reference}: record what it did.")
    if not measure.ours:
        raise Refused(f"{measure.other_body} issued {measure.reference}: ask them to vary or discharge it.")


def kept_proposal(measure: Measure, kind: ChangeKind, proposal: Proposal, now: datetime) -> dict[str, Any]:
    """Return a proposal as it is kept, once every row of it is sound; with what it would be instead of."""
    if kind == ChangeKind.DISCHARGE:
        return {}
    here = {term.number for term in terms_of(measure)}
    rows, gone = proposal.get("terms", []), proposal.get("take_out", [])
    if not rows and not gone and "ends_on" not in proposal:
        raise Refused("Say what would change: a requirement, or the last day.")
    if not set(gone) <= here:
        raise Refused("A requirement that would be taken out is none of those in force: load the page again.")
    if len(rows) > MOST_TERMS:
        raise Refused(f"More than {MOST_TERMS} requirements are not read: ask for fewer.")
    for row in rows:
        refuse_unless_clear(MeasureTerm(measure=measure, **row))
    kept: dict[str, Any] = {"take_out": sorted(gone), "terms": [plain(row) for row in rows]}
    if "ends_on" in proposal:
        kept["ends_on"] = plain({"": proposal["ends_on"]})[""]
    return kept


def _expect_reply(change: MeasureChange, *, by: User, now: datetime) -> None:
    measure = change.measure
    answer = consider("CPN-14", {"asked_on": london_day(change.asked_at)}, limits_in_force(now))
    words = answer.reasons[0].removesuffix(".")
    expect(
        Kind.CHANGE_REPLY,
        measure,
        origin=f"measurechange:{change.pk}",
        because=f"{words[:1].lower()}{words[1:]} (CPN-14)",
        last_day=answer.values["last_day"],
        subject=f"request {change.number}",
        anchored_at=change.asked_at,
        by=by,
        now=now,
    )


@transaction.atomic
def decide_change(
    change: MeasureChange,
    *,
    verdict: Verdict,
    decision: str,
    over: Mapping[str, str] | None = None,
    by: User,
    now: datetime,
) -> MeasureChange:
    """Grant or refuse a request with the reason, do what was asked, and return it."""
    measure, change = in_force(change.measure), locked(change)
    change.measure = measure
    if change.verdict:
        raise Refused(f"Request {change.number} was decided already: load the page again.")
    if not decision.strip():
        raise Refused("Say why: whoever it binds may read the reason.")
    change.verdict, change.decision = verdict, decision.strip()
    change.decided_at, change.decided_by = now, by
    change.version += 1
    kind, granted = ChangeKind(change.kind), verdict == Verdict.GRANTED
    if granted:
        weigh(measure, facts_to_decide(change, by, now), over=over, by=by, now=now)
    if granted and kind == ChangeKind.VARY:
        vary(change, by=by, now=now)
    change.save()
    data = told_of(
        measure, kind=kind.label.lower(), verdict=Verdict(verdict).label.lower(), number=change.number
    )
    record(Verb.CHANGE_DECIDED, by=by, now=now, case=measure.case, reason=decision, data=data)
    subject = about(measure, f"request {change.number}")
    meet(Kind.CHANGE_REPLY, subject=subject, by=by, now=now, case=measure.case)
    if granted and kind == ChangeKind.DISCHARGE:
        _over(measure, MeasureState.DISCHARGED, Verb.MEASURE_DISCHARGED, decision, by=by, now=now)
    return change


def facts_to_decide(change: MeasureChange, by: User, now: datetime) -> dict[str, Any]:
    """Return the facts of the rules that are weighed when a request is granted."""
    if change.kind == ChangeKind.VARY:
        return _facts_to_vary(change.measure, change.proposal, by, now)
    return _authority_facts(change.measure, by, now)


def _authority_facts(measure: Measure, by: User, now: datetime) -> dict[str, Any]:
    held = [{"from": one.starts_on, "to": one.ends_on} for one in authorities_of(by, measure.case)]
    return {"CPN-4": {"authorities": held, "issue_on": london_day(now)}}


def _facts_to_vary(measure: Measure, proposal: Mapping[str, Any], by: User, now: datetime) -> dict[str, Any]:
    facts = _authority_facts(measure, by, now)
    if measure.kind != MeasureKind.CPN:
        return facts
    found = findings_in_change(measure, proposal, now=now)
    rows = [
        (f"Requirement to come {place}", term, counts(findings))
        for place, (term, findings) in enumerate(found, 1)
    ]
    facts["CPN-6"] = [{"about": name, "type": term.kind} for name, term, _ in rows]
    facts["CPN-7"] = [{"about": name, **worded(term, counted)} for name, term, counted in rows]
    facts["CPN-8"] = [{"about": name, "type": term.kind, "by": term.do_by} for name, term, _ in rows]
    if "ends_on" in proposal:
        facts["CPN-13"] = {"issued_on": measure.issued_on, "ends_on": proposal["ends_on"]}
    return facts


@transaction.atomic
def end_measure(measure: Measure, *, reason: str, by: User, now: datetime) -> Measure:
    """Note that a warning has done its work, or that the last day of a notice is over, and return it."""
    measure = in_force(measure)
    if not reason.strip():
        raise Refused("Say how it ended: the reason is kept.")
    running = measure.ends_on is None or measure.ends_on >= london_day(now)
    if measure.kind != MeasureKind.CPW and running:
        raise Refused(f"{measure.reference} is in force still: it ends on its last day, or is discharged.")
    _over(measure, MeasureState.ENDED, Verb.MEASURE_ENDED, reason, by=by, now=now)
    return measure


def _over(measure: Measure, state: MeasureState, verb: Verb, reason: str, *, by: User, now: datetime) -> None:
    measure.state, measure.ended_at, measure.ended_why = state, now, reason.strip()
    measure.version += 1
    measure.save()
    record(verb, by=by, now=now, case=measure.case, reason=reason, data=told_of(measure))
    stop(measure, *ENDS_WITH_IT, reason=f"It is {state.label.lower()}", by=by, now=now)
