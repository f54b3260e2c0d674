"""What an administrator keeps: policy, calendar, rota and risk forms, and a change that moved a deadline."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.administration.transitions import Hours, add_holiday, set_policy, set_shift
from asbcases.audit.look_choices import Examined, Unusual
from asbcases.audit.models import Finding
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Replan
from asbcases.deadlines.transitions import replan, set_deadline
from asbcases.law.holidays import bank_holidays
from asbcases.law.periods import london_day
from asbcases.policies.models import Confidence, PolicyRow, Unit
from tests.access.glass import FORMS as FORMS_OF_GLASS
from tests.access.glass import glass_of
from tests.access.instruments import FORMS as INSTRUMENTS
from tests.access.instruments import instruments
from tests.administration.limits import a_limit

DAY = timedelta(days=1)
REVIEW = ("risk.review.sergeant", "standard")


def administered(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, Any]:
    """Return a row for each page of policy, calendar, re-plans and rota, by the page's name or its beginning."""
    owed = {
        "origin": "test:moved",
        "because": "the table asks for it",
        "subject": "moved",
        "rank": Rank.SERGEANT,
    }
    owner, ada = people["amira"], people["ada"]
    set_deadline(
        Kind.RISK_REVIEW, case=case, rule=REVIEW[0], qualifier=REVIEW[1], **owed, owner=owner, district=case.district,
        anchored_at=now, by=owner, now=now,
    )  # fmt: skip
    stated = {
        "value": Decimal(60),
        "unit": Unit.DAYS,
        "source": "Force policy 7",
        "confidence": Confidence.STATED,
    }
    set_policy(*REVIEW, **stated, in_force_from=london_day(now), by=ada, now=now)
    glass_of(case, people["cara"])
    with acting("system:replan"):
        moved = replan(Replan.objects.get(), now=now)
    return {
        "policy": PolicyRow.objects.get(rule="deadline.warn", qualifier="risk_review"),
        "holiday": add_holiday(working_day(), name="Day of thanks", source="Proclaimed", by=ada, now=now).row,
        "replan": moved,
        "limit": a_limit(by=ada, now=now),
        "finding": Finding.objects.create(
            rule=Unusual.OUT_OF_HOURS,
            user=owner,
            agency=owner.agency,
            day=london_day(now),
            looks=1,
            first_at=now,
            last_at=now,
            words="At night",
            found_at=now,
        ),
        "shift": set_shift(people["sam"], hours=Hours(now, now + timedelta(hours=8)), by=ada, now=now),
        **instruments(people, now),
    }


def working_day(after: int = 1) -> Any:
    """Return the first working day from so many days ahead on."""
    day = london_day(timezone.now()) + after * DAY
    while day.weekday() > 4 or day in bank_holidays(day.year):
        day += DAY
    return day


def _parts(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def _version(county: Any) -> dict[str, Any]:
    from_day = _parts("in_force_from", london_day(timezone.now()))
    return {"value": "2", "unit": "days", "source": "Force policy 7", "confidence": "S", **from_day}


def _limit(county: Any) -> dict[str, Any]:
    signed = _parts("signed_off_on", london_day(timezone.now()))
    lawyer = {"signed_off_by": "Jane Marsh, Legal Services", **signed}
    return {**_version(county), **lawyer, "value": "500", "area": ""}


def _holiday(county: Any) -> dict[str, Any]:
    return {**_parts("day", working_day(20)), "name": "Another day", "source": "Proclaimed"}


def _shift(county: Any) -> dict[str, Any]:
    first = _parts("starts_on", london_day(timezone.now()) + DAY)
    return {**first, "user": county.people["amira"].pk, "starts_at": "7am", "ends_at": "3pm", "duty": ""}


def _lines(county: Any) -> dict[str, Any]:
    day = london_day(timezone.now()) + DAY
    return {"lines": f"amira,{day} 07:00,{day} 15:00"}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **FORMS_OF_GLASS,
    "finding_page": lambda county: {"verdict": Examined.EXPLAINED, "words": "She covered a shift"},
    "policy_new": _version,
    "policy_end": lambda county: _parts("last_day", london_day(timezone.now())),
    "limit_new": _limit,
    "limit_end": lambda county: _parts("last_day", london_day(timezone.now()) + 2 * DAY),
    "holiday_new": _holiday,
    "holiday_withdraw": lambda county: {},
    "shift_new": _shift,
    "shift_import": _lines,
    "shift_cancel": lambda county: {},
    **INSTRUMENTS,
}
