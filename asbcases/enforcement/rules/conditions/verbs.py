"""The verbs of conditions: which of them are one act, and where a word is a verb rather than a noun."""

from functools import cache
from itertools import pairwise

from asbcases.enforcement.rules.conditions.lists import lists, words_of
from asbcases.enforcement.rules.conditions.texts import Token, stem

JOINS = frozenset({"and", "or", "nor", "then", "also", "but", "plus"})
MARKS = frozenset({",", ";", "/", "-", "&", ":", "\N{BULLET}"})
SKIPPED = words_of("acts", "skipped")
# What a verb may have behind it before its object.
PARTICLES = words_of("acts", "particles")
# So far after a verb stands what it is about.
ABOUT = 7
SAID = frozenset({"words", "language", "gestures"})
LETS = frozenset({"let", "allow", "permit", "cause"})


@cache
def names() -> dict[str, frozenset[int]]:
    """Return for each verb the acts it is a name of."""
    found: dict[str, set[int]] = {}
    for number, alike in enumerate(lists()["acts"]["same"]):
        for verb in alike:
            found.setdefault(verb, set()).add(number)
    return {verb: frozenset(numbers) for verb, numbers in found.items()}


def same(one: Token, other: Token) -> bool:
    """Return whether two verbs are one act."""
    first, second = base(one.low), base(other.low)
    return first == second or bool(names().get(first, frozenset()) & names().get(second, frozenset()))


@cache
def verbs() -> frozenset[str]:
    """Return every verb that is known, whether or not it may be a noun."""
    return words_of("acts", "verbs") | words_of("acts", "either") | words_of("acts", "mostly")


def base(word: str) -> str:
    """Return the verb of a word in -ing, or the word."""
    if word.endswith("ing") and word not in verbs():
        bare = word[:-3]
        for candidate in (bare, f"{bare}e", bare[:-1]):
            if candidate in verbs():
                return candidate
    return word


def act(words: list[Token], i: int) -> Token:
    """Return the act of a verb: of a passive what is to be done, and of going up to people that it is to people."""
    token = words[i]
    people = token.low == "approach" and not words_of("acts", "people").isdisjoint(
        near.low for near in words[i + 1 : i + 5]
    )
    if people:
        return token._replace(word=f"{token.word} people")
    if token.low == "use" and not SAID.isdisjoint(near.low for near in words[i + 1 : i + 5]):
        return token._replace(word="swear")
    verb = done(token)
    return token._replace(word=verb) if verb else token


def done(token: Token) -> str:
    """Return the verb of a word in -ed, or one that is formed otherwise: "muzzled", "kept"."""
    low = token.low
    irregular: str = lists()["stems"]["irregular"].get(low, "")
    if irregular in verbs():
        return irregular
    found = (low[:-1], low[:-2], low[:-3]) if low.endswith("ed") and low not in verbs() else ()
    unchanged = low if low in words_of("acts", "unchanged") else ""
    return next((verb for verb in found if verb in verbs()), unchanged)


# "Bang on her wall", "knock at its door".
AGAINST = frozenset({"at", "on", "against", "through"})
OWNERS = frozenset({"its", "his", "her", "their"})
MASSES = frozenset({"beer", "water", "litter", "paper", "lager", "cider", "butter", "powder", "timber", "rubber", "fodder", "other", "over", "under", "after", "whatever", "weather", "for", "or", "ever"})  # fmt: skip
# After these an object must come, wherever it stands.
OBJECTLESS = frozenset({"of", "from", "with", "for"})
TAKEN_IN = frozenset({"drink", "eat", "smoke", "sing", "play"})
WAITING = frozenset({"from", "with", "to", "for", "into"})


def shares(words: list[Token], last: int, i: int) -> bool:
    """Return whether a verb shares its object with the one before it: "trim and tie back the roses"."""
    between = {token.low for token in words[last + 1 : i]}
    if words[i].low in verbs() and waits(words, last, i):
        return True
    if words[i].low not in verbs() or not between <= PARTICLES | JOINS | MARKS | SKIPPED:
        return False
    following = words[i + 1].low if i + 1 < len(words) else "."
    # "Drink from or hold a can": the first waits for the object of the second.
    if words[last + 1].low in WAITING and words[last + 2].low in JOINS:
        return True
    # "Buy or drink alcohol" has one object, "park or sleep in the lane" none.
    ends = PARTICLES | JOINS | MARKS | {".", "!", "?"}
    bare = {words[i].low} if following in ends or words[i].low in ("be", "go") else set()
    alone = (words_of("acts", "alone") | LETS) & ({words[last].low} | bare)
    alone |= LETS & {words[i].low}
    # "Drink from, or hold, a can"; "climb over or go through the fence".
    aside = following == "," and words[i - 1].low in JOINS and words[i - 2].low == ","
    both_go = len(alone) < 2 and following in PARTICLES and bool(between & PARTICLES)
    if aside or both_go or alone:
        return aside or both_go
    if following in PARTICLES:
        after = words[i + 2].low if i + 2 < len(words) else "."
        return bool(between & PARTICLES) or after in words_of("acts", "takes") | JOINS
    return following not in (".", "!", "?", "yourself", "it", "them", "him", "her")


