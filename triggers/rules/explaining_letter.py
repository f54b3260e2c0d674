"""The letter in plain words that explains the case review to one victim, as a draft for whoever signs it; pure.

It names the area's threshold and why (ACG-6), every way to ask for a review (ACG-3) and where the procedure is published.
The area's own words come before ours. Of other people's reports it never says anything: who reached the threshold only
with them reads the same as anybody who reported twice.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from asbcases.law.limits import Limits, shipped_limits
from asbcases.law.windows import months_words
from asbcases.law.words import day_words
from triggers.rules.entitled import Standing
from triggers.rules.shapes import Procedure

WORDS = Path(__file__).parent.parent / "data" / "letters-1.toml"
OPENING: Mapping[Standing, str] = {
    Standing.MET: "met",
    Standing.SHORT: "short",
    Standing.PLACE: "second",
    Standing.SECOND: "second",
}


@dataclass(frozen=True)
class Addressed:
    """To whom the letter goes, about which report, and who signs it; without a name it greets nobody by name."""

    name: str
    reference: str
    reported_on: date
    signed: str
    service: str
    site: str


@cache
def default_words() -> Mapping[str, str]:
    """Return the words that come with the product."""
    return dict(tomllib.loads(WORDS.read_text())["explaining"])


def draft(
    standing: Standing, to: Addressed, procedure: Procedure | None, on: date, limits: Limits | None = None
) -> str:
    """Return the letter to a victim, as it would be sent on a London day."""
    ours, procedure = default_words(), procedure or Procedure(area="", in_force_from=on)
    own = procedure.letters
    about = {"day": day_words(to.reported_on), "reference": to.reference}
    return "\n\n".join(
        (
            ours["greeting"].format(name=to.name) if to.name else ours["greeting_nobody"],
            f"{ours['reported'].format(**about)} {ours[OPENING[standing]]}",
            own.get("explanation") or ours["explanation"],
            own.get("thresholds") or " ".join(_threshold(procedure, on, limits or shipped_limits())),
            "\n".join((f"{ours['ways']}:", *(f"- {way}" for way in _ways(procedure, to)))),
            *_published(procedure),
            ours["again"],
            ours["signed"].format(signed=to.signed, service=to.service),
        )
    )


def _threshold(procedure: Procedure, on: date, limits: Limits) -> Iterator[str]:
    ours, numbers = default_words(), procedure.numbers(on, limits)
    yield ours["thresholds"].format(
        number=_reports(numbers.complaints),
        complaint=months_words(numbers.complaint_months),
        application=months_words(numbers.application_months),
    )
    if hate := procedure.hate:
        yield ours["hate"].format(number=_reports(hate.number).capitalize(), months=months_words(hate.months))
    if several := procedure.several:
        yield ours["several"].format(
            number=_reports(several.number).capitalize(),
            people=several.people,
            months=months_words(several.months),
        )


def _reports(number: int) -> str:
    return "one report" if number == 1 else f"{number} reports"


def _ways(procedure: Procedure, to: Addressed) -> Iterator[str]:
    ours = default_words()
    if to.site:
        yield ours["online"].format(site=to.site)
    yield from (ours["by_phone"], ours["in_person"])
    if procedure.contact:
        yield ours["contact"].format(contact=procedure.contact)
    yield ours["somebody"]


def _published(procedure: Procedure) -> Iterator[str]:
    if link := procedure.publication_link:
        yield default_words()["published"].format(area=procedure.name, link=link)
