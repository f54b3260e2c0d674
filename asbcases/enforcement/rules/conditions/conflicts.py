"""Conflicts: with other live terms, and with where the person must be for work, school, worship, medicine, reporting, home."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.bounds import hours_of, identified, places_of, where
from asbcases.enforcement.rules.conditions.clashes import keeps_from_the_means, means_clash, people_clash
from asbcases.enforcement.rules.conditions.effects import NOT, Does, Effect
from asbcases.enforcement.rules.conditions.hours import ALWAYS, Span, meet, spans, spans_in_words
from asbcases.enforcement.rules.conditions.kinds import bans_the_kind, is_of_a_kind, keeps_from_the_young
from asbcases.enforcement.rules.conditions.lists import phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition, Duty, Finding, LiveTerm
from asbcases.enforcement.rules.conditions.opposed import acts_clash
from asbcases.enforcement.rules.conditions.places import (
    Place,
    home_of,
    lies_in,
    named,
    plain,
    read_places,
    segments,
    spot,
)
from asbcases.enforcement.rules.conditions.presence import effect_of_term, effect_on
from asbcases.enforcement.rules.conditions.subjects import somebody_else
from asbcases.enforcement.rules.conditions.texts import sentences, straight
from asbcases.enforcement.rules.conditions.way_home import spared, way_home

YOUR_HOME = re.compile(
    r"\s*(?:in\s|into\s|near\s|to\s|of\s|\d+\s?metres\sof\s)?your\s(?:own\s)?(?:home|flat|house|address|room)\b(?!\s?'s)",
    re.IGNORECASE,
)
KIND = re.compile(
    r"\s*(?:an?|any|every)\s(car parks?|bus stops?|(?:railway|bus|petrol|filling) stations?|playgrounds?|allotments?|librar\w+|churches|church|mosques?|bookmakers?|casinos?|arcades?|markets?|clubs?|hospitals?|parks?|beaches|beach)\b",
    re.IGNORECASE,
)
# No longer than the way through takes.
PASSING = re.compile(
    r"\blonger\sthan\s(?:it\stakes|is\s(?:needed|necessary)|you\sneed)\sto\s(?:go|get|walk|pass|leave|reach)\b",
    re.IGNORECASE,
)
# Somewhere else than where they are.
GOES = re.compile(
    r"\b(?:drive|walk|go|travel|take|bring|carry|deliver|cycle|ride|move)\b[^.;]{0,60}?\sto\s(?:the\s[a-z]|(?-i:[A-Z]))",
    re.IGNORECASE,
)
BY_NUMBER = re.compile(r"\b(?:number|no\.?)\s(\d{1,4}[a-z]?)\b", re.IGNORECASE)
STAFF_OF = re.compile(
    rf"(?:{NOT}|^\W*no)\s[^.;]{{0,60}}?\b(?:contact|speak|communicat\w+|approach|telephone|write|meet)\b[^.;]{{0,40}}?\b(?:employees?|staff|workers?|officers?|anyone\s(?:who\s)?(?:employed|works?|working))\s(?:of|at|by|for)\s((?-i:[A-Z])[\w'-]+(?:\s(?-i:[A-Z])[\w'-]+){{0,3}})",
    re.IGNORECASE,
)
TAKING_PART = re.compile(
    rf"(?:{NOT}|^\W*no)\s(?:attend(?:ing)?|join(?:ing)?|take\spart\sin|go\sto|receive|collect|take|do|have|hold|undertake|be\sin|accept)\s"
    r"(?:any|all|every)\s(?:[a-z]+\s){0,2}?(?=[a-z])",
    re.IGNORECASE,
)
# So early the number of a house stands in an address.
MOST = 16
NAMES = {
    "work": "work",
    "school": "school",
    "faith": "worship",
    "medication": "medicine or treatment",
    "reporting": "reporting or an appointment",
}


def conflicts(condition: Condition) -> Iterator[Finding]:
    """Find each duty, home and live term that the condition cannot stand beside."""
    effect = effect_on(condition)
    yield from _with_home(condition, effect)
    yield from _with_duties(condition, effect)
    yield from _with_terms(condition, effect)


def _with_home(condition: Condition, effect: Effect) -> Iterator[Finding]:
    home = home_of(condition.lives_at)
    way = way_home(condition, home)
    if (
        not home
        or spared(condition, effect)
        or _carves_out(condition, "home", home)
        or somebody_else(condition)
    ):
        return
    banned = effect.does is Does.BAN and (_bans(condition, effect, home) or YOUR_HOME.match(effect.object))
    if way or banned:
        yield Finding(
            "conflict_home",
            effect.found or condition.words.strip()[:200],
            f"They live at {home}, inside what this bars them from. Leave their home and the way to it out by name.",
        )


def _with_duties(condition: Condition, effect: Effect) -> Iterator[Finding]:
    for kind, name in NAMES.items():
        for duty in condition.duties:
            if duty.kind == kind and _meets(condition, effect, duty):
                must = f"They must be at {duty.place} for {name} in these hours."
                asked = (
                    f"Does this keep them from {duty.place}, where they must be for {name} in these hours?"
                )
                yield Finding(
                    f"conflict_{kind}",
                    effect.found,
                    f"{must if effect.sure else asked} Change the hours, or carve it and the way there out by name.",
                )
                break


def _meets(condition: Condition, effect: Effect, duty: Duty) -> bool:
    """Return whether somebody cannot do their duty and keep to the condition."""
    if _carves_out(condition, duty.kind, duty.place):
        return False
    if (duty.kind == "school" and keeps_from_the_young(condition.words)) or _forbids_its_kind(
        condition, duty.kind
    ):
        return True
    if not condition.asks_for_an_act and (
        keeps_from_the_means(condition.words, duty.kind, duty.place) or _of_its_staff(condition, duty.place)
    ):
        return meet(hours_of(condition, parts=True) or ALWAYS, spans(duty.hours) or ALWAYS)
    return _keeps_from(condition, effect, duty.place, spans(duty.hours) or ALWAYS, duty.kind)


def _of_its_staff(condition: Condition, place: str) -> bool:
    """Return whether words forbid any contact with those who work where a duty is done."""
    match = STAFF_OF.search(straight(condition.words))
    return bool(match) and plain(match[1] if match else "") in plain(place)


def _forbids_its_kind(condition: Condition, kind: str) -> bool:
    """Return whether words forbid what the duty is, wherever it is: "not to attend any religious service"."""
    text = straight(condition.words)
    return any(
        phrases_of("carved", kind).match(text, forbidden.end()) for forbidden in TAKING_PART.finditer(text)
    )


def _keeps_from(
    condition: Condition, effect: Effect, place: str, hours: tuple[Span, ...], kind: str = ""
) -> bool:
    """Return whether the condition keeps somebody from a place in some of the hours."""
    if effect.does is Does.BAN:
        return _bans(condition, effect, place, kind) and meet(
            hours_of(condition, parts=True) or ALWAYS, hours
        )
    if effect.does is Does.STAY and condition.asks_for_an_act | effect.all_day:
        return _elsewhere(condition, effect, place) and meet(_stays(condition, effect), hours)
    return False


def _bans(condition: Condition, effect: Effect, place: str, kind: str = "") -> bool:
    """Return whether an address lies in what is banned; of "any shop in the street" only what is such premises."""
    if bans_the_kind(effect.object, place, condition.place):
        return True
    if not kind and is_of_a_kind(effect.object):
        return False
    if not identified(condition, effect):
        return False
    roofs = phrases_of("places", "roofs").search(effect.object[:40])
    every = effect.object.lstrip().lower().startswith(("any ", "the shops", "these "))
    if roofs and every and not _under_roof(roofs.group().lower(), kind):
        return False
    return _of_kind(effect.object, place) and _lies(place, places_of(condition, effect))


def _of_kind(banned: str, place: str) -> bool:
    """Return whether an address may be of the kind that is banned: of "a car park of any kind" only car parks are."""
    kind = KIND.match(banned)
    return kind is None or plain(kind[1]).removesuffix("s") in plain(place)


def _under_roof(roof: str, kind: str) -> bool:
    """Return whether somebody may have to be in such premises for a duty: any shop for work, any flat for home."""
    if roof in words_of("places", "all_roofs"):
        return True
    return kind in words_of("places", "roof_duties") or (roof.startswith("flat") and not kind)


def _lies(place: str, places: list[Place]) -> bool:
    return any(lies_in(place, outer) for outer in places)


def _stays(condition: Condition, effect: Effect) -> tuple[Span, ...]:
    """Return when somebody must be there; having to stay in without hours is always."""
    return hours_of(condition, parts=True) or (ALWAYS if effect.all_day else ())


def _elsewhere(condition: Condition, effect: Effect, place: str) -> bool:
    """Return whether a place is another than where the condition has somebody be."""
    return bool(place) and not _lies(place, read_places(_own_place(condition, effect)))


def _own_place(condition: Condition, effect: Effect) -> str:
    """Return where a condition has somebody be: by its field, by its words, or at home."""
    said = _where(effect)
    # A town says less than the address in the words.
    town = len(segments(condition.place)) == 1 and any(letter.isdigit() for letter in said[:MOST])
    return (said if town else condition.place) or said or home_of(condition.lives_at)


def _where(effect: Effect) -> str:
    """Return the address in what a text asks or bans; none where it only speaks of home."""
    place = where(spot(effect.object))
    return place if named(place) else ""


def where_said(effect: Effect, words: str) -> str:
    """Return the address in a text, whatever it does; none where it names none."""
    after = effect.object if effect.does is Does.BAN else spot(words)
    place = where(after) if after != words else ""
    return place if named(place) else ""


def _carves_out(condition: Condition, kind: str, place: str) -> bool:
    """Return whether the words leave room for a duty, by its name or by its kind."""
    if PASSING.search(straight(condition.words)):
        return True
    for sentence in sentences(straight(condition.words)):
        carved = sentence.carved
        if carved and (phrases_of("carved", kind).search(carved) or _names(carved, place)):
            return True
    return False


def _names(carved: str, place: str) -> bool:
    """Return whether what is carved out has the name of a place."""
    named = [plain(part) for part in segments(place)[:-1] or segments(place)]
    exact = [part for i, part in enumerate(named) if part and (i == 0 or part[0].isdigit())]
    # "The needle exchange at number 18".
    numbers = {part.split(" ")[0] for part in named if part[:1].isdigit()}
    return any(part in plain(carved) for part in exact) or any(
        match[1].lower() in numbers for match in BY_NUMBER.finditer(carved)
    )


def _with_terms(condition: Condition, effect: Effect) -> Iterator[Finding]:
    for term in condition.live_terms:
        if _against(condition, effect, term):
            yield Finding(
                "conflict_term",
                effect.found or condition.words.strip()[:200],
                f"It cannot be kept beside a live term: {term.order}, “{term.words}”. Change one, or have the other varied "
                "first.",
                order=term.order,
            )
            return


def _against(condition: Condition, effect: Effect, term: LiveTerm) -> bool:
    """Return whether one person cannot keep both terms."""
    other = effect_of_term(term)
    stays = (other.does is Does.STAY and (term.must or other.all_day)) or (
        term.must and other.does is not Does.BAN and bool(term.place)
    )
    hours = spans(term.hours) or spans_in_words(straight(term.words), parts=True) or ALWAYS
    if effect.does is other.does is Does.BAN:
        return False
    at_once = meet(hours_of(condition, parts=True) or ALWAYS, hours)
    if at_once and (people_clash(condition.words, term) or means_clash(condition.words, term)):
        return True
    goes = condition.asks_for_an_act and GOES.search(straight(condition.words))
    if (
        goes
        and other.does is Does.STAY
        and other.all_day
        and not term.must
        and hours_of(condition)
        and at_once
    ):
        return True
    place = term.place or _where(other) or (home_of(condition.lives_at) if other.all_day else "")
    if stays and effect.does is not Does.ACT:
        if _carves_out(condition, "term", place):
            return False
        if _keeps_from(condition, effect, place, hours, "term"):
            return True
    if other.does is Does.BAN and effect.does is Does.STAY and condition.asks_for_an_act | effect.all_day:
        there = _lies(_own_place(condition, effect), read_places(place))
        return there and meet(hours_of(condition, parts=True) or _once(hours, effect), hours)
    return at_once and not _at_other_hours(condition, term) and acts_clash(condition, term)


def _at_other_hours(condition: Condition, term: LiveTerm) -> bool:
    """Return whether what is asked without hours may be done when the other does not forbid it; a state is kept always."""
    of_term = spans(term.hours) or spans_in_words(straight(term.words), parts=True)
    form = hours_of(condition, parts=True), of_term
    asked, forbidden = form if condition.asks_for_an_act else form[::-1]
    words = condition.words if condition.asks_for_an_act else term.words
    part = bool(forbidden) and sum(end - begin for begin, end in forbidden) < ALWAYS[0][1]
    free = part and not asked and not phrases_of("conflicts", "kept_always").search(words)
    return free and condition.asks_for_an_act != term.must


def _once(hours: tuple[Span, ...], effect: Effect) -> tuple[Span, ...]:
    """Return when a thing without hours is done: whenever it may be; staying is always, as is what never may be done."""
    always = effect.all_day or sum(end - begin for begin, end in hours) >= ALWAYS[0][1]
    return ALWAYS if always else ()
