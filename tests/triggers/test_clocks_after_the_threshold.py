"""Each step after the threshold runs by the area's own clock; the diary is proved from the record."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.administration.transitions.policies import add_holiday
from asbcases.cases.models import CaseReview
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from tests.deadlines.checking import changed, differences
from tests.make import NOW
from tests.triggers.make import CASTLE_POINT, make_co_ordinator
from tests.triggers.make_reviews import (
    CHELTENHAM,
    DAY,
    EAST_HERTS,
    REASONS,
    RICHMOND,
    WHOLE,
    at,
    hold_panel,
    make_panel,
    make_procedure,
    make_recommendation,
    make_review,
    owed,
    seating,
    tell_outcome,
)
from triggers.choices import (
    AppealAgainst,
    AppealOutcome,
    BodyAnswer,
    Ending,
    RecommendationAnswer,
)
from triggers.models import Panel
from triggers.transitions.appeals import decide_appeal, lodge_appeal
from triggers.transitions.bodies import record_reply
from triggers.transitions.closing import close_review, reopen_review
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.panels import cancel_panel, change_panel, convene_panel, decide_panel, send_papers
from triggers.transitions.recommendations import answer_recommendation
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def days(review: CaseReview) -> dict[str, str]:
    """Return the last day on which each step is in time."""
    return {
        key: f"{when - timedelta(minutes=1):%d %b %Y}"
        for key, when in owed(review).items()
        if "papers" not in key
    }


# Worked by hand from table 9.3 of the law and the bank holidays of England and Wales; received and decided on Monday
# 23 November 2026, the panel held on Monday 21 December.
BY_HAND = [
    # 28 working days from receipt: Christmas Day, 28 December and New Year's Day are none. Outcome 7 working days on.
    (RICHMOND, "05 Jan 2027", "04 Jan 2027"),
    # 4 weeks from receipt, the outcome 1 week after.
    (CHELTENHAM, "21 Dec 2026", "28 Dec 2026"),
    # 10 working days from the decision; the outcome is not stated: a day is agreed in one working day.
    (CASTLE_POINT, "07 Dec 2026", None),
    # 21 days from the decision.
    (EAST_HERTS, "14 Dec 2026", None),
]


@pytest.mark.parametrize(("area", "panel", "outcome"), BY_HAND)
def test_panel_and_outcome_by_the_clocks_of_real_areas(
    area: str, panel: str, outcome: str | None, sunita: User
) -> None:
    review = make_review(by=sunita, area=area)
    assert days(review) == {"acr_panel": panel}
    hold_panel(review, by=sunita, now=at(12, 21))
    wanted = {"acr_outcome": outcome} if outcome else {"acr_agree_date outcome": "22 Dec 2026"}
    assert days(review) == wanted
    assert differences() == []


def test_papers_go_out_working_days_before_the_panel(sunita: User) -> None:
    review = make_review(by=sunita, area=RICHMOND)
    panel = convene_panel(review, **seating(meets_at=at(12, 30)), by=sunita, now=NOW)
    # Two working days before Wednesday 30 December: 29 December and, over the bank holiday of 28 December, the 24th.
    assert owed(review)["acr_papers panel 1"] == at(12, 25, 0)
    panel = change_panel(panel, why="The hall", **seating(meets_at=at(12, 9)), by=sunita, now=NOW)
    assert owed(review)["acr_papers panel 1"] == at(12, 8, 0)
    send_papers(panel, sent_at=NOW, by=sunita, now=NOW)
    papers = Deadline.objects.filter(kind=Kind.ACR_PAPERS).order_by("pk")
    assert [one.cancel_reason for one in papers] == ["The panel was changed", ""]
    assert papers[1].met_at == NOW
    assert differences() == []


def test_a_clock_from_the_replies_runs_from_the_last_or_from_the_decision_without_them(sunita: User) -> None:
    stated = [{"step": "panel", "value": 5, "unit": "days", "anchor": "agency_replies"}]
    bodies = [{"name": name, "kind": "landlord"} for name in ("Homes", "Trust")]
    make_procedure("replies", clocks=stated, bodies=bodies)
    silent = make_review(by=sunita, area="replies", now=NOW + DAY)
    assert days(silent) == {"acr_panel": "29 Nov 2026"}
    review = make_review(by=sunita, area="replies", met=False)
    for body in review.bodies.all():
        record_reply(body, answer=BodyAnswer.NOTHING, replied_at=NOW + DAY, by=sunita, now=NOW + 2 * DAY)
    reopen_review(review, reason="Upheld", until=at(12, 4).date(), by=sunita, now=NOW + 2 * DAY)
    decide_threshold(review, met=True, **REASONS, by=sunita, now=NOW + 3 * DAY)
    assert days(review) == {"acr_panel": "29 Nov 2026"}
    assert differences() == []


def test_a_bank_holiday_that_is_proclaimed_later_moves_no_day_that_was_told(sunita: User, ben: User) -> None:
    review = make_review(by=sunita, area=CASTLE_POINT)
    day, by = at(12, 2).date(), "Proclaimed by the King"
    add_holiday(day, name="A day of thanks", source=by, by=ben, now=NOW + DAY)
    panel = convene_panel(review, **seating(), by=sunita, now=NOW + 2 * DAY)
    assert days(review) == {"acr_panel": "07 Dec 2026"}
    cancel_panel(panel, why="Ill", by=sunita, now=NOW + 2 * DAY)
    late = make_review(by=sunita, area=CASTLE_POINT, now=NOW + 2 * DAY)
    # Ten working days after 25 November, without 2 December.
    assert days(late) == {"acr_panel": "10 Dec 2026"}
    assert differences() == []


def test_what_was_let_go_does_not_come_back(sunita: User, ben: User) -> None:
    review = make_review(by=sunita, area=CASTLE_POINT)
    waive(Deadline.objects.get(kind=Kind.ACR_PANEL), reason="Both sides agreed to wait", by=ben, now=NOW)
    panel = convene_panel(review, **seating(), by=sunita, now=NOW + DAY)
    assert "acr_panel" not in owed(review)
    cancel_panel(panel, why="Ill", by=sunita, now=NOW + DAY)
    assert "acr_panel" not in owed(review)
    assert differences() == []
    # The record without the ruling's clock would be missing one.
    with changed(Deadline.objects.get(kind=Kind.ACR_PANEL), waived=False):
        [found] = differences()
    assert (found["kind"], found["field"]) == (Kind.ACR_PANEL, "waived")


def test_the_whole_life_of_a_review_is_told_from_its_record(sunita: User) -> None:
    make_procedure()
    review, now = make_review(by=sunita, area=WHOLE), NOW + 2 * DAY
    tell_threshold(review, words="It is met.", how="By post", sent_at=NOW, by=sunita, now=NOW)
    panel = make_panel(review, by=sunita)
    send_papers(panel, sent_at=NOW, by=sunita, now=now)
    decide_panel(panel, held_at=now, decision="Bins", reasons="They gather", by=sunita, now=now + DAY)
    one, two = (make_recommendation(review, by=sunita, now=now + DAY) for _ in range(2))
    tell_outcome(review, by=sunita, now=now + 2 * DAY)
    yes = RecommendationAnswer.ACCEPTED
    answer_recommendation(one, answer=yes, answered_at=now + 2 * DAY, by=sunita, now=now + 3 * DAY)
    assert two.number == 2
    asked: dict[str, Any] = {"against": AppealAgainst.OUTCOME, "words": "Not read", "asked_at": now + 3 * DAY}
    appeal = lodge_appeal(review, **asked, by=sunita, now=now + 4 * DAY)
    assert differences() == []
    for deadline in Deadline.objects.filter(review=review, kind__in=(Kind.ACR_APPEAL, Kind.ACR_OUTCOME)):
        with changed(deadline, promised_for=deadline.due_at + DAY, due_at=deadline.due_at + DAY):
            assert {found["kind"] for found in differences()} == {deadline.kind}
    ended: dict[str, Any] = {"outcome": AppealOutcome.UPHELD, "words": "Again", "decided_at": now + 5 * DAY}
    decide_appeal(appeal, **ended, lpb_told_at=now, by=sunita, now=now + 5 * DAY)
    assert differences() == []
    close_review(review, ending=Ending.IN_ERROR, reason="x", told_how="y", by=sunita, now=now + 6 * DAY)
    late = lodge_appeal(review, **asked, by=sunita, now=now + 7 * DAY)
    assert days(review) == {"acr_appeal appeal 2": "18 Dec 2026"}
    assert differences() == []
    reopen_review(review, reason="Upheld", until=at(12, 30).date(), by=sunita, now=now + 8 * DAY)
    assert set(owed(review)) == {
        "acr_appeal appeal 2",
        "acr_panel",
        "acr_recommendation recommendation 2",
    }
    hold_panel(review, by=sunita, now=now + 9 * DAY)
    assert days(review)["acr_outcome"] == "11 Dec 2026"
    tell_outcome(review, by=sunita, now=now + 10 * DAY)
    assert late.number == 2
    assert differences() == []


def test_a_panel_moved_behind_the_back_of_the_record_shows(sunita: User) -> None:
    review = make_review(by=sunita)
    panel = convene_panel(review, **seating(), by=sunita, now=NOW)
    later: dict[str, Any] = {"promised_for": at(12, 5), "due_at": at(12, 5)}
    for deadline in Deadline.objects.filter(review=review, kind__in=(Kind.ACR_PAPERS, Kind.ACR_PANEL)):
        with changed(deadline, **later):
            assert {found["kind"] for found in differences()} == {deadline.kind}
    assert Panel.objects.get() == panel
    assert isinstance(panel.meets_at, datetime)
