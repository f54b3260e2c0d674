"""What is owed on a case review stands on the boards of deadlines, and what went wrong about one is dealt with."""

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.casework.transitions import restrict_case
from asbcases.deadlines.models import Deadline
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.notify.transitions import enqueue, raise_task
from tests.casework.pages import signed_in, text_of
from tests.make import make_case, make_user
from tests.triggers.make import make_application, make_co_ordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    return make_application(by=sunita, now=timezone.now())


def test_the_supervisor_of_the_district_sees_it_on_the_board_and_rules_on_it(
    client: Client, review: CaseReview, ben: User, cara: User
) -> None:
    owed = Deadline.objects.filter(review=review).order_by("due_at", "pk")[0]
    board = text_of(signed_in(client, ben).get("/deadlines/"))
    page = f"/deadlines/{review.reference}/{owed.pk}/"

    assert f"/reviews/{review.reference}/" in board
    assert page in board
    assert "Case review" in board
    assert client.get(page).status_code == 200
    until = {"until_day": "1", "until_month": "6", "until_year": "2090"}
    answer = client.post(f"{page}extend/", {**until, "reason": "He is ill", "version": owed.version})
    assert answer.status_code == 302, text_of(answer)
    assert review.reference not in text_of(signed_in(Client(), cara).get("/deadlines/"))
    assert signed_in(Client(), cara).get(page).status_code == 404


def test_the_co_ordinator_finds_on_their_shift_what_they_owe_and_asks_for_time(
    client: Client, review: CaseReview, sunita: User
) -> None:
    owed = Deadline.objects.filter(review=review, owner=sunita).order_by("due_at", "pk")[0]
    assert review.reference in text_of(signed_in(client, sunita).get("/deadlines/my-shift/"))
    asked = {"until_day": "1", "until_month": "6", "until_year": "2090", "reason": "He is ill"}
    page = f"/deadlines/{review.reference}/{owed.pk}/ask/"

    assert client.post(page, {**asked, "version": owed.version}).status_code == 302


def test_what_is_owed_on_a_review_of_a_restricted_case_is_hidden_with_it(
    client: Client, amira: User, ben: User, sunita: User
) -> None:
    case = make_case(by=amira)
    hidden = make_application(by=sunita, now=timezone.now(), case=case)
    restrict_case(case, named=[amira], reason="An officer's family", by=ben, now=timezone.now())
    asha = make_user("asha", Role.ASB_OFFICER)

    assert hidden.reference not in text_of(signed_in(client, asha).get("/deadlines/"))


def test_a_message_and_a_task_about_a_review_lead_to_its_page(
    client: Client, review: CaseReview, ben: User
) -> None:
    now = timezone.now()
    context: dict[str, object] = {"reference": review.reference, "path": f"/reviews/{review.reference}/"}
    enqueue("told:ben", ben, Template.MISSED, context, now=now, review=review)
    task = raise_task("message:0", "A message was lost.", district=review.district_id, now=now, review=review)
    assert task
    message = Message.objects.get(key="told:ben")
    signed_in(client, ben)

    for page in (f"/inbox/{message.pk}/", f"/inbox/tasks/{task.pk}/", "/deadlines/"):
        assert f"/reviews/{review.reference}/" in text_of(client.get(page)), page


def test_the_jump_box_knows_reviews(client: Client, review: CaseReview, sunita: User, dev: User) -> None:
    answer = signed_in(client, sunita).get("/jump/", {"q": review.reference.lower().replace("-", " ")})

    assert answer.headers["Location"] == f"/reviews/{review.reference}/"
    assert signed_in(client, dev).get("/jump/", {"q": review.reference}).status_code == 200
