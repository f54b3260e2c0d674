"""Words by which incidents are classified: those shipped with the product, and those in force on a day."""

import tomllib
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from asbcases.cases.choices import TermKind
from asbcases.cases.models import Term
from asbcases.db.kept import is_keeping, kept

FILE = Path(__file__).parent / "data" / "nsir-1.toml"
MARKS = ("covid_related", "hate", "vulnerable")


def terms_on(kind: TermKind, day: date) -> QuerySet[Term]:
    """Return the words of a list that are in force on a day, by name."""
    in_force = Q(in_force_from__lte=day) & (Q(in_force_to__isnull=True) | Q(in_force_to__gte=day))
    return Term.objects.filter(in_force, kind=kind).order_by("name", "pk")


def codes_on(kind: TermKind, day: date) -> set[str]:
    """Return the codes of a list that are in force on a day."""
    if not is_keeping():
        return set(terms_on(kind, day).values_list("code", flat=True))
    terms = kept("terms", lambda: list(Term.objects.all()))
    known = (term for term in terms if term.kind == kind and term.in_force_from <= day)
    return {term.code for term in known if term.in_force_to is None or term.in_force_to >= day}


def names_of(kind: TermKind, codes: Collection[str]) -> dict[str, str]:
    """Return the name of each of these codes, whenever it was in force."""
    return dict(Term.objects.filter(kind=kind, code__in=codes).order_by("name").values_list("code", "name"))


def load_terms() -> list[Term]:
    """Add the shipped words that are missing, end those that the file ends, and return what was added."""
    known = {(term.kind, term.code): term for term in Term.objects.all()}
    added = []
    for kind, stated in shipped_terms():
        term = known.get((kind, stated["code"]))
        if term is None:
            added.append(Term.objects.create(kind=kind, **stated))
        elif term.in_force_to is None and stated["in_force_to"]:
            term.in_force_to = stated["in_force_to"]
            term.save(update_fields=["in_force_to"])
    return added


def shipped_terms() -> Iterator[tuple[TermKind, dict[str, Any]]]:
    """Yield each shipped word with its list."""
    shipped = tomllib.loads(FILE.read_text(encoding="utf-8"))
    begins = shipped.pop("in_force_from")
    for name, group in shipped.items():
        kind = next(kind for kind in TermKind if name.endswith(f"{kind}s"))
        stated = {mark: group.get(mark, False) for mark in MARKS} | {
            "source": group["source"],
            "in_force_from": group.get("in_force_from", begins),
            "in_force_to": group.get("in_force_to"),
        }
        for code, words in group["words"]:
            yield kind, {"code": code, "name": words, **stated}
