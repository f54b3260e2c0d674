"""What is secret for somebody and what is not, read from every table by the owner of the tables: no lock is asked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from asbcases.accounts.models import User
from partners.rules import TIER_OF
from partners.wall.rules import ITEMS, Index, Opening, Places, openings_of, places, plain

TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField)
# The tables of the libraries hold accounts, sessions and permissions.
OURS = ("asbcases.", "partners.", "risk.", "triggers.")
# Of each field so many different texts are looked for: enough to find a leak, and no copy of the database.
MOST_TEXTS = 3_000
# Where the keys of accounts stand: of those that the reader keeps, and of all others.
OF_ACCOUNTS = "accounts_colleague.id"
# Whose reference is known from a share that is over, or from a message, is hidden as if it had never been shared.
SEEN_NOW = {"cases_case": "id = ANY (%(shared)s)", "cases_casereview": "id = ANY (%(reviews)s)"}


@dataclass
class Ground:
    """What somebody may not read, what they may, and the records of both kinds by the table that holds them."""

    secrets: Index = field(default_factory=Index)
    given: Index = field(default_factory=Index)
    # The names of the accounts that somebody keeps of their agency: what is open to all is neither secret nor given.
    accounts: Index = field(default_factory=Index)
    known: str = ""
    hidden: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[str, list[str]] = field(default_factory=dict)
    # What the table of openings asks for of the reader.
    reader: Mapping[str, Any] = field(default_factory=dict)

    def stands_in(self, term: str) -> bool:
        """Return whether a term stands in what the person may read."""
        return term in self.known


def texts_of(model: type[models.Model]) -> Iterator[str]:
    """Yield the columns of a table that hold text; one with a list of choices holds none."""
    for found in model._meta.local_concrete_fields:
        inner = found.base_field if isinstance(found, ArrayField) else found
        if isinstance(found, TEXTS) and not inner.choices:
            yield str(found.column)


def tables() -> Iterator[tuple[str, str, type[models.Model]]]:
    """Yield each table of ours, with the one whose places it has: that of a history is what it is the history of."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith(OURS):
            tracked = getattr(model, "pgh_tracked_model", model)
            yield model._meta.db_table, tracked._meta.db_table, model


def ground_of(user: User) -> Ground:
    """Return what is secret for somebody in the database as it stands; by the owner, outside the wall."""
    ground, placed = Ground(), places()
    with connection.cursor() as cursor:
        ground.reader = _given_to(user, cursor)
        reader = _Reader(cursor, ground.reader, placed, ground)
        for table, like, model in tables():
            reader.read(table, like, model)
        _name_accounts(user, cursor, ground)
    ground.known = plain(" ".join([*reader.known, _own_words()]))
    ground.secrets = ground.secrets.without(ground.known)
    return ground


def _name_accounts(user: User, cursor: Any, ground: Ground) -> None:
    """Keep whose accounts somebody keeps, by name and key, and the keys of all others: they are asked for as colleagues."""
    cursor.execute(
        "SELECT id::text, name, agency_id = %s AND role = 'partner' FROM accounts_user WHERE id <> %s ORDER BY id",
        [user.agency_id, user.pk],
    )
    for key, name, of_theirs in cursor.fetchall():
        kept = of_theirs and user.administers_agency
        (ground.seen if kept else ground.hidden).setdefault(OF_ACCOUNTS, []).append(key)
        if kept:
            ground.accounts.add(name, "accounts_user.name")


def _own_words() -> str:
    """Return the words of our own pages, and of what is chosen from."""
    engines: Any = settings.TEMPLATES
    folders = [folder for engine in engines for folder in engine["DIRS"]]
    pages = [page.read_text() for folder in folders for page in folder.rglob("*.html")]
    labels = [
        str(label)
        for model in apps.get_models()
        for column in model._meta.get_fields()
        for _, label in getattr(column, "flatchoices", None) or ()
    ]
    return " ".join([*pages, *labels])


def _given_to(user: User, cursor: Any) -> dict[str, Any]:
    """Return the cases of which somebody is given each item now, and what else the table of openings asks for."""
    who: dict[str, Any] = {"user": user.pk, "team": user.team_id, "agency": user.agency_id}
    cursor.execute("SELECT asb_hidden_from('case', %s)", [user.pk])
    who["hidden"] = cursor.fetchone()[0] or []
    cursor.execute(
        """SELECT s.case_id, s.items, coalesce(g.tier, 1),
                g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > now())
            FROM partners_share s JOIN cases_accessgrant g ON g.id = s.grant_id JOIN cases_case c ON c.id = s.case_id
            WHERE g.source = 'share' AND g.starts_at <= now() AND c.recorded_in_error_at IS NULL
              AND (g.user_id = %(user)s OR g.team_id = %(team)s OR g.agency_id = %(agency)s)""",
        who,
    )
    shares = cursor.fetchall()
    items: dict[str, Any] = {item: [] for item in ITEMS}
    for case, given, tier, in_force in shares:
        for item in given:
            if in_force and case not in who["hidden"] and TIER_OF[item] <= tier:
                items[item].append(case)
    return {
        **who,
        **items,
        "shared": sorted({case for cases in items.values() for case in cases}),
        "known": _known(cursor, who, [row[0] for row in shares]),
        "reviews": _reviews(cursor, user),
    }


