"""A panel is set with an independent chair, the victim is invited, and what it decides is kept with reasons and dissent."""

from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case, CaseReview
from asbcases.db.actor import acting
from asbcases.errors import Refused
from tests.make import NOW, make_case
from tests.triggers.make import CASTLE_POINT, make_co_ordinator
from tests.triggers.make_reviews import DAY, DECIDED, HOUR, at, make_panel, make_review, owed, seating
from triggers.choices import Involvement, LetterKind
from triggers.models import Panel, ReviewLetter
from triggers.transitions.attendees import admit_attendee, remove_attendee
from triggers.transitions.panels import (
    cancel_panel,
    change_panel,
    convene_panel,
    decide_panel,
    invite_victim,
    record_victim_answer,
    send_papers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    return make_review(by=sunita)


def verbs(review: CaseReview) -> list[str]:
    events = AuditEvent.objects.filter(review=review, verb__contains="panel").order_by("pk")
    return [event.verb for event in events]


def test_a_panel_is_set_once_the_threshold_is_met(sunita: User, review: CaseReview) -> None:
    panel = convene_panel(review, **seating(), by=sunita, now=NOW)
    assert (panel.number, panel.chair_name, panel.chair_worked_case) == (1, "Ruth Blake", False)
    assert verbs(review) == [Verb.REVIEW_PANEL_SET]
    assert owed(review) == {"acr_panel": panel.meets_at, "acr_papers panel 1": panel.meets_at}
    with pytest.raises(Refused, match="A panel is set already"):
        convene_panel(review, **seating(), by=sunita, now=NOW)
    refused = make_review(by=sunita, met=False)
    with pytest.raises(Refused, match="a review has not begun"):
        convene_panel(refused, **seating(), by=sunita, now=NOW)
    for fault, words in (
        ({"meets_at": NOW}, "a time to come"),
        ({"chair_name": " "}, "Name the chair"),
        ({"independence": " "}, "how the independence"),
    ):
        other = make_review(by=sunita, area=CASTLE_POINT)
        with pytest.raises(Refused, match=words):
            convene_panel(other, **seating(**fault), by=sunita, now=NOW)


def test_a_chair_who_worked_the_case_sits_only_knowingly(sunita: User, amira: User, cara: User) -> None:
    review = make_review(by=sunita, case=make_case(by=amira))
    # Who convenes it does not see the case, and is told of the chair all the same.
    warned = pytest.raises(Refused, match="The chair worked this case: an independent chair is recommended")
    with acting(str(sunita.pk)), warned:
        assert not Case.objects.exists()
        convene_panel(review, **seating(chair=amira, chair_name=amira.name), by=sunita, now=NOW)
    why = "Nobody else can be had before Christmas"
    sits = seating(chair=amira, chair_name=amira.name, chair_worked_case=True, independence=why)
    panel = convene_panel(review, **sits, by=sunita, now=NOW)
    assert (panel.chair_worked_case, panel.independence, panel.chair_agency) == (True, why, amira.agency)
    free = seating(chair=cara, chair_name=cara.name)
    panel = change_panel(panel, why="She is ill", **free, by=sunita, now=NOW)
    assert (panel.chair_worked_case, panel.chair) == (False, cara)
    # Of somebody without an account here only people know.
    told = change_panel(panel, why="Known", **seating(chair_worked_case=True), by=sunita, now=NOW)
    assert (told.chair_worked_case, told.chair, told.chair_agency) == (True, None, None)


def test_a_panel_is_changed_with_a_reason_and_not_over_the_work_of_others(
    sunita: User, review: CaseReview
) -> None:
    panel = convene_panel(review, **seating(), by=sunita, now=NOW)
    later = seating(meets_at=at(12, 3))
    with pytest.raises(Refused, match="why the panel is changed"):
        change_panel(panel, why=" ", **later, by=sunita, now=NOW)
    changed = change_panel(panel, seen=1, why="The hall is shut", **later, by=sunita, now=NOW)
    assert (changed.version, changed.meets_at) == (2, at(12, 3))
    assert set(owed(review).values()) == {at(12, 3)}
    with pytest.raises(Refused, match="Somebody changed this meanwhile"):
        change_panel(panel, seen=1, why="Rain", **later, by=sunita, now=NOW)
    with pytest.raises(Refused, match="Somebody changed this meanwhile"):
        decide_panel(panel, held_at=NOW, **DECIDED, seen=1, by=sunita, now=NOW)
    with pytest.raises(Refused, match="why the panel is cancelled"):
        cancel_panel(panel, why=" ", by=sunita, now=NOW)
    cancel_panel(panel, why="The victim is in hospital", by=sunita, now=NOW)
    assert set(owed(review)) == {"acr_agree_date panel"}
    with pytest.raises(Refused, match="Panel 1 was cancelled"):
        send_papers(panel, sent_at=NOW, by=sunita, now=NOW)
    assert convene_panel(review, **seating(), by=sunita, now=NOW).number == 2


def test_the_victim_is_invited_and_answers(sunita: User, review: CaseReview) -> None:
    panel = convene_panel(review, **seating(), by=sunita, now=NOW)
    answer: dict[str, Any] = {"answer": Involvement.WRITTEN, "by": sunita}
    with pytest.raises(Refused, match="Record first that the victim was invited"):
        record_victim_answer(panel, **answer, answered_at=NOW, now=NOW)
    with pytest.raises(Refused, match="how the victim was invited"):
        invite_victim(panel, how=" ", invited_at=NOW, by=sunita, now=NOW)
    with pytest.raises(Refused, match="lies in the future"):
        invite_victim(panel, how="By post", invited_at=NOW + HOUR, by=sunita, now=NOW)
    words = "You may come on 1 December."
    panel = invite_victim(panel, how="By post", invited_at=NOW, words=words, by=sunita, now=NOW)
    [letter] = ReviewLetter.objects.filter(review=review)
    assert (letter.kind, letter.words, letter.how) == (LetterKind.INVITATION, words, "By post")
    with pytest.raises(Refused, match="invited to panel 1 already"):
        invite_victim(panel, how="By post", invited_at=NOW, by=sunita, now=NOW)
    with pytest.raises(Refused, match="lies before the invitation"):
        record_victim_answer(panel, **answer, answered_at=NOW - HOUR, now=NOW)
    with pytest.raises(Refused, match="Choose how far"):
        record_victim_answer(panel, answer=Involvement.UNASKED, answered_at=NOW, by=sunita, now=NOW)
    panel = record_victim_answer(panel, **answer, words=" A page ", answered_at=NOW, now=NOW)
    assert (panel.victim_answer, panel.victim_words) == (Involvement.WRITTEN, "A page")
    event = AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_VICTIM_ANSWERED).get()
    assert event.data["answer"] == "send their words in writing"


