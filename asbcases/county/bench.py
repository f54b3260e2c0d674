"""Thousands of cases for measuring: made by the database itself, the same for one seed.

They are written by INSERT … SELECT under row security and with history, as everything else is: the work of the
officers as one ASB officer of the cast, and what the sweep did as the sweep. Each case has what its verbs would
have left; nobody is told of anything, because every message was sent long ago.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from asbcases.accounts.models import User
from asbcases.county.clock import at_nine
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind

STATEMENTS = Path(__file__).parent / "data" / "bench"
OFFICER, SWEEP = ("1_file.sql", "2_work.sql", "3_diary.sql", "4_record.sql"), ("5_sweep.sql",)

PEOPLE = """
INSERT INTO accounts_user (username, name, email, role, rank, collar_number, agency_id, district_id, is_active,
    date_joined, version, password)
SELECT person.username, person.name, '', person.role, person.rank, '', %s, person.district_id, true, now(), 1, '!'
FROM accounts_district d
CROSS JOIN LATERAL (VALUES
    ('bench-' || d.code, 'PC ' || d.name, 'cpt_officer', 'constable', d.id),
    ('bench-sergeant-' || d.code, 'Sergeant ' || d.name, 'supervisor', 'sergeant', d.id),
    ('bench-inspector', 'Inspector of the county', 'supervisor', 'inspector', NULL),
    ('bench-chief-inspector', 'Chief inspector of the county', 'supervisor', 'chief_inspector', NULL)
) AS person (username, name, role, rank, district_id)
ON CONFLICT (username) DO NOTHING
"""


def build_bench(cast: dict[str, User], cases: int, *, seed: int, anchor: date) -> None:
    """Make this many cases, opened over the three years before the anchor day, with what hangs on each."""
    values = {
        "cases": cases,
        "seed": seed,
        "end": at_nine(anchor),
        "officer": cast["asb"].pk,
        "kinds": json.dumps(dict(Kind.choices)),
    }
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [cast["cpt"].agency_id])
    for who, files in ((str(cast["asb"].pk), OFFICER), ("system:sweep", SWEEP)):
        with acting(who):
            _run(files, values)


def _run(files: tuple[str, ...], values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for file in files:
            for statement in (STATEMENTS / file).read_text().split(";\n"):
                cursor.execute(statement, values)
