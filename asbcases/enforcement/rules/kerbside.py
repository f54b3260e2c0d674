"""At the kerb: which terms hold here and now, which do not and why, and what may be done if one is broken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from asbcases.enforcement.rules.conditions.hours import DAY_MINUTES, spans
from asbcases.enforcement.rules.powers.model import Point
from asbcases.law.answers import Decision
from asbcases.law.limits import Limits
from asbcases.law.registry import consider, rule_of
from asbcases.law.words import in_london

# Words that stand in many places and name none.
EMPTY = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "and", "or", "any", "part", "within", "near", "flat"}
)
TO_BE_DONE = ("do", "steps", "requirement")


class Verdict(StrEnum):
    """Whether a term holds at a place and time; the first two are a breach, if it is seen."""

    HOLDS = "holds"
    OVERDUE = "overdue"
    PLACE = "place"
    HOURS = "hours"
    NOT_YET = "not_yet"
    DONE = "done"
    SUSPENDED = "suspended"


BREACH = (Verdict.HOLDS, Verdict.OVERDUE)


@dataclass(frozen=True)
class Asked:
    """Where and when somebody is met; no place is known where none is named."""

    at: datetime
    place: str = ""


@dataclass(frozen=True)
class Term:
    """One term as far as it decides whether it is broken."""

    kind: str
    place: str = ""
    hours: Sequence[Sequence[str]] = ()
    do_by: datetime | None = None
    done_at: datetime | None = None
    suspended: bool = False


def verdict_on(term: Term, asked: Asked) -> Verdict:
    """Return whether a term that is in force on the day holds here and now."""
    if term.suspended:
        return Verdict.SUSPENDED
    if term.kind in TO_BE_DONE and (term.do_by or term.done_at):
        return _to_be_done(term, asked.at)
    if term.hours and not _within(term.hours, asked.at):
        return Verdict.HOURS
    return Verdict.HOLDS if _here(term.place, asked.place) else Verdict.PLACE


def _to_be_done(term: Term, at: datetime) -> Verdict:
    if term.done_at and term.done_at <= at:
        return Verdict.DONE
    return Verdict.OVERDUE if term.do_by and term.do_by <= at else Verdict.NOT_YET


def _within(hours: Sequence[Sequence[str]], at: datetime) -> bool:
    """Return whether an instant lies in the hours of a term, by London's clock; hours that cannot be read hold always."""
    there = spans(tuple((days, begin, end) for days, begin, end in hours))
    local = in_london(at)
    minute = local.weekday() * DAY_MINUTES + local.hour * 60 + local.minute
    return not there or any(begin <= minute < end for begin, end in there)


def _here(of_term: str, typed: str) -> bool:
    """Return whether the words of two places name one: every word of the shorter stands in the longer."""
    if not of_term.strip():
        return True
    one, other = _words(of_term), _words(typed)
    return bool(one and other) and (one <= other or other <= one)


def _words(place: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", place.lower().replace("'", "").replace("\u2019", ""))) - EMPTY


# --- What may be done -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Broken:
    """A measure of which a term is broken, and whoever stands there."""

    kind: str
    day: date
    issued_on: date
    ends_on: date | None
    born: date | None
    body: bool
    # From and to, as days or in ISO 8601.
    authorities: Sequence[Mapping[str, Any]]
    limits: Limits

    def ask(self, rule: str, **facts: Any) -> Any:
        """Return what a rule answers."""
        return consider(rule, facts, self.limits)


def follows(broken: Broken) -> list[Point]:
    """Return what the law lets an officer do about a breach, each with its rule."""
    match broken.kind:
        case "cpn":
            return [Point("An offence. Record the explanation that is offered.", "CPB-1"), *_penalty(broken)]
        case "cbo":
            return [Point("An offence, either way. Record the explanation that is offered.", "CBO-17")]
        case "cpw":
            return [Point("No offence: it is evidence for a notice.", "CPN-3")]
    return [Point("No offence: nobody is bound by law. Note it, and think of the next step.")]


def _penalty(broken: Broken) -> list[Point]:
    """Return whether a fixed penalty may be offered, and why not."""
    in_force = broken.ask(
        "CPB-4", offence_on=broken.day, in_force_from=broken.issued_on, in_force_to=broken.ends_on
    )
    if in_force.decision == Decision.BLOCK:
        return [Point(" ".join(in_force.reasons), "CPB-4")]
    held = broken.ask("CPN-4", authorities=list(broken.authorities), issue_on=broken.day)
    if held.decision == Decision.BLOCK:
        words = "A fixed penalty may be offered by somebody who is authorised: ask a colleague who is."
        return [Point(words, "CPB-4")]
    found = [Point("You may offer a fixed penalty, once the breach is recorded and decided.", "CPB-4")]
    if broken.born and not broken.body:
        young = broken.ask("CPB-9", date_of_birth=broken.born, fpn_on=broken.day)
        found += (
            [Point(" ".join(young.reasons), "CPB-9", warns=True)] if young.decision == Decision.WARN else []
        )
    return found


SAYS: Mapping[Verdict, str] = {
    Verdict.HOLDS: "Holds here and now: whoever does otherwise is in breach",
    Verdict.OVERDUE: "Not done in time: in breach",
    Verdict.PLACE: "Look at the place: in breach if this is it",
    Verdict.HOURS: "Not at this hour",
    Verdict.NOT_YET: "Still time to do it",
    Verdict.DONE: "Done",
    Verdict.SUSPENDED: f"No effect while the appeal is in progress ({rule_of('APP-3').section}, APP-3)",
}
