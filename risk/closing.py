"""What the risk to the victims says of closing their case: the level by which it closes, and who was not asked again for it.

An assessment for the closing is one with a level, or a refusal, that is not too old and newer than every incident that
joined the case; whoever could not be reached or was asked in part was not assessed for it (practice reference, 2.8).
"""

from collections.abc import Iterator
from datetime import datetime

from asbcases.cases.case_choices import Blocking
from asbcases.cases.models import Case, CaseIncident, CaseParty
from asbcases.cases.rules.closing import BlockingItem, ClosingTerms
from asbcases.deadlines.choices import Kind
from asbcases.law.words import instant_words
from risk import rules
from risk.choices import Result
from risk.models import Assessment
from risk.queries import DONE, NOT_ASSESSED, clock_level, current_assessment, victims_of
from risk.transitions.clocks import fresh_until, open_about


def terms_of(case: Case, now: datetime) -> ClosingTerms:
    """Return the level by which a case closes, and each victim whose risk was not assessed for the closing."""
    victims = list(victims_of(case).select_related("case"))
    return ClosingTerms(_level_of(victims), tuple(_items(victims, now)))


def _level_of(victims: list[CaseParty]) -> str | None:
    """Return the highest level of the victims, one not assessed counting as medium; None where nobody was asked at all."""
    levels = [clock_level(party) for party in victims]
    asked = any(levels)
    return rules.highest(level or NOT_ASSESSED for level in levels) if asked else None


def _items(victims: list[CaseParty], now: datetime) -> Iterator[BlockingItem]:
    for party in victims:
        newest = current_assessment(party)
        if not Assessment.objects.filter(DONE, party=party).exists():
            words = "the risk was never assessed: assess it."
            yield _item(Blocking.FIRST_ASSESSMENT, Kind.FIRST_ASSESSMENT, party, words)
        elif newest and (stale := _why_stale(newest, party, now)):
            words = f"the risk has to be assessed again for the closing, for {stale}."
            yield _item(Blocking.REASSESS, Kind.RE_ASSESSMENT, party, words)


def _item(code: Blocking, kind: Kind, party: CaseParty, words: str) -> BlockingItem:
    owed = open_about(party).filter(kind=kind).first()
    return BlockingItem(code, str(party.number), words, owed.pk if owed else None)


def _why_stale(newest: Assessment, party: CaseParty, now: datetime) -> str:
    """Return why an assessment does not do for the closing; nothing where it does."""
    if newest.result == Result.INCOMPLETE:
        return "the last one is not complete"
    if newest.result == Result.UNREACHABLE:
        return "they could not be reached the last time"
    at, level = newest.completed_at, clock_level(party) or NOT_ASSESSED
    if CaseIncident.objects.filter(
        case=party.case, recorded_at__gt=at, recorded_in_error_at__isnull=True
    ).exists():
        return "an incident has joined the case since"
    over = fresh_until(at, level)
    return f"the last one was too old from {instant_words(over)} on" if over <= now else ""
