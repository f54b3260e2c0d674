"""All that a version of a procedure states, in words; what it does not state is to be confirmed by the authority."""

from collections.abc import Iterator
from typing import NamedTuple

from asbcases.law.words import day_words
from triggers.forms.procedures import DEDUPES
from triggers.rules.procedures import Clock, Procedure, RelevantBody, Step


class Part(NamedTuple):
    """One thing that a version may state; no lines where it does not."""

    words: str
    lines: list[str]


class Group(NamedTuple):
    """Parts under a heading."""

    heading: str
    parts: list[Part]


def stated(procedure: Procedure) -> list[Group]:
    """Return all that a version states."""
    return [
        Group("Threshold", list(_threshold(procedure))),
        Group("Clocks", [Part(_first_upper(step.says), _clock(procedure.clock(step))) for step in Step]),
        Group("Bodies and contact", list(_bodies(procedure))),
        Group("Publication", list(_publication(procedure))),
        Group("Letters", [Part(_name(one), [words]) for one, words in procedure.letters.items()]),
    ]


def _threshold(procedure: Procedure) -> Iterator[Part]:
    hate, several = procedure.hate, procedure.several
    yield Part("Complaints that are enough", _one(procedure.min_complaints))
    yield Part("From the behaviour to the complaint", _months(procedure.complaint_window_months))
    yield Part("From the complaint to the application", _months(procedure.application_window_months))
    yield Part("Reports of hate", [f"{hate.number} within {hate.months} months"] if hate else [])
    words = f"{several.number} by {several.people} people within {several.months} months" if several else ""
    yield Part("Reports by several people about one place", [words] if several else [])
    yield Part("Several complaints of one person", [DEDUPES[procedure.dedupe]])
    yield Part("What is weighed below the threshold", list(procedure.factors))


def _bodies(procedure: Procedure) -> Iterator[Part]:
    told = procedure.lpb_notified
    yield Part("Bodies that take part", list(map(_body, procedure.bodies)))
    yield Part("Point of contact", _one(procedure.contact))
    yield Part("Who hears an appeal", _one(procedure.appeal_body))
    yield Part("Local policing body told of an appeal", [] if told is None else ["Yes" if told else "No"])
    consulted = procedure.consulted_on
    yield Part("Local policing body consulted on", [day_words(consulted)] if consulted else [])


def _publication(procedure: Procedure) -> Iterator[Part]:
    period = procedure.reporting
    words = f"{period.months} months, one starting on the {period.day:02}/{period.month:02}" if period else ""
    yield Part("Reporting period", [words] if period else [])
    yield Part("Where procedure and figures are published", _one(procedure.publication_link))
    yield Part("Notes", list(procedure.notes))


def _body(body: RelevantBody) -> str:
    begins = f", from {day_words(body.begins)}" if body.begins else ""
    ends = f", to {day_words(body.ends)}" if body.ends else ""
    return f"{body.name} ({body.kind}{begins}{ends})"


def _clock(clock: Clock | None) -> list[str]:
    return [clock.says] if clock else []


def _months(number: int | None) -> list[str]:
    return [f"{number} month{'s' if number != 1 else ''}"] if number else []


def _one(value: object) -> list[str]:
    return [str(value)] if value else []


def _name(letter: str) -> str:
    return _first_upper(letter.replace("_", " "))


def _first_upper(words: str) -> str:
    return words[0].upper() + words[1:]
