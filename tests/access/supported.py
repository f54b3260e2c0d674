"""What the table asks of what is done for victims, and of dip samples."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseIncident
from asbcases.casework.queries.samples import rubric_in_use
from asbcases.casework.transitions import consider_crime, decide_panel, draw_sample, offer_support
from tests.casework.casefile import victim_of

# What stands in the addresses of these pages beside the case.
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
    return dict.fromkeys(("sample_page", "sampled_case"), sample.number)


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
