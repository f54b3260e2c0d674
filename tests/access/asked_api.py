"""What the table asks of shares, referrals and questions by the API, on both sides, of what their pages are asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.law.periods import london_day
from partners.choices import Gateway, Item, Matter, Purpose
from partners.forms.sharing import last_day
from partners.models import Question, Referral, Share
from tests.access.requests import ASKS, DRAFT

SHARE, REFERRAL, QUESTION = "api_case_share", "api_case_referral", "api_case_question"


def _day(days: int = 9) -> str:
    return (london_day(timezone.now()) + timedelta(days=days)).isoformat()


def _share(county: Any) -> Share:
    return Share.objects.get(case=county.case)


def _shared(county: Any) -> dict[str, Any]:
    about = {"agency": county.people["dev"].agency.name, "items": [Item.SUMMARY], "purpose": Purpose.PREVENT}
    why = {"gateway": Gateway.CRIME_AND_DISORDER, "proportionality": "They hold the key."}
    return {**about, **why, "ends_on": _day(30)}


def _referral(county: Any) -> dict[str, Any]:
    agency = county.people["dev"].agency.name
    return {"agency": agency, "matter": Matter.TENANCY, "asks": ASKS, "respond_by": _day()}


def _question(county: Any) -> dict[str, Any]:
    asked = {"agency": county.people["dev"].agency.name, "asks": "The home", "parts": ["Since when?"]}
    return {**asked, "due_on": _day()}


def _said(**more: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {"said_by": "Pat Holt", "said_at": timezone.now().isoformat(), **more}


def _words(words: str) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {"words": words}


BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    f"{SHARE}s": _shared,
    f"{SHARE}_change": lambda county: {
        "items": [Item.SUMMARY],
        "ends_on": str(last_day(_share(county))),
    },
    f"{SHARE}_extend": lambda county: {"ends_on": "2039-01-01", "reason": "Repairs"},
    f"{SHARE}_recall": lambda county: {"reason": "Over"},
    f"{SHARE}_review": lambda county: {"verdict": "right", "words": "It was."},
    f"{REFERRAL}s": _referral,
    f"{REFERRAL}_change": _referral,
    f"{REFERRAL}_send": lambda county: {},
    f"{REFERRAL}_close": _words("They moved"),
    f"{REFERRAL}_telephoned": _said(stage="acknowledged"),
    f"{QUESTION}s": _question,
    f"{QUESTION}_close": _words("We know it"),
    f"{QUESTION}_telephoned": _said(words="Since 2019"),
    "api_request_acknowledge": lambda county: {},
    "api_request_accept": lambda county: {},
    "api_request_decline": _words("Not ours"),
    "api_request_outcome": _words("A letter was sent"),
    "api_requested_answer_part": _words("Since 2019"),
}


def _tag(row: Any) -> dict[str, str]:
    return {"If-Match": f'"{row.pk}-{row.version}"'}


def _of_referral(number: int) -> Callable[[Any], dict[str, str]]:
    return lambda county: _tag(Referral.objects.get(case=county.case, number=number))


def _of_question(county: Any) -> dict[str, str]:
    return _tag(Question.objects.get(case=county.case))


HEADERS: dict[str, Callable[[Any], dict[str, str]]] = {
    **{f"{SHARE}_{act}": lambda county: _tag(_share(county)) for act in ("change", "extend", "recall")},
    f"{SHARE}_review": lambda county: _tag(Share.objects.get(case=county.cases["case_share_review"])),
    **{f"{REFERRAL}_{act}": _of_referral(DRAFT) for act in ("change", "send")},
    **{f"{REFERRAL}_{act}": _of_referral(1) for act in ("close", "telephoned")},
    **{f"{QUESTION}_{act}": _of_question for act in ("close", "telephoned")},
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
OURS = "200 200 404 404 404 401 404 404 200 404 404 404 404"
MADE = OURS.replace("200", "201")
REVIEWS = "403 200 404 404 404 401 404 404 403 404 404 404 404"
BOARD = "200 200 200- 403 403 401 403 403 200 403 403 403 403"
THEIRS = "403 403 403 200 404 401 403 403 403 404 403 403 403"
LISTED = THEIRS.replace("404", "200-")
ANSWERS = "\n".join(
    [
        "# --- Shares of a case, and what partners are asked, by the API",
        f"{SHARE}s GET {OURS} Eastlight Homes",
        f"{SHARE}s POST {MADE} -",
        f"{SHARE} GET {OURS} They manage the home",
        *(f"{SHARE}_{act} POST {OURS} Eastlight Homes" for act in ("change", "extend", "recall")),
        f"{SHARE}_review POST {REVIEWS} It was.",
        f"api_case_readings GET {OURS} results",
        f"api_referrals GET {BOARD} {{case}}",
        f"api_questions GET {BOARD} {{case}}",
        f"{REFERRAL}s GET {OURS} tenancy agreement",
        f"{REFERRAL}s POST {MADE} -",
        f"{REFERRAL} GET {OURS} tenancy agreement",
        *(f"{REFERRAL}_{act} POST {OURS} version" for act in ("change", "send")),
        f"{REFERRAL}_close POST {OURS} They moved",
        f"{REFERRAL}_telephoned POST {OURS} Pat Holt",
        f"{QUESTION}s GET {OURS} Since when?",
        f"{QUESTION}s POST {MADE} -",
        f"{QUESTION} GET {OURS} Since when?",
        f"{QUESTION}_close POST {OURS} We know it",
        f"{QUESTION}_telephoned POST {OURS} Pat Holt",
        f"api_requests GET {LISTED} REF-",
        f"api_request GET {THEIRS} tenancy agreement",
        *(f"api_request_{act} POST {THEIRS} REF-" for act in ("acknowledge", "accept")),
        f"api_request_decline POST {THEIRS} Not ours",
        f"api_request_outcome POST {THEIRS} A letter was sent",
        f"api_requested_answers GET {LISTED} ASK-",
        f"api_requested_answer GET {THEIRS} Since when?",
        f"api_requested_answer_part POST {THEIRS} Since 2019",
        "",
    ]
)
