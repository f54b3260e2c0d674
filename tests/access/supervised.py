"""What the table asks of what supervisors said of an assessment: one that Ben signed off and reviewed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from risk.models import Assessment
from risk.transitions import review_risk, sign_off
from tests.make import make_case
from tests.risk.answers import STANDARD, assess, victim_of

ROUTES = ("api_sign_off", "api_risk_review")


class Supervised(NamedTuple):
    """The case, the assessment, and the numbers by which routes name what was said of it."""

    case: Case
    assessment: Assessment
    numbers: dict[str, int]


def supervised(people: Mapping[str, User], now: datetime) -> Supervised:
    """Return a case whose assessment Ben signed off and reviewed."""
    amira, ben = people["amira"], people["ben"]
    case = make_case(by=amira, now=now - timedelta(hours=1))
    assessment = assess(case, STANDARD, by=amira, now=now)
    signed = sign_off(assessment, agreed=True, note="Jade is well looked after.", by=ben, now=now)
    review = review_risk(case, party=victim_of(case), note="Jade is content.", by=ben, now=now)
    return Supervised(case, assessment, {"api_sign_off": signed.pk, "api_risk_review": review.pk})
