"""Appeals against a notice (2014 Act s.46): lodged in time or not, what they suspend, and how the court decided."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Stage
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.enforcement.choices import AppealGround, AppealOutcome, MeasureKind, MeasureState, TermKind
from asbcases.enforcement.models import Appeal, Hearing, Measure, MeasureTerm
from asbcases.enforcement.queries.breaches import actions_on_breaches
from asbcases.enforcement.transitions.clocks import expect, stop
from asbcases.enforcement.transitions.hearings import hold_hearing
from asbcases.enforcement.transitions.standing import (
    Over,
    answer_of,
    held,
    refuse_blank,
    refuse_unless_between,
    weigh_given,
)
from asbcases.enforcement.transitions.weighing import Facts
from asbcases.errors import Refused
from asbcases.law.words import day_words

# As the rule of the law names what a court may do.
IN_LAW = {
    AppealOutcome.QUASHED: "quash",
    AppealOutcome.MODIFIED: "modify",
    AppealOutcome.DISMISSED: "dismiss",
}
# What falls with a notice that is quashed. What was seized goes back all the same, and who got a bill may still appeal.
FALLS = (
    *(Kind.APPEAL_WINDOW, Kind.TERM_DUE, Kind.MEASURE_REVIEW, Kind.MEASURE_END, Kind.CHANGE_REPLY),
    *(Kind.EIGHTEENTH_BIRTHDAY, Kind.PENALTY_PAYMENT, Kind.PROSECUTION_LIMIT, Kind.WARRANT_ENTRY),
)


@transaction.atomic
def lodge_appeal(
    measure: Measure,
    *,
    lodged_on: date,
    grounds: Sequence[AppealGround],
    court: str,
    stop_suspended: bool = False,
    by: User,
    now: datetime,
) -> Appeal:
    """Record an appeal, in time or out of time, and return it; in time, it suspends what is to be done (APP-3)."""
    measure = _appealable(measure)
    court = refuse_blank(court, "Name the court to which the appeal was made.")
    if not grounds:
        raise Refused("Choose at least one ground of the appeal (2014 Act s.46(1), APP-2).")
    refuse_unless_between(lodged_on, measure.issued_on, now, "The appeal was lodged")
    facts: Facts = {
        "APP-1": {"issued_on": measure.issued_on, "lodged_on": lodged_on},
        "APP-2": {"grounds": [str(ground) for ground in grounds]},
    }
    found = weigh_given(measure, facts, by=by, now=now)
    appeal = Appeal.objects.create(
        case=measure.case,
        measure=measure,
        lodged_on=lodged_on,
        grounds=[str(ground) for ground in grounds],
        court=court,
        in_time=answer_of(found, "APP-1", "in_time"),
        stop_suspended=stop_suspended,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.APPEAL_LODGED, by=by, now=now, case=measure.case, data=_told(appeal, in_time=appeal.in_time))
    if appeal.in_time:
        reason = f"An appeal is in progress since {day_words(lodged_on)}: what is to be done has no effect meanwhile"
        stop(measure, Kind.TERM_DUE, reason=reason, by=by, now=now)
    return appeal


def _appealable(measure: Measure) -> Measure:
    measure = held(measure, work=False)
    if measure.kind != MeasureKind.CPN:
        raise Refused("Only a community protection notice is appealed against in this way (2014 Act s.46).")
    if measure.state == MeasureState.QUASHED:
        raise Refused(f"{measure.reference} was quashed already: load the page again.")
    if Appeal.objects.filter(measure=measure, outcome="").exists():
        raise Refused("An appeal is in progress already: record how it ended first.")
    return measure


@transaction.atomic
def decide_appeal(
    appeal: Appeal,
    *,
    outcome: AppealOutcome,
    words: str,
    decided_on: date,
    over: Over = None,
    by: User,
    now: datetime,
) -> Appeal:
    """Record how an appeal ended, and return it: a quashed notice is over, else what was suspended has effect again."""
    measure = held(appeal.measure, work=False)
    appeal = locked(appeal)
    if appeal.outcome:
        raise Refused("How this appeal ended is recorded already: load the page again.")
    words = refuse_blank(words, "Write what the court decided, in its words, or why it was withdrawn.")
    refuse_unless_between(decided_on, appeal.lodged_on, now, "The appeal ended")
    if outcome in IN_LAW:
        facts = {"outcome": IN_LAW[outcome], "later_breach_actions": actions_on_breaches(measure)}
        weigh_given(measure, {"APP-4": facts}, over=over, by=by, now=now)
    appeal.measure, appeal.outcome, appeal.outcome_words, appeal.decided_on = (
        measure,
        outcome,
        words,
        decided_on,
    )
    appeal.version += 1
    appeal.save(update_fields=["outcome", "outcome_words", "decided_on", "version"])
    told = _told(appeal, outcome=AppealOutcome(outcome).label.lower(), choice=str(outcome))
    record(Verb.APPEAL_DECIDED, by=by, now=now, case=measure.case, data=told)
    for hearing in Hearing.objects.filter(appeal=appeal, held_at=None).order_by("pk"):
        hearing.measure = measure
        over_by = f"The appeal ended: {AppealOutcome(outcome).label.lower()}"
        hold_hearing(hearing, outcome=over_by, by=by, now=now)
    if outcome == AppealOutcome.QUASHED:
        _quash(measure, appeal, by=by, now=now)
    else:
        _resume(appeal, by=by, now=now)
    return appeal


def _quash(measure: Measure, appeal: Appeal, *, by: User, now: datetime) -> None:
    why = f"Quashed on appeal on {day_words(appeal.decided_on or now)}"
    measure.state = MeasureState.QUASHED
    # One that was discharged before was over from then on.
    measure.ended_at, measure.ended_why = measure.ended_at or now, measure.ended_why or why
    measure.version += 1
    measure.save(update_fields=["state", "ended_at", "ended_why", "version"])
    stop(measure, *FALLS, reason=why, by=by, now=now)


def _resume(appeal: Appeal, *, by: User, now: datetime) -> None:
    """Set the clocks of what is to be done again, where its day has not passed and nobody did it meanwhile."""
    measure = appeal.measure
    if measure.state != MeasureState.ISSUED or measure.case.stage == Stage.CLOSED or not appeal.in_time:
        return
    for term in due_again(measure, now):
        expect(
            Kind.TERM_DUE,
            measure,
            origin=f"appeal:{appeal.pk}",
            because=f"the appeal ended, and term {term.number} has effect again (2014 Act s.46(3), APP-3)",
            at=term.do_by,
            subject=f"term {term.number}",
            anchored_at=now,
            by=by,
            now=now,
        )


def due_again(measure: Measure, now: datetime) -> list[MeasureTerm]:
    """Return the terms that are still to be done by an instant to come."""
    open_terms = MeasureTerm.objects.filter(measure=measure, ended_at__isnull=True, done_at__isnull=True)
    return list(open_terms.filter(kind__in=(TermKind.DO, TermKind.STEPS), do_by__gt=now).order_by("number"))


def _told(appeal: Appeal, **more: object) -> dict[str, object]:
    return {"measure": appeal.measure.reference, "id": appeal.pk, **more}
