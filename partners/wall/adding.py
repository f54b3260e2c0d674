"""Rows that are hidden from somebody, added out of their sight by the owner of the tables: copies of others, table by table."""

from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from partners.wall.ground import Ground, tables
from partners.wall.rules import PLANS, places

UNIQUE = """
SELECT DISTINCT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = %s::regclass AND i.indisunique AND NOT i.indisprimary
"""
# What names a record of which the reader knows something, and which of those these are.
NEAR = {
    "case_id": "NOT case_id = ANY (%(known)s)",
    "review_id": "NOT review_id = ANY (%(reviews)s)",
    "plan_id": f"plan_id NOT IN {PLANS}",
    "report_id": "report_id NOT IN (SELECT id FROM cases_report WHERE agency_id = %(agency)s)",
    "incident_id": """incident_id NOT IN (SELECT incident_id FROM cases_caseincident WHERE case_id = ANY (%(known)s)
        UNION SELECT t.incident_id FROM cases_incidentreport t JOIN cases_report r ON r.id = t.report_id
            WHERE r.agency_id = %(agency)s)""",
    "agency_id": "agency_id <> %(agency)s",
    "team_id": "team_id <> %(team)s",
    **{
        f"{who}_id": f"{who}_id <> %(user)s" for who in ("user", "recipient", "owner", "named", "recorded_by")
    },
}
# A record itself.
ITSELF = {
    "cases_case": "NOT id = ANY (%(known)s)",
    "cases_casereview": "NOT id = ANY (%(reviews)s)",
    "cases_problemplan": f"id NOT IN {PLANS}",
    "cases_report": "agency_id IS DISTINCT FROM %(agency)s",
    "cases_incident": NEAR["incident_id"].replace("incident_id NOT IN", "id NOT IN", 1),
}


class Adding:
    """Adds a copy of a hidden row to one table after another, each of a hidden record."""

    def __init__(self, ground: Ground) -> None:
        self.reader = ground.reader
        self.copied: dict[str, Any] = {}

    def add(self, only: str = "") -> list[str]:
        """Add a row to each table, or to one; return the tables that took it."""
        opened = places().open
        wanted = [
            (table, model) for table, like, model in tables() if like not in opened and only in ("", table)
        ]
        # What takes one row for each record gets it once there is a copy of that record.
        for _ in range(2):
            for table, model in wanted:
                if table not in self.copied:
                    self._copy(table, model)
        return [table for table, _ in wanted if table in self.copied]

    def _copy(self, table: str, model: type[models.Model]) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(UNIQUE, [table])
                unique = {name for (name,) in cursor.fetchall()}
                columns = {
                    f'"{field.column}"': self._expression(field, field.column in unique)
                    for field in model._meta.local_concrete_fields
                    if not isinstance(field, models.GeneratedField | models.AutoField)
                }
                key = model._meta.pk.column
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {table} "  # noqa: S608  our own
                    f"WHERE {_hidden(table, model)} ORDER BY {key} DESC LIMIT 1 RETURNING {key}",
                    self.reader,
                )
                if row := cursor.fetchone():
                    self.copied[table] = row[0]
        except DatabaseError:
            # A row that is one of its kind by law of the table has no copy.
            return

    def _expression(self, field: Any, unique: bool) -> str:
        """Return what stands in a column of a copy: the same, but for what is there once."""
        column, kind = f'"{field.column}"', field.get_internal_type()
        if field.primary_key and kind == "UUIDField":
            return "gen_random_uuid()"
        if not unique:
            return column
        if field.related_model:
            copy = self.copied.get(field.related_model._meta.db_table)
            return column if copy is None else f"CASE WHEN {column} IS NOT NULL THEN {copy} END"
        if kind == "UUIDField":
            return "gen_random_uuid()"
        if "Integer" in kind:
            return f"{column} + {1000 if 'Small' in kind else 1_000_000}"
        return (
            f"left({column}, -3) || '998'"
            if kind in {"CharField", "TextField"} and not field.choices
            else column
        )


def _hidden(table: str, model: type[models.Model]) -> str:
    """Return the condition of what the reader knows nothing of."""
    columns = {field.column: field for field in model._meta.local_concrete_fields}
    far: Mapping[str, str] = {**NEAR, **({"id": ITSELF[table]} if table in ITSELF else {})}
    return " AND ".join(
        ["TRUE", *(f"coalesce({condition}, TRUE)" for name, condition in far.items() if name in columns)]
    )
