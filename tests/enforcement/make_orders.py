"""Builders of requests for criminal behaviour orders, and of orders as courts made them, through their transitions.

A request is sent at `NOW`, the court sits two weeks later; a young offender turns 18 on 1 June 2029.
"""

from datetime import date, datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Person
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.choices import Conviction, FileItem, Poverty, TermKind
from asbcases.enforcement.models import Measure, MeasureReview, OrderMade
from asbcases.enforcement.transitions.court_orders import make_order
from asbcases.enforcement.transitions.drafting import add_term, change_draft
from asbcases.enforcement.transitions.order_reviews import review_order
from asbcases.enforcement.transitions.requests import (
    keep_file,
    note_youth_views,
    request_order,
    send_request,
    show_behaviour,
)
from asbcases.law.periods import london_day
from tests.enforcement.make_measures import approve, fresh, make_entry, make_subject, subject_of
from tests.make import NOW
from tests.tools.quickly import quickly

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YOUNG = date(2011, 6, 1)
COURT = "Colchester Magistrates' Court"
REQUEST: dict[str, Any] = {
    "requester": "PC Amira Osei, Essex Police",
    "prosecutor": "Crown Prosecution Service, East of England",
    "offence": "Criminal damage, Criminal Damage Act 1971 s.1",
    "conviction": Conviction.CHARGED,
    "charged_on": date(2026, 11, 2),
    "court": COURT,
    "behaviour": "On nine evenings since September he threatened people at the bus station.",
    "helps": "Kept away from the bus station he would not meet those with whom he does it.",
    "special_measures": "Two witnesses ask for screens.",
}
CONSIDERED = {
    "proper_address": "22 Mersea Road, Colchester",
    "equality": "He was asked: nothing calls for an adjustment.",
    "rights": "The ban is for one place and for evenings only.",
    "poverty": Poverty.NO_PART,
    "ability": "He understands, and lives elsewhere.",
    "skipped_why": "He threatens people nearly every evening.",
}
BAN: dict[str, Any] = {
    "kind": TermKind.PROHIBITION,
    "words": "You must not enter the bus station in Osborne Street between 6pm and midnight.",
    "place": "The bus station, Osborne Street",
}
COURSE: dict[str, Any] = {
    "kind": TermKind.REQUIREMENT,
    "words": "You must attend the course Steady on Tuesdays at 5pm for twelve weeks.",
    "supervisor": "Open Road, Colchester",
}
REVIEW: dict[str, Any] = {
    "compliance": "One breach in the spring, none since.",
    "support": "A mentor was found.",
    "application": "No application: it works as it is.",
    "police": "Sgt Ben Lane",
    "council": "Colchester City Council, community safety",
    "decision": "It stays as it is.",
}


@quickly
def make_young(case: Case, *, by: User, born_on: date | None = YOUNG, now: datetime = NOW) -> Person:
    """Add a young respondent to a case, and return them."""
    return make_subject(case, by=by, name="Kai Marsh", born_on=born_on, now=now)


@quickly
def draft_request(
    case: Case, *, by: User, subject: Person | None = None, now: datetime = NOW, **said: Any
) -> Measure:
    """Begin a request that lacks nothing but its approval, and the views on a child."""
    subject = subject or subject_of(case, by=by, now=now)
    measure = request_order(case, subject=subject, **{**REQUEST, **said}, by=by, now=now)
    change_draft(measure, **CONSIDERED, by=by, now=now)
    entry = make_entry(case, by=by, happened_at=now - 2 * HOUR, now=now)
    show_behaviour(measure, entry=entry, by=by, now=now)
    for term in (BAN, COURSE):
        add_term(measure, **term, by=by, now=now)
    keep_file(measure, there=list(FileItem), by=by, now=now)
    return fresh(measure)


@quickly
def views(measure: Measure, *, by: User, now: datetime = NOW) -> None:
    """Note what the youth offending team thinks."""
    said = {"who": "Jo Field, youth justice service", "views": "They would support it with a course."}
    note_youth_views(measure, **said, views_on=london_day(now), by=by, now=now)


@quickly
def make_request(
    case: Case, *, by: User, subject: Person | None = None, now: datetime = NOW, **said: Any
) -> Measure:
    """Ask the prosecutor for an order, with everything that it takes."""
    measure = draft_request(case, by=by, subject=subject, now=now, **said)
    views(measure, by=by, now=now)
    approve(measure, by=by, now=now)
    said_over = {"CBO-6": "The other order is for another place."}
    send_request(fresh(measure), application_on=london_day(now) + 14 * DAY, over=said_over, by=by, now=now)
    return fresh(measure)


@quickly
def court_makes(
    measure: Measure, *, by: User, made_on: date | None = None, now: datetime | None = None, **said: Any
) -> OrderMade:
    """Record that the court made an order two weeks later, for two years unless it is said otherwise."""
    now = now or NOW + 14 * DAY
    made_on = made_on or london_day(now)
    length: dict[str, Any] = (
        {}
        if {"ends_on", "indefinite", "interim"} & set(said)
        else {"ends_on": made_on.replace(year=made_on.year + 2) - DAY}
    )
    return make_order(measure, **{"court": COURT, "made_on": made_on, **length, **said}, by=by, now=now)


@quickly
def make_court_order(
    case: Case, *, by: User, subject: Person | None = None, now: datetime | None = None, **said: Any
) -> Measure:
    """Return an order that the court made on a request."""
    measure = make_request(case, by=by, subject=subject)
    court_makes(measure, by=by, now=now, **said)
    return fresh(measure)


def reviewed(measure: Measure, at: datetime, *, by: User, now: datetime | None = None) -> MeasureReview:
    """Record a review that considered all that the law asks."""
    return review_order(fresh(measure), **REVIEW, reviewed_at=at, by=by, now=now or at)


def clocks(measure: Measure, kind: Kind) -> list[Deadline]:
    """Return the clocks of a kind that an order ever had, the first set first."""
    found = Deadline.objects.filter(case=measure.case_id, kind=kind, subject__startswith=measure.reference)
    return list(found.order_by("pk"))


def running(measure: Measure, kind: Kind) -> Deadline | None:
    """Return the clock of a kind that runs."""
    return next((one for one in clocks(measure, kind) if one.is_open), None)
