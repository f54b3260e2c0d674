"""A draft as plain values, so that whoever approves it sees what has changed since it was asked."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.law.words import day_words, instant_words

SAID = {
    "conduct": "Conduct",
    "effect": "Effect",
    "proper_address": "Address",
    "comply_by": "Comply by",
    "ends_on": "Last day",
    "equality": "Equality",
    "rights": "Rights",
    "ability": "Ability to comply",
}


def picture_of(measure: Measure, terms: Iterable[MeasureTerm]) -> dict[str, Any]:
    """Return what a draft says, as an approval keeps it: each point in words, and each term by its number."""
    said = {name: words_of(getattr(measure, name)) for name in SAID}
    return {"said": said, "terms": {str(term.number): term_words(term) for term in terms}}


def words_of(value: object) -> str:
    """Return a value of a draft in words."""
    if isinstance(value, datetime):
        return instant_words(value)
    return day_words(value) if isinstance(value, date) else str(value or "")


def term_words(term: MeasureTerm) -> str:
    """Return one requirement in one line: what, where, at which hours, from and until when."""
    parts = [f"{term.get_kind_display()}: {term.words}"]
    parts += [f"Where: {term.place}"] if term.place else []
    parts += [f"Hours: {hours_words(term.hours)}"] if term.hours else []
    parts += [f"From {day_words(term.from_on)}"] if term.from_on else []
    parts += [f"Until {day_words(term.until_on)}"] if term.until_on else []
    parts += [f"By {instant_words(term.do_by)}"] if term.do_by else []
    return ". ".join(part.removesuffix(".") for part in parts) + "."


def hours_words(hours: Iterable[Iterable[str]]) -> str:
    """Return the hours of a term in words: "Mon-Sun 22:00 to 07:00"."""
    return ", ".join(f"{days} {start} to {end}" for days, start, end in hours)
