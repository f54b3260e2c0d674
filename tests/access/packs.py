"""What the table asks of packs of panels: one of the tier at which Dev was let in, of a review that nothing else asks for."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import CaseReview
from tests.triggers.make_reviews import make_panel, make_review
from triggers.choices import PackLevel
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.packs import make_pack

OF_API = ("api_case_review_packs", "api_case_review_pack")
ROUTES = ("review_packs", "review_pack_new", "review_pack", "review_pack_pdf", *OF_API)


def packs_by_route(people: Mapping[str, User], now: datetime) -> dict[str, CaseReview]:
    """Return for each route of packs the review that it is asked for."""
    dev, act = people["dev"], {"by": people["ben"], "now": now - timedelta(hours=3)}
    review = make_review(**act)
    panel = make_panel(review, meets_at=now + timedelta(days=9), **act)
    admit_attendee(panel, name=dev.name, part="For the landlord", user=dev, tier=Tier.SUMMARY, **act)
    make_pack(panel, level=PackLevel.SUMMARY, for_whom="Eastlight Homes", **act)
    return dict.fromkeys(ROUTES, review)


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "review_pack_new": lambda county: {"level": PackLevel.NOBODY, "for_whom": "The observer"}
}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_case_review_packs": lambda county: {"panel": 1, "level": 0, "for_whom": "The observer"}
}
ANSWERS = """# --- Packs of panels
packs_for_me         GET    200-  200   200-  200   200-  302   200-  200-  200   200   403   403   403   pack 1
review_packs         GET    403   200   404   403   404   302   404   404   200   200   404   404   404   pack 1
review_pack_new      GET    403   200   404   403   404   302   404   404   200   200   404   404   404   Nobody named
review_pack_new      POST   403   302   404   403   404   302   404   404   302   302   404   404   404   -
review_pack          GET    403   200   404   200   404   302   404   404   200   200   404   404   404   Ruth Blake
review_pack_pdf      GET    403   200   404   200   404   302   404   404   200   200   404   404   404   %PDF-
api_packs            GET    200-  200   200-  200   200-  401   200-  200-  200   200   403   403   403   sha256
api_case_review_packs GET   403   200   404   200   404   401   404   404   200   200   404   404   404   sha256
api_case_review_packs POST  403   201   404   403   404   401   404   404   201   201   404   404   404   -
api_case_review_pack GET    403   200   404   200   404   401   404   404   200   200   404   404   404   Ruth Blake
"""
