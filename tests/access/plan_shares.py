"""What the table asks of a plan that an agency may see: by the police who share it, and by the agency."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.cases.models import AccessGrant, ProblemPlan
from asbcases.db.actor import acting
from asbcases.law.periods import london_day
from partners.models import AgreementParty, PlanProgress, PlanShare
from partners.plans.transitions import share_plan
from partners.transitions.agreements import add_party, sign_agreement
from tests.access.plans import ACTED, PAGE
from tests.access.plans_api import MADE, READ
from tests.make import make_agency
from tests.sara import plans

DAY = timedelta(days=1)
WHY = {"purpose": "prevent", "gateway": "CDA115", "proportionality": "Its caretakers are there at night"}
ROUTES = (
    *("plan_share", "plan_unshare", "shared_plan", "shared_plan_progress"),
    *("api_plan_shares", "api_plan_share", "api_plan_share_recall", "api_plan_progress"),
    *("api_shared_plan", "api_shared_plan_note"),
)
OTHERS = "Parish wardens"


def with_shares(
    made: Mapping[str, ProblemPlan], people: Mapping[str, User], now: datetime
) -> dict[str, ProblemPlan]:
    """Return the plans with one that Dev's agency may see and of which it owns a response; another agency signed the agreement too."""
    plan = plans.analysed(plans.start(owner=people["amira"], supervisor=people["ben"], now=now), now=now)
    plans.planned(plan, now=now, agency=people["dev"].agency, action="Light the yard")
    share_plan(plan, people["dev"].agency, **WHY, ends_at=now + 30 * DAY, by=people["amira"], now=now)
    _noted(plan, people["dev"], now)
    agreement = AgreementParty.objects.get(agency=people["dev"].agency).agreement
    party = add_party(agreement, make_agency(OTHERS, AgencyKind.HOUSING), by=people["ada"], now=now)
    signed: dict[str, Any] = {
        "signatory": "Jo Marsh",
        "signatory_role": "Chair",
        "signed_on": london_day(now),
    }
    sign_agreement(party, **signed, by=people["ada"], now=now)
    return {**made, **dict.fromkeys(ROUTES, plan)}


def _noted(plan: ProblemPlan, by: User, now: datetime) -> None:
    """Have the agency have noted something of its response; nobody is told of it here."""
    said = {"progress": "begun", "words": "The lamps are chosen"}
    at: dict[str, Any] = {"noted_at": now, "recorded_at": now}
    # The transaction that makes all this began before `now`, and a share that is to come lets nobody note.
    AccessGrant.objects.filter(plan=plan).update(starts_at=now - timedelta(hours=1))
    with acting(str(by.pk)):
        PlanProgress.objects.create(plan=plan, response=1, agency=by.agency, recorded_by=by, **said, **at)


def _shared(county: Any) -> dict[str, Any]:
    agency = Agency.objects.get(name=OTHERS)
    return {**WHY, "agency": agency.pk, "ends_on": (london_day(timezone.now()) + 30 * DAY).isoformat()}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "plan_share": _shared,
    "plan_unshare": lambda county: {"reason": "It is over", "version": 1},
    "shared_plan_progress": lambda county: {"progress": "begun", "words": "The lamps are ordered"},
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_plan_shares": lambda county: {**_shared(county), "agency": OTHERS},
    "api_plan_share_recall": lambda county: {"reason": "It is over"},
    "api_shared_plan_note": lambda county: {"how_far": "begun", "words": "The lamps are ordered"},
}
HEADERS = {"api_plan_share_recall": lambda county: {"If-Match": f'"{PlanShare.objects.get().pk}-1"'}}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
SHOWN = "404 404 404 200 404 302 404 404 404 404 404 404 404"
SHOWN_BY_API = SHOWN.replace("302", "401")
NOTED = "404 404 404 302 404 302 404 404 404 404 404 404 404"
ANSWERS = "\n".join(
    [
        *(f"{route} GET {PAGE} Eastlight" for route in ("plan_share", "plan_unshare")),
        *(f"{route} POST {ACTED} -" for route in ("plan_share", "plan_unshare")),
        "shared_plans GET 403 403 403 200 200- 302 403 403 403 200- 403 403 403 SAR-",
        f"shared_plan GET {SHOWN} yard",
        f"shared_plan_progress GET {SHOWN} yard",
        f"shared_plan_progress POST {NOTED} -",
        *(f"{route} GET {READ} Eastlight" for route in ("api_plan_shares", "api_plan_share")),
        f"api_plan_progress GET {READ} lamps",
        f"api_plan_shares POST {MADE} -",
        f"api_plan_share_recall POST {READ} -",
        "api_shared_plans GET 403 403 403 200 200- 401 403 403 403 200- 403 403 403 SAR-",
        f"api_shared_plan GET {SHOWN_BY_API} yard",
        f"api_shared_plan_note POST {SHOWN_BY_API} -",
        "",
    ]
)
