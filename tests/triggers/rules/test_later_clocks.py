"""Which clocks run after the threshold: the area's own, the day that was agreed, or the task to agree one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from asbcases.cases.choices import ReviewStage
from asbcases.deadlines.choices import Kind
from triggers.rules.dissatisfaction import last_day_to_ask, route
from triggers.rules.later_clocks import stands, wanted
from triggers.rules.shapes import Anchor, Clock, Direction, Procedure, Step, Unit
from triggers.rules.standing import Accepted, Agreed, Appealed, Recommended, Ruled, Sitting, Standing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
UNSTATED = Procedure("nowhere", date(2014, 10, 20))
MET = Standing(1, ReviewStage.REVIEW, NOON, NOON, ruled=Ruled(7, NOON), decision_told=True)
COMING = Sitting(4, 1, NOON + 8 * DAY, NOON)
HELD = replace(COMING, held_at=NOON + 8 * DAY, decided_at=NOON + 9 * DAY)


def never(day: date) -> bool:
    return False


def stating(*clocks: Clock, **more: Any) -> Procedure:
    return replace(UNSTATED, clocks=clocks, **more)


def working(step: Step, value: int, anchor: Anchor, direction: Direction = Direction.AFTER) -> Clock:
    return Clock(step, value, Unit.WORKING_DAYS, anchor, direction)


def due_of(standing: Standing, procedure: Procedure | None = UNSTATED) -> dict[str, tuple[str, str]]:
    """Return each clock that is wanted: the fact that set it going, and when it runs out."""
    found = wanted(standing, procedure, never)
    return {
        f"{kind} {subject}".strip(): (one.origin, f"{one.at:%d %b %H}")
        for (kind, subject), one in found.items()
    }


def test_what_an_area_does_not_state_is_agreed_when_its_turn_comes() -> None:
    ask = ("thresholddecision:7", "25 Nov 00")
    assert due_of(MET, None) == due_of(MET) == {"acr_agree_date panel": ask}
    # A panel that is set has its own time, and so have its papers.
    set_ = due_of(replace(MET, sittings=(COMING,)))
    assert set_ == {"acr_panel": ("panel:4", "01 Dec 12"), "acr_papers panel 1": ("panel:4", "01 Dec 12")}
    held = due_of(replace(MET, sittings=(HELD,)))
    assert held == {"acr_agree_date outcome": ("panel:4", "04 Dec 00")}


def test_a_day_that_was_agreed_governs_until_the_outcome_is_told() -> None:
    days = {step: Agreed(9, date(2026, 12, 7), NOON) for step in (Step.PANEL, Step.PAPERS, Step.OUTCOME)}
    agreed = replace(MET, agreed=days, sittings=(COMING,))
    by = ("agreeddate:9", "08 Dec 00")
    assert due_of(agreed) == {"acr_panel": by, "acr_papers panel 1": by, "acr_outcome": by}
    told = replace(agreed, sittings=(HELD,), told_at=NOON + 10 * DAY)
    assert due_of(told) == {}
    again = replace(told, sittings=(HELD, replace(COMING, pk=5, number=2)))
    assert due_of(again) == {
        "acr_panel": ("panel:5", "01 Dec 12"),
        "acr_papers panel 2": ("panel:5", "01 Dec 12"),
    }


def test_the_areas_own_clocks_run_from_their_anchors() -> None:
    area = stating(
        working(Step.PANEL, 10, Anchor.THRESHOLD_DECISION),
        working(Step.PAPERS, 2, Anchor.PANEL, Direction.BEFORE),
        working(Step.OUTCOME, 5, Anchor.PANEL),
    )
    assert due_of(MET, area) == {"acr_panel": ("thresholddecision:7", "08 Dec 00")}
    coming = due_of(replace(MET, sittings=(COMING,)), area)
    assert coming == {
        "acr_panel": ("thresholddecision:7", "08 Dec 00"),
        "acr_papers panel 1": ("panel:4", "28 Nov 00"),
    }
    sent = replace(COMING, papers_sent=True)
    assert "acr_papers panel 1" not in due_of(replace(MET, sittings=(sent,)), area)
    assert due_of(replace(MET, sittings=(HELD,)), area) == {"acr_outcome": ("panel:4", "09 Dec 00")}
    # A second panel while the outcome of the first is owed has its own time.
    both = due_of(replace(MET, sittings=(HELD, replace(sent, pk=5, number=2))), area)
    assert both == {"acr_panel": ("panel:5", "01 Dec 12"), "acr_outcome": ("panel:4", "09 Dec 00")}


def test_clocks_from_the_receipt_and_the_replies_run_in_the_first_round_only() -> None:
    area = stating(
        working(Step.PANEL, 28, Anchor.RECEIPT), Clock(Step.OUTCOME, 2, Unit.WEEKS, Anchor.AGENCY_REPLIES)
    )
    assert due_of(MET, area) == {
        "acr_panel": ("application:1", "01 Jan 00"),
        "acr_outcome": ("application:1", "08 Dec 00"),
    }
    again = replace(MET, told_at=NOON, sittings=(HELD,))
    assert due_of(again, area) == {"acr_agree_date outcome": ("panel:4", "04 Dec 00")}
    assert due_of(replace(MET, told_at=NOON), area) == {}
    assert (
        due_of(replace(MET, stage=ReviewStage.NOT_MET), area) == due_of(replace(MET, ruled=None), area) == {}
    )


def test_recommendations_are_owed_an_answer_while_the_review_goes_on() -> None:
    asked = replace(MET, told_at=NOON, recommended=(Recommended(3, 2, date(2026, 12, 1), NOON),))
    assert due_of(asked) == {"acr_recommendation recommendation 2": ("recommendation:3", "02 Dec 00")}
    assert due_of(replace(asked, stage=ReviewStage.CLOSED, closed_at=NOON)) == {}


def test_the_decision_is_told_by_a_rule_of_policy_until_it_was_told_or_is_made_again() -> None:
    untold = replace(MET, decision_told=False, told_at=NOON)
    for stage in (ReviewStage.REVIEW, ReviewStage.NOT_MET):
        [one] = wanted(replace(untold, stage=stage), None, never).values()
        assert (one.key, one.origin, one.at) == ((Kind.ACR_TOLD, ""), "thresholddecision:7", None)
        assert (one.rule, one.anchored_at) == ("review.tell_threshold", NOON)
        assert stands(one, "thresholddecision:7:2", None)
        assert not stands(one, "thresholddecision:7", NOON)
    for stage in (ReviewStage.RECEIVED, ReviewStage.CLOSED, ReviewStage.WITHDRAWN):
        assert wanted(replace(untold, stage=stage), None, never) == {}
    assert wanted(replace(untold, ruled=None), None, never) == {}


def test_what_a_body_accepted_is_owed_on_its_day_unless_the_review_is_void() -> None:
    one = Accepted(3, 2, date(2026, 12, 30), NOON)
    asked = replace(MET, told_at=NOON, accepted=(one,))
    owed = {"acr_action recommendation 2": ("recommendation:3", "31 Dec 00")}
    assert due_of(asked) == due_of(replace(asked, stage=ReviewStage.CLOSED, closed_at=NOON)) == owed
    assert due_of(replace(asked, stage=ReviewStage.CLOSED, closed_at=NOON, void=True)) == {}


def test_an_appeal_is_owed_a_decision_on_a_closed_review_too() -> None:
    area = stating(working(Step.APPEAL_HEARING, 15, Anchor.APPEAL))
    one = Appealed(6, 1, NOON, NOON + DAY)
    closed = replace(MET, stage=ReviewStage.CLOSED, closed_at=NOON, appealed=(one,))
    assert due_of(closed, area) == {"acr_appeal appeal 1": ("reviewappeal:6", "15 Dec 00")}
    assert due_of(closed) == {"acr_agree_date appeal_hearing": ("reviewappeal:6", "26 Nov 00")}
    heard = replace(closed, appealed=(replace(one, hears_on=date(2026, 12, 9)),))
    assert due_of(heard) == {"acr_appeal appeal 1": ("reviewappeal:6", "10 Dec 00")}
    agreed = replace(heard, agreed={Step.APPEAL_HEARING: Agreed(9, date(2026, 12, 4), NOON + 2 * DAY)})
    assert due_of(agreed) == {"acr_appeal appeal 1": ("agreeddate:9", "05 Dec 00")}
    earlier = replace(agreed, agreed={Step.APPEAL_HEARING: Agreed(9, date(2026, 12, 4), NOON)})
    assert due_of(earlier) == due_of(heard)
    # Closing ended what was asked for before it.
    assert due_of(replace(closed, closed_at=NOON + 2 * DAY)) == {}


def test_every_decision_letter_names_the_way_of_the_dissatisfied() -> None:
    area = stating(
        working(Step.APPEAL_WINDOW, 20, Anchor.OUTCOME_LETTER), appeal_body="the chair", lpb_notified=True
    )
    words = route(area, NOON, never)
    assert "ask the chair to look at it again" in words
    assert "by 21 December 2026" in words
    assert "commissioner is told" in words
    assert last_day_to_ask(area, NOON, never) == date(2026, 12, 21)
    assert last_day_to_ask(area, None, never) is last_day_to_ask(None, NOON, never) is None
    bare = route(None, NOON, never)
    assert "tell you who looks at it again" in bare
    assert "by" not in bare.split()
