"""What the table asks of the case file: an entry, an action, premises, an operation and a link of the case."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseAction, Operation, Premises
from asbcases.casework.transitions import (
    join_case_operation,
    link_cases,
    make_operation,
    place_case,
    record_premises,
)
from asbcases.law.periods import london_day
from tests.access.cases_api import about_by_api
from tests.casework.casefile import contact, planned
from tests.make import district, make_case

DAY = timedelta(days=1)


def case_file(
    case: Case, other: Case, operation: Operation, people: Mapping[str, User], now: datetime
) -> dict[str, int]:
    """Write on a case what its pages show, and return by which number each route finds its part."""
    amira = people["amira"]
    contact(case, by=amira, happened_at=now, words="She sleeps again.", now=now)
    planned(case, by=amira, now=now)
    premises: Premises = record_premises(address="2 Mill Lane", district=district(), by=amira, now=now)
    place = place_case(case, premises, by=amira, now=now)
    join_case_operation(case, operation, by=amira, now=now)
    link = link_cases(case, other, reason="The same group", by=amira, now=now)
    another = make_operation(
        name="Beacon",
        purpose="Bikes",
        district=None,
        starts_on=london_day(now),
        ends_on=None,
        by=people["ben"],
        now=now,
    )
    pages = {"case_part_wrong": place.pk, "case_part_unlink": link.pk, "another_operation": another.pk}
    return {**pages, **about_by_api(case, place.pk, link.pk, amira, now)}


def _entry(county: Any) -> dict[str, Any]:
    when = {"at_day": "2026-01-02", "at_time": "9am", "said_by": "Amira Osei", "agency": "Essex Police"}
    return {**when, "kind": "note", "words": "The music has stopped.", "new_harm": ""}


def _plan(county: Any) -> dict[str, Any]:
    when = {"at_day": "2026-01-02", "at_time": "9am"}
    return {**when, "party": "1", "every_days": "7", "way": "text", "times": "", "words": ""}


def _action(county: Any) -> dict[str, Any]:
    day = london_day(timezone.now() + DAY).isoformat()
    return {"words": "Ask the landlord.", "owner": county.people["amira"].pk, "doer": "", "due_on": day}


def _link(county: Any) -> dict[str, Any]:
    """Return a case that is not linked yet; it is made within the question, and undone with it."""
    other = make_case(by=county.people["amira"], now=timezone.now() - DAY / 24)
    return {"other": other.reference, "reason": "The same group"}


def _matching(county: Any) -> dict[str, str]:
    action = CaseAction.objects.get(case=county.case, number=1)
    return {"If-Match": f'"{action.pk}-{action.version}"'}


WHY = {"why": "Another family was meant."}
RESULT = {"result": "The file came.", "version": 1}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "case_journal_new": _entry,
    "case_journal_wrong": lambda county: WHY,
    "case_contact_plan": _plan,
    "case_action_new": _action,
    "case_action_done": lambda county: RESULT,
    "case_action_drop": lambda county: RESULT,
    "case_part_premises": lambda county: {"address": "3 Mill Lane", "note": ""},
    "case_part_operation": lambda county: {"operation": county.numbers["another_operation"]},
    "case_part_reference": lambda county: {"system": "STORM", "written": "EP-20261123-0572"},
    "case_part_link": _link,
    "case_part_unlink": lambda county: WHY,
    "case_part_wrong": lambda county: WHY,
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_journal": lambda county: {"kind": "note", "words": "The music has stopped."},
    "api_case_actions": lambda county: {
        "words": "Ask the landlord.",
        "due_on": london_day(timezone.now() + DAY).isoformat(),
    },
    "api_case_action_done": lambda county: {"result": "The file came."},
}
HEADERS = {"api_case_action_done": _matching}