def _known(cursor: Any, who: Mapping[str, Any], shared: list[int]) -> list[int]:
    """Return the cases whose reference somebody knows: it was shared with them once, or a message named it."""
    cursor.execute(
        "SELECT DISTINCT case_id FROM notify_message WHERE recipient_id = %(user)s AND case_id > 0", who
    )
    return [*shared, *(row[0] for row in cursor.fetchall())]


def _reviews(cursor: Any, user: User) -> list[int]:
    """Return the case reviews that somebody works on or was let in to: a co-ordinator those of the area of their council."""
    area = user.agency.council.code if user.role == "coordinator" and user.agency.council else ""
    cursor.execute(
        """SELECT id FROM cases_casereview WHERE area = %s AND area <> '' UNION
            SELECT review_id FROM cases_accessgrant WHERE review_id > 0 AND starts_at <= now() AND revoked_at IS NULL
              AND (ends_at IS NULL OR ends_at > now()) AND (user_id = %s OR agency_id = %s)""",
        [area, user.pk, user.agency_id],
    )
    return [row[0] for row in cursor.fetchall()]


class _Reader:
    """Reads the texts of one table after another, and sorts them into secret and given."""

    def __init__(self, cursor: Any, given: Mapping[str, Any], placed: Places, ground: Ground) -> None:
        self.cursor, self.given, self.placed, self.ground = cursor, given, placed, ground
        self.known: list[str] = []

    def read(self, table: str, like: str, model: type[models.Model]) -> None:
        """Sort the texts of a table; what is nobody's is known to everybody."""
        columns = list(texts_of(model))
        if like in self.placed.open:
            for column in columns:
                self.known += self._texts(table, column, "TRUE")
            return
        has = {found.column for found in model._meta.local_concrete_fields}
        whole = [Opening(table, (), "review_id = ANY (%(reviews)s)")] if "review_id" in has else []
        for column in columns:
            if column in self.placed.told.get(like, ()):
                self._sort(table, column, openings_of(table, column, whole))
        if table == like and "id" in has:
            self._name_rows(
                table, columns, openings_of(table, "reference" if "reference" in has else "", whole)
            )

    def _sort(self, table: str, column: str, conditions: list[str]) -> None:
        opened = " OR ".join(f"({each})" for each in conditions) or "FALSE"
        where = f"{table}.{column}"
        for text in self._texts(table, column, f"NOT coalesce({opened}, FALSE)"):
            self.ground.secrets.add(text, where)
        for text in self._texts(table, column, opened) if conditions else ():
            self.known.append(text)
            self.ground.given.add(text, where)

    def _texts(self, table: str, column: str, where: str) -> list[str]:
        """Return different texts of a column; of JSON and of lists each text in it."""
        self.cursor.execute(
            f"SELECT DISTINCT to_jsonb({column})::text FROM {table} "  # noqa: S608  names of our own tables
            f"WHERE {column} IS NOT NULL AND ({where}) LIMIT {MOST_TEXTS}",
            self.given,
        )
        return [text for (row,) in self.cursor.fetchall() for text in said_in(json.loads(row))]

    def _name_rows(self, table: str, columns: list[str], conditions: list[str]) -> None:
        """Keep some records to ask for, hidden and seen: by their references and by their keys."""
        conditions = [SEEN_NOW[table]] if table in SEEN_NOW else conditions
        opened = " OR ".join(f"({each})" for each in conditions) or "FALSE"
        for kept, where in (
            (self.ground.hidden, f"NOT coalesce({opened}, FALSE)"),
            (self.ground.seen, opened),
        ):
            for column in {"reference", "id"} & {*columns, "id"}:
                self.cursor.execute(
                    f"SELECT {column}::text FROM {table} WHERE {where} ORDER BY id LIMIT {MOST_TEXTS}",  # noqa: S608
                    self.given,
                )
                kept[f"{table}.{column}"] = [row[0] for row in self.cursor.fetchall()]


def said_in(value: object) -> list[str]:
    """Return the texts in a value: itself, or, of JSON and of lists, those that are no single word of the program."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [text for each in inner for text in said_in(each)]
    return [text for text in found if " " in text.strip()]
