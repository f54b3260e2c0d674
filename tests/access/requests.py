"""What the table asks of referrals and questions: one that waits, one that is drafted, one that was accepted."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.law.periods import LONDON, london_day
from partners.choices import Matter
from partners.models import Question, Referral
from partners.transitions.answering import accept_referral
from partners.transitions.questions import ask_question
from partners.transitions.referrals import draft_referral, send_referral

DRAFT = 2
OF_THE_DRAFT = ("referral_change", "referral_send", "api_case_referral_change", "api_case_referral_send")
# A partner reads these words, and so may whoever is let in to the records of Colchester.
ASKS = "Please look at the tenancy agreement"


def asked_about(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, int]:
    """Ask Dev's agency for three things about the case, and return which number each route is asked for."""
    amira, dev = people["amira"], people["dev"]
    sent, _, taken = (draft_referral(case, **_stated(dev, now), by=amira, now=now) for _ in range(3))
    for referral in (sent, taken):
        send_referral(referral, by=amira, now=now)
    accept_referral(taken, by=dev, now=now)
    said = {"asks": "The home", "parts": ["Since when?"], "due_on": london_day(now)}
    ask_question(case, dev.agency, **said, by=amira, now=now)
    parts = dict.fromkeys(("question_telephoned:part", "api_case_question_telephoned:part"), 1)
    return {**dict.fromkeys(OF_THE_DRAFT, DRAFT), **parts}


def _stated(dev: User, now: datetime) -> dict[str, Any]:
    about = {"agency": dev.agency, "named": None, "share": None, "high": False}
    return {
        **about,
        "matter": Matter.TENANCY,
        "asks": ASKS,
        "respond_by": london_day(now + timedelta(days=9)),
    }


def reference_asked(route: str) -> str:
    """Return by which reference the agency is asked on a route."""
    if route.startswith(("request_question", "request_answer", "api_requested_answer")):
        return Question.objects.get().reference
    return Referral.objects.get(stage="accepted" if route.endswith("_outcome") else "sent").reference


def _drafted(county: Any) -> dict[str, Any]:
    days = {"respond_by": london_day(timezone.now() + timedelta(days=9)).isoformat()}
    agency = county.people["dev"].agency_id
    return {"agency": agency, "matter": "tenancy", "asks": "Please look", **days}


def _asked(county: Any) -> dict[str, Any]:
    agency = county.people["dev"].agency_id
    return {
        "agency": agency,
        "asks": "The home",
        "parts": "Since when?",
        "due_on": str(london_day(timezone.now())),
    }


def _said() -> dict[str, str]:
    at = timezone.now().astimezone(LONDON)
    return {"said_by": "Pat Holt", "at_day": f"{at:%Y-%m-%d}", "at_time": f"{at:%H:%M}"}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "referral_new": _drafted,
    "referral_change": lambda county: _drafted(county) | {"version": 1},
    "referral_send": lambda county: {"version": 1},
    "referral_close": lambda county: {"words": "They moved", "version": 2},
    "referral_telephoned": lambda county: {"stage": "acknowledged", "version": 2, **_said()},
    "question_telephoned": lambda county: {"words": "Since 2019", "version": 1, **_said()},
    "question_new": _asked,
    "question_close": lambda county: {"words": "We know it", "version": 1},
    "request_acknowledge": lambda county: {},
    "request_accept": lambda county: {},
    "request_decline": lambda county: {"words": "Not ours"},
    "request_outcome": lambda county: {"words": "A letter was sent"},
    "request_answer": lambda county: {"words": "Since 2019"},
}
ANSWERS = """# --- What partners are asked, on both sides
referral_board       GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {case}
case_referrals       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Eastlight Homes
referral_new         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Outcome asked for by
referral_new         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
referral_page        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   tenancy agreement
referral_change      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   tenancy agreement
referral_change      POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
referral_send        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
referral_close       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Close referral 1
referral_close       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
referral_telephoned  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   by telephone
referral_telephoned  POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
question_telephoned  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Since when?
question_telephoned  POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
question_new         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Ask a partner
question_new         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
question_page        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Since when?
question_close       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Close question 1
question_close       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
request_list         GET    403   403   403   200   200-  302   403   403   403   200-  403   403   403   REF-
request_page         GET    403   403   403   200   404   302   403   403   403   404   403   403   403   tenancy agreement
request_acknowledge  POST   403   403   403   302   404   302   403   403   403   404   403   403   403   -
request_accept       POST   403   403   403   302   404   302   403   403   403   404   403   403   403   -
request_decline      GET    403   403   403   200   404   302   403   403   403   404   403   403   403   Why it is declined
request_decline      POST   403   403   403   302   404   302   403   403   403   404   403   403   403   -
request_outcome      GET    403   403   403   200   404   302   403   403   403   404   403   403   403   What came of it
request_outcome      POST   403   403   403   302   404   302   403   403   403   404   403   403   403   -
request_question     GET    403   403   403   200   404   302   403   403   403   404   403   403   403   Since when?
request_answer       GET    403   403   403   200   404   302   403   403   403   404   403   403   403   Since when?
request_answer       POST   403   403   403   302   404   302   403   403   403   404   403   403   403   -
"""
