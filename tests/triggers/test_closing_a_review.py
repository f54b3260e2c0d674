"""A review closes when nothing is left to do, told by its single point of contact, and lets everybody out (ACG-2)."""

from datetime import date
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import AccessGrant, CaseReview
from asbcases.errors import Refused
from tests.make import NOW
from tests.triggers.make import make_application, make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    REASONS,
    hold_panel,
    make_panel,
    make_recommendation,
    make_review,
    owed,
    tell_outcome,
)
from triggers.choices import AppealAgainst, Ending, LetterKind, RecommendationAnswer, StepAgreed
from triggers.models import ReviewLetter
from triggers.queries.closing import left_to_do
from triggers.transitions.agreeing_later import agree_later_date
from triggers.transitions.appeals import lodge_appeal
from triggers.transitions.applications import acknowledge
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.closing import close_review, reopen_review
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.outcomes import draft_plan
from triggers.transitions.panels import cancel_panel
from triggers.transitions.recommendations import answer_recommendation
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db
LATER, END = NOW + DAY, NOW + 9 * DAY
CLOSING: dict[str, Any] = {"reason": "All is done", "told_how": "By telephone"}


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def heard(by: User, **stated: Any) -> CaseReview:
    """Return an acknowledged review whose panel decided."""
    review = make_review(by=by, **stated)
    agreed: dict[str, Any] = {"on": date(2026, 12, 30), "how": "By telephone"}
    for_all: dict[str, Any] = {"words": "We have it.", "how": "By post", "sent_at": NOW}
    acknowledge(review, **for_all, by=by, now=NOW)
    hold_panel(review, by=by, now=LATER)
    agree_later_date(review, step=StepAgreed.OUTCOME, **agreed, by=by, now=LATER)
    return review


def test_a_review_closes_only_when_nothing_is_left(sunita: User, dev: User) -> None:
    review = make_review(by=sunita)
    panel = make_panel(review, by=sunita)
    admit_attendee(panel, name="Dev", part="Landlord", user=dev, by=sunita, now=NOW)
    draft_plan(review, words="Bins", by=sunita, now=NOW)
    lodge_appeal(review, against=AppealAgainst.HANDLING, words="Slow", asked_at=NOW, by=sunita, now=NOW)
    assert left_to_do(review, NOW) == [
        "Panel 1 is still to come: record what it decided, or cancel it.",
        "The applicant was not told the outcome: send the letter (ACR-15).",
        "Plan 1 is not final: put it to the victim.",
        "Appeal 1 is not decided.",
        *["Still owed: date to agree with an applicant."] * 2,
    ]
    with pytest.raises(Refused, match="Panel 1 is still to come"):
        close_review(review, ending=Ending.COMPLETED, **CLOSING, by=sunita, now=NOW)
    close_review(review, ending=Ending.IN_ERROR, **CLOSING, by=sunita, now=NOW)
    assert owed(review) == {}
    assert AccessGrant.objects.get(user=dev).revoked_at == NOW
    with pytest.raises(Refused, match="has ended"):
        close_review(review, ending=Ending.IN_ERROR, **CLOSING, by=sunita, now=NOW)


def test_recommendations_are_answered_or_late_with_a_reason(sunita: User) -> None:
    review = heard(sunita)
    one, two = (make_recommendation(review, by=sunita, now=LATER) for _ in range(2))
    tell_outcome(review, by=sunita, now=LATER)
    with pytest.raises(
        Refused, match="Recommendation 1 is not answered: Eastlight Homes has until 1 December"
    ):
        close_review(review, ending=Ending.COMPLETED, **CLOSING, by=sunita, now=LATER)
    answer_recommendation(one, answer=RecommendationAnswer.ACCEPTED, answered_at=LATER, by=sunita, now=LATER)
    with pytest.raises(Refused, match="No answer came from Eastlight Homes"):
        close_review(review, ending=Ending.COMPLETED, **CLOSING, by=sunita, now=END)
    for fault, words in (
        ({"reason": " "}, "why the review is closed"),
        ({"told_how": " "}, "how the applicant was told"),
        ({"ending": Ending.NOT_MET}, "does not fit how far"),
        ({"ending": Ending.WITHDRAWN}, "as a withdrawal"),
    ):
        said: dict[str, Any] = {
            "ending": Ending.COMPLETED,
            "why_unanswered": "Chased twice",
            **CLOSING,
            **fault,
        }
        with pytest.raises(Refused, match=words):
            close_review(review, **said, by=sunita, now=END)
    said = {**CLOSING, "words": "We close it.", "why_unanswered": "Chased twice"}
    closing = close_review(review, ending=Ending.COMPLETED, **said, by=sunita, now=END)
    assert (closing.reason, closing.told_how) == ("All is done Chased twice", "By telephone")
    review.refresh_from_db()
    assert (review.stage, review.closed_at) == (ReviewStage.CLOSED, END)
    assert ReviewLetter.objects.get(kind=LetterKind.CLOSING).words == "We close it."
    # What a body answers later is recorded all the same.
    no = RecommendationAnswer.NOT_FOLLOWED
    assert answer_recommendation(two, answer=no, words="No", answered_at=END, by=sunita, now=END).answer == no
    event = AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_CLOSED).get()
    assert event.data["ending"] == "the review is complete"


