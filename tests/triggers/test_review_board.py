"""The board of case reviews: what is due first on each, by area and body, in pages by key and few queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import Council, District, User
from asbcases.cases.models import CaseReview
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import make_user
from tests.triggers.make import CASTLE_POINT, make_application, make_co_ordinator
from tests.triggers.make_reviews import HOUR, REASONS, WHOLE, make_procedure
from triggers.choices import BodyAnswer, Ending
from triggers.models import BodyReply
from triggers.transitions import acknowledge, decide_threshold, record_reply, withdraw_application

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BOARD = "/reviews/"


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def asha(db: None) -> User:
    return make_user("asha", Role.ASB_OFFICER, name="Asha Rao")


@pytest.fixture
def reviews(sunita: User) -> list[CaseReview]:
    """Return two reviews of Colchester, of which the second is due later, and one of Castle Point."""
    now = timezone.now()
    first = make_application(by=sunita, now=now - 20 * DAY)
    second = make_application(by=sunita, now=now - DAY)
    return [first, second, make_application(by=sunita, area=CASTLE_POINT, now=now)]


def order_on(page: str, reviews: list[CaseReview]) -> list[str]:
    shown = [review.reference for review in reviews if f"/reviews/{review.reference}/" in page]
    return sorted(shown, key=page.index)


def test_the_co_ordinator_begins_at_the_board_of_their_area(
    client: Client, sunita: User, reviews: list[CaseReview]
) -> None:
    first, second, _ = reviews
    page = text_of(signed_in(client, sunita).get("/", follow=True))

    assert order_on(page, reviews) == [first.reference, second.reference]
    assert "A date to agree with the applicant" in page
    assert "days late" in page
    assert "Sunita Kaur" in page
    assert 'name="area"' not in page
    for body in BodyReply.objects.filter(review=first):
        assert body.name in page


def test_it_is_narrowed_by_area_and_by_what_is_closed(
    client: Client, sunita: User, asha: User, reviews: list[CaseReview]
) -> None:
    first, second, elsewhere = reviews
    signed_in(client, asha)
    whole = text_of(client.get(BOARD))
    of_area = text_of(client.get(BOARD, {"area": CASTLE_POINT}))
    told: dict[str, Any] = {"reason": "Moved", "told_how": "By post", "by": sunita, "now": timezone.now()}
    withdraw_application(second, ending=Ending.WITHDRAWN, **told)
    closed = text_of(client.get(BOARD, {"show": "closed"}))
    still_open = text_of(client.get(BOARD, {"show": "open"}))

    assert set(order_on(whole, reviews)) == {one.reference for one in reviews}
    assert order_on(of_area, reviews) == [elsewhere.reference]
    assert order_on(closed, reviews) == [second.reference]
    assert order_on(still_open, reviews) == [elsewhere.reference, first.reference]
    assert client.get(BOARD, {"show": "odd"}).status_code == 400


def test_what_a_body_owes_is_listed_until_it_replies(client: Client, asha: User) -> None:
    make_procedure(bodies=[{"name": "Eastlight Homes", "kind": "landlord"}])
    now = timezone.now()
    review = make_application(by=asha, area=WHOLE, now=now - HOUR)
    body = BodyReply.objects.get(review=review)
    signed_in(client, asha)
    owed = text_of(client.get(BOARD, {"body": "landlord"}))
    of_others = text_of(client.get(BOARD, {"body": "council"}))
    record_reply(body, answer=BodyAnswer.NOTHING, replied_at=now, by=asha, now=now)
    answered = text_of(client.get(BOARD, {"body": "landlord"}))

    assert "Reply of Eastlight Homes" in owed
    assert review.reference in owed
    assert review.reference not in of_others + answered


def test_who_is_late_with_a_reply_is_named_and_the_decision_goes_on_without_them(
    client: Client, asha: User
) -> None:
    bodies = [
        {"name": name, "kind": kind} for name, kind in (("Eastlight Homes", "landlord"), ("Aid", "health"))
    ]
    make_procedure(bodies=bodies)
    now = timezone.now()
    review = make_application(by=asha, area=WHOLE, now=now - 30 * DAY)
    record_reply(
        BodyReply.objects.get(name="Aid"), answer=BodyAnswer.NOTHING, replied_at=now, by=asha, now=now
    )
    page = f"{BOARD}{review.reference}/"
    board, shown = text_of(signed_in(client, asha).get(BOARD)), text_of(client.get(page))
    early = make_application(by=asha, area=WHOLE, now=now)
    acknowledge(review, words="We have it.", how="By post", sent_at=now, by=asha, now=now)
    decide_threshold(review, met=True, **REASONS, by=asha, now=now)
    after, decided = text_of(client.get(BOARD)), text_of(client.get(page))

    assert "Late: Eastlight Homes" in board
    assert "The decision may go on without them" in board
    assert "Late: Aid" not in board
    assert (
        "Eastlight Homes is late. The decision may go on without it, and names who had not answered." in shown
    )
    assert "Late:" not in after
    assert "Eastlight Homes, Aid" in after, "who has time still is waited for"
    assert "without the reply of Eastlight Homes" in decided
    assert "The decision may go on" not in decided
    # What is next is what is ours to do: nobody waits for the reply any more, late as it is.
    told = text_of(client.get(BOARD, {"step": "acr_told"}))
    assert order_on(told, [review, early]) == [review.reference]
    assert order_on(text_of(client.get(BOARD, {"step": "acr_reply"})), [review, early]) == []
    first = text_of(client.get(BOARD, {"step": "acr_acknowledge", "show": "open"}))
    assert order_on(first, [review, early]) == [early.reference]


def test_filtered_by_area_body_and_what_is_next_it_is_read_in_pages_by_key(
    client: Client, asha: User
) -> None:
    make_procedure(bodies=[{"name": "Eastlight Homes", "kind": "landlord"}])
    council = Council.objects.create(
        code=WHOLE,
        name="Whole",
        kind="district",
        district=District.objects.order_by("pk")[0],
        partnership="P",
        valid_from="2014-10-20",
    )
    assert council.code == WHOLE
    now = timezone.now()
    wanted = f"{BOARD}?area={WHOLE}&body=landlord&step=acr_acknowledge"
    make_application(by=asha, area=WHOLE, now=now - DAY)
    signed_in(client, asha)
    few = [asked_for(client, wanted), asked_for(client, f"{BOARD}?show=gone"), asked_for(client, BOARD)]
    reviews = [make_application(by=asha, area=WHOLE, now=now) for _ in range(25)]
    many = [asked_for(client, wanted), asked_for(client, f"{BOARD}?show=gone"), asked_for(client, BOARD)]

    for before, after in zip(few, many, strict=True):
        # How many there are is counted where they fill more than one page.
        assert len(after) <= len(before) + 1
        assert len(after) < 25
    page = text_of(client.get(wanted))
    following = page[page.index("page=") - 200 : page.index("page=") + 200]
    href = next(part for part in following.split('"') if "page=" in part).replace("&amp;", "&")
    second = text_of(client.get(BOARD + href[href.index("?") :]))
    seen = [one.reference for one in reviews if one.reference in page]
    assert "Showing 25 of 26 reviews" in page
    assert "Showing 1 of 26 reviews" in second
    assert [one.reference for one in reviews if one.reference in second] == [
        one.reference for one in reviews if one.reference not in seen
    ]


def test_however_many_there_are_a_page_asks_the_same(client: Client, sunita: User) -> None:
    signed_in(client, sunita)
    now = timezone.now()
    make_application(by=sunita, now=now)
    few = asked_for(client, BOARD)
    for _ in range(25):
        make_application(by=sunita, now=now)
    many, page = asked_for(client, BOARD), text_of(client.get(BOARD))
    following = page[page.index("?page=") :].split('"')[0].replace("&amp;", "&")

    # How many there are is counted where they fill more than one page.
    assert len(many) <= len(few) + 1
    assert "Showing 25 of 26 reviews" in page
    assert "Showing 1 of 26 reviews" in text_of(client.get(BOARD + following))


def test_who_does_not_work_on_reviews_sees_no_board(
    client: Client, dev: User, amira: User, cara: User
) -> None:
    review = make_application(by=amira, now=timezone.now())

    assert signed_in(client, dev).get(BOARD).status_code == 403
    assert review.reference in text_of(signed_in(client, amira).get(BOARD))
    assert review.reference not in text_of(signed_in(client, cara).get(BOARD))
