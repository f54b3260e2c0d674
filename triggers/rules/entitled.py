"""How near the victim of a report is to a case review, and what is to be done next; pure."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Standing(StrEnum):
    """What a report comes to, for whoever answers for its victim; the weightiest first."""

    MET = "met"
    PLACE = "place"
    SHORT = "short"
    SECOND = "second"


# What the record says beside the report; of other people it says no more than that there are some.
SAYS: Mapping[Standing, str] = {
    Standing.MET: "the threshold for an ASB case review is met by what this victim reported",
    Standing.PLACE: "the threshold for an ASB case review is met with what others reported of the place",
    Standing.SHORT: "one report is missing for an ASB case review",
    Standing.SECOND: "this victim reported for the second time in six months",
}
NEXT: Mapping[Standing, str] = {
    Standing.MET: "tell the victim that they can ask for it, and how",
    Standing.PLACE: "look whether it is the same trouble, and explain the case review to the victim",
    Standing.SHORT: "explain the case review to the victim",
    Standing.SECOND: "explain the case review to the victim",
}


def standing_of(*, met: bool, by_place: bool, one_short: Collection[str], explain: bool) -> Standing | None:
    """Return what a finding comes to; None where there is only somebody to be asked about."""
    if met:
        return Standing.PLACE if by_place else Standing.MET
    if one_short:
        return Standing.SHORT
    return Standing.SECOND if explain else None
