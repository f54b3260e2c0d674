"""A victim with a telephone and a home who reported to several agencies, and others of the same place."""

from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview, Report
from tests.make import NOW, make_agency, make_report
from tests.triggers.make import make_application

DAY = timedelta(days=1)
PHONE, OTHER_PHONE, NAME, HOME = "07700 900111", "07700 900222", "Jade Taylor", "14 Mersea Road"
WORDS = "Bottles at her door, says Priya Nair"


def reported(by: User, days_ago: int, *, now: datetime = NOW, **said: Any) -> Report:
    """Return a report of some days ago, at a place of its own and by nobody who gave a name unless said."""
    stated = {"place_text": f"{days_ago} Long Wyre Street", "narrative": WORDS, **said}
    return make_report(by=by, now=now - days_ago * DAY, **stated)


def applied(by: User, *, now: datetime = NOW, **said: Any) -> CaseReview:
    """Return the application of the victim, by telephone."""
    told = {"applicant_name": NAME, "applicant_phone": PHONE, "place_text": HOME, **said}
    return make_application(by=by, now=now, **told)


def on_record(by: User, *, now: datetime = NOW) -> dict[str, Report]:
    """Return what is on file: the victim to police and council, a neighbour to the landlord, and a namesake."""
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    said: dict[str, Any] = {"by": by, "now": now}
    return {
        "police": reported(days_ago=10, caller_phone=PHONE, **said),
        "council": reported(days_ago=20, caller_phone="+44 7700 900111", agency=council, **said),
        "neighbour": reported(
            days_ago=30, place_text=HOME, caller_phone=OTHER_PHONE, agency=landlord, **said
        ),
        "near": reported(days_ago=5, caller_name=NAME, caller_address="9 Hythe Hill", **said),
        "old": reported(days_ago=300, caller_phone=PHONE, **said),
        "other": reported(days_ago=3, caller_phone="07700 900999", **said),
    }
