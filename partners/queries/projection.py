"""What a partner reads of a case: the fields that are named here, of the items that were shared, and nothing else.

This is the first lock. The second stands in the database (`asb_shared_case`), which answers with what it thinks was shared;
whatever it answers, only what is named in `SHAPES` comes through, and only of the items that `partners.access` allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Func, JSONField

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Need, Way
from asbcases.cases.choices import Category, Outcome, PartyRole, Precision, Stage
from asbcases.cases.models import Case
from asbcases.law.words import instant_words
from partners import access
from partners.choices import Item
from partners.models import Share


@dataclass(frozen=True)
class Summary:
    """What the case is about; words that would tell of somebody who asked not to be named are None, here and below."""

    reference: str
    words: str | None
    stage: str
    district: str
    opened_at: datetime
    closed_at: datetime | None
    outcome: str

    @property
    def stands(self) -> str:
        """Return how the case stands, in words."""
        return f"Closed: {Outcome(self.outcome).label}" if self.outcome else str(Stage(self.stage).label)


@dataclass(frozen=True)
class Contact:
    """Who leads it, and how to reach them."""

    lead: str
    lead_email: str
    team: str
    spoc: str
    spoc_email: str


@dataclass(frozen=True)
class Who:
    """A person with their part; the name is None where names are not shared, or they asked not to be named."""

    person: int
    number: int | None
    role: str
    name: str | None
    unnamed: bool

    @property
    def part(self) -> str:
        """Return what they are to the case, in words."""
        return str(PartyRole(self.role).label)

    @property
    def called(self) -> str:
        """Return the name, or the part and number where there is none to show."""
        return self.name or (f"{self.part} {self.number}" if self.number else self.part)


@dataclass(frozen=True)
class Place:
    """Premises that the case is about."""

    address: str | None
    postcode: str


@dataclass(frozen=True)
class Reaching(Who):
    """How somebody may be reached without danger."""

    way: str | None
    times: str | None
    words: str | None
    phone: str | None
    email: str | None
    from_hour: int | None
    until_hour: int | None
    note: str | None
    discreet: bool | None

    @property
    def way_words(self) -> str:
        """Return the way of contact that was agreed, in words."""
        return str(Way(self.way).label) if self.way else ""

    @property
    def hours(self) -> str:
        """Return in which hours they may be reached; nothing where at any."""
        if not self.from_hour and self.until_hour in (None, 24):
            return ""
        return f"From {self.from_hour}:00 to {self.until_hour}:00 only"


@dataclass(frozen=True)
class Event:
    """An incident: when, where, what kind, and what happened."""

    reference: str
    happened_from: datetime
    happened_until: datetime
    precision: str
    place: str | None
    category: str | None
    words: str | None

    @property
    def kind(self) -> str:
        """Return what kind it is, in words."""
        return str(Category(self.category).label) if self.category else ""

    @property
    def when(self) -> str:
        """Return when it happened, in London time."""
        if self.precision == Precision.EXACT:
            return instant_words(self.happened_from)
        return f"between {instant_words(self.happened_from)} and {instant_words(self.happened_until)}"


@dataclass(frozen=True)
class Term:
    """One thing that a measure asks."""

    number: int
    kind: str
    words: str | None
    place: str | None
    until_on: date | None


@dataclass(frozen=True)
class InForce(Who):
    """A warning, notice or order in force against somebody."""

    reference: str
    kind: str
    issued_on: date | None
    ends_on: date | None
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class ToDo:
    """Something that is to be done, by whom and when."""

    number: int
    words: str | None
    doer: str
    due_on: date
    done_at: datetime | None


@dataclass(frozen=True)
class Risk(Who):
    """The level of risk to a victim, and why."""

    level: str
    assessed_at: datetime
    reasons: tuple[str, ...]
    words: str | None


@dataclass(frozen=True)
class Safety(Who):
    """The safety plan of somebody, and what they need in order to deal with us."""

    plan: str | None
    made_at: datetime | None
    adjustments: str | None
    language: str


@dataclass(frozen=True)
class Health(Who):
    """What somebody said they need."""

    needs: tuple[str, ...]
    words: str | None
    assessed_at: datetime

    @property
    def needs_words(self) -> list[str]:
        """Return the needs in words."""
        return [str(Need(need).label) for need in self.needs]


# One of a kind, or a list of them.
SHAPES: Mapping[Item, type[Any]] = {
    Item.SUMMARY: Summary,
    Item.CONTACT: Contact,
    Item.PEOPLE: Who,
    Item.PREMISES: Place,
    Item.ACTIONS: ToDo,
    Item.REACHING: Reaching,
    Item.INCIDENTS: Event,
    Item.MEASURES: InForce,
    Item.RISK: Risk,
    Item.SAFETY: Safety,
    Item.HEALTH: Health,
}
ALONE = (Item.SUMMARY, Item.CONTACT)
READ: Mapping[Any, Any] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    tuple[str, ...]: lambda said: tuple(str(word) for word in said),
    tuple[Term, ...]: lambda said: tuple(_made(Term, row) for row in said),
    str: str,
    int: int,
    bool: bool,
}
Parts = dict[Item, Any]


class Given(NamedTuple):
    """What a partner reads of a case: by which shares, and its parts, each with the share that gives it."""

    case: Case
    shares: list[Share]
    allowed: dict[Item, Share]
    parts: Parts


def shared_case(reference: str, user: User, *, now: datetime) -> Given | None:
    """Return what somebody is given of a case, or None where nothing of it is shared with them now."""
    shares = list(access.shares_open_of(reference, user, now=now).order_by("number"))
    allowed = access.items_shared(shares)
    said = _said_of(shares[0]) if allowed else None
    if said is None:
        return None
    return Given(_named(shares[0], reference), shares, allowed, projected(said, allowed))


def projected(said: Mapping[str, Any], allowed: Mapping[Item, object]) -> Parts:
    """Return of an answer of the database the items that are allowed, each made of the fields of its shape alone."""
    parts: Parts = {}
    for item in Item:
        if item in allowed and item in said:
            parts[item] = _part(item, said[item], named=Item.PEOPLE in allowed)
    return parts


def people_in(parts: Mapping[Item, Any]) -> dict[int, list[Item]]:
    """Return the people of whom something is shown, with the items that show it."""
    shown: dict[int, list[Item]] = {}
    for item, part in parts.items():
        for row in part if isinstance(part, tuple) else ():
            if isinstance(row, Who) and item not in shown.setdefault(row.person, []):
                shown[row.person].append(item)
    return shown


def _named(share: Share, reference: str) -> Case:
    """Return the case of a share by key and reference; its other columns cannot be read, for its record is closed."""
    return Case.from_db(None, ["id", "reference"], [share.case_id, reference])


def _said_of(share: Share) -> Mapping[str, Any] | None:
    given = Func(F("case_id"), function="asb_shared_case", output_field=JSONField())
    answer: Mapping[str, Any] | None = (
        Share.objects.filter(pk=share.pk).values_list(given, flat=True).order_by().first()
    )
    return answer


def _part(item: Item, said: Any, *, named: bool) -> Any:
    if item in ALONE:
        return _made(SHAPES[item], said)
    return tuple(_made(SHAPES[item], _without_name(row, named=named)) for row in said)


def _without_name(row: Mapping[str, Any], *, named: bool) -> Mapping[str, Any]:
    """Return the row without a name that is not shared, or whose owner asked not to be named."""
    return row if named and not row.get("unnamed") else {**row, "name": None}


def _made(shape: type[Any], said: Mapping[str, Any]) -> Any:
    return shape(**{field.name: _read(field.type, said.get(field.name)) for field in fields(shape)})


def _read(kind: Any, value: Any) -> Any:
    """Return a value of the answer in the type that its field has."""
    if value is None:
        return None
    plain = next((read for read in READ if kind in (read, read | None)), None)
    return READ[plain](value)
