"""Reads what an area's procedure states, and refuses what cannot be meant; pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from asbcases.law.answers import listed
from asbcases.law.facts import FactError, Facts
from asbcases.law.words import day_words
from triggers.rules.shapes import (
    ANCHOR_PLACE,
    STEP_PLACE,
    Anchor,
    BodyKind,
    Clock,
    Dedupe,
    Direction,
    HateRule,
    Procedure,
    RelevantBody,
    ReportingPeriod,
    SeveralRule,
    Step,
    Unit,
)

KEY = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
# The letters and texts of which an area may have its own words.
LETTERS = (
    *("acknowledgement", "threshold_met", "threshold_not_met", "invitation", "outcome", "closing"),
    *("explanation", "thresholds"),
)
# Larger numbers are slips of the keyboard: no area counts in them.
MOST_COMPLAINTS, MOST_MONTHS, LONGEST_CLOCK = 50, 60, 400

Word = TypeVar("Word", bound=StrEnum)


class ProcedureError(ValueError):
    """What is wrong with what was given as a procedure: a sentence for each mistake."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__(" ".join(mistakes))
        self.mistakes = mistakes


def read(content: Any) -> Procedure:
    """Return the procedure that content states; raises `ProcedureError` with a sentence for each mistake."""
    if not isinstance(content, Mapping):
        raise ProcedureError(("Give a procedure as an object with named parts.",))
    facts = Facts(content, tuple(PARTS))
    mistakes = [f"A procedure has no part called {name}." for name in content if name not in PARTS]
    stated: dict[str, Any] = {}
    for name, reader in PARTS.items():
        try:
            stated[name] = reader(facts, name)
        except FactError as error:
            mistakes.append(str(error) if name in str(error) else f"{name}: {error}")
    if not mistakes:
        procedure = Procedure(**stated)
        mistakes = list(_contradictions(procedure))
    if mistakes:
        raise ProcedureError(tuple(mistakes))
    return procedure


def _contradictions(procedure: Procedure) -> Iterator[str]:
    """Yield what cannot be meant although each part can be read."""
    ends = procedure.in_force_to
    if ends is not None and ends < procedure.in_force_from:
        yield f"The procedure would end on {day_words(ends)}, before it starts."
    for body in procedure.bodies:
        if body.begins and body.ends and body.ends < body.begins:
            yield f"{body.name} would take part until {day_words(body.ends)}, before it starts to."
    if procedure.several and procedure.several.people > procedure.several.number:
        yield "Several people cannot be more than the reports that they make."
    yield from _of_clocks(procedure.clocks)


def _of_clocks(clocks: tuple[Clock, ...]) -> Iterator[str]:
    for step, stated in Counter(clock.step for clock in clocks).items():
        if stated > 1:
            yield f"The clock of {step} is stated twice."
    for clock in clocks:
        if not _in_order(clock):
            yield f"The clock of {clock.step} cannot run {clock.direction} what it is anchored on ({clock.anchor})."


def direction_of(step: Step, anchor: Anchor) -> Direction:
    """Return how the clock of a step is counted: backwards where it is anchored on what comes after the step."""
    return Direction.BEFORE if ANCHOR_PLACE[anchor] > STEP_PLACE[step] else Direction.AFTER


def _in_order(clock: Clock) -> bool:
    """Return whether what a clock is anchored on comes before its step, or after it where it is counted backwards."""
    step, anchor = STEP_PLACE[clock.step], ANCHOR_PLACE[clock.anchor]
    return anchor < step if clock.direction is Direction.AFTER else step < anchor


def _key(facts: Facts, name: str) -> str:
    key = facts.text(name)
    if not KEY.fullmatch(key):
        raise FactError(f"Give {name} as the code of an area or as words joined by hyphens.")
    return key


def _words(facts: Facts, name: str) -> str:
    return facts.text(name).strip()


def _whole(most: int) -> Callable[[Facts, str], int | None]:
    def whole(facts: Facts, name: str) -> int | None:
        return _number(facts, name, most) if facts.has(name) else None

    return whole


def _number(facts: Facts, name: str, most: int) -> int:
    number = facts.number(name)
    if number != int(number) or not 1 <= number <= most:
        raise FactError(f"Give {name} as a whole number from 1 to {most}.")
    return int(number)


def _choice(facts: Facts, name: str, words: type[Word], default: str = "") -> Word:
    word = facts.text(name, default)
    if word not in set(words):
        raise FactError(f"Give {name} as one of: {', '.join(words)}.")
    return words(word)


