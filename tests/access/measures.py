"""What the table asks of warnings and notices: one of each in force, drafts of each, and a request that waits."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import NOTICE_LIMBS, AskedBy, ChangeKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.changing import ask_change
from tests.enforcement.make_measures import (
    draft_notice,
    draft_warning,
    fresh,
    make_authority,
    make_notice,
    make_warning,
)

HOUR = timedelta(hours=1)
# Which measure each route is asked for; of what is not named here the notice in force.
ROUTES = {
    "warning": ("measure_end", "measure_wrong", "api_measure_end", "api_measure_wrong"),
    "draft": (
        *("measure_about", "measure_conduct", "measure_times", "measure_fairness", "measure_informed"),
        *("measure_term_new", "measure_term_edit", "measure_term_out", "measure_issue", "measure_drop"),
        "measure_duties",
        *("api_measure_draft", "api_measure_terms", "api_measure_informed", "api_measure_issue"),
        *("api_measure_drop", "api_measure_term", "api_measure_term_out", "api_measure_duties"),
    ),
    "draft_notice": (
        *("measure_limbs", "measure_submit", "api_measure_limbs", "api_measure_submit"),
        "api_measure_evidence_back",
    ),
    "too_soon": ("measure_early", "api_measure_early"),
    "asked": ("measure_change_decide", "api_measure_change_decide"),
}
# The second requirement is the one to be done.
NUMBERS = {"measure_term_met": 2, "api_measure_term_met": 2}


def measures_by_route(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Measure]:
    """Return for each route the measure that it is asked for; under "measure" that of all other routes."""
    amira = people["amira"]
    for who in ("amira", "ben", "asha"):
        make_authority(people[who])

    def warned(**said: Any) -> Measure:
        given, comply_by = now - 2 * HOUR, said.pop("comply_by", now - HOUR)
        return make_warning(case, by=amira, now=given, comply_by=comply_by, **said)

    ends_on = (now + timedelta(days=200)).date()
    made = {
        "measure": make_notice(case, warned(), by=amira, now=now, ends_on=ends_on),
        "warning": warned(),
        "draft": draft_warning(case, by=amira, now=now, comply_by=now + 9 * HOUR),
        "draft_notice": draft_notice(case, warned(), by=amira, now=now, ends_on=ends_on),
        "too_soon": draft_notice(case, warned(comply_by=now + 9 * HOUR), by=amira, now=now, ends_on=ends_on),
        "asked": make_notice(case, warned(), by=amira, now=now, ends_on=ends_on),
    }
    said: dict[str, Any] = {
        "kind": ChangeKind.DISCHARGE,
        "asked_by": AskedBy.SUBJECT,
        "words": "It is quiet.",
    }
    ask_change(made["asked"], **said, by=amira, now=now)
    found = {name: fresh(row) for name, row in made.items()}
    return {"measure": found["measure"]} | {
        route: found[name] for name, routes in ROUTES.items() for route in routes
    }


def _measure(county: Any, route: str) -> Measure:
    return fresh(county.measures.get(route, county.measures["measure"]))


def _versioned(route: str, **said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said, "version": _measure(county, route).version}


def _served(**said: Any) -> dict[str, Any]:
    at = timezone.localtime(timezone.now() - timedelta(minutes=2))
    return {"method": "hand", "served_day": at.date().isoformat(), "served_time": f"{at:%H:%M}", **said}


TERM = {"kind": "stop", "words": "You must not shout in the street.", "purpose": "Sleep."}
HOURS = {"days": "Mon", "begin": "09:00", "end": "17:00"}
DUTY = {"kind": "work", "place": "The mill, 2 Oak Road", "hours": [HOURS]}
WHY = {"reason": "So decided."}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "measure_new": lambda county: {"kind": "cpw", "subject": _measure(county, "").subject_id},
    "measure_record": lambda county: {
        **_served(), "kind": "cpw", "subject": _measure(county, "").subject_id, "body": "The city council",
    },
    "measure_about": _versioned("measure_about", proper_address="1 New Street"),
    "measure_conduct": _versioned("measure_conduct", conduct="Shouting", says_notice_follows="on"),
    "measure_times": _versioned("measure_times", comply_day="2090-01-01", comply_time="9am"),
    "measure_fairness": _versioned("measure_fairness", equality="Asked."),
    "measure_limbs": _versioned("measure_limbs", **{f"{limb}_reason": "Seen." for limb in NOTICE_LIMBS}),
    "measure_informed": lambda county: {"body": "The landlord"},
    "measure_duties": _versioned("measure_duties", duties="Work: Mill, 2 Oak Road; Mon 09:00-17:00"),
    "measure_term_new": lambda county: TERM,
    "measure_term_edit": _versioned("measure_term_edit", **TERM),
    "measure_term_out": lambda county: {},
    "measure_term_met": lambda county: {"done_day": "2026-01-02", "done_time": "9am"},
    "measure_submit": lambda county: WHY,
    "measure_early": lambda county: WHY,
    "measure_issue": lambda county: _served(),
    "measure_drop": lambda county: WHY,
    "measure_serve": lambda county: _served(served_time="11:59pm", served_day="2090-01-01"),
    "measure_change": lambda county: {"kind": "discharge", "asked_by": "issuer", "words": "It is quiet."},
    "measure_change_decide": lambda county: {"verdict": "refused", "decision": "Too soon."},
    "measure_review": lambda county: {"compliance": "Well", "decision": "It stays."},
    "measure_end": lambda county: WHY,
    "measure_wrong": lambda county: WHY,
}  # fmt: skip


def _at() -> str:
    return (timezone.now() - timedelta(seconds=1)).isoformat()


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_measures": lambda county: {"kind": "cpw", "subject": _measure(county, "").subject.reference},
    "api_measure_record": lambda county: {
        "kind": "cpw", "subject": _measure(county, "").subject.reference, "body": "The city council",
        "method": "hand", "served_at": _at(),
    },
    "api_measure_draft": lambda county: {"conduct": "Shouting"},
    "api_measure_terms": lambda county: TERM,
    "api_measure_term": lambda county: TERM,
    "api_measure_term_out": lambda county: {},
    "api_measure_term_met": lambda county: {"done_at": _at()},
    "api_measure_limbs": lambda county: {"limb": "persistent", "reason": "Every night."},
    "api_measure_informed": lambda county: {"body": "The landlord"},
    "api_measure_duties": lambda county: {"duties": [DUTY]},
    "api_measure_evidence_back": lambda county: WHY,
    "api_measure_submit": lambda county: WHY,
    "api_measure_drop": lambda county: WHY,
    "api_measure_early": lambda county: WHY,
    "api_measure_issue": lambda county: {"method": "hand", "served_at": _at()},
    "api_measure_serve": lambda county: {"method": "hand", "served_at": _at()},
    "api_measure_changes": lambda county: {
        "kind": "discharge", "asked_by": "issuer", "words": "It is quiet.",
    },
    "api_measure_change_decide": lambda county: {"verdict": "refused", "decision": "Too soon."},
    "api_measure_review": lambda county: {"compliance": "Well", "decision": "It stays."},
    "api_measure_end": lambda county: WHY,
    "api_measure_wrong": lambda county: WHY,
}  # fmt: skip


def _tag(route: str) -> Callable[[Any], dict[str, str]]:
    def headers(county: Any) -> dict[str, str]:
        row = _measure(county, route)
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {route: _tag(route) for route in BODIES if route not in ("api_measures", "api_measure_record")}

# Both refuse: the constable has not the rank, and nothing is served in times to come.
ANSWERS = """
measure_new          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Kai Marsh
measure_new          POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_record       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Kai Marsh
measure_record       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_page         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   CPN-
measure_about        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   22 Mersea Road
measure_about        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_conduct      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Loud music
measure_conduct      POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_times        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Times
measure_times        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_fairness     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Equality
measure_fairness     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_limbs        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Heard and seen
measure_limbs        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_informed     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Note it
measure_informed     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_term_new     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   play music
measure_term_new     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_term_edit    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   play music
measure_term_edit    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_term_out     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   play music
measure_term_out     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_term_met     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   loudspeakers
measure_term_met     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_submit       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   CPN-12
measure_submit       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_early        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   CPW-2
measure_early        POST   409   409   404   404   404   302   404   404   409   404   404   404   404   -
measure_issue        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   CPW-5
measure_issue        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_drop         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Drop the draft
measure_drop         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_serve        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Read aloud
measure_serve        POST   409   409   404   404   404   302   404   404   409   404   404   404   404   -
measure_change       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   play music
measure_change       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_change_decide GET   200   200   404   404   404   302   404   404   200   404   404   404   404   It is quiet
measure_change_decide POST  302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_review       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Keep the review
measure_review       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_end          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Note it
measure_end          POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
measure_wrong        GET    403   200   404   404   404   302   404   404   200   404   404   404   404   Mark it
measure_wrong        POST   403   302   404   404   404   302   404   404   302   404   404   404   404   -
api_measures         GET    200   200   404   404   404   401   404   404   200   404   404   404   404   CPN-
api_measures         POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_measure_record   POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_measure          GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Loud music
api_measure_draft    POST   200   200   404   404   404   401   404   404   200   404   404   404   404   Shouting
api_measure_terms    POST   200   200   404   404   404   401   404   404   200   404   404   404   404   shout in
api_measure_term     POST   200   200   404   404   404   401   404   404   200   404   404   404   404   shout in
api_measure_term_out POST   200   200   404   404   404   401   404   404   200   404   404   404   404   play music
api_measure_term_met POST   200   200   404   404   404   401   404   404   200   404   404   404   404   done_at
api_measure_limbs    POST   200   200   404   404   404   401   404   404   200   404   404   404   404   Every night
api_measure_informed POST   200   200   404   404   404   401   404   404   200   404   404   404   404   The landlord
api_measure_duties   POST   200   200   404   404   404   401   404   404   200   404   404   404   404   The mill
api_measure_evidence_back POST 200 200 404  404   404   401   404   404   200   404   404   404   404   recorded_in_error_at
api_measure_submit   POST   200   200   404   404   404   401   404   404   200   404   404   404   404   submitted
api_measure_drop     POST   200   200   404   404   404   401   404   404   200   404   404   404   404   dropped
api_measure_early    POST   409   409   404   404   404   401   404   404   409   404   404   404   404   -
api_measure_issue    POST   200   200   404   404   404   401   404   404   200   404   404   404   404   issued
api_measure_serve    POST   200   200   404   404   404   401   404   404   200   404   404   404   404   services
api_measure_changes  POST   200   200   404   404   404   401   404   404   200   404   404   404   404   It is quiet
api_measure_change_decide POST 200 200 404  404   404   401   404   404   200   404   404   404   404   refused
api_measure_review   POST   200   200   404   404   404   401   404   404   200   404   404   404   404   It stays
api_measure_end      POST   200   200   404   404   404   401   404   404   200   404   404   404   404   ended
api_measure_wrong    POST   403   200   404   404   404   401   404   404   200   404   404   404   404   So decided
"""
