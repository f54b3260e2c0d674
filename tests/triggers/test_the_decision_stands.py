"""What is corrected after the threshold was decided changes nothing that was decided, and is seen beside it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.errors import Refused
from tests.casework.pages import signed_in, text_of
from tests.make import NOW
from tests.triggers.make import (
    CASTLE_POINT,
    differences,
    make_application,
    make_co_ordinator,
    make_complaint,
    owed_on,
)
from tests.triggers.make_reviews import DAY, make_panel, make_procedure, make_review
from triggers.choices import BodyAnswer, Ending, Link
from triggers.models import BodyReply
from triggers.queries import complaints_on
from triggers.transitions import (
    correct_complaint,
    decide_duplicate,
    decide_threshold,
    mark_complaint_wrong,
    record_reply,
)
from triggers.transitions.closing import close_review

pytestmark = pytest.mark.django_db


def test_a_victim_who_is_corrected_after_the_decision_undoes_nothing_and_the_worksheet_says_so(
    client: Client, ben: User
) -> None:
    sunita = make_co_ordinator(CASTLE_POINT)
    review = make_application(by=sunita, area=CASTLE_POINT)
    for day in (2, 9, 16):
        make_complaint(review, by=sunita, complaint_on=date(2026, 11, day), victim="Jo Day")
    decision = decide_threshold(review, met=True, by=sunita, now=NOW)
    first, second, third = complaints_on(review)
    act: dict[str, Any] = {"by": sunita, "now": NOW + DAY}

    # It was her sister whom it happened to, and elsewhere; another was told twice; a third was somebody else's.
    correct_complaint(first, victim="Kim Day", link=Link.NONE, reason="The log names her sister", **act)
    decide_duplicate(second, of=third, reason="One event", **act)
    mark_complaint_wrong(third, reason="Another family", **act)
    make_complaint(review, complaint_on=date(2026, 11, 20), **act)

    decision.refresh_from_db()
    assert (decision.met, decision.reached) == (True, True)
    assert [row["counts"] for row in decision.worksheet["rows"]] == [True] * 3
    page = text_of(signed_in(client, sunita).get(f"/reviews/{review.reference}/worksheet/"))
    for words in (
        "It rests on the worksheet as it stood: 3 of 3 complaints that count",
        "Since then, and it stands all the same:",
        "Complaint 1 was corrected (victim, link): The log names her sister",
        "Complaint 2 was decided to be a duplicate of complaint 3: One event",
        "Complaint 3 was recorded in error: Another family",
        "Complaint 4 was added.",
        "Complaint 1 counted then, and does not count now.",
        "Complaint 3 counted then, and does not count now.",
        "Complaint 4 counts now, and did not count then.",
    ):
        assert words in page
    assert "Complaint 2 counted then" not in page, "who has nobody to stand for stands for themselves"
    review.refresh_from_db()
    with pytest.raises(Refused, match="decided already"):
        decide_threshold(review, met=False, persistence="x", harm="x", adequacy="x", **act)
    make_panel(review, by=sunita, now=NOW + DAY)
    assert differences(review) == []


def test_a_decision_after_which_nothing_was_done_says_only_what_it_rests_on(
    client: Client, ben: User
) -> None:
    sunita = make_co_ordinator(CASTLE_POINT)
    review = make_application(by=sunita, area=CASTLE_POINT)
    make_complaint(review, by=sunita)
    words = {"persistence": "Each week", "harm": "She cannot sleep", "adequacy": "Nobody came"}
    decide_threshold(review, met=False, **words, by=sunita, now=NOW)

    page = text_of(signed_in(client, sunita).get(f"/reviews/{review.reference}/worksheet/"))
    assert "It rests on the worksheet as it stood: 1 of 3 complaints that count" in page
    assert "Since then" not in page


@pytest.mark.parametrize("met", [True, False])
def test_a_silent_body_owes_its_reply_after_the_decision_until_it_replies_or_the_review_is_closed(
    met: bool,
) -> None:
    two = [{"name": "Essex Police", "kind": "police"}, {"name": "Hilltop Homes", "kind": "landlord"}]
    make_procedure(bodies=two)
    sunita = make_co_ordinator()
    review = make_review(by=sunita, area="whole", met=met)
    first, *others = BodyReply.objects.filter(review=review).order_by("number")
    keys = [f"acr_reply {body.number}" for body in (first, *others)]
    assert others
    assert {*keys} < {*owed_on(review)}

    record_reply(first, answer=BodyAnswer.NOTHING, replied_at=NOW + DAY, by=sunita, now=NOW + DAY)
    assert [key in owed_on(review) for key in keys] == [False, *(True for _ in others)]

    said = {"reason": "It was entered twice", "told_how": "By telephone"}
    close_review(review, ending=Ending.IN_ERROR, **said, by=sunita, now=NOW + 2 * DAY)
    assert owed_on(review) == {}
    assert differences(review) == []
