"""Each later part of a sentence looked at by itself: "apologise to her and have her accept it" asks for both."""

from collections.abc import Callable
from dataclasses import replace

from asbcases.enforcement.rules.conditions.already import already
from asbcases.enforcement.rules.conditions.at_mercy import at_mercy
from asbcases.enforcement.rules.conditions.caused import caused
from asbcases.enforcement.rules.conditions.clauses import clauses
from asbcases.enforcement.rules.conditions.commanded import commanded
from asbcases.enforcement.rules.conditions.elapsed import elapsed
from asbcases.enforcement.rules.conditions.fated import fated
from asbcases.enforcement.rules.conditions.hasty import hasty
from asbcases.enforcement.rules.conditions.inward import inward
from asbcases.enforcement.rules.conditions.lawless import lawless
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.moods import moods
from asbcases.enforcement.rules.conditions.owned import owned_by_others
from asbcases.enforcement.rules.conditions.powers import powers
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.texts import straight
from asbcases.enforcement.rules.conditions.unknown import unknown
from asbcases.enforcement.rules.conditions.unreachable import unreachable

LOOKS: tuple[Callable[[Condition], Found], ...] = (
    caused,
    fated,
    owned_by_others,
    inward,
    powers,
    lawless,
    elapsed,
    unknown,
    moods,
    at_mercy,
    unreachable,
    hasty,
    already,
    commanded,
)


def piece_by_piece(condition: Condition) -> Found:
    """Look at each thing that is asked after the first as if it stood alone."""
    for clause in clauses(straight(condition.words))[1:]:
        part = replace(condition, words=clause.words)
        found = next((said for look in LOOKS if clause.must and (said := look(part))), None)
        if found:
            return clause.words.removeprefix("You must ").rstrip("."), found[1]
    return None