def test_the_point_of_contact_says_that_it_closes(sunita: User, ben: User) -> None:
    review = heard(sunita)
    tell_outcome(review, by=sunita, now=LATER)
    done: dict[str, Any] = {"ending": Ending.COMPLETED, **CLOSING, "by": ben, "now": END}
    with pytest.raises(Refused, match="Sunita Kaur is the point of contact"):
        close_review(review, **done)
    closing = close_review(review, **done, instead_why="She is ill")
    assert closing.told_how == "By telephone (by Ben Lane instead of Sunita Kaur: She is ill)"
    bare = heard(sunita, area="nowhere")
    assert bare.owner is None
    tell_outcome(bare, by=sunita, now=LATER)
    assert close_review(bare, **done).told_how == "By telephone"


def test_a_review_below_the_threshold_closes_once_that_was_told(sunita: User) -> None:
    review = make_review(by=sunita, met=False)
    with pytest.raises(Refused, match="not told the decision on the threshold"):
        close_review(review, ending=Ending.NOT_MET, **CLOSING, by=sunita, now=NOW)
    tell_threshold(review, words="Not met", how="By post", sent_at=NOW, by=sunita, now=NOW)
    acknowledge(review, words="We have it.", how="By post", sent_at=NOW, by=sunita, now=NOW)
    assert close_review(review, ending=Ending.NOT_MET, **CLOSING, by=sunita, now=NOW).ending == Ending.NOT_MET


def test_a_review_is_opened_again_with_a_day_and_a_reason(sunita: User) -> None:
    review = heard(sunita)
    tell_outcome(review, by=sunita, now=LATER)
    close_review(review, ending=Ending.COMPLETED, **CLOSING, by=sunita, now=END)
    until = date(2026, 12, 18)
    for fault, words in (
        ({"reason": " "}, "why the review is opened again"),
        ({"until": date(2026, 11, 1)}, "has passed"),
    ):
        said: dict[str, Any] = {"reason": "Upheld on appeal", "until": until, **fault}
        with pytest.raises(Refused, match=words):
            reopen_review(review, **said, by=sunita, now=END)
    review = reopen_review(review, reason="Upheld on appeal", until=until, by=sunita, now=END)
    assert (review.stage, review.closed_at) == (ReviewStage.REVIEW, None)
    assert [f"{kind} {when:%d %b}" for kind, when in owed(review).items()] == ["acr_panel 19 Dec"]
    with pytest.raises(Refused, match="Only a review on which a decision was made"):
        reopen_review(review, reason="Upheld", until=until, by=sunita, now=END)
    fresh = make_application(by=sunita)
    with pytest.raises(Refused, match="Only a review on which a decision was made"):
        reopen_review(fresh, reason="Upheld", until=until, by=sunita, now=END)


def test_a_threshold_is_decided_again_after_an_appeal(sunita: User) -> None:
    review = make_review(by=sunita, met=False)
    until = date(2026, 12, 18)
    review = reopen_review(review, reason="Upheld on appeal", until=until, by=sunita, now=LATER)
    assert review.stage == ReviewStage.RECEIVED
    assert set(owed(review)) == {"acr_threshold"}
    decide_threshold(review, met=True, **REASONS, by=sunita, now=END)
    assert set(owed(review)) == {"acr_agree_date panel"}


def test_a_day_is_agreed_only_for_a_step_whose_turn_it_is(sunita: User) -> None:
    review = make_review(by=sunita)
    said: dict[str, Any] = {"on": date(2026, 12, 18), "how": "By telephone", "by": sunita, "now": NOW}
    turn = "not the turn of this step"
    for step in (StepAgreed.OUTCOME, StepAgreed.PAPERS, StepAgreed.APPEAL_HEARING):
        with pytest.raises(Refused, match=turn):
            agree_later_date(review, step=step, **said)
    for step in (StepAgreed.ACK, StepAgreed.APPEAL_WINDOW):
        with pytest.raises(Refused, match="states a clock for this, or"):
            agree_later_date(review, step=step, **said)
    for fault, words in (({"on": date(2026, 11, 1)}, "has passed"), ({"how": " "}, "how the day was agreed")):
        with pytest.raises(Refused, match=words):
            agree_later_date(review, step=StepAgreed.PANEL, **{**said, **fault})
    agree_later_date(review, step=StepAgreed.PANEL, **said)
    assert [f"{kind} {when:%d %b}" for kind, when in owed(review).items()] == ["acr_panel 19 Dec"]
    again: dict[str, Any] = {**said, "on": date(2026, 12, 21)}
    agree_later_date(review, step=StepAgreed.PANEL, **again)
    assert [f"{kind} {when:%d %b}" for kind, when in owed(review).items()] == ["acr_panel 22 Dec"]
    panel = make_panel(review, by=sunita)
    agree_later_date(review, step=StepAgreed.PAPERS, **said)
    assert f"{owed(review)['acr_papers panel 1']:%d %b}" == "19 Dec"
    cancel_panel(panel, why="Ill", by=sunita, now=NOW)
    with pytest.raises(Refused, match=turn):
        agree_later_date(review, step=StepAgreed.PAPERS, **said)
    lodge_appeal(review, against=AppealAgainst.HANDLING, words="Slow", asked_at=NOW, by=sunita, now=NOW)
    agree_later_date(review, step=StepAgreed.APPEAL_HEARING, **said)
    assert f"{owed(review)['acr_appeal appeal 1']:%d %b}" == "19 Dec"
    refused = make_review(by=sunita, met=False)
    with pytest.raises(Refused, match=turn):
        agree_later_date(refused, step=StepAgreed.PANEL, **said)
