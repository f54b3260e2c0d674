"""What the table asks of what is done for victims, and of dip samples."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseIncident, SampledCase, SupportOffer
from asbcases.casework.queries.samples import rubric_in_use
from asbcases.casework.transitions import consider_crime, decide_panel, draw_sample, offer_support
from tests.casework.casefile import victim_of

# What stands in the addresses of these pages beside the case.
SAMPLES = ("api_sample", "api_sampled_cases", "api_sampled_case", "api_sampled_case_review")
GAPS = {"offer": 1, "place": 1, "kind": "safety"}


def supported(case: Case, panelled: Case, people: Mapping[str, User], now: datetime) -> dict[str, int]:
    """Do for victims what the pages show, draw a sample of the one case, and return its number by route."""
    act: dict[str, Any] = {"by": people["amira"], "now": now}
    offer_support(case, party=victim_of(case), service="Victim support", **act)
    referred = {"referred": True, "panel": "ASBRAC", "reason": "Three agencies"}
    decide_panel(panelled, party=victim_of(panelled), **referred, **act)
    for link in CaseIncident.objects.filter(case=case).select_related("incident"):
        consider_crime(link.incident, crime=True, crime_reference="42/1/26", offences="Threats", **act)
    one = Case.objects.filter(pk=case.pk)
    sample = draw_sample(one, district=case.district, size=1, seed=1, by=people["ben"], now=now)
    return dict.fromkeys(("sample_page", "sampled_case", *SAMPLES), sample.number)


def _verdicts(county: Any) -> dict[str, Any]:
    points = rubric_in_use().content["points"]
    return {"note": "", "version": 1, **{f"point_{point['code']}": "yes" for point in points}}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "victim_needs": lambda county: {"with_victim": "yes", "needs": ["housing"], "words": ""},
    "victim_offer": lambda county: {"service": "A lock", "words": ""},
    "victim_answer": lambda county: {"answer": "accepted", "words": "", "version": 1},
    "victim_plan": lambda county: {"words": "A chain on the door.", "shared_with_victim": "yes"},
    "victim_panel": lambda county: {"referred": "no", "panel": "", "reason": "Not yet"},
    "victim_panel_exit": lambda county: {"words": "On Monday."},
    "victim_rights": lambda county: {"entitlement": "statement", "words": ""},
    "sample_new": lambda county: {"size": "2", "seed": "3"},
    "sampled_case": _verdicts,
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_victim_needs": lambda county: {"with_victim": True, "needs": ["housing"]},
    "api_victim_offers": lambda county: {"service": "A lock"},
    "api_victim_offer_answer": lambda county: {"answer": "accepted"},
    "api_victim_plan": lambda county: {
        **{"kind": "safety", "words": "A chain on the door.", "shared_with_victim": True},
    },
    "api_victim_panel": lambda county: {"referred": False, "reason": "Not yet"},
    "api_victim_panel_exit": lambda county: {"words": "On Monday."},
    "api_victim_rights": lambda county: {"entitlement": "statement"},
    "api_samples": lambda county: {"size": 2, "seed": 3},
    "api_sampled_case_review": lambda county: {
        "verdicts": {point["code"]: "yes" for point in rubric_in_use().content["points"]}
    },
}


def _tag(row: Any) -> dict[str, str]:
    return {"If-Match": f'"{row.pk}-{row.version}"'}


HEADERS: dict[str, Callable[[Any], dict[str, str]]] = {
    "api_victim_offer_answer": lambda county: _tag(SupportOffer.objects.get(case=county.case, number=1)),
    "api_sampled_case_review": lambda county: _tag(SampledCase.objects.get(case=county.case)),
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
OURS = "200 200 404 404 404 401 404 404 200 404 404 404 404"
DIPS = "403 200 403 403 403 401 403 403 403 403 403 403 403"
ANSWERS = "\n".join(
    [
        "# --- What is done for victims, and dip samples, by the API",
        f"api_victim_support GET {OURS} ASBRAC",
        *(f"api_victim_{act} POST {OURS} party" for act in ("needs", "rights")),
        f"api_victim_plan POST {OURS} A chain on the door",
        f"api_victim_panel POST {OURS} Not yet",
        f"api_victim_panel_exit POST {OURS} On Monday.",
        f"api_victim_offers GET {OURS} Victim support",
        f"api_victim_offers POST {OURS.replace('200', '201')} -",
        f"api_victim_offer GET {OURS} Victim support",
        f"api_victim_offer_answer POST {OURS} accepted",
        f"api_samples GET {DIPS} seed",
        f"api_samples POST {DIPS.replace('200', '201')} -",
        f"api_sample GET {DIPS} findings",
        f"api_sampled_cases GET {DIPS} {{case}}",
        f"api_sampled_case GET {DIPS} {{case}}",
        f"api_sampled_case_review POST {DIPS} {{case}}",
        "",
    ]
)
