"""What is owed and told about the case of the table: deadlines of every kind that a page needs, a message and a task."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Report
from asbcases.casework.transitions import promise_call_back, state_safe_contact
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import ask_for_time, pause, set_deadline
from asbcases.notify.choices import Template
from asbcases.notify.models import Message, Task
from asbcases.notify.transitions import enqueue, raise_task
from triggers.models import RadarFinding


def told(case: Case, people: Mapping[str, User], now: datetime) -> tuple[Message, Task]:
    """Return a message to Amira and a task of Ben's, both about the case."""
    context: dict[str, object] = {"reference": case.reference, "path": f"/cases/{case.reference}/"}
    for who in ("amira", "ben"):
        enqueue(f"told:{who}", people[who], Template.MISSED, context, now=now, case=case)
    words = f"A message about {case.reference} was lost."
    task = raise_task("message:0", words, district=case.district_id, now=now, case=case)
    assert task
    return Message.objects.get(key="told:amira"), task


def agreed_with_the_caller_of(report: Report, by: User) -> None:
    now = report.received_at
    promise_call_back(report, call_by=now + timedelta(hours=4), by=by, now=now)
    state_safe_contact(
        report, email="safe@home.example", from_hour=9, until_hour=17, discreet=True, by=by, now=now
    )


def entitled(report: Report) -> None:
    """Have the radar find that the victim of a report meets the threshold of a case review."""
    found = {"met": True, "by_place": False, "route": "complaints", "explain": False}
    RadarFinding.objects.create(report=report, number=9, recorded_at=report.received_at, **found)


def owed_on(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Deadline]:
    """Return a deadline of the case for each page that needs one: open, paused, and one of which more time is asked."""
    pages = ("deadline_page", "deadline_resume", "deadline_return")
    owed = {page: _review(case, people["amira"], now, subject=page) for page in pages}
    later = now + timedelta(days=3)
    pause(owed["deadline_resume"], until=later, reason="In hospital", by=people["ben"], now=now)
    asked = {"until": now + timedelta(days=60), "reason": "In hospital", "by": people["amira"], "now": now}
    ask_for_time(owed["deadline_return"], **asked)
    for deadline in owed.values():
        deadline.refresh_from_db()
    return owed


def _review(case: Case, by: User, now: datetime, *, subject: str) -> Deadline:
    stated = {
        "rule": "risk.review.sergeant",
        "qualifier": "medium",
        "rank": Rank.SERGEANT,
        "subject": subject,
    }
    about = {"origin": f"test:{subject}", "because": "the table asks for it", "district": case.district}
    return set_deadline(
        Kind.RISK_REVIEW, case=case, **stated, **about, owner=by, anchored_at=now, by=by, now=now
    )
