"""Reports of one victim, from the second of which on the case review is owed to them."""

from datetime import timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from tests.make import NOW, make_report

DAY = timedelta(days=1)
PHONE = "07700 900111"


def told(by: User, days_ago: int = 0, **said: Any) -> Report:
    """Return a report of one victim of some days ago, at a place of its own unless said."""
    stated = {
        "caller_phone": PHONE,
        "now": said.pop("upto", NOW) - DAY * days_ago,
        "place_text": f"{days_ago} Long Wyre Street",
        **said,
    }
    return make_report(by=by, **stated)


def owed(report: Report) -> Deadline | None:
    """Return the explanation that is owed of a report still."""
    return Deadline.objects.filter(OPEN, report=report, kind=Kind.EXPLAIN_REVIEW).first()
