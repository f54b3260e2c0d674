"""What the table asks of community remedies, restorative justice and menus: one case with each at several stages."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseParty
from asbcases.law.periods import london_day
from asbcases.remedies import transitions as verbs
from asbcases.remedies.choices import RestorativeOutcome, Side
from asbcases.remedies.models import Menu
from tests.access import remedies_api
from tests.make import make_case
from tests.remedies import making

OPEN_TO_ALL = (
    *("remedy_new", "remedy_victim", "remedy_decide", "remedy_end", "restorative_new", "restorative_offer"),
    *("restorative_answer", "restorative_content", "restorative_step", "restorative_end"),
)
# Community remedy 1 waits for a decision, 2 is under way; restorative justice 1 is offered to the harmed person alone,
# 2 is accepted by both, 3 has ended.
NUMBERS = {"remedy_end": 2, "restorative_step": 2, "restorative_content": 3}
GAPS = {
    "restorative_offer:side": "respondent",
    "restorative_answer:side": "harmed",
    "restorative_content:side": "harmed",
    "menu_new:force": "essex",
}


def cases_with_remedies(people: Mapping[str, User], now: datetime) -> dict[str, Case]:
    """Return for each route of remedies the case that it is asked for."""
    act: dict[str, Any] = {"by": people["amira"], "now": now}
    case = make_case(**act)
    making.heard(making.considered(case, **act), **act)
    making.used(making.heard(making.considered(case, **act), **act), **act)
    making.offered(case, to=[Side.HARMED], **act)
    making.accepted(case, **act)
    third = making.offered(case, **act)
    verbs.end_restorative(third, outcome=RestorativeOutcome.NOT_HELD, words="She moved away.", **act)
    return dict.fromkeys(("case_remedies", *OPEN_TO_ALL, *remedies_api.OF_A_CASE), case)


def gaps_of_remedies() -> dict[str, Any]:
    """Return what stands in the addresses of these pages beside the case."""
    menu = Menu.objects.earliest("pk").pk
    return {**NUMBERS, **GAPS, **remedies_api.GAPS, "menu_page:pk": menu, "api_remedy_menu:pk": menu}


def _party(county: Any, role: str) -> int:
    return CaseParty.objects.filter(case=county.cases["case_remedies"], role=role).earliest("number").pk


def _day(days: int) -> str:
    return (london_day(timezone.now()) + timedelta(days=days)).isoformat()


def _considered(county: Any) -> dict[str, Any]:
    what = {"use": "remedy", "behaviour": "He threw stones.", "happened_on": _day(-1), "area": "essex"}
    return {"party": _party(county, "respondent"), **what}


def _offered(county: Any) -> dict[str, Any]:
    between = {"harmed": _party(county, "victim"), "respondent": _party(county, "respondent")}
    return {**between, "service": "The service", "words": "They are neighbours.", "to": ["harmed"]}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "remedy_new": _considered,
    "remedy_victim": lambda county: {
        "heard": "effort",
        "victim": _party(county, "victim"),
        "words": "Rang twice.",
    },
    "remedy_decide": lambda county: {"decision": "not_used", "reason": "He denies it.", "version": 1},
    "remedy_end": lambda county: {"outcome": "done", "words": "He wrote to her.", "version": 2},
    "restorative_new": _offered,
    "restorative_offer": lambda county: {"version": 1},
    "restorative_answer": lambda county: {"answer": "accepted", "words": "Gladly.", "version": 1},
    "restorative_content": lambda county: {"satisfaction": "unknown", "words": "", "version": 1},
    "restorative_step": lambda county: {"step": "prepared", "words": "Both were seen.", "version": 3},
    "restorative_end": lambda county: {"outcome": "not_held", "words": "She moved away.", "version": 1},
    "menu_new": lambda county: {
        **{"in_force_from": _day(1), "source": "Published on the site", "repairs": "Say sorry", "seen": 1},
    },
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
PAGE = "200 200 404 404 404 302 404 404 200 404 404 404 404"
ACTED = "302 302 404 404 404 302 404 404 302 404 404 404 404"
ANSWERS = "\n".join(
    [
        "# --- Community remedies and restorative justice",
        f"case_remedies GET {PAGE} They live next door",
        *(f"{route} GET {PAGE} ASB-" for route in OPEN_TO_ALL),
        *(f"{route} POST {ACTED} -" for route in OPEN_TO_ALL),
        "menu_list GET 200 200 200 403 403 302 403 403 200 200 403 403 200 Essex, version 1",
        "menu_page GET 200 200 200 403 403 302 403 403 200 200 403 403 200 Say sorry",
        "menu_new GET 403 403 403 403 403 302 403 403 403 403 403 403 200 Say sorry",
        "menu_new POST 403 403 403 403 403 302 403 403 403 403 403 403 302 -",
        "",
    ]
)
