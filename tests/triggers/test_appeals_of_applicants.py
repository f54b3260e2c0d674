"""An applicant who is dissatisfied appeals to whom the area names; too late is recorded, and never refused (ACR-19)."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from tests.make import NOW
from tests.triggers.make import make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    HOUR,
    WHOLE,
    at,
    hold_panel,
    make_procedure,
    make_review,
    owed,
    tell_outcome,
)
from triggers.choices import AppealAgainst, AppealOutcome, LetterKind, StepAgreed
from triggers.models import AgreedDate, ReviewAppeal, ReviewLetter
from triggers.transitions.appeals import decide_appeal, lodge_appeal
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db
TOLD = NOW + DAY
AGAINST = AppealAgainst.OUTCOME


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def told_review(by: User, area: str) -> CaseReview:
    """Return a review whose outcome was told on 24 November 2026."""
    review = make_review(by=by, area=area)
    hold_panel(review, by=by, now=TOLD)
    tell_outcome(review, by=by, now=TOLD)
    return review


def lodge(review: CaseReview, *, by: User, **stated: Any) -> ReviewAppeal:
    said: dict[str, Any] = {"against": AGAINST, "words": "Nobody read my diary", "asked_at": TOLD, **stated}
    return lodge_appeal(review, **said, by=by, now=at(1, 20, year=2027))


def test_an_appeal_goes_to_whom_the_area_names_in_time_or_not(sunita: User) -> None:
    make_procedure()
    review = told_review(sunita, WHOLE)
    # Twenty working days after the letter of 24 November end on 22 December.
    for asked_at, in_time in ((TOLD, True), (at(12, 22, 23), True), (at(12, 23, 0), False)):
        appeal = lodge(review, by=sunita, asked_at=asked_at)
        assert (appeal.in_time, appeal.body) == (in_time, "the chair of the community safety partnership")
    assert [one.number for one in ReviewAppeal.objects.order_by("pk")] == [1, 2, 3]
    assert owed(review)["acr_appeal appeal 1"] == at(12, 16, 0)
    event = AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_APPEAL_ASKED).order_by("pk").last()
    assert event
    assert (event.data["in_time"], event.happened_at) == (False, at(12, 23, 0))
    for fault, words in (
        ({"words": " "}, "why the applicant is dissatisfied"),
        ({"asked_at": NOW - DAY}, "lies before the application"),
        ({"asked_at": at(2, 1, year=2027)}, "lies in the future"),
        ({"lpb_told_at": at(2, 1, year=2027)}, "lies in the future"),
    ):
        with pytest.raises(Refused, match=words):
            lodge(review, by=sunita, **fault)


def test_where_an_area_states_no_window_nothing_is_said_of_time(sunita: User) -> None:
    review = told_review(sunita, "E07000071")
    appeal = lodge(review, by=sunita, body=" The scrutiny panel ", hears_on=at(2, 2, year=2027).date())
    assert (appeal.in_time, appeal.body) == (None, "The scrutiny panel")
    assert owed(review)["acr_appeal appeal 1"] == at(2, 3, 0, year=2027)
    bare = make_review(by=sunita, area="nowhere")
    assert lodge(bare, by=sunita).body == ""
    assert "acr_agree_date appeal_hearing" in owed(bare)
    AgreedDate.objects.create(
        review=bare,
        step=StepAgreed.APPEAL_WINDOW,
        on=at(12, 1).date(),
        how="x",
        agreed_at=NOW,
        recorded_at=NOW,
    )
    assert lodge(bare, by=sunita, asked_at=at(12, 1, 23)).in_time is True
    assert lodge(bare, by=sunita, asked_at=at(12, 2, 0)).in_time is False


def test_the_letter_that_is_appealed_against_begins_the_window(sunita: User) -> None:
    make_procedure()
    review = make_review(by=sunita, area=WHOLE, met=False)
    assert lodge(review, by=sunita, against=AppealAgainst.THRESHOLD).in_time is None
    tell_threshold(review, words="Not met.", how="By post", sent_at=NOW, by=sunita, now=NOW)
    # The letter of 23 November: its twenty working days end on 21 December.
    for against in (AppealAgainst.THRESHOLD, AppealAgainst.HANDLING):
        assert lodge(review, by=sunita, against=against, asked_at=at(12, 21)).in_time is True
        assert lodge(review, by=sunita, against=against, asked_at=at(12, 22)).in_time is False
    assert lodge(review, by=sunita, against=AGAINST, asked_at=at(12, 22)).in_time is None


def test_how_an_appeal_ended_is_told_to_the_applicant_and_the_police_body(sunita: User) -> None:
    make_procedure()
    review = told_review(sunita, WHOLE)
    now = at(1, 21, year=2027)
    appeal = lodge(review, by=sunita)
    said: dict[str, Any] = {"outcome": AppealOutcome.UPHELD, "words": "A new panel looks", "decided_at": now}
    for fault, words in (
        ({"outcome": AppealOutcome.OPEN}, "how the appeal ended"),
        ({"decided_at": TOLD - HOUR}, "lies before the appeal"),
        ({"decided_at": now + HOUR}, "lies in the future"),
        ({}, "tells the local policing body of each appeal"),
        ({"words": " ", "lpb_told_at": now}, "what was decided on the appeal"),
        ({"lpb_told_at": now, "told_at": now, "told_words": "W"}, "how the applicant was told"),
    ):
        with pytest.raises(Refused, match=words):
            decide_appeal(appeal, **{**said, **fault}, by=sunita, now=now)
    letter: dict[str, Any] = {
        "told_words": "It is upheld.",
        "told_how": "By post",
        "told_at": now,
        "lpb_told_at": now,
    }
    decided = decide_appeal(appeal, **{**said, **letter}, by=sunita, now=now)
    assert (decided.outcome, decided.told_at, decided.lpb_told_at) == (AppealOutcome.UPHELD, now, now)
    assert ReviewLetter.objects.get(kind=LetterKind.APPEAL).words == "It is upheld."
    assert owed(review) == {}
    with pytest.raises(Refused, match="appeal 1 ended is recorded already"):
        decide_appeal(appeal, **said, by=sunita, now=now)
    # Of one that is withdrawn nobody is told anything.
    second = lodge(review, by=sunita)
    gone: dict[str, Any] = {**said, "outcome": AppealOutcome.WITHDRAWN}
    assert decide_appeal(second, **gone, by=sunita, now=now).told_at is None
    third = lodge(review, by=sunita, lpb_told_at=now - DAY)
    lost: dict[str, Any] = {**said, "outcome": AppealOutcome.NOT_UPHELD}
    assert decide_appeal(third, **lost, by=sunita, now=now).lpb_told_at == now - DAY
