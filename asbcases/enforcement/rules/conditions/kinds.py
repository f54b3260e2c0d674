"""Bans from places of a kind, wherever they are: any school, every pharmacy in a town, the company of anybody under 18."""

import re

from asbcases.enforcement.rules.conditions.effects import NOT
from asbcases.enforcement.rules.conditions.lists import lists, whole_words
from asbcases.enforcement.rules.conditions.places import named, plain, segments
from asbcases.enforcement.rules.conditions.texts import straight

OF_A_KIND = re.compile(
    r"\s*(?:(?:in|into|inside|to|near|within|outside|at|by|of|the|grounds|gates|\d+\s?(?:m|metres|yards)|any part)\s)*(?:any|every|all|an?|another|each)\s(?:other\s|kind\sof\s|type\sof\s)?([^.;]{3,60})",
    re.IGNORECASE,
)
THE_YOUNG = re.compile(
    rf"{NOT}\s(?:[a-z]+\s){{1,3}}(?:in\sthe\s(?:company|presence)\sof|with|near|to|of)\s(?:any|a|another)\s?(?:other\s)?(?:person|child|children|young\sperson|pupil|one|body|youth|teenager|boy|girl)?\s?"
    r"(?:(?:who\sis\s|aged\s)?(?:under|below)\s(?:the\sage\sof\s)?(?:1[4-9]|sixteen|eighteen)|of\sschool\sage)|"
    rf"{NOT}\s(?:[a-z]+\s){{1,3}}(?:any\schild|any\spupil|children|anyone\s(?:under|of\sschool))\b|"
    rf"{NOT}\s[^.;]{{0,40}}\b(?:company|presence)\sof\s(?:[\w']+\s){{0,4}}?(?:pupils?|students?|schoolchildren)\b",
    re.IGNORECASE,
)


# "Licensed premises", "pubs": no article stands before the whole kind.
ALL_OF_THEM = re.compile(
    r"\s*(?:(?:in|into|inside|to|near|within|outside|at|by)\s)?((?:licensed\s|[a-z' -]{0,20}s\b)[^.;]{0,60})"
)


def bans_the_kind(banned: str, place: str, field: str) -> bool:
    """Return whether an address is one of the kind that is banned, in the town that is named if one is."""
    match = OF_A_KIND.match(banned) or ALL_OF_THEM.match(banned)
    if match is None:
        return False
    town = _town(match[1], field)
    return (not town or town in plain(place)) and any(
        whole_words(words).match(match[1]) and whole_words(words).search(straight(place))
        for words in lists()["kinds_of_place"].values()
    )


def is_of_a_kind(banned: str) -> bool:
    """Return whether it is any place of a kind that is banned: "the grounds of any school in Northam"."""
    match = OF_A_KIND.match(banned)
    return match is not None and any(
        whole_words(words).match(match[1]) for words in lists()["kinds_of_place"].values()
    )


def _town(said: str, field: str) -> str:
    """Return the town or street that bounds the kind: "in Northam"."""
    match = re.search(r"\b(?:in|of|within|at|on)\s((?:[A-Z][\w'-]+\s?)+)", said)
    if match:
        return plain(match[1])
    return plain(segments(field)[0]) if named(field) and len(segments(field)) == 1 else ""


def keeps_from_the_young(words: str) -> bool:
    """Return whether words forbid the company of those whom one meets in any school."""
    return THE_YOUNG.search(straight(words)) is not None
