"""What the table asks of notes of partners: Dev wrote one on the case for his agency, and one for the police."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from partners.access import shares_open_of
from partners.transitions.noting import note_for_agency

OURS, SHOWN = "The rent of this home is behind", "We have served notice on this home"


def noted_on(case: Case, people: Mapping[str, User], now: datetime) -> dict[str, int]:
    """Have Dev write both notes on a case that is shared with his agency, and return which one a route is asked for."""
    dev = people["dev"]
    shares = list(shares_open_of(case.reference, dev, now=now))
    for words, shown in ((OURS, False), (SHOWN, True)):
        note_for_agency(shares, words=words, shown_to_police=shown, by=dev, now=now)
    return {"api_shared_note": 1}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "shared_notes": lambda county: {"words": "We rang her.", "shown_to_police": "ours"}
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_shared_notes": lambda county: {"words": "We rang her.", "shown_to_police": False}
}
ANSWERS = """# --- What a partner notes on a case that is shared with it
shared_notes         GET    404   404   404   200   404   302   404   404   404   404   404   404   404   rent of this home
shared_notes         POST   404   404   404   302   404   302   404   404   404   404   404   404   404   -
api_shared_notes     GET    404   404   404   200   404   401   404   404   404   404   404   404   404   rent of this home
api_shared_notes     POST   404   404   404   201   404   401   404   404   404   404   404   404   404   -
api_shared_note      GET    404   404   404   200   404   401   404   404   404   404   404   404   404   rent of this home
api_partner_notes    GET    200   200   404   404   404   401   404   404   200   404   404   404   404   served notice
"""
