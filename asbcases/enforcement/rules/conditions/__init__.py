"""Checks how a condition is worded: what is wrong, the exact words, and how to mend them. It never blocks anything."""

from asbcases.enforcement.rules.conditions.acts import several_acts
from asbcases.enforcement.rules.conditions.bounds import area_bounds, no_date, no_end
from asbcases.enforcement.rules.conditions.conflicts import conflicts
from asbcases.enforcement.rules.conditions.foreshadowing import not_foreshadowed
from asbcases.enforcement.rules.conditions.impossible import impossible
from asbcases.enforcement.rules.conditions.model import CODES, DUTIES, Condition, Duty, Finding, LiveTerm
from asbcases.enforcement.rules.conditions.sentences import long_sentences
from asbcases.enforcement.rules.conditions.words import vague_words

__all__ = ["CODES", "DUTIES", "Condition", "Duty", "Finding", "LiveTerm", "check_condition"]

LOOKS = (
    several_acts,
    vague_words,
    no_end,
    no_date,
    area_bounds,
    not_foreshadowed,
    impossible,
    conflicts,
    long_sentences,
)


def check_condition(condition: Condition) -> list[Finding]:
    """Return what is wrong with a condition, in the order of the codes; nothing found is a good sign and no promise."""
    found = [finding for look in LOOKS for finding in look(condition)]
    return sorted(found, key=lambda finding: list(CODES).index(finding.code))
