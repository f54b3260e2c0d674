"""What the looks at what is beyond a person's reach have in common."""

import re

from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments

# The words found, and what is wrong with how it is mended.
Found = tuple[str, str] | None

STEPS = re.compile(r"\breasonable steps?\b", re.IGNORECASE)


def found_in(name: str, text: str, start: int = 0) -> re.Match[str] | None:
    """Return the first phrase of a list."""
    return phrases_of("impossible", name).search(text, start)


def only_steps(condition: Condition) -> bool:
    """Return whether steps are asked for, not a result: those can be taken towards anything."""
    return condition.kind == "steps" or bool(STEPS.search(condition.words))


def is_own(condition: Condition, text: str) -> bool:
    """Return whether the words speak of their own premises, household or dogs, by address too."""
    first = plain(segments(condition.lives_at)[0]) if segments(condition.lives_at) else ""
    return bool(found_in("own", text)) or (any(letter.isdigit() for letter in first) and first in plain(text))


def is_shared(name: str) -> bool:
    """Return whether a name is that of a street or a park: "Priory Park"."""
    parts = name.split(" ")
    kinds = words_of("places", "streets") | words_of("impossible", "shared_areas")
    return len(parts) == 2 and parts[1].istitle() and parts[1].lower() in kinds
