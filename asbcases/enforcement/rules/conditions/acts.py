"""Several acts in one condition: two verbs after "must" or "must not" that could each be broken alone."""

import re
from collections.abc import Iterator
from itertools import pairwise

from asbcases.enforcement.rules.conditions.beside import (
    apart,
    as_well,
    bids,
    by_semicolons,
    errands,
    named_too,
    to_be_done,
)
from asbcases.enforcement.rules.conditions.lists import words_of
from asbcases.enforcement.rules.conditions.model import Condition, Finding
from asbcases.enforcement.rules.conditions.reading import (
    Join,
    Reading,
    beside_a_verb,
    continues,
    let_again,
    lets_more,
    names_a_time,
)
from asbcases.enforcement.rules.conditions.texts import Sentence, Token, sentences, straight, tokens
from asbcases.enforcement.rules.conditions.times import AT_ONCE, STEPS_TOO, TWO_VISITS
from asbcases.enforcement.rules.conditions.verbs import (
    JOINS,
    LETS,
    MARKS,
    SKIPPED,
    about,
    act,
    base,
    done,
    is_act,
    one_act,
    same,
    shares,
    verbs,
)
from asbcases.enforcement.rules.conditions.wording import in_one_wording

MODALS = frozenset({"must", "shall"})
LETTERED = re.compile(r"(?<!\w)\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\)(?=\s)")
TRIES = frozenset({"try", "attempt", "seek"})
# "Stop and stare", "go and ring" are one act.
FIRST = frozenset({"stop", "go", "come"})
# After these a verb belongs to somebody or something else.
UNDER = words_of("acts", "under")
# After these nothing more is asked: examples.
EXAMPLES = words_of("acts", "examples")
SINGULAR = frozenset({"is", "was", "has"})
LEAVE = frozenset({"but", "you", "may"})
CLAUSES = frozenset({"which", "that", "who"})
LETTER = "\N{BULLET}"
NEAR = 40  # So far back somebody is still spoken of.
STOPS = re.compile(r"^(?:stop|cease)\s[a-z]+ing\b", re.IGNORECASE)
LEADS = frozenset({"stop", "from", "avoid", "prevent", "cease", "quit", "desist", "refrain", "abstain"})
BANNED = frozenset({"prohibited", "banned", "forbidden", "barred"})


def several_acts(condition: Condition) -> Iterator[Finding]:
    """Find more than one act."""
    acts: dict[str, Token] = {}
    for one in acts_of(condition.words):
        if not any(
            one_act(one, other) and not (condition.asks_for_an_act and apart(one, other))
            for other in acts.values()
        ):
            acts[f"{base(one.low)} {len(acts)}"] = one
    visits = TWO_VISITS.search(straight(condition.words)) if condition.asks_for_an_act else None
    twice = visits or AT_ONCE.search(straight(condition.words)) or STEPS_TOO.search(straight(condition.words))
    if twice:
        acts["twice"] = Token(twice.group(), twice.start(), twice.end())
    if len(acts) > 1 or twice:
        shown = ", ".join(token.word for token in list(acts.values())[:8])
        yield Finding(
            "several_acts",
            shown,
            f"Several acts stand in one row ({shown}), and each could be broken alone. Give each act a row of its own.",
        )


def acts_of(text: str) -> list[Token]:
    """Return the acts of a text."""
    told = any(token.low in MODALS for token in tokens(straight(text)))
    text = in_one_wording(f"You must {text[0].lower()}{text[1:]}" if told and STOPS.match(text) else text)
    found = [
        one
        for sentence in sentences(text)
        if sentence.main.strip()
        for part in ([sentence] if told else by_semicolons(sentence))
        for one in _acts(part, told)
    ]
    return found + named_too(text) + to_be_done(straight(text))


def _acts(sentence: Sentence, told: bool) -> list[Token]:
    """Return the acts of one sentence."""
    words = tokens(LETTERED.sub(lambda mark: LETTER.ljust(len(mark.group())), straight(sentence.text)))
    reading = Reading()
    i = 0 if told else _order(words, reading)
    while i < len(words):
        low = words[i].low
        if low in MODALS and not _of_another(words, i):
            i = _begin(words, i + 1, reading)
        elif low in BANNED and i + 1 < len(words) and words[i + 1].low == "from":
            reading.began, reading.leads = True, True
            i += 1
        elif reading.began and (low in JOINS or low in MARKS):
            i = _joined(words, i, reading)
        else:
            _pass(words, i, reading)
            if low in EXAMPLES and _closes(words, i):
                break
            i += 1
    return reading.acts + _led(reading) + as_well(words) + errands(words, reading.acts) + _both_ways(words)


