"""Reviews under way through the front door, in areas that state all clocks, some, or none."""

from datetime import UTC, datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from tests.make import NOW
from tests.tools.quickly import quickly
from tests.triggers.make import COLCHESTER, make_application
from triggers.choices import Involvement
from triggers.models import LocalProcedure, Panel, Recommendation, ReviewLetter
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.outcomes import send_outcome
from triggers.transitions.panels import convene_panel, decide_panel, invite_victim, record_victim_answer
from triggers.transitions.recommendations import recommend

RICHMOND, EAST_HERTS, CHELTENHAM = "E09000027", "E07000242", "E07000078"
WHOLE = "whole"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REASONS = {"persistence": "Each week", "harm": "She cannot sleep", "adequacy": "Nobody came"}
DECIDED: dict[str, Any] = {"decision": "The landlord moves the bins.", "reasons": "They gather there."}


def at(month: int, day: int, hour: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def make_procedure(area: str = WHOLE, **content: Any) -> LocalProcedure:
    """Enter an area that states each clock after the threshold, who hears appeals, and that the police body is told."""
    stated: dict[str, Any] = {
        "area": area,
        "name": "Whole",
        "version": "1",
        "in_force_from": "2014-10-20",
        "source": "A procedure of these tests",
        "appeal_body": "the chair of the community safety partnership",
        "lpb_notified": True,
        "clocks": [
            clock("ack", 2, "receipt"),
            clock("agency_reply", 5, "receipt"),
            clock("threshold", 10, "receipt"),
            clock("panel", 10, "threshold_decision"),
            {**clock("papers", 2, "panel"), "direction": "before"},
            clock("outcome", 5, "panel"),
            clock("appeal_window", 20, "outcome_letter"),
            clock("appeal_hearing", 15, "appeal"),
        ],
        **content,
    }
    return LocalProcedure.objects.create(
        area=area,
        name=stated["name"],
        version="1",
        in_force_from=at(10, 20, year=2014).date(),
        content=stated,
        source=stated["source"],
        entered_at=NOW - 30 * DAY,
    )


def clock(step: str, value: int, anchor: str, unit: str = "working_days") -> dict[str, Any]:
    return {"step": step, "value": value, "unit": unit, "anchor": anchor}


@quickly
def make_review(
    *, by: User, area: str = COLCHESTER, met: bool = True, now: datetime = NOW, **said: Any
) -> CaseReview:
    """Return an application whose threshold a person decided at once."""
    review = make_application(by=by, area=area, now=now, **said)
    decide_threshold(review, met=met, **REASONS, by=by, now=now)
    review.refresh_from_db()
    return review


def seating(**stated: Any) -> dict[str, Any]:
    """Return what is said of a panel that is set."""
    known: dict[str, Any] = {"meets_at": at(12, 1), "place": "Town hall", "chair_name": "Ruth Blake"}
    return {**known, "independence": "She works for another council", **stated}


@quickly
def make_panel(review: CaseReview, *, by: User, now: datetime = NOW, **stated: Any) -> Panel:
    """Return a panel to which the victim was invited, who comes."""
    panel = convene_panel(review, **seating(**stated), by=by, now=now)
    invite_victim(panel, how="By telephone", invited_at=now, by=by, now=now)
    return record_victim_answer(panel, answer=Involvement.ATTEND, answered_at=now, by=by, now=now)


@quickly
def hold_panel(review: CaseReview, *, by: User, now: datetime = NOW + DAY, **stated: Any) -> Panel:
    """Return a panel that decided just now."""
    panel = make_panel(review, meets_at=now, by=by, now=now - HOUR)
    return decide_panel(panel, held_at=now, **{**DECIDED, **stated}, by=by, now=now)


@quickly
def make_recommendation(review: CaseReview, *, by: User, now: datetime, **stated: Any) -> Recommendation:
    said: dict[str, Any] = {
        "body": "Eastlight Homes",
        "words": "Move the bins to the gate.",
        "owner_name": "Dev Patel",
        "answer_by": (now + 7 * DAY).date(),
        **stated,
    }
    return recommend(review, sent_at=now, **said, by=by, now=now)


@quickly
def tell_outcome(review: CaseReview, *, by: User, now: datetime, **stated: Any) -> ReviewLetter:
    said: dict[str, Any] = {
        "words": "The panel met. The landlord moves the bins.",
        "how": "By post",
        **stated,
    }
    return send_outcome(review, sent_at=now, **said, by=by, now=now)


def owed(review: CaseReview) -> dict[str, datetime]:
    """Return what is open after the threshold was decided and told, by kind and subject, with its date."""
    first = ("acr_acknowledge", "acr_reply", "acr_told")
    rows = Deadline.objects.filter(review=review, met_at=None, cancelled_at=None).exclude(kind__in=first)
    named = rows.exclude(subject__in=("ack", "agency_reply")).order_by("pk")
    return {f"{row.kind} {row.subject}".strip(): row.due_at for row in named}
