"""A number of the law as an administrator adds it."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from asbcases.accounts.models import User
from asbcases.administration.transitions import SignOff, add_legal_limit
from asbcases.law.limits import Limit
from asbcases.law.periods import london_day
from asbcases.policies.models import LegalLimit


def a_limit(*, by: User, now: datetime, signed_off: SignOff | None = None, **fields: Any) -> LegalLimit:
    """Add £450 as the most that a fixed penalty under a public spaces order may ask, from tomorrow on, or another."""
    today = london_day(now)
    stated: dict[str, Any] = {
        "rule": "PSP-11", "value": Decimal(450), "unit": "pounds", "source": "Regulations 2027", "confidence": "S",
        "in_force_from": today + timedelta(days=1), **fields,
    }  # fmt: skip
    lawyer = SignOff("Jane Marsh, Legal Services", today)
    return add_legal_limit(Limit(**stated), signed_off=signed_off or lawyer, by=by, now=now)
