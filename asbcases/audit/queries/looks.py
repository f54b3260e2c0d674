"""Who looked at what: by person looked at, by user and by agency, each from an index of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Model, Q, QuerySet

from asbcases.accounts.models import Agency, User
from asbcases.audit.models import Access

KINDS = ("case", "incident", "report", "review", "plan", "person")


class Named(NamedTuple):
    """How a record or person is called to an auditor: by reference, and by name where it is a person."""

    reference: str
    name: str


class Found(NamedTuple):
    """A record or person that an auditor asked for."""

    kind: str
    key: int
    reference: str
    name: str


@dataclass(frozen=True)
class Asked:
    """Which looks are asked for; nothing stands for all of them."""

    user: User | None = None
    agency: Agency | None = None
    about: Found | None = None
    since: datetime | None = None
    before: datetime | None = None

    @property
    def narrows(self) -> Q:
        """Return the condition of who looked, for whom, and when."""
        chosen = Q()
        for column, value in (("user", self.user), ("agency", self.agency)):
            chosen &= Q(**{column: value}) if value else Q()
        if self.since:
            chosen &= Q(at__gte=self.since)
        return chosen & Q(at__lt=self.before) if self.before else chosen


def looks_asked(asked: Asked) -> list[QuerySet[Access]]:
    """Return the lists of which the looks asked for are the merger, one for each record that a person stands in."""
    looks = Access.objects.filter(asked.narrows).select_related("user", "agency")
    if asked.about is None:
        return [looks]
    return [looks.filter(**{kind: key}) for kind, key in files_of(asked.about)]


def files_of(found: Found) -> list[tuple[str, int]]:
    """Return a record as kind and key; of a person every file in which they stand, and every record of them, too."""
    if found.kind != "person":
        return [(found.kind, found.key)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, id FROM asb_files_of_person(%s) ORDER BY 1 DESC, 2", [found.key])
        return [(str(kind), int(key)) for kind, key in cursor.fetchall()]


def found_as(reference: str, name_key: str) -> list[Found]:
    """Return the records with this reference, and the people whose whole name this is; only an auditor finds any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_found_for_audit(%s, %s)", [reference, name_key])
        return [Found(*row) for row in cursor.fetchall()]


def names_of(rows: Iterable[Model]) -> Mapping[tuple[str, int], Named]:
    """Return how the records and people of these rows are called, in one question for each kind."""
    wanted: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for row in rows:
        for kind, key in roots_of(row):
            wanted[kind].add(key)
    return {
        (kind, key): named
        for kind, keys in wanted.items()
        if keys
        for key, named in _named(kind, sorted(keys))
    }


def roots_of(row: Model) -> list[tuple[str, int]]:
    """Return what a row hangs on, as kind and key."""
    return [(kind, key) for kind in KINDS if (key := getattr(row, f"{kind}_id", None)) is not None]


def _named(kind: str, keys: Sequence[int]) -> list[tuple[int, Named]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_named_for_audit(%s, %s)", [kind, list(keys)])
        return [(key, Named(reference, name)) for key, reference, name in cursor.fetchall()]
