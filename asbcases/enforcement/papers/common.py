"""What several papers say alike: to whom, from whom, what is asked, and the record of service."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from asbcases.accounts.models import User
from asbcases.enforcement.choices import PaperKind, TermKind
from asbcases.enforcement.models import Authority, FixedPenalty, Measure, MeasureService, MeasureTerm
from asbcases.enforcement.papers.blocks import Block, Part, clean, facts, form, paragraphs, part, table
from asbcases.enforcement.queries.measures import is_body, terms_of
from asbcases.law.limits import Limits
from asbcases.law.periods import LONDON, london_day
from asbcases.law.words import day_words, instant_words, time_words

ASKS = {
    TermKind.STOP: "This is a requirement to stop doing something.",
    TermKind.DO: "This is a requirement to do something.",
    TermKind.STEPS: "This is a requirement to take reasonable steps to achieve something.",
    TermKind.PROHIBITION: "This is a prohibition.",
    TermKind.REQUIREMENT: "This is a requirement.",
}
DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday", "Sat": "Saturday",
    "Sun": "Sunday",
}  # fmt: skip
STOPS = (TermKind.STOP, TermKind.PROHIBITION)
SERVED = (
    ("How it was served: handed over, left, posted, or put up on the premises", ""),
    ("Date and time", ""),
    ("Address", ""),
    ("Received by", ""),
    ("Served by: name, job or rank, number", ""),
    ("Signature", ""),
)


@dataclass(frozen=True)
class Making:
    """One making of a paper: of what, by whom, by which authority, under which limits, and when."""

    measure: Measure
    by: User
    now: datetime
    limits: Limits
    authority: Authority | None = None
    penalty: FixedPenalty | None = None

    @property
    def day(self) -> date:
        """Return the day in London on which it is made."""
        return london_day(self.now)

    @property
    def is_body(self) -> bool:
        """Return whether the paper goes to a body: who does not live, cannot be a child, and is fined without limit."""
        return is_body(self.measure.subject)

    def limit(self, rule: str) -> str:
        """Return a number of the law in words, as it is in force on the day of the paper: "21 days"."""
        return self.limits.on(rule, self.day).stated

    @cached_property
    def terms(self) -> list[MeasureTerm]:
        """Return the terms that stand, in their order."""
        return terms_of(self.measure)


def paper(
    making: Making, title: str, about: str, parts: Sequence[Part], *, reference: str = ""
) -> dict[str, Any]:
    """Return the whole of a paper as JSON."""
    return {
        "title": title,
        "reference": reference or making.measure.reference,
        "organisation": organisation(making),
        "about": about,
        "made_on": making.day.isoformat(),
        "parts": list(parts),
    }


def organisation(making: Making) -> str:
    """Return the body in whose name the paper goes out."""
    agency = making.authority.agency if making.authority else making.by.agency
    return clean(agency.name)


def addressed(making: Making, *more: tuple[str, object], dated: date | None = None) -> Block:
    """Return to whom and from whom the paper goes."""
    measure = making.measure
    return facts(
        ("To", measure.subject.name),
        ("Address", address_of(measure)),
        ("Reference", measure.reference),
        ("Date", day_words(dated or making.day)),
        *more,
        ("Issued by", issuer(making)),
        ("Authority", authority_words(making.authority)),
    )


def address_of(measure: Measure) -> str:
    """Return where the paper goes: the proper address; for a notice posted on premises, these."""
    return measure.proper_address or (measure.premises.address if measure.premises else "")


def issuer(making: Making) -> str:
    """Return who issues it: name, rank and body."""
    person = making.authority.holder if making.authority else making.by
    return ", ".join(
        filter(None, (person.name, person.get_rank_display() if person.rank else "", organisation(making)))
    )


def authority_words(authority: Authority | None) -> str:
    """Return by what somebody may issue it."""
    if authority is None:
        return ""
    return ". ".join(filter(None, (str(authority.get_basis_display()), authority.paper)))


def asked(terms: Sequence[MeasureTerm], *, because: bool = True, binding: bool = True) -> Block:
    """Return what is asked, a row for each term; of a letter or an agreement, which bind nobody, without its kind in law."""
    rows = [(str(term.number), _asks(term, because, binding), when_and_where(term)) for term in terms]
    return table(("No.", "What is asked", "Where and when"), rows, widths=(0, 3, 2))


def _asks(term: MeasureTerm, because: bool, binding: bool) -> str:
    said = [term.words, *([ASKS[TermKind(term.kind)]] if binding else [])]
    if because and term.purpose:
        said.append(f"Why: {term.purpose}")
    if term.supervisor:
        said.append(f"Supervised by: {term.supervisor}")
    return "\n".join(said)


def when_and_where(term: MeasureTerm) -> str:
    """Return where, between when, from when and until when a term holds."""
    said = [
        f"Where: {term.place}" if term.place else "",
        *(hours_words(days, begins, ends) for days, begins, ends in term.hours),
        f"From {day_words(begins)}" if (begins := begins_on(term)) else "",
        f"Until the end of {day_words(term.until_on)}" if term.until_on else "",
        f"By {instant_words(term.do_by)}" if term.do_by else "",
        "A map is attached" if term.map_id else "",
    ]
    if not any(said):
        return "At once, and for as long as this is in force" if term.kind in STOPS else "As it says"
    return "\n".join(filter(None, said))


def begins_on(term: MeasureTerm) -> date | None:
    """Return the day from which a term holds: that which it says, or that of the court which put it in."""
    return max(filter(None, (term.from_on, term.court_in_on)), default=None)


def hours_words(days: str, begins: str, ends: str) -> str:
    """Return when a term holds, as people say it: "Monday to Sunday, 11pm to 7am"."""
    named = re.sub("[A-Z][a-z]{2}", lambda found: DAYS.get(found[0], found[0]), days)
    return f"{named.replace('-', ' to ')}, {_clock(begins)} to {_clock(ends)}"


def _clock(written: str) -> str:
    try:
        clock = time.fromisoformat(written)
    except ValueError:
        # "24:00", the end of the day.
        clock = time(0)
    return time_words(datetime.combine(date(2026, 1, 1), clock, tzinfo=LONDON))


def conduct(making: Making, heading: str = "What was done") -> Part:
    """Return the part that names the conduct and its effect."""
    measure = making.measure
    effect = [{"text": "What it does, and to whom:"}, *paragraphs(measure.effect)] if measure.effect else []
    return part(heading, *paragraphs(measure.conduct), *effect)


def contact(making: Making, first: str) -> Part:
    """Return the part that says where to write or ask."""
    return part("Whom to ask", *paragraphs(first), *paragraphs(making.measure.contact))


def service(making: Making, kind: PaperKind) -> Part:
    """Return the record of service of a paper of one kind, on a page of its own: as recorded, or to be filled in by hand."""
    reference = making.penalty.reference if making.penalty else making.measure.reference
    about = facts(("Paper", kind.label), ("Reference", reference), ("To", making.measure.subject.name))
    return part(
        "Record of service", about, form(("Service", "Record"), _services(making, kind) or SERVED), apart=True
    )


def _services(making: Making, kind: PaperKind) -> list[tuple[str, str]]:
    """Return how it was served: what names no stored paper served that by which the measure began."""
    rows = making.measure.services.select_related("paper").defer("paper__pdf", "paper__data")
    return [
        (f"{one.get_method_display()}, {instant_words(one.served_at)}", "\n".join(filter(None, _served(one))))
        for one in rows.order_by("served_at", "pk")
        if _is_of(one, making, kind)
    ]


def _is_of(one: MeasureService, making: Making, kind: PaperKind) -> bool:
    if one.paper is None:
        return str(kind) == making.measure.kind
    return one.paper.kind == kind and one.paper.penalty_id == (making.penalty.pk if making.penalty else None)


def _served(one: MeasureService) -> tuple[str, ...]:
    return (
        one.address,
        f"Received by {one.received_by}" if one.received_by else "",
        f"Paper {one.paper.number}, SHA-256 {in_groups(one.paper.sha256)}" if one.paper else "",
    )


def in_groups(digest: str) -> str:
    """Return a hash in groups of eight, so that it can be compared by eye and breaks where the line ends."""
    return " ".join(re.findall(".{8}", digest))
