"""What whoever handles a case must know before they ring, write or go there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asbcases.cases.models import CaseParty
from asbcases.casework.queries.case_parts import Around


class Warned(NamedTuple):
    """The flags of the strip, and the sentences below it."""

    flags: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


def warnings_on(parties: Sequence[CaseParty], parts: Around, *, restricted: bool) -> Warned:
    """Return the flags of a case with their colours, and what each warns of in words."""
    shown = {
        ("Restricted", "purple"): restricted,
        ("Repeat victim", "orange"): parts.repeat,
        ("Vulnerable", "orange"): parts.vulnerable,
        ("Hate", "magenta"): parts.hate,
        ("Not safe to ring", "red"): any(_bars_ringing(caller) for caller in parts.unsafe),
    }
    flags = tuple(flag for flag, stands in shown.items() if stands)
    return Warned(flags, tuple(_sentences(parties, parts)))


def _bars_ringing(caller: dict[str, str]) -> bool:
    return bool(caller["withdrawn"] or not caller["phone"])


def _sentences(parties: Sequence[CaseParty], parts: Around) -> Iterator[str]:
    for caller in parts.unsafe:
        yield from _of_caller(caller)
    yield from (f"{place['address']}: {place['warning']}" for place in parts.premises if place["warning"])
    for party in parties:
        if party.person.adjustments:
            yield f"{party.person.name} needs: {party.person.adjustments}"
        if party.person.language:
            yield f"{party.person.name} speaks {party.person.language}."


def _of_caller(caller: dict[str, str]) -> Iterator[str]:
    who = f"{caller['caller'] or 'The caller'} ({caller['report']})"
    if caller["withdrawn"]:
        yield f"{who}: do not write or ring."
    elif not caller["phone"]:
        yield f"{who}: no number is known on which it is safe to ring."
    if caller["note"]:
        yield f"{who}: {caller['note']}"
