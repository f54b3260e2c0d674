"""Builders of what follows a notice, each through its transition; the days count from the issue of the notice."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from asbcases.accounts.models import User
from asbcases.enforcement.choices import AppealGround, BreachDecision, BreachState, Power, TermKind
from asbcases.enforcement.models import Appeal, Breach, FixedPenalty, Measure, RemedialWork, Seizure
from asbcases.enforcement.transitions.appeals import lodge_appeal
from asbcases.enforcement.transitions.breaches import (
    allege_breach,
    conclude_breach,
    decide_breach,
    gather_evidence,
    seek_explanation,
    tell_subject,
    tell_victim,
)
from asbcases.enforcement.transitions.penalties import file_breach, offer_penalty
from asbcases.enforcement.transitions.seizures import note_warrant
from asbcases.enforcement.transitions.works import propose_works
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import LATER, make_authority
from tests.tools.quickly import quickly

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# Three days after a notice of the builders was handed over.
AFTER = LATER + 3 * DAY
REASONS: dict[str, Any] = {
    "proof": "PC Osei heard the music on the stairs, and wrote it down at once.",
    "public_interest": "It is the third night; a warning was not enough.",
    "equality": "Nothing is known that would call for an adjustment.",
}
PENALTY: dict[str, Any] = {
    "amount": Decimal(100),
    "early_amount": Decimal(60),
    "early_days": 10,
    "particulars": "Music was played at 11:40pm at 22 Mersea Road, against term 1.",
    "payable_to": "Colchester City Council, Rowan House, Colchester",
    "methods": "Online, or by telephone",
}


@quickly
def allege(
    measure: Measure, *, by: User, now: datetime = AFTER, kind: TermKind = TermKind.STOP, **said: Any
) -> Breach:
    """Record that the first term of a kind was not kept, half an hour ago unless it is said otherwise."""
    stated: dict[str, Any] = {
        "happened_at": now - HOUR / 2,
        "place": "22 Mersea Road",
        "words": "Music could be heard on the stairs.",
        "terms": [measure.terms.filter(kind=kind).order_by("number")[0]],
        **said,
    }
    return fresh(allege_breach(measure, **stated, by=by, now=now))


@quickly
def climb_to(
    breach: Breach,
    rung: BreachState,
    *,
    by: User,
    now: datetime = AFTER + HOUR,
    decision: BreachDecision = BreachDecision.PROSECUTION,
    **said: Any,
) -> Breach:
    """Take a breach up its ladder to a rung, a minute for each."""
    numbers = [row.term.number for row in breach.terms.select_related("term")]
    steps = {
        BreachState.EVIDENCED: lambda at: gather_evidence(
            breach, evidence=dict.fromkeys(numbers, "Heard by PC Osei on the stairs."), by=by, now=at
        ),
        BreachState.EXPLAINED: lambda at: seek_explanation(
            breach, excuse="He says that it was his birthday.", explained_at=at, by=by, now=at
        ),
        BreachState.DECIDED: lambda at: decide_breach(
            breach, **{**REASONS, "decision": decision, **said}, by=by, now=at
        ),
        BreachState.SUBJECT_TOLD: lambda at: tell_subject(breach, how="In person", told_at=at, by=by, now=at),
        BreachState.VICTIM_TOLD: lambda at: tell_victim(
            breach, how="By telephone", told_at=at, by=by, now=at
        ),
        BreachState.CONCLUDED: lambda at: conclude_breach(breach, outcome="He paid.", by=by, now=at),
    }
    ladder = list(BreachState)
    for number, step in enumerate(steps.items()):
        reached = ladder.index(BreachState(fresh(breach).state))
        if reached < ladder.index(step[0]) <= ladder.index(rung):
            step[1](now + number * MINUTE)
    return fresh(breach)


@quickly
def decided(
    measure: Measure,
    decision: BreachDecision = BreachDecision.PROSECUTION,
    *,
    by: User,
    now: datetime = AFTER,
    **said: Any,
) -> Breach:
    """Record a breach and take it up to a decision, within the hour after."""
    breach = allege(measure, by=by, now=now)
    return climb_to(breach, BreachState.DECIDED, by=by, now=now + 5 * MINUTE, decision=decision, **said)


@quickly
def penalised(measure: Measure, *, by: User, now: datetime = AFTER, **said: Any) -> FixedPenalty:
    """Offer a fixed penalty for a breach, half an hour after it was recorded."""
    breach = decided(measure, BreachDecision.PENALTY, by=by, now=now)
    return offer(breach, by=by, now=now + HOUR / 2, **said)


@quickly
def offer(breach: Breach, *, by: User, now: datetime = AFTER + HOUR / 2, **said: Any) -> FixedPenalty:
    """Offer a fixed penalty for a breach of which so was decided, dated today."""
    make_authority(by, Power.FPN)
    stated = {"fpn_on": london_day(now), **PENALTY, **said}
    return offer_penalty(breach, **stated, by=by, now=now)


@quickly
def appeal_against(measure: Measure, *, by: User, now: datetime = AFTER, **said: Any) -> Appeal:
    """Record an appeal against a notice, lodged today."""
    stated: dict[str, Any] = {
        "lodged_on": london_day(now),
        "grounds": [AppealGround.REQUIREMENT],
        "court": "Colchester Magistrates' Court",
        **said,
    }
    return lodge_appeal(measure, **stated, by=by, now=now)


@quickly
def propose(measure: Measure, *, by: User, now: datetime = AFTER, **said: Any) -> RemedialWork:
    """Propose works inside a flat, with the notice that invites consent today."""
    stated: dict[str, Any] = {
        "work": "Take the loudspeakers down",
        "open_land": False,
        "estimate": Decimal(250),
        "invited_on": london_day(now),
        **said,
    }
    return propose_works(measure, **stated, by=by, now=now)


@quickly
def warrant_for(breach: Breach, *, by: User, now: datetime = AFTER + HOUR, **said: Any) -> Seizure:
    """Record a warrant of today to seize the loudspeakers."""
    stated: dict[str, Any] = {"item": "Two loudspeakers", "warrant_on": london_day(now), **said}
    return note_warrant(breach, **stated, by=by, now=now)


def filed(breach: Breach, *, by: User, now: datetime) -> Breach:
    """Send the file of a breach to the prosecutor."""
    return file_breach(breach, filed_at=now, by=by, now=now)


def fresh(breach: Breach) -> Breach:
    """Return a breach as it stands now."""
    return Breach.objects.select_related("measure__case__lead", "measure__case__district", "case").get(
        pk=breach.pk
    )