def test_a_panel_decides_with_reasons_and_dissent(sunita: User, review: CaseReview) -> None:
    panel = make_panel(review, by=sunita)
    for name in ("Ann", "Bob", "Cyd"):
        admit_attendee(panel, name=name, part="For the landlord", by=sunita, now=NOW)
    remove_attendee(panel.attendees.get(number=3), why="On leave", by=sunita, now=NOW)
    panel = send_papers(panel, sent_at=NOW, by=sunita, now=NOW)
    assert "acr_papers panel 1" not in owed(review)
    with pytest.raises(Refused, match="papers of panel 1 were sent already"):
        send_papers(panel, sent_at=NOW, by=sunita, now=NOW)
    now, held = at(12, 2), at(12, 1)
    for fault, words in (
        ({"decision": " "}, "what the panel decided"),
        ({"reasons": ""}, "reasons of the panel"),
        ({"held_at": now + HOUR}, "lies in the future"),
        ({"held_at": NOW - DAY}, "cannot have met before the victim was invited"),
        ({"attended": [3]}, "not among those named"),
    ):
        with pytest.raises(Refused, match=words):
            decide_panel(panel, **{"held_at": held, **DECIDED, **fault}, by=sunita, now=now)
    said: dict[str, Any] = {**DECIDED, "dissent": "Bob would wait.", "attended": [2]}
    panel = decide_panel(panel, held_at=held, **said, seen=panel.version, by=sunita, now=now)
    assert (panel.dissent, panel.held_at, panel.decided_at) == ("Bob would wait.", held, now)
    assert list(panel.attendees.order_by("number").values_list("attended", flat=True)) == [False, True, None]
    event = AuditEvent.objects.filter(review=review, verb=Verb.REVIEW_PANEL_DECIDED).get()
    assert event.happened_at == held
    assert set(owed(review)) == {"acr_agree_date outcome"}
    with pytest.raises(Refused, match="decided is recorded already"):
        decide_panel(panel, held_at=held, **DECIDED, by=sunita, now=now)


def test_a_panel_decides_without_the_victim_only_with_a_reason(sunita: User, review: CaseReview) -> None:
    panel = convene_panel(review, **seating(), by=sunita, now=NOW)
    now = at(12, 2)
    with pytest.raises(Refused, match="or say why nobody invited them"):
        decide_panel(panel, held_at=at(12, 1), **DECIDED, by=sunita, now=now)
    why = "No address of theirs is safe"
    decide_panel(panel, held_at=at(12, 1), **DECIDED, not_invited_why=why, by=sunita, now=now)
    kept = Panel.objects.get()
    assert (kept.invited_at, kept.invited_how) == (None, why)
