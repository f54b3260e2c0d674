"""What the table asks of remedies, restorative justice and menus by the API, of the case that `remedies` makes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.cases.models import Case
from asbcases.law.periods import london_day
from asbcases.remedies.models import Remedy, Restorative, RestorativeSide

LISTS = ("api_remedies", "api_remedy_notes", "api_restoratives", "api_restorative_sides")
ONES = ("api_remedy", "api_remedy_note", "api_restorative")
MAKING = ("api_remedies", "api_remedy_notes", "api_restoratives")
OF_A_REMEDY = ("api_remedy_decide", "api_remedy_end")
OF_A_REFERRAL = ("api_restorative_step", "api_restorative_end")
OF_A_SIDE = ("api_restorative_side_offer", "api_restorative_side_answer", "api_restorative_side_content")
ACTS = (*OF_A_REMEDY, *OF_A_REFERRAL, *OF_A_SIDE)
OF_A_CASE = (*LISTS, *ONES, *ACTS, "api_restorative_looks", "api_restorative_side")
# What is asked for where it is not the first: see the stages in `remedies`.
GAPS: dict[str, Any] = {
    **{"api_remedy_end": 2, "api_restorative_step": 2, "api_restorative_side_content": 3},
    "api_remedy_note:note": 1,
    "api_restorative_side:side": "harmed",
    "api_restorative_side_offer:side": "respondent",
    "api_restorative_side_answer:side": "harmed",
    "api_restorative_side_content:side": "harmed",
}


def _case(county: Any) -> Case:
    return Case.objects.get(pk=county.cases["api_remedies"].pk)


def _party(county: Any, role: str) -> int:
    return _case(county).parties.filter(role=role).earliest("number").number


def _day(days: int) -> str:
    return (london_day(timezone.now()) + timedelta(days=days)).isoformat()


def _considered(county: Any) -> dict[str, Any]:
    what = {"use": "remedy", "behaviour": "He threw stones.", "happened_on": _day(-1), "area": "essex"}
    return {"party": _party(county, "respondent"), **what}


def _offered(county: Any) -> dict[str, Any]:
    between = {"harmed": _party(county, "victim"), "respondent": _party(county, "respondent")}
    return {**between, "service": "The service", "words": "They are neighbours.", "to": ["harmed"]}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_remedies": _considered,
    "api_remedy_notes": lambda county: {
        **{"heard": "views", "victim": _party(county, "victim"), "words": "Sorry will do.", "choice": 1},
    },
    "api_remedy_decide": lambda county: {"decision": "not_used", "reason": "He denies it."},
    "api_remedy_end": lambda county: {"outcome": "done", "words": "He wrote to her."},
    "api_restoratives": _offered,
    "api_restorative_step": lambda county: {"step": "prepared", "words": "Both were seen."},
    "api_restorative_end": lambda county: {"outcome": "not_held", "words": "She moved away."},
    "api_restorative_side_offer": lambda county: {},
    "api_restorative_side_answer": lambda county: {"answer": "accepted", "words": "Gladly."},
    "api_restorative_side_content": lambda county: {"satisfaction": "satisfied", "words": "It helped."},
    "api_remedy_menus": lambda county: {
        **{"area": "essex", "in_force_from": _day(1), "source": "Published on the site", "seen": 1},
        "actions": [{"words": "Say sorry", "effects": ["repairs"]}],
    },
}


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        on = {"case": _case(county), "number": GAPS.get(route, 1)}
        row: Any = (Remedy if route in OF_A_REMEDY else Restorative).objects.get(**on)
        if route in OF_A_SIDE:
            row = RestorativeSide.objects.get(restorative=row, side=GAPS[f"{route}:side"])
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {route: _tag(route) for route in ACTS}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
READ = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = "201 201 404 404 404 401 404 404 201 404 404 404 404"
ANSWERS = "\n".join(
    [
        "# --- Community remedies and restorative justice by the API",
        *(f"{route} GET {READ} results" for route in (*LISTS, "api_restorative_looks")),
        *(f"{route} GET {READ} recorded_by" for route in ONES),
        f"api_restorative_side GET {READ} satisfaction",
        *(f"{route} POST {MADE} -" for route in MAKING),
        *(f"{route} POST {READ} version" for route in ACTS),
        "api_remedy_menus GET 200 200 200 403 403 401 403 403 200 200 403 403 200 essex",
        "api_remedy_menu GET 200 200 200 403 403 401 403 403 200 200 403 403 200 actions",
        "api_remedy_menus POST 403 403 403 403 403 401 403 403 403 403 403 403 201 -",
        "",
    ]
)
