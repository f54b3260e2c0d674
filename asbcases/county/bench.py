"""Thousands of cases for measuring: made by the database itself, the same for one seed.

They are written by INSERT … SELECT as one ASB officer of the cast, under row security and with history,
as everything else is. Nobody is told about them: their late deadlines were escalated long ago.
"""

from datetime import date
from pathlib import Path

from django.db import connection

from asbcases.accounts.models import User
from asbcases.county.demo import at_nine
from asbcases.db.actor import acting

STATEMENTS = Path(__file__).parent / "data" / "bench.sql"


def build_bench(cast: dict[str, User], cases: int, *, seed: int, anchor: date) -> None:
    """Make this many cases, opened over the three years before the anchor day, with what hangs on each."""
    end = at_nine(anchor)
    _fill_districts(cast["cpt"])
    with acting(str(cast["asb"].pk)), connection.cursor() as cursor:
        for statement in STATEMENTS.read_text().split(";\n"):
            if statement.strip():
                cursor.execute(
                    statement, {"cases": cases, "seed": seed, "end": end, "officer": cast["asb"].pk}
                )


def _fill_districts(like: User) -> None:
    """Have a CPT officer in every district, so that every case has a lead of its own district."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO accounts_user (username, name, email, role, rank, collar_number, agency_id, district_id,
                   is_active, date_joined, version, password)
               SELECT 'bench-' || code, 'PC ' || name, '', 'cpt_officer', 'constable', '', %s, id, true, now(), 1, '!'
               FROM accounts_district ON CONFLICT (username) DO NOTHING""",
            [like.agency_id],
        )
