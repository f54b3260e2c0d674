"""How PostgreSQL answered: the steps of a plan, its indexes, and what it touched."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.county.bench import build_bench
from asbcases.db.actor import acting
from tests.make import make_user
from tests.tools.filled import clone_filled

LARGE = (
    "cases_report, cases_incident, cases_incidentreport, cases_case, cases_caseparty, cases_caseincident, "
    "cases_person, deadlines_deadline, risk_assessment, audit_auditevent, notify_message"
)


def make_county(cases: int, *, anchor: date) -> dict[str, User]:
    """Have cases stand over all districts, built once in a run, and give back who looks at them."""
    clone_filled(f"cases_{cases}_{anchor:%m%d}", partial(_build, cases, anchor))
    return {name: User.objects.get(username=name) for name in ("asb", "cpt")}


def _build(cases: int, anchor: date) -> None:
    with acting("system:test"), transaction.atomic():
        cast = {
            "asb": make_user("asb", Role.ASB_OFFICER),
            "cpt": make_user("cpt", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester"),
        }
        build_bench(cast, cases, seed=1, anchor=anchor)
    # Only their owner may; autovacuum does it in a deployment.
    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"VACUUM ANALYZE {LARGE}")


def plan_of(statement: str, user: User) -> dict[str, Any]:
    """Return the plan by which PostgreSQL answered this person, with what it touched."""
    with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
        # At its first question a session plans the functions of the policies, which reads the catalogue.
        cursor.execute(statement)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement}")
        [found] = cursor.fetchone()[0]
    return dict(found["Plan"])


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every step of a plan that was carried out."""
    if plan["Actual Loops"]:
        yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def indexes(plan: dict[str, Any]) -> set[str]:
    """Return the indexes by which rows were found."""
    return {node["Index Name"] for node in nodes(plan) if "Index Name" in node}


def read_whole(plan: dict[str, Any]) -> set[str]:
    """Return the tables that were read from end to end."""
    return {node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"}


def buffers(plan: dict[str, Any]) -> int:
    """Return how many pages of the database were touched."""
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
