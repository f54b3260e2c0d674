"""What the risk to the victims says of closing their case: the level by which it closes, and who was not asked again for it.

An assessment for the closing is one with a level, or a refusal, that is not too old and newer than every incident that
joined the case; whoever could not be reached or was asked in part was not assessed for it (practice reference, 2.8).
"""

from collections.abc import Iterator
from datetime import datetime

from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Case, CaseIncident, CaseParty
from asbcases.cases.rules.closing import (
    BlockingItem,
    ClosingTerms,
    VictimRisk,
    level_for_closing,
    missing_of,
)
from asbcases.deadlines.choices import Kind
from asbcases.law.words import instant_words
from risk.choices import Result
from risk.models import Assessment
from risk.queries import DONE, NOT_ASSESSED, clock_level, current_assessment, victims_of
from risk.transitions.clocks import fresh_until, open_about


def terms_of(case: Case, now: datetime) -> ClosingTerms:
    """Return the level by which a case closes, and each victim whose risk was not assessed for the closing."""
    victims = list(victims_of(case).select_related("case"))
    return ClosingTerms(level_for_closing(map(clock_level, victims)), tuple(_items(victims, now)))


def _items(victims: list[CaseParty], now: datetime) -> Iterator[BlockingItem]:
    for party in victims:
        newest = current_assessment(party)
        known = _known(party, newest, now)
        code = missing_of(known)
        if code == Blocking.FIRST_ASSESSMENT:
            yield _item(code, Kind.FIRST_ASSESSMENT, party, "the risk was never assessed: assess it.")
        elif code and newest:
            stale = _why_stale(newest, known)
            words = f"the risk has to be assessed again for the closing, for {stale}."
            yield _item(code, Kind.RE_ASSESSMENT, party, words)


def _known(party: CaseParty, newest: Assessment | None, now: datetime) -> VictimRisk:
    """Return what is known of the risk to a victim, as the rule of closing takes it."""
    done = Assessment.objects.filter(DONE, party=party).exists()
    if newest is None or not done:
        return VictimRisk(level=None)
    level = clock_level(party) or NOT_ASSESSED
    joined = CaseIncident.objects.filter(
        case=party.case, recorded_at__gt=newest.completed_at, recorded_in_error_at__isnull=True
    )
    return VictimRisk(
        level=level,
        newest=newest.result,
        over_at=fresh_until(newest.completed_at, level),
        incident_since=joined.exists(),
        now=now,
    )


def _item(code: Blocking, kind: Kind, party: CaseParty, words: str) -> BlockingItem:
    owed = open_about(party).filter(kind=kind).first()
    return BlockingItem(code, str(party.number), words, owed.pk if owed else None)


def _why_stale(newest: Assessment, known: VictimRisk) -> str:
    """Return why an assessment does not do for the closing."""
    if newest.result == Result.INCOMPLETE:
        return "the last one is not complete"
    if newest.result == Result.UNREACHABLE:
        return "they could not be reached the last time"
    if known.incident_since or known.over_at is None:
        return "an incident has joined the case since"
    return f"the last one was too old from {instant_words(known.over_at)} on"
