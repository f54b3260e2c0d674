"""What the table asks of a plan that an agency may see: by the police who share it, and by the agency."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from partners.plans.transitions import share_plan
from tests.access.plans import ACTED, PAGE
from tests.make import make_agency, make_agreement
from tests.sara import plans

DAY = timedelta(days=1)
WHY = {"purpose": "prevent", "gateway": "CDA115", "proportionality": "Its caretakers are there at night"}
ROUTES = ("plan_share", "plan_unshare", "shared_plan", "shared_plan_progress")
OTHERS = "Parish wardens"


def with_shares(
    made: Mapping[str, ProblemPlan], people: Mapping[str, User], now: datetime
) -> dict[str, ProblemPlan]:
    """Return the plans with one that Dev's agency may see and of which it owns a response; another agency has an agreement."""
    plan = plans.analysed(plans.start(owner=people["amira"], supervisor=people["ben"], now=now), now=now)
    plans.planned(plan, now=now, agency=people["dev"].agency, action="Light the yard")
    share_plan(plan, people["dev"].agency, **WHY, ends_at=now + 30 * DAY, by=people["amira"], now=now)
    make_agreement(make_agency(OTHERS, people["dev"].agency.kind))
    return {**made, **dict.fromkeys(ROUTES, plan)}


def _shared(county: Any) -> dict[str, Any]:
    agency = Agency.objects.get(name=OTHERS)
    return {**WHY, "agency": agency.pk, "ends_on": (london_day(timezone.now()) + 30 * DAY).isoformat()}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "plan_share": _shared,
    "plan_unshare": lambda county: {"reason": "It is over", "version": 1},
    "shared_plan_progress": lambda county: {"progress": "begun", "words": "The lamps are ordered"},
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
SHOWN = "404 404 404 200 404 302 404 404 404 404 404 404 404"
NOTED = "404 404 404 302 404 302 404 404 404 404 404 404 404"
ANSWERS = "\n".join(
    [
        *(f"{route} GET {PAGE} Eastlight" for route in ("plan_share", "plan_unshare")),
        *(f"{route} POST {ACTED} -" for route in ("plan_share", "plan_unshare")),
        "shared_plans GET 403 403 403 200 200- 302 403 403 403 200- 403 403 403 SAR-",
        f"shared_plan GET {SHOWN} yard",
        f"shared_plan_progress GET {SHOWN} yard",
        f"shared_plan_progress POST {NOTED} -",
        "",
    ]
)
