"""A draft as plain values, so that whoever approves it sees what has changed since it was asked, or since it was returned."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from asbcases.enforcement.models import Limb, LimbEvidence, Measure, MeasureTerm, OrderRequest
from asbcases.enforcement.queries.measures import evidence_of
from asbcases.law.words import day_words, instant_words

SAID = {
    "conduct": "Conduct",
    "effect": "Effect",
    "proper_address": "Address",
    "premises": "Premises",
    "capacity": "As what they answer for them",
    "capacity_reason": "Why they can control it",
    "age_basis": "Age",
    "warning": "Warning",
    "comply_by": "Comply by",
    "ends_on": "Last day",
    "equality": "Equality",
    "rights": "Rights",
    "ability": "Ability to comply",
}
ORDER = {
    "offence": "Offence",
    "conviction": "Conviction",
    "convicted_on": "Convicted on",
    "charged_on": "Charged on",
    "court": "Court",
    "application_on": "Application on",
    "prosecutor": "Prosecutor",
    "behaviour": "Behaviour",
    "helps": "How the order helps",
    "yot_views": "Views of the youth offending team",
}


def picture_of(measure: Measure, terms: Iterable[MeasureTerm]) -> dict[str, Any]:
    """Return what a draft says, as an approval keeps it: each point in words, each term by its number, each limb by its name."""
    request = OrderRequest.objects.filter(measure=measure).first()
    return {
        "said": {name: words_of(_shown(measure, name)) for name in SAID},
        "terms": {str(term.number): term_words(term) for term in terms},
        "limbs": _limbs(measure),
        "order": {name: words_of(_shown(request, name)) for name in ORDER} if request else {},
    }


def points_of(picture: Mapping[str, Any]) -> dict[str, str]:
    """Return the points of a picture by their names, in the order in which they are read; what says nothing is left out."""
    terms = picture.get("terms", {})
    named = {
        **{words: picture.get("said", {}).get(name, "") for name, words in SAID.items()},
        **{words: picture.get("order", {}).get(name, "") for name, words in ORDER.items()},
        **picture.get("limbs", {}),
        **{f"Requirement {number}": terms[number] for number in sorted(terms, key=int)},
    }
    return {words: said for words, said in named.items() if said}


def _shown(row: Measure | OrderRequest, name: str) -> object:
    if isinstance(row, Measure) and name == "premises":
        return row.premises.address if row.premises else ""
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else getattr(row, name)


def _limbs(measure: Measure) -> dict[str, str]:
    shown: dict[int, list[str]] = {}
    for one in evidence_of(measure):
        shown.setdefault(one.limb_id, []).append(thing_words(one))
    limbs = Limb.objects.filter(measure=measure).order_by("pk")
    return {str(limb.get_limb_display()): limb_words(limb, shown.get(limb.pk, [])) for limb in limbs}


def limb_words(limb: Limb, shown: Iterable[str]) -> str:
    """Return why a limb is met and what shows it, in one line."""
    things = ", ".join(shown)
    return f"{limb.reason.strip()} Shown by {things}." if things else limb.reason.strip()


def thing_words(one: LimbEvidence) -> str:
    """Return what shows a limb, as a line names it."""
    if one.incident:
        return one.incident.reference
    if one.entry:
        return f"{one.entry.get_kind_display().lower()} {one.entry.number} of the journal"
    return f"file {one.document.number}" if one.document else str(one.statement)


def words_of(value: object) -> str:
    """Return a value of a draft in words."""
    if isinstance(value, datetime):
        return instant_words(value)
    return day_words(value) if isinstance(value, date) else str(value or "")


def term_words(term: MeasureTerm) -> str:
    """Return one requirement in one line: what, where, at which hours, from and until when, and who supervises it."""
    parts = [f"{term.get_kind_display()}: {term.words}"]
    parts += [f"Where: {term.place}"] if term.place else []
    parts += [f"Hours: {hours_words(term.hours)}"] if term.hours else []
    parts += [f"From {day_words(term.from_on)}"] if term.from_on else []
    parts += [f"Until {day_words(term.until_on)}"] if term.until_on else []
    parts += [f"By {instant_words(term.do_by)}"] if term.do_by else []
    parts += [f"Supervised by {term.supervisor}"] if term.supervisor else []
    return ". ".join(part.removesuffix(".") for part in parts) + "."


def hours_words(hours: Iterable[Iterable[str]]) -> str:
    """Return the hours of a term in words: "Mon-Sun 22:00 to 07:00"."""
    return ", ".join(f"{days} {start} to {end}" for days, start, end in hours)
