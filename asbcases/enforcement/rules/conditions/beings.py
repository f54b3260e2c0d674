"""Beings who act for themselves, minds and bodies that nobody commands, and what the law lets nobody be asked."""

import re

from asbcases.enforcement.rules.conditions.clauses import clauses
from asbcases.enforcement.rules.conditions.hours import DAY_MINUTES, spans, spans_in_words
from asbcases.enforcement.rules.conditions.lists import chain, phrases_of, words_of
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import predicates
from asbcases.enforcement.rules.conditions.reach import Found, found_in, is_own, only_steps
from asbcases.enforcement.rules.conditions.subjects import somebody_else
from asbcases.enforcement.rules.conditions.texts import straight

TO_DO = re.compile(r"\s(?:to|free|able|up|out|about it)\b", re.IGNORECASE)
# With one of these before it the act is not what is asked.
HEDGED = re.compile(
    r"\b(?:not|never|no|stop|prevent|avoid|refrain|cease|from|anyone|anybody|nobody|others|people|visitors|so\sthat|without|instead|rather|unless|if|which|who|that|about|against)\b",
    re.IGNORECASE,
)
REMAINS = re.compile(r"\b(?:what\s(?:is|was)\sleft|remains|rubble|debris|ashes)\b", re.IGNORECASE)
NIGHT = (23 * 60, 5 * 60)
HOLIDAY = re.compile(r"\b(?:christmas day|25 december|new year's day|1 january)\b", re.IGNORECASE)
LED = re.compile(
    r"\s(?:from\syour|of\syour|employed|working for|in your|of yours|you|whom you|that you|who you|living with|staying)\b",
    re.IGNORECASE,
)
MODAL = r"\b(?:must|shall|(?:is|are)\sto)\s(?:not\s|never\s|also\s|always\s|no\slonger\s|stop\s)*"


def beings(condition: Condition) -> Found:
    """Look for what others would have to do, of themselves."""
    text = straight(condition.words)
    if only_steps(condition):
        return None
    shown = (
        somebody_else(condition) or _let(condition, text) or _brought_about(text) or _only_with_others(text)
    )
    if shown:
        return shown, "they cannot govern what others do. Ask for what they do themselves."
    shown = _minded(text) or _made_to_feel(text) or _changed(condition, text)
    return (shown, "no person commands it. Ask for an act that is theirs.") if shown else None


def _let(condition: Condition, text: str) -> str | None:
    """Return others whom somebody is not to let do a thing of their own."""
    if is_own(condition, text) and not chain("impossible", "never_own").search(text):
        return None
    for kind in ("beings", "machines"):
        match = chain("impossible", "lets", "beings_of", kind, gap=1).search(text)
        if match and not LED.match(text, match.end()) and _governs(condition, text, match, kind):
            return match.group()
    return None


def _governs(condition: Condition, text: str, match: re.Match[str], kind: str) -> bool:
    """Return whether it is others' own doing: of things that move by themselves their moving, of people not at one's door."""
    if kind == "machines":
        return chain("impossible", "acts_alone").match(text, match.end() + 1) is not None or bool(
            chain("impossible", "machines", "acts_alone", gap=5).search(text, match.start())
        )
    plain = {"people", "person", "persons", "friend", "friends", "children", "any other person"}
    said = match.group().lower().split()[-1]
    return said not in plain and not found_in("into_own", text)


def _brought_about(text: str) -> str | None:
    """Return those who decide for themselves, where somebody is to see that they do: "ensure that the jury finds"."""
    match = chain("impossible", "brings_about", "beings_of", "beings_deciding", "does", gap=1).search(text)
    told = text[: match.start()].rstrip().lower() if match else ""
    return match.group() if match and not told.endswith(("not", "never")) else None


def _only_with_others(text: str) -> str | None:
    match = chain("impossible", "by_others", "officers", gap=6).search(text)
    return match.group() if match and found_in("all_times", text) else None


def _minded(text: str) -> str | None:
    """Return what the mind or the body does of itself, as that which is asked or forbidden."""
    for name in ("mind", "be_so", "not_have_been"):
        lead = MODAL if name != "be_so" else rf"{MODAL}be\s"
        for modal in re.finditer(lead, text, re.IGNORECASE):
            at = modal.end() - (4 if name == "not_have_been" else 0)
            match = phrases_of("impossible", name).match(text, at)
            told = (
                match
                and match.group().lower() in ("forget", "remember", "feel", "hope", "think")
                and TO_DO.match(text, match.end())
            )
            if match and not told:
                return text[modal.start() : match.end()]
    felt = chain("impossible", "feels", "moods", gap=1).search(text)
    return felt.group() if felt else None


def _made_to_feel(text: str) -> str | None:
    """Return what somebody is to make others think or feel."""
    match = chain("impossible", "makes_feel", "beings_of", "beings", "feelings", gap=1).search(text)
    return match.group() if match else None


def _changed(condition: Condition, text: str) -> str | None:
    """Return what nobody can count on: another body, a marriage, what is over, by a day."""
    body = chain("impossible", "bodies_change", "body_measures", gap=3).search(text)
    asked = condition.asks_for_an_act
    undone = None if REMAINS.search(text) else found_in("undo_words", text)
    match = (body or undone) if asked else None
    won = re.search(
        rf"{MODAL}(?=(?:win|earn|marry|get married|be married|become|have a baby|be elected|be cleared))",
        text,
        re.IGNORECASE,
    )
    wins = phrases_of("impossible", "wins").match(text, won.end()) if won and asked else None
    found = match or wins
    return found.group() if found else None


def unlawful(condition: Condition) -> Found:
    """Look for what the law forbids, asked for."""
    if not condition.asks_for_an_act:
        return None
    for said in predicates(condition.words):
        if not said.forbids and said.verb in words_of("classes", "harms"):
            return said.words, "the law forbids it. Ask for what is lawful."
    for clause in clauses(condition.words):
        match = phrases_of("impossible", "unlawful").search(clause.words) if clause.must else None
        if match and not HEDGED.search(clause.words[: match.start()]):
            return match.group(), "the law forbids it. Ask for what is lawful."
    return None


def shut(condition: Condition) -> Found:
    """Look for an office that is to be attended in the night or on a day when all are shut."""
    text = straight(condition.words)
    place = f"{condition.place} {text}"
    if not condition.asks_for_an_act or not found_in("goes_to", text) or found_in("open_late", place):
        return None
    office = phrases_of("impossible", "offices").search(place)
    hours = spans(condition.hours) or spans_in_words(text)
    night = bool(hours) and all(_in_the_night(begin % DAY_MINUTES, end - begin) for begin, end in hours)
    day = HOLIDAY.search(text)
    return (
        (office.group(), "it is shut then. Give hours at which it is open.")
        if office and (night or day)
        else None
    )


def _in_the_night(begin: int, length: int) -> bool:
    """Return whether hours begin and end between eleven at night and five in the morning."""
    late, early = NIGHT
    end = (begin + length) % DAY_MINUTES
    return length <= 6 * 60 and (begin >= late or begin < early) and (end > late or end <= early)
