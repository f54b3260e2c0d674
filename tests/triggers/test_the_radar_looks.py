"""When a report is recorded, whoever is entitled to a case review is found, and the second report is owed an explanation."""

from datetime import timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from tests.make import NOW, make_report
from triggers.models import RadarFinding

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def told(by: User, days_ago: int = 0, **said: Any) -> Report:
    at = NOW - DAY * days_ago
    stated = {"caller_phone": "07700 900111", "place_text": f"{days_ago} Mersea Road", **said}
    return make_report(by=by, now=at, **stated)


def found(report: Report) -> RadarFinding | None:
    return RadarFinding.objects.filter(report=report).order_by("-number").first()


def owed(report: Report) -> list[Deadline]:
    return list(Deadline.objects.filter(report=report, kind=Kind.EXPLAIN_REVIEW))


def test_a_first_report_tells_nothing_and_costs_one_look(amira: User) -> None:
    first = told(amira)
    assert (found(first), owed(first)) == (None, [])


def test_a_second_report_is_owed_an_explanation_in_five_working_days(amira: User) -> None:
    first = told(amira, 40)
    second = told(amira)
    finding = found(second)
    assert finding is not None
    assert (finding.explain, finding.first, finding.met, finding.one_short) == (
        True,
        first,
        False,
        ["complaints"],
    )
    (deadline,) = owed(second)
    assert (deadline.owner, deadline.origin, deadline.anchored_at) == (
        amira,
        f"radarfinding:{finding.pk}",
        NOW,
    )
    assert deadline.due_at == NOW.replace(hour=0) + DAY * 8