def is_act(words: list[Token], i: int, asked: bool) -> bool:
    """Return whether a word is a verb here, and no noun of a list."""
    low = words[i].low
    following = words[i + 1] if i + 1 < len(words) else None
    before = words[i - 1].low if i else ""
    if (following is not None and following.low in ("been", "until", "till")) or (
        words[i].word[0].isupper() and not asked
    ):
        return False
    if low not in verbs():
        return following is not None and _acts_on(words[i], following)
    if low in ("stop", "quit", "cease", "avoid") and following is not None and following.low.endswith("ing"):
        return True
    if not asked and before in ("or", "and", "nor") and _compound(words, i):
        return False
    if asked or (low in words_of("acts", "verbs") and low not in words_of("acts", "either")):
        return before not in words_of("acts", "nouns_before")
    if following is None:
        return False
    takes = following.low in words_of("acts", "takes") or following.word[:1].isupper() or _things(words, i)
    if low in words_of("acts", "either"):
        after = words[i + 2].low if i + 2 < len(words) else ""
        goes_to = following.low in ("to", "from") and after in words_of("acts", "takes") and before == "and"
        theirs = before in ("or", "nor", "and") and following.low in AGAINST and after in OWNERS
        return takes or goes_to or theirs or (following.low in PARTICLES and after in ("it", "there", "them"))
    return following.low not in JOINS | MARKS and following.word not in "." and _noun_before(words, i)


def _compound(words: list[Token], i: int) -> bool:
    """Return whether a word is the first half of a thing in a list: "a flare or smoke canister", "or bolt cutter"."""
    thing, after = (
        words[i + 1].low if i + 1 < len(words) else "",
        words[i + 2].low if i + 2 < len(words) else ".",
    )
    tool = thing.endswith(("er", "or")) and thing not in words_of("acts", "takes") | MASSES
    listed = any(token.low in ("a", "an", "any") for token in words[max(0, i - ABOUT) : i])
    return tool and listed and after in PARTICLES | {".", ",", "with", "or", "and", "there"}


def waits(words: list[Token], last: int, i: int) -> bool:
    """Return whether a verb before still waits for its object: "take part in, watch or advertise any meeting"."""
    between = [token.low for token in words[last + 1 : i]]
    if any(low in words_of("acts", "takes") for low in between):
        return False
    # "Steal from, or be rude to": whatever one is, it has no object.
    ends = {
        low for low, following in pairwise(between) if following in JOINS | MARKS and words[i].low != "be"
    }
    part = "part in" in " ".join(between) and "in" in ends
    # "Ride, push or sit on any e-scooter".
    following = [token.low for token in words[i + 1 : i + 3]]
    bare = (
        between[:1] in ([","], ["or"], ["nor"])
        and words[last].low not in words_of("acts", "alone") | TAKEN_IN
    )
    return (
        part
        or bool(ends & OBJECTLESS)
        or (bare and following[:1] == ["on"] and following[1:] in (["any"], ["a"], ["an"]))
    )


def _things(words: list[Token], i: int) -> bool:
    """Return whether things in the plural and a place follow: "or light fires on the green"."""
    things, after = words[i + 1].low, words[i + 2].low if i + 2 < len(words) else "."
    plural = things.endswith("s") and not things.endswith(("ss", "us", "'s")) and things not in verbs()
    return plural and after in PARTICLES | {".", ",", "there"} and not words[i].low.endswith("s")


def about(words: list[Token], i: int) -> frozenset[str]:
    """Return what an act is about: the words after its verb that mean something."""
    following = []
    for token in words[i + 1 : i + ABOUT]:
        if token.low in JOINS | MARKS or token.word in ".!?":
            break
        if token.word[0].isalpha() and token.low not in words_of("stems", "stop") | PARTICLES:
            following.append(stem(token.low))
    return frozenset(following)


def one_act(one: Token, other: Token) -> bool:
    """Return whether two acts are one: the same verb, or a like verb about the same thing."""
    if not same(one, other):
        return False
    apart = one.about and other.about and not one.about & other.about
    # What is used, made or let be done is told by its object.
    plain = words_of("acts", "light") | LETS
    if not apart or (base(one.low) == base(other.low) and base(one.low) not in plain):
        return True
    return _moves(one) and _moves(other)


def _moves(token: Token) -> bool:
    """Return whether an act is to be or go somewhere: a list of places is one act."""
    return 0 in names().get(base(token.low), frozenset())


def _noun_before(words: list[Token], i: int) -> bool:
    """Return whether no noun stands before the list that the word would belong to: "food or drink"."""
    return not (i > 1 and words[i - 2].low in words_of("acts", "nouns_before"))


def _acts_on(token: Token, following: Token) -> bool:
    """Return whether an unknown word is a verb, since what follows it begins an object: "and reseed the lawn"."""
    low = token.low
    plain = token.word.isalpha() and token.word.islower() and not low.endswith(("ing", "ed", "ly", "s"))
    return plain and low not in words_of("acts", "no_verbs") and following.low in words_of("acts", "objects")
