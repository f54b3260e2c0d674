"""Who may say that another level stands than the one assessed (practice reference, 2.7); pure.

Anybody who assesses raises, with a reason. Lowering is a supervisor's, not of whoever assessed it; below a floor it is
an inspector's, and looked at a second time. What is refused can always be asked of whoever may.
"""

from enum import StrEnum

from asbcases.accounts.choices import Rank
from risk.choices import Level

SHORTEST_REASON = 20


class Objection(StrEnum):
    """What speaks against a ruling, in the words of the refusal."""

    REASON_TOO_SHORT = (
        f"Give a reason of at least {SHORTEST_REASON} characters: it is read at every review of the risk."
    )
    NOT_HIGHER = "This level is not higher than the one that stands: choose a higher one, or leave it."
    NOT_LOWER = "This level is not lower than the one that stands: choose a lower one, or leave it."
    OWN_ASSESSMENT = "You assessed this risk yourself: another supervisor decides whether it is lowered."
    NEEDS_SUPERVISOR = "A level is lowered by a sergeant or above: ask your supervisor to lower it."
    NEEDS_INSPECTOR = "The answers set a least level, and only an inspector or above goes below it: ask an inspector to lower it."


def is_reasoned(reason: str) -> bool:
    """Return whether a reason is long enough to be one; blanks around it do not count."""
    return len(reason.strip()) >= SHORTEST_REASON


def objection_to_raising(standing: Level, level: Level, reason: str) -> Objection | None:
    """Return what speaks against raising what stands to a level, or None."""
    if level.order <= standing.order:
        return Objection.NOT_HIGHER
    return None if is_reasoned(reason) else Objection.REASON_TOO_SHORT


def objection_to_asking(standing: Level, level: Level, reason: str) -> Objection | None:
    """Return what speaks against asking for a lower level, or None."""
    if level.order >= standing.order:
        return Objection.NOT_LOWER
    return None if is_reasoned(reason) else Objection.REASON_TOO_SHORT


def objection_to_lowering(
    standing: Level, level: Level, reason: str, *, floor: Level | None, rank: str, own: bool
) -> Objection | None:
    """Return what speaks against somebody of a rank lowering what stands to a level, or None."""
    if not has_rank(rank, Rank.SERGEANT):
        return Objection.NEEDS_SUPERVISOR
    if own:
        return Objection.OWN_ASSESSMENT
    if not has_rank(rank, rank_to_lower(level, floor)):
        return Objection.NEEDS_INSPECTOR
    return objection_to_asking(standing, level, reason)


def is_below(level: Level, floor: Level | None) -> bool:
    """Return whether a level lies below the least one that the answers set."""
    return floor is not None and level.order < floor.order


def rank_to_lower(level: Level, floor: Level | None) -> Rank:
    """Return the least rank that lowers to a level."""
    return Rank.INSPECTOR if is_below(level, floor) else Rank.SERGEANT


def has_rank(rank: str, needed: Rank) -> bool:
    """Return whether a rank is the one that is needed, or above."""
    return Rank(rank).order >= needed.order
