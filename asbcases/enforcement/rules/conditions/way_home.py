"""The way into the house in which somebody lives: closed to them, or left open by another door."""

import re

from asbcases.enforcement.rules.conditions.effects import NOT, Effect
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.places import plain, segments
from asbcases.enforcement.rules.conditions.texts import straight

# The way into a house, closed as such and not only to a use of it.
WAY = re.compile(
    rf"{NOT}\s(?:use|enter|go\s(?:up|down|through|into)|come\s(?:up|down|through))\s(?:the\s|any\s)?(?:[\w']+\s){{0,4}}?"
    r"(?:stairs?|staircase|stairway|lifts?|entrance|front door|hall|hallway|lobby|landing|corridor)\b(?!\s(?:to|for|as|while|when)\b)([^.;]{0,80})",
    re.IGNORECASE,
)
# The gate or the path of a house, and of no street.
OWN_GATE = re.compile(
    rf"{NOT}\suse\s(?:the\s|any\s)?(?:front\s|only\s)?(?:gate|path|door|entrance|drive|steps)\b(?:,?\s(?:or|nor|and)\s(?:the\s)?(?:front\s)?(?:gate|path|door|entrance|drive|steps))?\s(?:of|to|at)\s(?:the\s(?:house|flat)\sat\s)?\d",
    re.IGNORECASE,
)
YOUR_BUILDING = re.compile(
    r"\b(?:of|to|in|into)\syour\s(?:own\s)?(?:building|block|house|home|flat|flats|tower)\b", re.IGNORECASE
)
# Another way is left.
ANOTHER_WAY = re.compile(
    r"\b(?:front|back|rear|other|main|side|second)\s(?:stairs?|staircase|door|entrance|lift|way|gate|exit)s?\b[^.;]{0,40}?\b(?:open|free|available|instead|may\s(?:still\s)?be\sused|yours|left|is\sallowed|are\sallowed)\b",
    re.IGNORECASE,
)
# Nobody lives in a part of a house alone.
PART_OF_HOME = re.compile(
    r"\s*(?:the|your|its)\s(?:[a-z]+\s)?(?:loft|attic|cellar|basement|shed|garage|roof|balcony|garden|yard|greenhouse|outbuildings?|laundry|bin\sstore|bike\sstore|plant\sroom|boiler\sroom|communal\s[a-z]+|floors?|floorboards?|carpets?|ceilings?|windows?)\b(?!,|\s(?:flat|and|or|nor))",
    re.IGNORECASE,
)


def way_home(condition: Condition, home: str) -> bool:
    """Return whether the stairs or the door of the house in which they have a flat are closed to them."""
    way = WAY.search(straight(condition.words))
    parts = [plain(part) for part in segments(home)]
    if parts and OWN_GATE.search(straight(condition.words)) and parts[0] in plain(condition.words):
        return parts[0][:1].isdigit()
    if way and YOUR_BUILDING.search(way.group()):
        return bool(home)
    if way is None or len(parts) < 3 or parts[0].split(" ")[0] not in words_of("places", "units"):
        return False
    return parts[1] in plain(f"{way[1]} {condition.place}")


def spared(condition: Condition, effect: Effect) -> bool:
    """Return whether another way in is left, or only a part of the house is closed: the loft, the shed."""
    other = ANOTHER_WAY.search(straight(condition.words))
    return bool(other or PART_OF_HOME.match(effect.object))
