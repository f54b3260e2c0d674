"""The ladder of a breach (law.md 10.3): alleged, evidence, explanation, decision, subject told, victim told, outcome."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Incident
from asbcases.cases.queries import next_number
from asbcases.enforcement.choices import BreachDecision, BreachState, MeasureKind
from asbcases.enforcement.models import Breach, BreachTerm, FixedPenalty, Measure, MeasureTerm
from asbcases.enforcement.queries.measures import held_on, issue_told_at, terms_in_force
from asbcases.enforcement.rules.proof import CRIMINAL, lacks_proof
from asbcases.enforcement.transitions.breach_clocks import expect_prosecution, no_prosecution
from asbcases.enforcement.transitions.standing import (
    Over,
    about_breach,
    force_facts,
    held,
    held_breach,
    is_child,
    quash_facts,
    refuse_blank,
    refuse_unless_between,
    refuse_unless_past,
    suspension_facts,
    weigh_act,
)
from asbcases.enforcement.transitions.weighing import Facts
from asbcases.errors import Refused
from asbcases.law.periods import london_day, whole_minute
from asbcases.law.words import day_words

S = BreachState
LADDER = tuple(BreachState)
# What a breach is of; a warning that is not kept leads to a notice.
BREACHABLE = (MeasureKind.CPN, MeasureKind.CBO)
# After these nobody is prosecuted.
NO_COURT = (BreachDecision.NONE, BreachDecision.WARNING, BreachDecision.VARY)
BEFORE_A_COURT = (BreachDecision.PROSECUTION, BreachDecision.COURT)
YOT = "Consult the youth offending team before a child goes back to court: write whom, when, and what they said."


@transaction.atomic
def allege_breach(
    measure: Measure,
    *,
    happened_at: datetime,
    place: str,
    words: str,
    terms: Sequence[MeasureTerm],
    over: Over = None,
    by: User,
    now: datetime,
) -> Breach:
    """Record that somebody is said not to have complied, with the exact terms, and return it; nothing is proved by it."""
    measure = _breachable(measure)
    refuse_unless_past(happened_at, now, "When it happened")
    refuse_unless_between(london_day(happened_at), measure.issued_on, now, "It happened")
    place = refuse_blank(place, "Write where it happened.")
    words = refuse_blank(words, "Write what is said to have happened.")
    chosen = _terms_of(measure, terms, london_day(happened_at))
    weigh_act(measure, _suspended(measure, chosen, happened_at), over=over, by=by, now=now)
    recorded = {"case": measure.case, "recorded_at": now, "recorded_by": by}
    breach = Breach.objects.create(
        measure=measure,
        number=next_number(Breach.objects.filter(measure=measure)),
        happened_at=happened_at,
        place=place,
        words=words,
        **recorded,
    )
    BreachTerm.objects.bulk_create(BreachTerm(breach=breach, term=term, **recorded) for term in chosen)
    told = about_breach(breach, terms=[term.number for term in chosen])
    record(Verb.BREACH_ALLEGED, by=by, now=now, happened_at=happened_at, case=measure.case, data=told)
    expect_prosecution(breach, by=by, now=now)
    return breach


def _breachable(measure: Measure) -> Measure:
    measure = held(measure)
    if measure.kind not in BREACHABLE:
        kind = measure.get_kind_display().lower()
        raise Refused(f"Nobody breaches a {kind}: only a notice and an order are breached.")
    return measure


def _terms_of(measure: Measure, terms: Sequence[MeasureTerm], day: date) -> list[MeasureTerm]:
    if not terms:
        raise Refused("Choose the exact term that is said to be breached.")
    if any(term.measure_id != measure.pk for term in terms):
        raise Refused("This term stands in another notice: choose one of this notice.")
    told_at = issue_told_at(measure)
    if strange := [str(term.number) for term in terms if not held_on(term, told_at, day)]:
        raise Refused(
            f"Term {', '.join(strange)} did not hold on {day_words(day)}: choose one that did, or correct the day."
        )
    return sorted({term.pk: term for term in terms}.values(), key=lambda term: term.number)


def _suspended(measure: Measure, terms: list[MeasureTerm], happened_at: datetime) -> Facts:
    facts = suspension_facts(measure, terms, london_day(happened_at))
    return {"APP-3": facts} if facts else {}


@transaction.atomic
def gather_evidence(
    breach: Breach,
    *,
    evidence: Mapping[int, str],
    incidents: Mapping[int, Incident | None] | None = None,
    by: User,
    now: datetime,
) -> Breach:
    """Keep what shows the breach of each term, by the number of the term, and return the breach."""
    breach = _on_rung(breach, S.ALLEGED, S.EVIDENCED, S.EXPLAINED)
    rows = list(BreachTerm.objects.filter(breach=breach).select_related("term").order_by("term__number"))
    for row in rows:
        row.evidence = evidence.get(row.term.number, row.evidence).strip()
        row.incident = (incidents or {}).get(row.term.number, row.incident)
    if bare := [str(row.term.number) for row in rows if not (row.evidence or row.incident)]:
        raise Refused(
            f"Write what shows the breach of each term: nothing is written for term {', '.join(bare)}."
        )
    for row in rows:
        row.save(update_fields=["evidence", "incident"])
    _climb(breach, max(S(breach.state), S.EVIDENCED, key=LADDER.index))
    record(Verb.BREACH_EVIDENCED, by=by, now=now, case=breach.case, data=about_breach(breach))
    return breach


@transaction.atomic
def seek_explanation(
    breach: Breach, *, excuse: str, explained_at: datetime, by: User, now: datetime
) -> Breach:
    """Keep the explanation that was offered, or that none was, and return the breach (2014 Act s.48(3))."""
    breach = _on_rung(breach, S.EVIDENCED, S.EXPLAINED)
    refuse_unless_past(explained_at, now, "When it was asked")
    breach.excuse = refuse_blank(excuse, "Write the explanation that was offered, or that none was.")
    if breach.measure.kind == MeasureKind.CPN:
        weigh_act(breach.measure, {"CPB-1": {"explanation": breach.excuse}}, by=by, now=now)
    breach.explained_at = explained_at
    _climb(breach, S.EXPLAINED, "excuse", "explained_at")
    told = about_breach(breach)
    record(Verb.BREACH_EXPLAINED, by=by, now=now, happened_at=explained_at, case=breach.case, data=told)
    return breach


@transaction.atomic
def decide_breach(
    breach: Breach,
    *,
    decision: BreachDecision,
    public_interest: str,
    equality: str,
    proof: str = "",
    yot_consulted: str = "",
    over: Over = None,
    by: User,
    now: datetime,
) -> Breach:
    """Decide what is done about a breach, and return it; until its file is sent it may be decided again.

    Whatever says that an offence was committed says what proves it to the criminal standard (EVD-1).
    """
    breach = _on_rung(breach, S.EXPLAINED, S.DECIDED, S.SUBJECT_TOLD, S.VICTIM_TOLD)
    measure = breach.measure
    _refuse_past_deciding(breach)
    breach.public_interest = refuse_blank(
        public_interest, "Write why this is in the public interest and proportionate."
    )
    breach.equality = refuse_blank(equality, "Write what was considered of equality and disability.")
    breach.proof = proof.strip() or breach.proof
    if lacks_proof(decision, breach.proof):
        raise Refused(f"Write what proves the breach. {CRIMINAL} (EVD-1).")
    breach.yot_consulted = yot_consulted.strip() or breach.yot_consulted
    if decision != BreachDecision.NONE:
        _refuse_unfit(breach, decision, now)
        weigh_act(measure, _facts_of_decision(breach), over=over, by=by, now=now)
    breach.decision, breach.decided_at = decision, now
    breach.decided_by, breach.decided_rank = by, by.rank
    # Whoever was told of another decision is told of this one.
    breach.subject_told_at, breach.victim_told_at = None, None
    breach.subject_told_how, breach.victim_told_how = "", ""
    _climb(
        breach,
        S.DECIDED,
        *("proof", "public_interest", "equality", "yot_consulted", "decision", "decided_at", "decided_by"),
        *("decided_rank", "subject_told_at", "subject_told_how", "victim_told_at", "victim_told_how"),
    )
    told = about_breach(breach, decision=BreachDecision(decision).label.lower(), choice=str(decision))
    record(Verb.BREACH_DECIDED, by=by, now=now, case=breach.case, data=told)
    if decision in NO_COURT:
        no_prosecution(breach, reason=f"Decided: {BreachDecision(decision).label.lower()}", by=by, now=now)
    else:
        expect_prosecution(breach, by=by, now=now)
    return breach


def _refuse_past_deciding(breach: Breach) -> None:
    if breach.filed_at:
        raise Refused("The file went to the prosecutor: what follows is theirs to decide.")
    if FixedPenalty.objects.filter(breach=breach, cancelled_at__isnull=True).exists():
        raise Refused("A fixed penalty stands for this breach: cancel it before you decide otherwise.")


def _refuse_unfit(breach: Breach, decision: BreachDecision, now: datetime) -> None:
    """Refuse what cannot be done about this breach, whatever else is right."""
    measure, day = breach.measure, london_day(breach.happened_at)
    if decision == BreachDecision.PENALTY and measure.kind != MeasureKind.CPN:
        raise Refused("A fixed penalty is offered for the breach of a notice only (2014 Act s.52).")
    if decision in BEFORE_A_COURT and is_child(measure, now) and not breach.yot_consulted:
        raise Refused(YOT)
    if measure.kind != MeasureKind.CPN and not terms_in_force(measure, day):
        raise Refused(f"{measure.reference} was not in force on {day_words(day)}.")


def _facts_of_decision(breach: Breach) -> Facts:
    measure, day = breach.measure, london_day(breach.happened_at)
    facts: dict[str, object] = {"FAIR-1": {}, "EVD-1": {"standard": CRIMINAL}, **quash_facts(measure)}
    if measure.kind == MeasureKind.CPN:
        terms = [row.term for row in BreachTerm.objects.filter(breach=breach).select_related("term")]
        facts |= {"CPB-4": force_facts(measure, day), **_suspended(measure, terms, breach.happened_at)}
    return facts  # type: ignore[return-value]


@transaction.atomic
def tell_subject(breach: Breach, *, how: str, told_at: datetime, by: User, now: datetime) -> Breach:
    """Keep that the person was told what was decided, and how; return the breach."""
    breach = _on_rung(breach, S.DECIDED)
    breach.subject_told_how = refuse_blank(how, "Write how the person was told, or why they could not be.")
    breach.subject_told_at = _told_after_decision(breach, told_at, now)
    _climb(breach, S.SUBJECT_TOLD, "subject_told_at", "subject_told_how")
    return _told(breach, "person", told_at, by=by, now=now)


@transaction.atomic
def tell_victim(breach: Breach, *, how: str, told_at: datetime, by: User, now: datetime) -> Breach:
    """Keep that the victim was told what was decided, and how, or that there is none; return the breach."""
    breach = _on_rung(breach, S.SUBJECT_TOLD)
    breach.victim_told_how = refuse_blank(how, "Write how the victim was told, or that there is none.")
    breach.victim_told_at = _told_after_decision(breach, told_at, now)
    _climb(breach, S.VICTIM_TOLD, "victim_told_at", "victim_told_how")
    return _told(breach, "victim", told_at, by=by, now=now)


def _told_after_decision(breach: Breach, told_at: datetime, now: datetime) -> datetime:
    refuse_unless_past(told_at, now, "When they were told")
    if breach.decided_at and told_at < whole_minute(breach.decided_at):
        raise Refused("They can only have been told after it was decided: correct date and time.")
    return told_at


def _told(breach: Breach, whom: str, told_at: datetime, *, by: User, now: datetime) -> Breach:
    told = about_breach(breach, whom=whom)
    record(Verb.BREACH_TOLD, by=by, now=now, happened_at=told_at, case=breach.case, data=told)
    return breach


@transaction.atomic
def conclude_breach(breach: Breach, *, outcome: str, by: User, now: datetime) -> Breach:
    """Keep the outcome, which a court may give long after the case was closed, and return the breach."""
    breach = _on_rung(breach, S.VICTIM_TOLD, work=False)
    if breach.decision in BEFORE_A_COURT and not breach.filed_at:
        raise Refused("The file was not sent yet: send it, or decide again.")
    breach.outcome = refuse_blank(outcome, "Write what came of it.")
    breach.concluded_at = now
    _climb(breach, S.CONCLUDED, "outcome", "concluded_at")
    record(Verb.BREACH_CONCLUDED, by=by, now=now, case=breach.case, data=about_breach(breach))
    no_prosecution(breach, reason="The outcome is known", by=by, now=now)
    return breach


def _on_rung(breach: Breach, *rungs: BreachState, work: bool = True) -> Breach:
    """Return a breach locked; refuse to pass over a rung, or to go back."""
    breach = held_breach(breach, work=work)
    if breach.state in rungs:
        return breach
    if LADDER.index(S(breach.state)) > LADDER.index(rungs[-1]):
        raise Refused(f"Breach {breach.number} is past this: load the page again.")
    before = S(rungs[0]).label.lower()
    raise Refused(
        f"One step after the other: first “{before}”. Breach {breach.number} stands at “{S(breach.state).label.lower()}”."
    )


def _climb(breach: Breach, rung: BreachState, *fields: str) -> None:
    breach.state = rung
    breach.version += 1
    breach.save(update_fields=["state", "version", *fields])
