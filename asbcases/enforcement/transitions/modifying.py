"""What a court made of a notice on appeal: its terms as the court modified them, recorded as given (2014 Act s.46(4))."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked, next_number
from asbcases.enforcement.choices import AppealOutcome, AskedBy, ChangeKind, MeasureState, Verdict
from asbcases.enforcement.models import Appeal, MeasureChange
from asbcases.enforcement.transitions.changing import NewTerm, Proposal, kept_proposal
from asbcases.enforcement.transitions.drafting import told_of
from asbcases.enforcement.transitions.standing import held
from asbcases.enforcement.transitions.varying import vary
from asbcases.errors import Refused


@transaction.atomic
def vary_by_court(
    appeal: Appeal,
    *,
    take_out: Sequence[int] = (),
    terms: Sequence[NewTerm] = (),
    ends_on: date | None = None,
    by: User,
    now: datetime,
) -> MeasureChange:
    """Record the terms as the court modified them on an appeal, and return the variation; nobody decides it again.

    They hold from the day on which the court decided, whenever they are entered. What was taken out has no clock any
    more, and what is to be done from now on has its own. A court acts on a closed case too, and its terms are kept
    whatever they say.
    """
    measure, appeal = held(appeal.measure, work=False), locked(appeal)
    if appeal.outcome != AppealOutcome.MODIFIED:
        raise Refused("The court modified nothing on this appeal: record how it ended first.")
    if measure.state != MeasureState.ISSUED:
        raise Refused(f"{measure.reference} is not in force any more: its terms bind nobody.")
    proposal: Proposal = {"take_out": sorted(set(take_out)), "terms": list(terms)}
    if ends_on:
        proposal["ends_on"] = ends_on
    change = MeasureChange(
        case=measure.case, measure=measure, number=next_number(measure.changes.all()), kind=ChangeKind.VARY,
        asked_by=AskedBy.COURT, appeal=appeal, asked_at=now, words=appeal.outcome_words,
        proposal=kept_proposal(measure, ChangeKind.VARY, proposal, now),
        verdict=Verdict.GRANTED, decided_at=now, decision=f"As {appeal.court} modified it on appeal.",
        recorded_at=now, recorded_by=by,
    )  # fmt: skip
    change.save()
    told = told_of(measure, number=change.number)
    record(Verb.ORDER_VARIED, by=by, now=now, case=measure.case, data=told)
    vary(change, by=by, now=now)
    change.save()
    # Whoever read the appeal before enters the same terms no second time.
    appeal.version += 1
    appeal.save(update_fields=["version"])
    return change
