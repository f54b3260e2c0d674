"""Applications through the front door, in areas whose procedures differ."""

from datetime import datetime
from typing import Any

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import Agency, Council, User
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.rebuild import check
from asbcases.sources import SOURCES
from tests.make import NOW, make_user
from tests.tools.quickly import quickly
from triggers.choices import BodyKind, Channel, Link, Origin
from triggers.models import LocalProcedure, ReviewComplaint
from triggers.transitions import add_complaint, receive_application

# Colchester states its threshold and no clock; Castle Point two clocks; Stockton decides after the replies.
COLCHESTER, CASTLE_POINT, STOCKTON = "E07000071", "E07000069", "E06000004"


def make_co_ordinator(area: str = COLCHESTER, username: str = "sunita") -> User:
    council = Council.objects.get(code=area)
    agency, _ = Agency.objects.get_or_create(
        name=f"{council.name} Council", defaults={"kind": AgencyKind.COUNCIL, "council": council}
    )
    return make_user(username, Role.COORDINATOR, name="Sunita Kaur", agency=agency)


def version_of(area: str = COLCHESTER) -> LocalProcedure:
    """Return the newest version of an area's procedure."""
    return LocalProcedure.objects.filter(area=area).latest("in_force_from")


def states_nothing_of_hate(area: str) -> None:
    """Have an area's newest version leave out its rule on hate."""
    row = version_of(area)
    row.content = {part: said for part, said in row.content.items() if part != "hate"}
    row.save(update_fields=["content"])


@quickly
def make_application(
    *, by: User | None, area: str = COLCHESTER, now: datetime = NOW, **said: Any
) -> CaseReview:
    told = {"channel": Channel.PHONE, "happened": "Stones at the windows every Friday.", **said}
    return receive_application(area=area, received_at=told.pop("received_at", now), by=by, now=now, **told)


@quickly
def make_complaint(review: CaseReview, *, by: User, now: datetime = NOW, **stated: Any) -> ReviewComplaint:
    known = {
        "agency": BodyKind.COUNCIL,
        "behaviour_from": review.received_at.date().replace(day=1),
        "complaint_on": review.received_at.date().replace(day=2),
        "complainant": "Jo Day",
        "link": Link.VICTIM,
        **stated,
    }
    return add_complaint(review, origin=known.pop("origin", Origin.BY_HAND), by=by, now=now, **known)


def owed_on(review: CaseReview) -> dict[str, Deadline]:
    """Return what is open on a review, by kind and subject."""
    rows = Deadline.objects.filter(review=review, met_at__isnull=True, cancelled_at__isnull=True)
    return {f"{row.kind} {row.subject}".strip(): row for row in rows.order_by("pk")}


def differences(*reviews: CaseReview) -> list[dict[str, Any]]:
    """Return what differs between the diary of these reviews and the one told from their rows."""
    among = {"review": [review.pk for review in reviews]}
    return check(dict.fromkeys(SOURCES.values()), among=among).differences
