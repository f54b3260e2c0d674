"""Each kind of clock of a victim on a case: `check_deadlines` names what was shifted, deleted or added behind its back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.casework.transitions import join_case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from risk.choices import Level
from risk.transitions import lower_level, raise_level
from tests.deadlines.checking import differences
from tests.deadlines.test_check_deadlines import COPIED, DELETED, SHIFTED
from tests.make import NOW, make_case, make_graded, make_user
from tests.risk.answers import HIGH, assess

REASON = "A reason that is long enough to be taken for one."
KINDS = {
    Kind.FIRST_ASSESSMENT, Kind.RISK_REVIEW, Kind.SIGN_OFF, Kind.VICTIM_CONTACT, Kind.RE_ASSESSMENT,
    Kind.SECOND_REVIEW, Kind.ACTION_PLAN, Kind.SAFETY_PLAN, Kind.PANEL_DECISION,
}  # fmt: skip


def later(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def with_every_clock(amira: User, ines: User) -> Case:
    """Return a case of which each kind of clock of a victim stands in the diary."""
    case = make_case(by=amira)
    assessed = assess(case, HIGH, by=amira, now=later(1))
    lower_level(assessed, level=Level.MEDIUM, reason=REASON, by=ines, now=later(2))
    raise_level(assessed, level=Level.HIGH, reason=REASON, by=amira, now=later(3))
    incident = make_graded(by=amira, now=later(4))
    join_case(incident, case, by=amira, now=later(5))
    return case


def one_of_each(case: Case) -> dict[str, Deadline]:
    return {row.kind: row for row in Deadline.objects.filter(case=case, kind__in=KINDS).order_by("pk")}


@pytest.mark.django_db(transaction=True)
def test_what_is_shifted_deleted_or_added_is_named_by_its_kind() -> None:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
        ines = make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
        cases = [with_every_clock(amira, ines) for _ in range(3)]
        found = [one_of_each(case) for case in cases]
    assert all(each.keys() == KINDS for each in found)
    assert differences() == []

    with connection.as_owner(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for sql, rows in zip((SHIFTED, DELETED, COPIED), found, strict=True):
            for deadline in rows.values():
                cursor.execute(sql, [deadline.pk])

    told = named(differences())
    assert told[cases[0].reference] == {(kind, "differs") for kind in KINDS}
    assert told[cases[1].reference] == {(kind, "missing") for kind in KINDS}
    assert told[cases[2].reference] == {(kind, "unfounded") for kind in KINDS}


def named(found: list[dict[str, Any]]) -> dict[str, set[tuple[str, str]]]:
    told: dict[str, set[tuple[str, str]]] = {}
    for each in found:
        told.setdefault(each["case"], set()).add((each["kind"], each["type"]))
    return told