def _yes_or_no(facts: Facts, name: str) -> bool | None:
    return facts.flag(name) if facts.has(name) else None


def _sentences(facts: Facts, name: str) -> tuple[str, ...]:
    given = facts.items(name)
    if not all(isinstance(one, str) and one.strip() for one in given):
        raise FactError(f"Give {name} as a list of sentences.")
    return tuple(given)


def _parts(facts: Facts, name: str, declared: tuple[str, ...]) -> Facts | None:
    """Return the facts of a part with parts of its own, or nothing where it is not stated."""
    return _only(name, facts.parts(name), declared) if facts.has(name) else None


def _only(name: str, given: Mapping[str, Any], declared: tuple[str, ...]) -> Facts:
    if more := [str(part) for part in given if part not in declared]:
        raise FactError(f"{name} has no part called {listed(more)}.")
    return Facts(given, declared)


def _each(facts: Facts, name: str, declared: tuple[str, ...]) -> Iterator[Facts]:
    for one in facts.each(name, declared):
        yield _only(name, one.given, declared)


def _hate(facts: Facts, name: str) -> HateRule | None:
    rule = _parts(facts, name, ("number", "months"))
    if rule is None:
        return None
    return HateRule(_number(rule, "number", MOST_COMPLAINTS), _number(rule, "months", MOST_MONTHS))


def _several(facts: Facts, name: str) -> SeveralRule | None:
    rule = _parts(facts, name, ("number", "people", "months"))
    if rule is None:
        return None
    return SeveralRule(
        _number(rule, "number", MOST_COMPLAINTS),
        _number(rule, "people", MOST_COMPLAINTS),
        _number(rule, "months", MOST_MONTHS),
    )


def _reporting(facts: Facts, name: str) -> ReportingPeriod | None:
    period = _parts(facts, name, ("starts", "months"))
    if period is None:
        return None
    starts = period.text("starts")
    if not YEARLY.fullmatch(starts):
        raise FactError(
            "Give starts as the month and day of every year, for example 04-01; at most the 28th."
        )
    return ReportingPeriod(int(starts[:2]), int(starts[3:]), _number(period, "months", MOST_MONTHS))


def _clocks(facts: Facts, name: str) -> tuple[Clock, ...]:
    return tuple(
        Clock(
            step=_choice(one, "step", Step),
            value=_number(one, "value", LONGEST_CLOCK),
            unit=_choice(one, "unit", Unit),
            anchor=_choice(one, "anchor", Anchor),
            direction=_choice(one, "direction", Direction, Direction.AFTER),
        )
        for one in _each(facts, name, ("step", "value", "unit", "anchor", "direction"))
    )


def _bodies(facts: Facts, name: str) -> tuple[RelevantBody, ...]:
    found = []
    for one in _each(facts, name, ("name", "kind", "from", "to")):
        if not _words(one, "name"):
            raise FactError("Give each of the bodies its name.")
        kind = _choice(one, "kind", BodyKind)
        found.append(RelevantBody(_words(one, "name"), kind, one.day_or_none("from"), one.day_or_none("to")))
    return tuple(found)


def _letters(facts: Facts, name: str) -> Mapping[str, str]:
    texts = _only(name, facts.parts(name), LETTERS)
    return {letter: words for letter in LETTERS if (words := _words(texts, letter))}


def _starts(facts: Facts, name: str) -> date:
    return facts.day(name)


# Every part of a procedure, and how it is read; the names are those of `Procedure`.
PARTS: Mapping[str, Callable[[Facts, str], Any]] = {
    "area": _key,
    "name": _words,
    "version": _words,
    "in_force_from": _starts,
    "in_force_to": Facts.day_or_none,
    "source": _words,
    "confirmed": Facts.flag,
    "min_complaints": _whole(MOST_COMPLAINTS),
    "complaint_window_months": _whole(MOST_MONTHS),
    "application_window_months": _whole(MOST_MONTHS),
    "hate": _hate,
    "several": _several,
    "latest_within_months": _whole(MOST_MONTHS),
    "must_be_closed": Facts.flag,
    "not_while_open": Facts.flag,
    "exclusions": _sentences,
    "dedupe": lambda facts, name: _choice(facts, name, Dedupe, Dedupe.NONE),
    "factors": _sentences,
    "clocks": _clocks,
    "bodies": _bodies,
    "contact": _words,
    "consulted_on": Facts.day_or_none,
    "appeal_body": _words,
    "lpb_notified": _yes_or_no,
    "publication_link": _words,
    "reporting": _reporting,
    "letters": _letters,
    "notes": _sentences,
}
