"""British postcodes, wherever they stand in a text."""

import re

from asbcases.cases.rules.spelling import visible

# District and unit, with a space between them, at the wrong place, or none; the last letters are never C I K M O V.
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])([A-PR-UWYZ][A-HK-Y]?[0-9][A-Z0-9]?) *([0-9]) *([ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])"
)


def postcode_key(text: str) -> str:
    """Return the last postcode of an address as it is printed, such as CO2 7QP."""
    found = _POSTCODE.findall(visible(text).upper())
    return "{} {}{}".format(*found[-1]) if found else ""


def without_postcode(text: str) -> str:
    """Return an address without its postcode."""
    return _POSTCODE.sub(" ", text.upper())
