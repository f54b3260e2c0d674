"""Whether a warning asked for what a notice asks, in any words: by the ideas that both name."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from asbcases.enforcement.rules.conditions.effects import Does, effect_of
from asbcases.enforcement.rules.conditions.lists import lists, whole_words, words_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.presence import effect_on
from asbcases.enforcement.rules.conditions.texts import content, names_in, stem, straight

# Where a second "must" begins, what it asks was to be warned of by itself.
CALLED = re.compile(r"(?<![.!?] )(?<!^)[A-Z][\w'-]*(?:\s[A-Z][\w'-]*)*")
OWNER = re.compile(r"^\W*([A-Z][a-z]+)'s\s")
MOST_PARTS = 8
WEAK = frozenset(
    {
        "street",
        "building",
        "people",
        "more_than",
        "night",
        "hour",
        "yard_gate",
        "dog",
        "vehicle",
        "lift",
        "landing",
        "balcony",
    }
)
WHERE = re.compile(
    r"\b(?:in|on|at|near|outside|behind|across|over|into|onto|along)\s(?:the|your|its|his|her|their)\s(?:[a-z-]+\s)?"
    r"(?:park|grass|lawn|green|steps|stairs|stairwell|hall|hallway|landing|lobby|yard|street|road|lane|close|alley|car park|pavement|verge|square|shop|doorway|garden|house|flat|drive|court|estate|precinct|playground|bus station|library)\b",
    re.IGNORECASE,
)
AND_MUST = re.compile(r",?\s(?:and|nor)\s(?:you\s)?must(?:\snot)?\s", re.IGNORECASE)


def not_foreshadowed(condition: Condition) -> Iterator[Finding]:
    """Find that a notice asks for what its warning did not."""
    if condition.power != "cpn" or not any(text.strip() for text in condition.warned):
        return
    does = effect_on(condition).does
    parts = AND_MUST.split(condition.words, maxsplit=MOST_PARTS)
    if not all(_warned_of(condition, part, does) for part in parts if part.strip()):
        yield Finding(
            "not_foreshadowed",
            condition.words.strip()[:200],
            "The warning did not ask for this in any words. Warn of it first, or leave it out.",
        )


def _warned_of(condition: Condition, part: str, does: Does) -> bool:
    """Return whether one of the warnings asked for it: by an idea, by a name, by keeping somebody out or in."""
    told = {Does.BAN: {("acts", "enter")}, Does.STAY: {("acts", "at_home"), ("acts", "going_out")}}
    meant = told.get(does, set())
    places = names_in(f"At {condition.place}") | names_in(f"At {condition.lives_at}")
    named, enough = _called(part) - places, lists()["ideas"]["enough"]
    return any(
        _alike(part, text) >= enough
        or _does_alike(does, text)
        or _touches(part, text)
        or named & _called(text)
        or meant & _ideas(text)
        or _of_a_family(part, text)
        for text in condition.warned
    )


def _touches(one: str, warned: str) -> bool:
    """Return whether both are about one thing, and say nothing that is two acts: "keep the dogs quiet", "your dogs"."""
    first, second = _ideas(WHERE.sub(" ", one)), _ideas(WHERE.sub(" ", warned))
    things = {name for kind, name in first & second if kind != "acts"} - WEAK
    acts = [{name for kind, name in ideas if kind == "acts"} for ideas in (first, second)]
    return bool(things) and not all(acts)


def _does_alike(does: Does, warned: str) -> bool:
    """Return whether a warning kept out of a place, or in one, as the condition does."""
    return does is not Does.ACT and effect_of(warned).does is does


def _alike(one: str, other: str) -> int:
    """Return how much two texts ask alike: where each says what it is about, the place of it counts for nothing."""
    bare = WHERE.sub(" ", one), WHERE.sub(" ", other)
    told = all(any(kind == "acts" for kind, _ in _ideas(text)) for text in bare)
    return share(*bare) if told else share(one, other)


def _of_a_family(one: str, warned: str) -> bool:
    """Return whether a warning that names the whole class was of this act too: "noise" of music, "rats" of open bins."""
    asked, told = ({name for _, name in _ideas(text)} for text in (one, warned))
    for family in lists()["ideas"]["families"]:
        members = set(family["of"])
        # A warning of one noise is none of another.
        named = set(family["named"])
        singled_out = told & members - named and not told & members & asked
        if told & named and asked & (members | named) and not singled_out:
            return True
    return False


@lru_cache(maxsize=64)
def _called(text: str) -> set[str]:
    """Return the names in a text of what is no street and no park: breeds, makes, people."""
    kinds = words_of("places", "streets") | words_of("places", "areas")
    runs = (run.lower().split(" ") for run in CALLED.findall(straight(text)))
    # "Duke's barking" begins with a name.
    first = OWNER.match(text)
    return {word for run in runs if run[-1] not in kinds for word in run} | (
        {first[1].lower()} if first else set()
    )


def share(one: str, other: str) -> int:
    """Return how much two texts name alike: acts count whole, things in part, common things least."""
    first, second = _ideas(one), _ideas(other)
    weights = {
        "acts": 100,
        "things": lists()["ideas"]["thing_weight"],
        "common": lists()["ideas"]["common_weight"],
    }
    total: int = sum(weights[kind] for kind, _ in first & second)
    known = _known_stems()
    plain = ({stem(word) for word in content(straight(text))} - known for text in (one, other))
    shared = set.intersection(*plain)
    weight: int = lists()["ideas"]["word_weight"]
    place: int = lists()["ideas"]["place_weight"]
    return total + sum(place if word in _place_stems() else weight for word in shared)


@cache
def _patterns() -> list[tuple[str, str, frozenset[str], re.Pattern[str] | None]]:
    """Return for each idea its kind, its name, the stems of its words and a pattern of its phrases."""
    ideas = lists()["ideas"]
    return [
        (
            kind,
            name,
            frozenset(stem(word) for word in words if " " not in word),
            whole_words(phrases) if (phrases := [word for word in words if " " in word]) else None,
        )
        for kind in ("acts", "things", "common")
        for name, words in ideas[kind].items()
    ]


@cache
def _known_stems() -> frozenset[str]:
    return frozenset(word for _, _, stems, _ in _patterns() for word in stems)


@cache
def _place_stems() -> frozenset[str]:
    """Return the stems of what only says where: "alley", "yard", "stairs"."""
    names = ("streets", "areas", "premises", "parts", "spots")
    return frozenset(stem(word) for name in names for word in words_of("places", name))


@lru_cache(maxsize=64)
def _ideas(text: str) -> set[tuple[str, str]]:
    """Return the ideas that a text names."""
    binding = straight(text)
    stems = {stem(word) for word in content(binding) if word not in ("let", "lets", "letting")}
    return {
        (kind, name)
        for kind, name, words, phrases in _patterns()
        if words & stems or (phrases is not None and phrases.search(binding))
    }
