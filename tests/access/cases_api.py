"""What the table asks of what a case is about by the API: premises, operations, references, other cases, and contact."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Way
from asbcases.cases.models import Case, CaseAction
from asbcases.casework.transitions import agree_contact, note_reference
from tests.casework.casefile import victim_of
from tests.make import make_case

WHY = {"reason": "Another family was meant."}


def about_by_api(case: Case, place: int, link: int, by: User, now: datetime) -> dict[str, int]:
    """Note on a case what has no page of its own, and return by which number each route finds its part."""
    given = note_reference(case, system="STORM", written="EP-20261123-0001", by=by, now=now)
    agreed = {"party": victim_of(case), "every_days": 7, "way": Way.TEXT, "times": "After four"}
    plan = agree_contact(case, **agreed, agreed_at=now, by=by, now=now)
    found = {
        "placed": place,
        "operation": case.operation_links.get().pk,
        "reference": given.pk,
        "link": link,
    }
    numbers = {f"api_case_{part}:number": pk for part, pk in found.items()}
    struck = {f"api_case_{part}_wrong:number": found[part] for part in ("placed", "operation", "link")}
    return {**numbers, **struck, "api_contact_plan:number": plan.pk}


def _link(county: Any) -> dict[str, Any]:
    """Return a case that is not linked yet; it is made within the question, and undone with it."""
    other = make_case(by=county.people["amira"], now=timezone.now() - timedelta(hours=1))
    return {"other": other.reference, "reason": "The same group"}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_case_premises": lambda county: {"address": "3 Mill Lane"},
    "api_case_operations": lambda county: {"operation": county.numbers["another_operation"]},
    "api_case_references": lambda county: {"system": "STORM", "written": "EP-20261123-0572"},
    "api_case_links": _link,
    "api_contact_plans": lambda county: {"party": 1, "every_days": 3, "way": "text"},
    **{f"api_case_{part}_wrong": lambda county: WHY for part in ("placed", "operation", "link")},
    "api_journal_wrong": lambda county: WHY,
    "api_case_action_drop": lambda county: {"result": "The file came."},
}


def _matching(county: Any) -> dict[str, str]:
    action = CaseAction.objects.get(case=county.case, number=1)
    return {"If-Match": f'"{action.pk}-{action.version}"'}


HEADERS = {"api_case_action_drop": _matching}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
OURS = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = OURS.replace("200", "201")
SHOWS = {
    **{"case_premises": "2 Mill Lane", "case_placed": "2 Mill Lane", "case_operations": "Lantern"},
    **{"case_operation": "Lantern", "case_references": "EP-20261123-0001"},
    **{"case_reference": "EP-20261123-0001", "case_links": "{unassessed}", "case_link": "{unassessed}"},
    **{"contact_plans": "After four", "contact_plan": "After four"},
}
ANSWERS = "\n".join(
    [
        "# --- What a case is about by the API",
        *(f"api_{route} GET {OURS} {words}" for route, words in SHOWS.items()),
        *(f"api_case_{part} POST {MADE} -" for part in ("premises", "operations", "references", "links")),
        f"api_contact_plans POST {MADE} -",
        *(f"api_case_{part}_wrong POST {OURS} Another family" for part in ("placed", "operation", "link")),
        f"api_journal_wrong POST {OURS} Another family",
        f"api_case_action_drop POST {OURS} The file came.",
        "",
    ]
)
