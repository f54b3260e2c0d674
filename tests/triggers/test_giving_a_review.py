"""A review changes hands: who takes it owes what was owed, and one whose co-ordinator has gone is seen by a supervisor."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseReview
from asbcases.casework.transitions import restrict_case
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.transitions import reassign
from asbcases.errors import Refused
from asbcases.notify.models import Message
from asbcases.notify.senders import mail_of
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_case, make_user
from tests.triggers.make import CASTLE_POINT, differences, make_application, make_co_ordinator, owed_on
from triggers.choices import Ending
from triggers.queries.reviews import why_gone
from triggers.transitions import withdraw_application
from triggers.transitions.giving import give_review

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BOARD = "/reviews/"


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def clara(sunita: User) -> User:
    user = make_co_ordinator(username="clara")
    user.name = "Clara Bell"
    user.save()
    return user


@pytest.fixture
def asha(db: None) -> User:
    return make_user("asha", Role.ASB_OFFICER, name="Asha Rao")


def owners(review: CaseReview) -> set[str]:
    return {deadline.owner.username for deadline in owed_on(review).values()}


def test_who_takes_it_owes_what_was_owed_by_the_same_days_and_is_told(
    sunita: User, clara: User, ben: User, amira: User
) -> None:
    review = make_application(by=sunita)
    one, *others = owed_on(review).values()
    reassign(one, to=amira, reason="She rings", by=ben, now=NOW)
    days = {deadline.pk: deadline.due_at for deadline in owed_on(review).values()}

    given = give_review(review, to=clara, why=" She moves ", by=sunita, now=NOW + DAY)

    assert (given.owner, given.version) == (clara, review.version + 1)
    assert {deadline.pk: deadline.due_at for deadline in owed_on(review).values()} == days
    # What somebody else had been given of it stays theirs.
    assert owners(review) == {"amira", "clara"}
    assert Ruling.objects.filter(to=clara).count() == len(others)
    event = AuditEvent.objects.get(verb=Verb.REVIEW_GIVEN)
    assert (event.sentence, event.reason) == ("gave the case review to Clara Bell", "She moves")
    message = Message.objects.get(template="review_given")
    assert (message.recipient, message.review) == (clara, review)
    assert f"/reviews/{review.reference}/" in mail_of(message).body
    assert differences(review) == []


def test_a_review_without_a_co_ordinator_is_given_with_all_that_is_owed_on_it(asha: User, ben: User) -> None:
    review = make_application(by=ben)
    assert (review.owner, owners(review)) == (None, {"ben"})
    give_review(review, to=asha, why="Nobody is there", by=ben, now=NOW)
    assert owners(review) == {"asha"}
    assert differences(review) == []


def test_it_is_given_to_nobody_who_may_not_have_it(
    sunita: User, clara: User, asha: User, amira: User, ben: User
) -> None:
    review, hidden = make_application(by=sunita), make_application(by=sunita, case=make_case(by=amira))
    elsewhere = make_co_ordinator(area=CASTLE_POINT, username="cora")
    restrict_case(hidden.case, named=[amira], reason="An officer's family", by=ben, now=NOW)
    gone = make_user("gone", Role.ASB_OFFICER, is_active=False)
    for to, words in (
        (sunita, "has it already"),
        (elsewhere, "neither co-ordinates this area"),
        (amira, "nor is an ASB officer"),
        (gone, "nor is an ASB officer"),
    ):
        with pytest.raises(Refused, match=words):
            give_review(review, to=to, why="x", by=ben, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        give_review(review, to=clara, why=" ", by=ben, now=NOW)
    with pytest.raises(Refused, match="may not know of this review"):
        give_review(hidden, to=asha, why="x", by=ben, now=NOW)
    assert not Message.objects.filter(template="review_given").exists()


def test_a_co_ordinator_gives_it_on_its_page_and_finds_what_they_are_told_in_their_inbox(
    client: Client, sunita: User, clara: User, asha: User
) -> None:
    review = make_application(by=sunita, now=timezone.now())
    page = f"/reviews/{review.reference}/"
    assert f"{page}give/" in text_of(signed_in(client, sunita).get(page))
    form = text_of(client.get(f"{page}give/"))
    assert "Clara Bell, Case review co-ordinator" in form
    assert "Asha Rao, ASB officer" in form
    said: dict[str, Any] = {"to": clara.pk, "why": "She moves", "version": review.version}
    assert "Choose who takes it" in text_of(client.post(f"{page}give/", {**said, "to": ""}))
    assert client.post(f"{page}give/", {**said, "version": 0}).status_code == 409
    answer = client.post(f"{page}give/", said)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert "It is given" in text_of(client.get(page))

    first = text_of(signed_in(client, clara).get(BOARD))
    # That the application came in was told to everybody who co-ordinates the area.
    assert "Inbox (2)" in first
    inbox = text_of(client.get("/inbox/"))
    assert "A case review was given to you" in inbox
    message = Message.objects.get(template="review_given")
    assert page in text_of(client.get(f"/inbox/{message.pk}/"))
    assert client.get(f"/inbox/{message.pk}/").status_code == 200
    message.refresh_from_db()
    assert message.read_at
    assert "Inbox (1)" in text_of(client.get(BOARD))


def test_the_review_of_somebody_who_left_is_listed_for_the_supervisor_until_it_is_given(
    client: Client, sunita: User, clara: User, asha: User, ben: User
) -> None:
    now = timezone.now()
    left, kept, ended, orphan, moved, ill = (make_application(by=sunita, now=now) for _ in range(6))
    away = make_co_ordinator(username="ivy")
    mover = make_co_ordinator(username="max")
    for review, owner in ((kept, clara), (ended, sunita), (orphan, None), (moved, mover), (ill, away)):
        CaseReview.objects.filter(pk=review.pk).update(owner=owner)
    withdraw_application(ended, ending=Ending.WITHDRAWN, reason="x", told_how="y", by=sunita, now=now)
    User.objects.filter(pk=sunita.pk).update(is_active=False)
    User.objects.filter(pk=away.pk).update(on_leave_until=(now + 9 * DAY).date())
    other = Agency.objects.create(name="Nowhere Council", kind="council")
    User.objects.filter(pk=mover.pk).update(agency=other)

    board = text_of(signed_in(client, ben).get(BOARD))
    assert "Whose co-ordinator has gone" in board
    gone = text_of(client.get(BOARD, {"show": "gone"}))
    shown = {one.reference for one in (left, kept, ended, orphan, moved, ill) if one.reference in gone}
    assert shown == {one.reference for one in (left, orphan, moved, ill)}
    for words in (
        "Sunita Kaur, suspended",
        "No co-ordinator",
        "Sunita Kaur, in another area now",
        "on leave",
    ):
        assert words in gone
    assert "suspended" in text_of(client.get(f"/reviews/{left.reference}/"))
    assert why_gone(CaseReview.objects.get(pk=kept.pk), now.date()) == ""

    give_review(left, to=asha, why="She left", by=ben, now=now)
    assert left.reference not in text_of(client.get(BOARD, {"show": "gone"}))
    assert Deadline.objects.filter(review=left, owner=asha).exists()
    # An ASB officer works for the county, wherever they sit.
    assert why_gone(CaseReview.objects.get(pk=left.pk), now.date()) == ""