def _order(words: list[Token], reading: Reading) -> int:
    """Read a sentence that begins with its verb: "Do not beg", "Keep your dog in", "No parties"."""
    first = [token.low for token in words[:2]]
    if first[:1] == ["no"]:
        reading.acts += [words[i + 1] for i, token in enumerate(words[:-1]) if token.low == "no"]
        return len(words)
    if first == ["do", "not"] or first[:1] == ["don't"]:
        return _begin(words, len(first) if first[0] == "do" else 1, reading)
    if _tells(words):
        return 0
    return _begin(words, 0, reading) if first and (first[0] in verbs() or bids(words)) else 0


def _tells(words: list[Token]) -> bool:
    """Return whether a sentence only tells something, though it begins as a verb does: "Mark Dent supervises this"."""
    named = words[0].word[0].isupper() and any(
        token.low.endswith("s") and base(token.low[:-1]) in verbs() and before.word[0].isupper()
        for before, token in pairwise(words[1:5])
    )
    return named or any(token.low in words_of("acts", "telling") for token in words[1:7])


def _of_another(words: list[Token], i: int) -> bool:
    """Return whether the modal is not the person's: "he must wear it", "it must be done"."""
    before = words[i - 1].low if i else ""
    # "The dog must be muzzled" begins the sentence, so that the person is to do it.
    bound = before in CLAUSES or any(token.low == "you" for token in words[max(0, i - NEAR) : i])
    # ", and your dog must not foul its lawn" asks for a second thing.
    own = i > 2 and words[i - 2].low in ("your", "the") and words[i - 3].low in ("and", "nor", ";")
    return before in ("it", "he", "she", "they", "this", "we", "i") or (
        bound and not own and before in CLAUSES | {"dog", "work"}
    )


def _closes(words: list[Token], i: int) -> bool:
    """Return whether examples follow to the end; "by" only before an -ing word."""
    following = words[i + 1].low if i + 1 < len(words) else ""
    return words[i].low != "by" or following.endswith("ing")


def _begin(words: list[Token], i: int, reading: Reading) -> int:
    """Read the verb after "must" or "must not"."""
    begin, i = i, _skip(words, i)
    reading.forbids = any(token.low in ("not", "never", "don't") for token in words[max(0, begin - 1) : i])
    reading.passive = i + 1 < len(words) and words[i].low == "be" and bool(done(words[i + 1]))
    i += reading.passive
    if i < len(words):
        reading.acts.append(act(words, i)._replace(about=about(words, i)))
        reading.began, reading.under, reading.singular = True, False, False
        reading.leads, reading.last = words[i].low in LEADS, i
        reading.forbids |= reading.leads
    return i + 1


def _skip(words: list[Token], i: int) -> int:
    """Return where the verb stands: past "not", "also", "try to"."""
    while i < len(words) - 1 and (
        words[i].low in SKIPPED
        or words[i].low in MARKS
        or (words[i].low in TRIES and words[i + 1].low in ("to", "and"))
        or (words[i].low in FIRST and words[i + 1].low == "and")
    ):
        i += 1
    return i


def _pass(words: list[Token], i: int, reading: Reading) -> None:
    """Notice what a word does to the verbs after it."""
    low = words[i].low
    if low in UNDER and not names_a_time(words, i):
        reading.under, reading.singular = True, False
    elif reading.under and (low in SINGULAR):
        reading.singular = True
    if low in LEADS and (low != "from" or (i + 1 < len(words) and words[i + 1].low.endswith("ing"))):
        reading.leads = True
    elif reading.acts and reading.acts[-1].low in LETS and low in verbs():
        reading.let.append(words[i])
        reading.last = i
    elif reading.leads and low.endswith("ing") and base(low) in verbs() and not reading.gerunds:
        reading.gerunds.append(words[i])


