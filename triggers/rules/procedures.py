"""The procedures of areas: those that come with the product, what one leaves unstated, and what it should not ask; pure."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from asbcases.law.answers import listed
from asbcases.law.limits import Limits, shipped_limits
from triggers.rules.reading import ProcedureError, read
from triggers.rules.shapes import (
    Anchor,
    BodyKind,
    Clock,
    Dedupe,
    Direction,
    HateRule,
    Procedure,
    RelevantBody,
    SeveralRule,
    Step,
    Unit,
    governing,
)

DATA = Path(__file__).parent.parent / "data"
TO_BE_CONFIRMED = "to be confirmed by the authority"


class Warned(NamedTuple):
    """Something that an area may state and should not: its code, and why in a sentence."""

    code: str
    sentence: str


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """Return the contents that come with the product, older versions first: what was read of real areas."""
    first = tomllib.loads((DATA / "procedures-1.toml").read_text())["procedures"]
    second = tomllib.loads((DATA / "procedures-2.toml").read_text())
    before = {one["area"]: one for one in first}
    return (*first, *(_followed(before[area], second) for area in second["areas"]))


def _followed(before: Mapping[str, Any], by: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a version that states what the one before it does, and what was read since."""
    sources = [one for one in (before["source"], by["source"]) if one not in by["answered"]]
    notes = [one for one in (*before.get("notes", ()), *by["notes"]) if one not in by["answered"]]
    stated = {"version": by["version"], "in_force_from": by["in_force_from"], "notes": notes}
    return {**before, **by["states"], **stated, "source": "; ".join(sources)}


def warnings(procedure: Procedure, limits: Limits | None = None) -> tuple[Warned, ...]:
    """Return what the law's notes and the guidance say an area should not ask (ACR-10, ACR-12, ACR-16), by code."""
    return tuple(sorted(_warned(procedure, limits or shipped_limits())))


def unstated(procedure: Procedure) -> tuple[str, ...]:
    """Return in words what an area has not stated and is to confirm; once it confirmed, which clocks it has none for."""
    steps = [f"by when to {step.says}" for step in SAID if procedure.clock(step) is None]
    if procedure.clock(Step.AGENCY_REPLY) is None:
        steps.append("by when agencies reply")
    if procedure.clock(Step.APPEAL_WINDOW) is None:
        steps.append("until when an appeal can be asked for")
    parts = () if procedure.confirmed else UNSTATED
    return (*steps, *(words for name, words in parts if getattr(procedure, name) in (None, "", ())))


# The steps whose words are an order; the other two are told in words of their own.
SAID = (Step.ACK, Step.THRESHOLD, Step.PAPERS, Step.PANEL, Step.OUTCOME, Step.APPEAL_HEARING)
UNSTATED = (
    ("min_complaints", "how many complaints are enough (until then the number of the Act)"),
    ("complaint_window_months", "how soon a complaint must follow (until then the month of the Act)"),
    ("application_window_months", "how soon to apply (until then the six months of the Act)"),
    ("hate", "how many reports of hate are enough"),
    ("several", "how many reports of several people about one place are enough"),
    ("appeal_body", "who hears an appeal"),
    ("lpb_notified", "whether the local policing body is told"),
    ("bodies", "which bodies take part"),
    ("contact", "its point of contact"),
    ("publication_link", "where it publishes its procedure and figures"),
    ("reporting", "its reporting period"),
)


def _warned(procedure: Procedure, limits: Limits) -> Iterator[Warned]:
    day, least, reporting = procedure.in_force_from, procedure.min_complaints, procedure.reporting
    most = limits.number("ACR-10", day)
    if least is not None and least > most:
        words = f"It asks for {least} complaints: the Act's notes and the guidance say no more than {most}."
        yield Warned("above_three", f"{words} (s.104(4))")
    if reporting is not None and reporting.months > limits.number("ACR-16", day):
        words = (
            f"It publishes every {reporting.months} months: the Act allows {limits.on('ACR-16', day).stated}"
        )
        yield Warned("reporting_too_long", f"{words} at most (s.105(4)).")
    hurdles = {
        "latest_within_months": "that the latest report lies only months back",
        "must_be_closed": "that the case is closed",
        "not_while_open": "that no complaint is still open",
    }
    for code, words in hurdles.items():
        if getattr(procedure, code):
            yield Warned(
                code, f"It asks {words}: the threshold is about reports only, and this never stops it."
            )
    if procedure.exclusions:
        words = f"It names further hurdles ({listed(procedure.exclusions)})"
        yield Warned(
            "other_exclusions", f"{words}: the threshold is about reports only, and they never stop it."
        )


__all__ = [
    "TO_BE_CONFIRMED",
    "Anchor",
    "BodyKind",
    "Clock",
    "Dedupe",
    "Direction",
    "HateRule",
    "Procedure",
    "ProcedureError",
    "RelevantBody",
    "SeveralRule",
    "Step",
    "Unit",
    "Warned",
    "governing",
    "read",
    "shipped",
    "unstated",
    "warnings",
]
