"""A plan is put to the victim before it is final; the outcome names recommendations and the way of the dissatisfied."""

from hashlib import sha256
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from tests.make import NOW
from tests.triggers.make import make_application, make_co_ordinator
from tests.triggers.make_reviews import (
    DAY,
    HOUR,
    WHOLE,
    hold_panel,
    make_procedure,
    make_recommendation,
    make_review,
    owed,
    tell_outcome,
)
from triggers.choices import LetterKind
from triggers.models import ReviewLetter
from triggers.queries.outcomes import outcome_words
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.outcomes import comment_plan, draft_plan, make_plan_final, put_plan
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db
LATER = NOW + DAY


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    return make_review(by=sunita)


def test_a_plan_is_not_final_before_the_victim_was_asked(sunita: User, review: CaseReview) -> None:
    with pytest.raises(Refused, match="Write the plan"):
        draft_plan(review, words=" ", by=sunita, now=NOW)
    plan = draft_plan(review, words="Bins to the gate", by=sunita, now=NOW)
    with pytest.raises(Refused, match="drafted already"):
        draft_plan(review, words="Another", by=sunita, now=NOW)
    with pytest.raises(Refused, match="Put the plan to the victim before it is final, or say why"):
        make_plan_final(plan, final_words="Bins", by=sunita, now=NOW)
    with pytest.raises(Refused, match="was not put to the victim yet"):
        comment_plan(plan, comments="Good", commented_at=NOW, by=sunita, now=NOW)
    with pytest.raises(Refused, match="how the plan was put"):
        put_plan(plan, put_at=NOW, how=" ", by=sunita, now=NOW)
    put_plan(plan, put_at=NOW, how="By post", by=sunita, now=NOW)
    with pytest.raises(Refused, match="put to the victim already"):
        put_plan(plan, put_at=NOW, how="By post", by=sunita, now=NOW)
    with pytest.raises(Refused, match="or that nothing came"):
        make_plan_final(plan, final_words="Bins", not_put_why="Late", by=sunita, now=NOW)
    for fault, words in (
        ({"comments": " "}, "what the victim said"),
        ({"commented_at": NOW - HOUR}, "lies before the plan was put"),
    ):
        said: dict[str, Any] = {"comments": "A light too", "commented_at": NOW, **fault}
        with pytest.raises(Refused, match=words):
            comment_plan(plan, **said, by=sunita, now=NOW)
    plan = comment_plan(plan, comments="A light too", commented_at=NOW, by=sunita, now=NOW)
    with pytest.raises(Refused, match="Somebody changed this meanwhile"):
        make_plan_final(plan, final_words="Bins", seen=1, by=sunita, now=NOW)
    with pytest.raises(Refused, match="as it is final"):
        make_plan_final(plan, final_words=" ", by=sunita, now=NOW)
    final = make_plan_final(plan, final_words="Bins, and a light", seen=3, by=sunita, now=NOW)
    assert (final.final_words, final.final_at, final.not_put_why) == ("Bins, and a light", NOW, "")
    with pytest.raises(Refused, match="Plan 1 is final"):
        make_plan_final(plan, final_words="Bins", by=sunita, now=NOW)
    told = AuditEvent.objects.filter(review=review, verb__contains="plan").order_by("pk")
    assert [event.verb for event in told] == [
        Verb.REVIEW_PLAN_DRAFTED,
        Verb.REVIEW_PLAN_PUT,
        Verb.REVIEW_PLAN_COMMENTED,
        Verb.REVIEW_PLAN_FINAL,
    ]


def test_a_plan_that_nobody_could_be_asked_of_is_final_with_the_reason(
    sunita: User, review: CaseReview
) -> None:
    plan = draft_plan(review, words="Bins to the gate", by=sunita, now=NOW)
    hold_panel(review, by=sunita, now=LATER)
    with pytest.raises(Refused, match="Plan 1 is not final: the victim is asked"):
        tell_outcome(review, by=sunita, now=LATER)
    why = "They moved abroad and left no address"
    final = make_plan_final(plan, final_words="Bins", not_put_why=why, by=sunita, now=LATER)
    assert (final.not_put_why, final.put_at) == (why, None)
    assert tell_outcome(review, by=sunita, now=LATER).number == 1


def test_the_outcome_is_told_with_every_recommendation_and_the_right_to_appeal(sunita: User) -> None:
    make_procedure()
    review = make_review(by=sunita, area=WHOLE)
    assert outcome_words(review) == ""
    with pytest.raises(Refused, match="no panel has decided"):
        tell_outcome(review, by=sunita, now=LATER)
    hold_panel(review, by=sunita, now=LATER)
    make_recommendation(review, by=sunita, now=LATER)
    make_recommendation(review, by=sunita, now=LATER, body="Council", words="Light the gate.")
    draft = outcome_words(review)
    assert draft.startswith("The panel that looked at your case met on 24 November 2026.")
    assert draft.endswith("The panel recommends to Council: Light the gate.")
    for fault, words in (
        ({"words": " "}, "Write the letter"),
        ({"how": " "}, "how the applicant was told"),
    ):
        with pytest.raises(Refused, match=words):
            tell_outcome(review, by=sunita, now=LATER, **fault)
    with pytest.raises(Refused, match="before the panel met"):
        tell_outcome(review, by=sunita, now=LATER - HOUR)
    letter = tell_outcome(review, by=sunita, now=LATER, words="We agreed: Light the gate.", pdf=b"%PDF")
    assert letter.words == (
        "We agreed: Light the gate.\n\nThe panel recommends to Eastlight Homes: Move the bins to the gate."
    )
    assert "ask the chair of the community safety partnership" in letter.appeal_words
    assert "by 22 December 2026" in letter.appeal_words
    assert (letter.kind, letter.sha256) == (LetterKind.OUTCOME, sha256(b"%PDF").hexdigest())
    assert "acr_outcome" not in owed(review)
    with pytest.raises(Refused, match="its outcome was told already"):
        tell_outcome(review, by=sunita, now=LATER)


@pytest.mark.parametrize(
    ("met", "kind"), [(True, LetterKind.THRESHOLD_MET), (False, LetterKind.THRESHOLD_NOT_MET)]
)
def test_the_threshold_is_told_either_way(met: bool, kind: LetterKind, sunita: User) -> None:
    review = make_application(by=sunita)
    said: dict[str, Any] = {"words": "We looked at each report.", "how": "By post", "sent_at": NOW}
    with pytest.raises(Refused, match="Decide first"):
        tell_threshold(review, **said, by=sunita, now=NOW)
    factors = {"persistence": "Each week", "harm": "Sleep", "adequacy": "Nobody came"}
    decide_threshold(review, met=met, **factors, by=sunita, now=NOW)
    with pytest.raises(Refused, match="lies before the decision"):
        tell_threshold(review, **{**said, "sent_at": NOW - HOUR}, by=sunita, now=NOW)
    letter = tell_threshold(review, **said, by=sunita, now=NOW)
    assert (letter.kind, "tell us" in letter.appeal_words) == (kind, True)
    with pytest.raises(Refused, match="told this decision already"):
        tell_threshold(review, **said, by=sunita, now=NOW)
    assert ReviewLetter.objects.filter(review=review).count() == 1