def _joined(words: list[Token], i: int, reading: Reading) -> int:
    """Read what follows a comma or "and": a verb there is another act."""
    begin, join = i, _join(words, i)
    i = _skip(words, join.end)
    if i < len(words) - 1 and words[i].low == "from" and reading.gerunds:
        i += 1
    if i >= len(words):
        return max(i, begin + 1)
    if join.joins and reading.passive and (also := _done_too(words, i)):
        reading.acts.append(act(words, also))
        return also
    if not _goes_on(words, i, join, reading):
        _goes_on_otherwise(words, i, join, reading)
    return i if words[i].low not in MODALS and i > begin else begin + 1


def _join(words: list[Token], i: int) -> Join:
    """Return what stands between two acts, from a comma or "and" on."""
    begin = i
    while i < len(words) and words[i].low in JOINS | MARKS | SKIPPED:
        i += 1
    lows = {word.low for word in words[begin:i]}
    # "Take reasonable steps to keep the dog in and to stop visitors from parking there".
    steps = "to" in lows and any(word.low == "steps" for word in words[max(0, begin - NEAR) : begin])
    asked = steps or not lows.isdisjoint(("must", "may", "shall", LETTER))
    # Of what is asked, "or" leaves a choice: "mend the fence or replace it".
    choice = "or" in lows and lows <= {"or", "either", "to", ","}
    # ", to let the men in" is what it is for, and "but you may ring" leaves room.
    aside = ("to" in lows and not steps and lows.isdisjoint(JOINS | {LETTER})) or lows >= LEAVE
    return Join(i, not lows.isdisjoint(MARKS), not lows.isdisjoint(JOINS), asked, choice, aside)


def _goes_on(words: list[Token], i: int, join: Join, reading: Reading) -> bool:
    """Return whether the person is asked for a second act, or for the same once more with one object."""
    free = not reading.under or join.asked or (join.joins and (join.comma or reading.singular))
    if free and not join.asked and reading.last >= 0 and shares(words, reading.last, i):
        reading.last = i
        return True
    if words[i].low not in verbs() and not join.asked and not _has_object(words[reading.last + 1 : i]):
        if join.joins and beside_a_verb(words, i, reading):
            reading.acts.append(words[i])
        return False
    if join.aside or continues(words, i, reading) or (join.choice and not reading.forbids):
        return False
    beside = join.joins and beside_a_verb(words, i, reading)
    if free and (is_act(words, i, join.asked) or beside) and not let_again(words, i, reading):
        said = about(words, i) if join.asked or words[i].low in words_of("acts", "light") else frozenset()
        reading.acts.append(act(words, i)._replace(about=said))
        reading.under, reading.last = False, i
        if words[i].low in LEADS and i + 1 < len(words) and base(words[i + 1].low) in verbs():
            reading.gerunds.append(words[i + 1])
        return True
    return False


def _has_object(words: list[Token]) -> bool:
    """Return whether an object stands between two verbs, so that an unknown word after it may be one: not in a list."""
    return any(token.low in words_of("acts", "takes") or token.word[0].isdigit() for token in words)


def _goes_on_otherwise(words: list[Token], i: int, join: Join, reading: Reading) -> None:
    """Notice one thing more that others are let do, that is to stop, or that is a state of its own."""
    state = join.joins and words[i].low in words_of("acts", "states") and not reading.under
    gerund = (
        (reading.gerunds or reading.leads) and words[i].low.endswith("ing") and base(words[i].low) in verbs()
    )
    if lets_more(words, i, reading) or (state and not gerund):
        reading.acts.append(words[i])
    elif gerund:
        reading.gerunds.append(words[i])


def _done_too(words: list[Token], i: int) -> int:
    """Return where a second thing is to be done: "and the bins put away"; 0 where there is none."""
    if words[i].low not in ("the", "your", "all", "any", "each"):
        return 0
    return next(
        (j for j in range(i + 2, min(i + 4, len(words))) if done(words[j]) or words[j].low.endswith("ed")), 0
    )


def _both_ways(words: list[Token]) -> list[Token]:
    """Return the second "must" where one sentence both asks and forbids."""
    modals = [i for i, token in enumerate(words[:-1]) if token.low in MODALS and not _of_another(words, i)]
    ways = {words[i + 1].low in ("not", "never") for i in modals}
    return [words[modals[-1]]] if len(ways) > 1 else []


def _led(reading: Reading) -> list[Token]:
    """Return the acts after "stop", where there are several: "stop shouting, banging doors and playing music"."""
    if not any(not same(reading.gerunds[0], other) for other in reading.gerunds[1:]):
        return []
    return reading.gerunds[1:] if reading.acts else reading.gerunds
