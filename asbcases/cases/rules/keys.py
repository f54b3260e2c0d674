"""Keys: what people write in many ways, brought into one form, so that equal keys mean the same thing.

An empty key means that nothing can be said: it equals no other, not even another empty one.
"""

import re

import phonenumbers

from asbcases.cases.rules.addresses import AddressRead, address_key, address_read
from asbcases.cases.rules.postcodes import postcode_key
from asbcases.cases.rules.spelling import folded, visible, words

__all__ = [
    "AddressRead",
    "address_key",
    "address_read",
    "email_key",
    "name_key",
    "phone_key",
    "plate_key",
    "postcode_key",
    "reference_key",
    "search_words",
]

_EMAIL = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"'@]+\.[^\s<>()\[\],;:\"'@]+")

_TITLES = frozenset(
    words(
        "mr mrs ms miss mx dr doctor prof professor rev revd reverend sir dame lady lord master messrs"
        " pc pcso ps sgt sergeant dc insp inspector cllr councillor"
    )
)
_NOBODY = frozenset(
    {"unknown", "anonymous", "anon", "withheld", "refused", "undisclosed", "unnamed", "unidentified"}
)
_NO_NAME = frozenset(
    words(
        "no not none name given known stated provided n a na caller male female man woman person"
        " resident neighbour occupier informant member of the public"
    )
)

# O and 0, I and 1 are read for one another: both stand wherever either may.
_LETTER, _DIGIT = "[A-Z01]", "[0-9OI]"
_PLATE_SHAPES = [
    re.compile(shape.replace("L", _LETTER).replace("9", _DIGIT))
    for shape in ("LL99LLL", "L9{1,3}LLL", "LLL9{1,3}L", "L{1,3}9{1,4}", "9{1,4}L{1,3}")
]
_PLATE_OF_TODAY = re.compile(r"\b[A-Z]{2}[0-9]{2} ?[A-Z]{3}\b")
_REFERENCE_WORDS = frozenset({"ref", "reference", "no", "number", "crime"})


def phone_key(text: str) -> str:
    """Return a telephone number as it is dialled from anywhere, without its extension."""
    for match in phonenumbers.PhoneNumberMatcher(
        " ".join(visible(text).split()), "GB", leniency=phonenumbers.Leniency.POSSIBLE
    ):
        return phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164).strip()
    return ""


def email_key(text: str) -> str:
    """Return an e-mail address without what stands around it."""
    found = _EMAIL.search(visible(text))
    return found[0].rstrip(".").casefold() if found else ""


def name_key(text: str) -> str:
    """Return first names and surname in this order, without titles; one name alone says of nobody who it is."""
    named = _names(text)
    return " ".join(named) if len(named) > 1 else ""


def search_words(text: str) -> str:
    """Return a name by which records are looked for: here a surname alone will do."""
    return " ".join(_names(text))


def _names(text: str) -> list[str]:
    surname, *first = [_without_titles(words(part)) for part in folded(text).split(",")]
    named = [word for part in first for word in part] + surname
    nobody = not _NOBODY.isdisjoint(named) or _NO_NAME.issuperset(named)
    return [] if nobody else named


def _without_titles(named: list[str]) -> list[str]:
    titled = 0
    while titled < len(named) and (named[titled] in _TITLES or (titled and named[titled] == "and")):
        titled += 1
    return named[titled:]


def plate_key(text: str) -> str:
    """Return a registration mark, in a British one with O for 0 and I for 1 forgiven."""
    within = _PLATE_OF_TODAY.search(visible(text).upper())
    plate = "".join(words(within[0] if within else text)).upper()
    if not re.search("[A-Z]", plate) or not re.search("[0-9]", plate):
        return ""
    if any(shape.fullmatch(plate) for shape in _PLATE_SHAPES):
        return plate.replace("O", "0").replace("I", "1")
    # A mark from abroad has several digits; "red van 2" is a description.
    return plate if 4 <= len(plate) <= 9 and len(re.findall("[0-9]", plate)) > 1 else ""


def reference_key(text: str) -> str:
    """Return the parts of a reference number of any agency, without zeroes at the beginning of a part."""
    parts = [part for part in re.findall(r"[^\W\d_]+|[0-9]+", folded(text)) if part not in _REFERENCE_WORDS]
    if not any(part.isdigit() for part in parts):
        return ""
    return "/".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)
