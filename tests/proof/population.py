"""People, cases and a diary in which some of everything has fallen due."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.planning import Almanac, plan
from tests.make import NOW, make_case, make_user

HOUR = timedelta(hours=1)
SWEPT_AT = NOW + timedelta(days=30)
# How long before the sweep it fell due: nothing yet, a reminder, the miss, one rung more, all of them.
AGES = (-30 * 24 * HOUR, -24 * HOUR, 1 * HOUR, 80 * HOUR, 400 * HOUR)
CASES = 50
# Of the deadlines every so many is a window, and every so many was met, of which nothing more is told.
WINDOWS, MET = 7, 13


@contextmanager
def own_database() -> Iterator[None]:
    """Have an empty database stand in for the one in use until the block ends."""
    creation: Any = connection.creation
    before = connection.settings_dict["NAME"]
    creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        creation.destroy_test_db(before, verbosity=0)


def enrol() -> dict[str, User]:
    """Return the people of one district, an officer and the supervisors above."""
    people = [
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester"),
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester"),
        make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester"),
        make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR),
    ]
    return {person.username: person for person in people}


def open_cases(people: dict[str, User]) -> list[Case]:
    """Return cases led by the officer."""
    by = people["amira"]
    with acting(str(by.pk)), transaction.atomic():
        return [make_case(by=by) for _ in range(CASES)]


def fill_diary(many: int, *, series: str, now: datetime = SWEPT_AT) -> None:
    """Set so many deadlines, evenly of every age at an instant; the series keeps fillings apart."""
    owner = User.objects.get(username="ben")
    with acting(str(owner.pk)), transaction.atomic():
        cases, almanac = list(Case.objects.order_by("pk")[:CASES]), Almanac.whole()
        made = (_deadline(cases[n % CASES], owner, n, f"{series}:{n}", now, almanac) for n in range(many))
        Deadline.objects.bulk_create(made, batch_size=2000)
    # Autovacuum would do it in a deployment.
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _deadline(
    case: Case, owner: User, number: int, subject: str, now: datetime, almanac: Almanac
) -> Deadline:
    due_at = now - AGES[number // CASES % len(AGES)] - timedelta(seconds=number % 3000)
    window = number % WINDOWS == 0
    deadline = Deadline(
        case=case,
        district_id=case.district_id,
        kind=Kind.SHARE_EXPIRY if window else Kind.RISK_REVIEW,
        origin=f"proof:{number}",
        because="the proof asked for it",
        promised_for=due_at,
        subject=subject,
        rank="" if window else Rank.SERGEANT,
        owner=owner,
        anchored_at=due_at - timedelta(days=14),
        set_at=due_at - timedelta(days=14),
    )
    plan(deadline, almanac)
    if number % MET == 0:
        deadline.met_at, deadline.met_by, deadline.next_step_at = deadline.set_at, owner, None
    return deadline
