"""What a pack for a panel holds at each level; pure.

Each level names the fields that it adds to those below it, and nothing else is ever copied into a pack: what is not
named is not there to be found. A text that tells of somebody whom a level does not name is left out whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from asbcases.enforcement.rules.naming import Guard, Known, Own
from triggers.choices import PackLevel
from triggers.rules.pack_file import (
    Attendee,
    Body,
    Cover,
    Entry,
    File,
    Happening,
    Met,
    OfCase,
    OnSheet,
    Plan,
    Recommended,
    Risk,
    Said,
    Shared,
    Stated,
    Step,
    Threshold,
)

LEFT_OUT = "Left out at this level: it would tell more than the level holds."
HOLDS: Mapping[PackLevel, str] = {
    PackLevel.NOBODY: "Dates, numbers and answers: no name, address or contact, and nothing that anybody wrote.",
    PackLevel.SUMMARY: (
        "Who applied, where, and how they are reached safely; who sits on the panel, what it decided and recommended, and "
        "the plan."
    ),
    PackLevel.INCIDENTS: (
        "As tier 1, and the application in the applicant's words, each complaint, and what agencies did and replied."
    ),
    PackLevel.RISK: "As tier 2, and harm, levels of risk, and what the applicant needs.",
    PackLevel.WHOLE: (
        "All that is on file here, with who else complained and the record of the case: for the co-ordinator and the police."
    ),
}
Names = Mapping[type, str]
R = TypeVar("R")

# What each level adds. A field that no level names is in no pack.
ADDS: Mapping[PackLevel, Names] = {
    PackLevel.NOBODY: {
        Cover: "reference area received_on panel meets_at chair_agency chair_worked_case victim_takes_part case_unseen",
        Attendee: "agency",
        Stated: "what words",
        Said: "channel victim_kind consent acknowledged_on",
        OnSheet: "number kind behaviour_from behaviour_until complaint_on hate sentence",
        Threshold: "met decided_on reached comes_to silent",
        OfCase: "opened_on closed_on incidents measures",
        Body: "name told_on answer replied_on",
        Met: "number held_on",
        Recommended: "number body due_on answer_by answer answered_on done_on",
        Plan: "number put_on final_on",
    },
    PackLevel.SUMMARY: {
        Cover: "place chair_name independence",
        Attendee: "name part",
        Said: "applicant victim relation address where safe_email safe_phone safe_note safe_hours language",
        OnSheet: "agency",
        Threshold: "decided_by",
        OfCase: "reference lead_agency",
        Shared: "tier asked body gateway on words reply",
        Met: "decision reasons",
        Recommended: "words owner answer_words done_words",
        Plan: "words",
    },
    PackLevel.INCIDENTS: {
        Cover: "victim_words",
        Said: "happened reported_to wanted involvement_words",
        OnSheet: "agency_reference words place victim duplicate_why",
        Threshold: "persistence adequacy reason",
        OfCase: "summary more_incidents more_steps",
        Happening: "on category reference",
        Step: "on kind state subject reference",
        Body: "words",
        Plan: "comments",
    },
    PackLevel.RISK: {
        Said: "adjustments",
        Threshold: "harm",
        Risk: "who level on",
    },
    PackLevel.WHOLE: {
        Said: "phone email consent_words",
        OnSheet: "complainant",
        OfCase: "more_entries",
        Entry: "on words by",
        Met: "dissent",
    },
}
# By what somebody is known, whom a text may tell of.
NAMES: Names = {
    Cover: "chair_name",
    Attendee: "name",
    Said: "applicant victim",
    OnSheet: "complainant victim",
    Threshold: "decided_by",
    Step: "subject",
    Risk: "who",
    Recommended: "owner",
}
ADDRESSES: Names = {Said: "address where", OnSheet: "place"}
CONTACTS: Names = {Said: "phone email safe_phone safe_email"}
REPORTS: Names = {Said: "happened", OnSheet: "words", Cover: "victim_words"}

# Words of ours and names of agencies, which tell of nobody whatever somebody is called: "April", "Day".
OURS: Names = {
    Cover: "reference area chair_agency victim_takes_part",
    Attendee: "agency",
    Stated: "what words",
    Said: "channel victim_kind consent safe_hours",
    OnSheet: "kind sentence",
    Threshold: "comes_to",
    OfCase: "reference lead_agency",
    Happening: "category reference",
    Step: "kind state reference",
    Risk: "level",
    Body: "answer",
    Recommended: "answer",
}


def named_at(level: PackLevel, kind: type) -> tuple[str, ...]:
    """Return the fields of one kind of row that a level holds."""
    added = (ADDS[one].get(kind, "") for one in PackLevel if one <= level)
    return tuple(name for names in added for name in names.split())


def at_level(level: PackLevel, file: File) -> File:
    """Return what a pack of a level holds: the fields that it names, and the lines of the tiers up to it."""
    held = File(
        **{one.name: _held(level, getattr(file, one.name)) for one in fields(file) if one.name != "shared"},
        shared=_held(level, tuple(line for line in file.shared if line.tier <= level)),
    )
    return held if level == PackLevel.WHOLE else _guarded(file, held)


def _held(level: PackLevel, value: Any) -> Any:
    if not isinstance(value, tuple):
        return _only(value, named_at(level, type(value)))
    return tuple(_only(row, names) for row in value if (names := named_at(level, type(row))))


def _only(row: R, names: Iterable[str]) -> R:
    return type(row)(**{name: getattr(row, name) for name in names})


def _guarded(file: File, held: File) -> File:
    """Return what is held without the texts that tell of somebody, or of something, that is not."""
    guard = Guard(
        Known(
            names=_beyond(file, held, NAMES),
            addresses=_beyond(file, held, ADDRESSES),
            contacts=_beyond(file, held, CONTACTS),
            reports=_beyond(file, held, REPORTS),
        ),
        Own(names=tuple(_values(held, NAMES)), addresses=tuple(_values(held, ADDRESSES))),
    )
    return File(**{one.name: _read_through(getattr(held, one.name), guard) for one in fields(held)})


def _beyond(file: File, held: File, named: Names) -> tuple[str, ...]:
    told = _values(held, named)
    return tuple(value for value in _values(file, named) if value not in told)


def _values(file: File, named: Names) -> dict[str, None]:
    """Return what these fields say anywhere in a file, each once, in its order."""
    return {
        value: None
        for row in _rows(file)
        for name in named.get(type(row), "").split()
        if (value := getattr(row, name))
    }


def _rows(file: File) -> Iterator[Any]:
    for one in fields(file):
        value = getattr(file, one.name)
        yield from value if isinstance(value, tuple) else (value,)


def _read_through(value: Any, guard: Guard) -> Any:
    if isinstance(value, tuple):
        return tuple(_read_through(row, guard) for row in value)
    ours = OURS.get(type(value), "").split()
    read = {name: _unless_told(said, guard) for name, said in vars(value).items() if name not in ours}
    return replace(value, **read)


def _unless_told(value: Any, guard: Guard) -> Any:
    return LEFT_OUT if isinstance(value, str) and next(guard.found_in(value), None) else value
