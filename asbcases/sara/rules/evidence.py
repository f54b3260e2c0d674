"""How strong the evidence is that a plan did what is said of it, by the figures that its assessment keeps."""

from collections.abc import Mapping
from enum import StrEnum
from math import inf
from typing import Any

from asbcases.sara.rules.effect_shapes import Finding, Method, Strength
from asbcases.sara.rules.effect_words import change


class Evidence(StrEnum):
    """How far the figures of a plan bear what is said of it."""

    FAIR = "fair"
    WEAK = "weak"
    TOO_FEW = "too_few"
    NONE = "none"


WORDS = {
    Evidence.FAIR: "Fair: held against comparison places that were named in advance",
    Evidence.WEAK: "Weak: what would have happened anyway is not known well",
    Evidence.TOO_FEW: "Too few incidents to tell from chance",
    Evidence.NONE: "Two counts and nothing beside them",
}


def evidence_of(figures: Mapping[str, Any]) -> Evidence:
    """Return how strong the evidence is: fair beside comparison places, weak without, none where nothing was computed."""
    if "finding" not in figures:
        return Evidence.NONE
    if figures["finding"] == Finding.TOO_FEW or not figures.get("interval"):
        return Evidence.TOO_FEW
    fair = figures.get("strength") == Strength.FAIR and figures.get("method") == Method.PLACES
    return Evidence.FAIR if fair else Evidence.WEAK


def effect_words(figures: Mapping[str, Any], before: int, after: int) -> str:
    """Return the effect with its interval, or the two counts where there is none."""
    counts = f"{before} before and {after} after"
    interval = figures.get("interval")
    if not interval:
        return counts
    ends = ((inf if interval[name] is None else interval[name]) for name in ("ratio", "low", "high"))
    ratio, low, high = map(change, ends)
    return f"{ratio[0].upper()}{ratio[1:]} ({low} to {high}): {counts}"
