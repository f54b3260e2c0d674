"""The pages on which partners are asked and on which they answer: what they show, refuse and hide."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from partners.models import Question, QuestionAnswer, Referral
from partners.transitions.answering import decline_referral
from tests.make import make_case
from tests.partners.asking import ASKS, make_draft, make_question, make_sent, seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=timezone.now() - timedelta(days=3))


@pytest.fixture
def sent(case: Case, amira: User, dev: User) -> Referral:
    now = timezone.now()
    day = (now + timedelta(days=20)).date()
    return make_sent(case, dev.agency, by=amira, now=now - timedelta(days=2), respond_by=day)


def of(client: Client, user: User, page: str, *args: object) -> str:
    client.force_login(user)
    return client.get(reverse(page, args=args)).content.decode()


def typed(dev: User, **said: Any) -> dict[str, Any]:
    day = (timezone.now() + timedelta(days=20)).date().isoformat()
    return {"agency": dev.agency_id, "matter": "tenancy", "asks": ASKS, "respond_by": day, **said}


def test_a_referral_is_drafted_changed_and_sent_in_the_browser_of_an_officer(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    client.force_login(amira)
    drafted = client.post(reverse("referral_new", args=[case.reference]), typed(dev))
    assert drafted.status_code == 302

    changed = client.post(
        reverse("referral_change", args=[case.reference, 1]), typed(dev, asks="Please write", version=1)
    )
    assert changed.status_code == 302
    sent = client.post(reverse("referral_send", args=[case.reference, 1]), {"version": 2})

    assert sent.status_code == 302
    referral = Referral.objects.get()
    assert (referral.stage, referral.asks, referral.sent_by) == ("sent", "Please write", amira)
    assert "Eastlight Homes" in of(client, amira, "case_referrals", case.reference)


def test_a_form_that_is_sent_twice_drafts_once(client: Client, case: Case, amira: User, dev: User) -> None:
    client.force_login(amira)
    for _ in range(2):
        client.post(reverse("referral_new", args=[case.reference]), typed(dev, idempotency_key="the-same"))

    assert Referral.objects.count() == 1


def test_a_stale_draft_is_refused_with_both_versions(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    make_draft(case, dev.agency, by=amira, respond_by=(timezone.now() + timedelta(days=9)).date())
    client.force_login(amira)
    page = reverse("referral_change", args=[case.reference, 1])
    client.post(page, typed(dev, asks="First", version=1))

    stale = client.post(page, typed(dev, asks="Second", version=1))

    assert stale.status_code == 409
    assert Referral.objects.get().asks == "First"
    assert client.post(reverse("referral_send", args=[case.reference, 1]), {"version": 1}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"agency": ""}, "Choose the agency"),
        ({"asks": ""}, "What is asked"),
        ({"respond_by": "31/02/2027"}, "real date"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_saved(
    client: Client, case: Case, amira: User, dev: User, wrong: dict[str, str], words: str
) -> None:
    client.force_login(amira)

    answer = client.post(reverse("referral_new", args=[case.reference]), typed(dev, **wrong))

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Referral.objects.exists()


def test_who_is_not_of_the_agency_is_told_on_the_form(
    client: Client, case: Case, amira: User, dev: User, eve: User
) -> None:
    client.force_login(amira)

    answer = client.post(reverse("referral_new", args=[case.reference]), typed(dev, named=eve.name))

    assert answer.status_code == 400
    assert "Eastlight Homes has nobody of this name" in answer.content.decode()


def test_the_agency_reads_what_is_asked_and_no_word_of_the_case(
    client: Client, case: Case, sent: Referral, dev: User
) -> None:
    listed = of(client, dev, "request_list")
    shown = of(client, dev, "request_page", sent.reference)

    for page in (listed, shown):
        assert ASKS in page
        for hidden in (case.reference, case.summary, "Jade Taylor", "07700 900123"):
            assert hidden not in page
    assert "2 days ago" in listed
    assert "Amira Osei" in shown
    looked = Access.objects.filter(user=dev).values_list("about", flat=True)
    assert set(looked) == {"Requests to us", f"referral {sent.reference}"}


def test_what_is_late_is_said_on_both_sides(client: Client, case: Case, amira: User, dev: User) -> None:
    now = timezone.now()
    make_sent(case, dev.agency, by=amira, now=now - timedelta(days=9), respond_by=now.date())

    assert "asb-late" in of(client, dev, "request_list")
    board = of(client, amira, "referral_board")
    assert "asb-late" in board
    assert "Waiting for acknowledgement: <strong>1</strong>" in board


def test_the_agency_acknowledges_accepts_and_returns_the_outcome(
    client: Client, sent: Referral, dev: User
) -> None:
    client.force_login(dev)
    for page in ("request_acknowledge", "request_accept"):
        assert client.post(reverse(page, args=[sent.reference])).status_code == 302
    empty = client.post(reverse("request_outcome", args=[sent.reference]), {"words": ""})
    assert empty.status_code == 400
    client.post(reverse("request_outcome", args=[sent.reference]), {"words": "A letter was sent"})

    assert Referral.objects.get().outcome == "A letter was sent"
    assert "outcome returned" in of(client, dev, "request_list")


def test_the_second_click_and_the_second_officer_are_told(client: Client, sent: Referral, dev: User) -> None:
    with acting(str(dev.pk)):
        decline_referral(seen_by(dev, sent), reason="Not our home", by=dev, now=timezone.now())
    client.force_login(dev)

    accepted = client.post(reverse("request_accept", args=[sent.reference]))
    declined = client.post(reverse("request_decline", args=[sent.reference]), {"words": "Not ours"})

    for answer in (accepted, declined):
        assert answer.status_code == 409
        assert "Dev Patel declined it" in answer.content.decode()


def test_a_declined_referral_offers_the_lead_what_follows(
    client: Client, case: Case, sent: Referral, amira: User, dev: User
) -> None:
    client.force_login(dev)
    client.post(reverse("request_decline", args=[sent.reference]), {"words": "Not our home"})

    shown = of(client, amira, "referral_page", case.reference, 1)
    assert "Not our home" in shown
    assert "refer it to another partner" in shown
    assert "Waiting for our decision: <strong>1</strong>" in of(client, amira, "referral_board")
    closed = client.post(
        reverse("referral_close", args=[case.reference, 1]), {"words": "The council is asked", "version": 3}
    )
    assert closed.status_code == 302
    assert "The council is asked" not in of(client, dev, "request_page", sent.reference)


@pytest.mark.parametrize("page", ["request_page", "request_decline", "request_outcome"])
def test_a_referral_to_others_is_like_none(client: Client, sent: Referral, eve: User, page: str) -> None:
    client.force_login(eve)

    hidden = client.get(reverse(page, args=[sent.reference]))
    absent = client.get(reverse(page, args=["REF-2026-999999"]))

    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_a_draft_is_hidden_from_its_agency(client: Client, case: Case, amira: User, dev: User) -> None:
    day = (timezone.now() + timedelta(days=9)).date()
    draft = make_draft(case, dev.agency, by=amira, respond_by=day)

    client.force_login(dev)
    assert client.get(reverse("request_page", args=[draft.reference])).status_code == 404
    assert "Nothing is asked of you at present" in of(client, dev, "request_list")


def test_a_question_is_asked_answered_in_parts_and_closed(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    client.force_login(amira)
    day = (timezone.now() + timedelta(days=5)).date().isoformat()
    asked = {"agency": dev.agency_id, "asks": "The home", "parts": "Since when?\n\nWhy?\r\n", "due_on": day}
    assert client.post(reverse("question_new", args=[case.reference]), asked).status_code == 302
    question = Question.objects.get()
    assert list(question.parts.order_by("number").values_list("words", flat=True)) == ["Since when?", "Why?"]

    client.force_login(dev)
    assert "Since when?" in of(client, dev, "request_question", question.reference)
    for number in (1, 2, 2):
        answered = client.post(
            reverse("request_answer", args=[question.reference, number]), {"words": f"Answer {number}"}
        )
        assert answered.status_code == 302
    assert (
        client.post(reverse("request_answer", args=[question.reference, 3]), {"words": "x"}).status_code
        == 404
    )
    assert QuestionAnswer.objects.count() == 3

    shown = of(client, amira, "question_page", case.reference, 1)
    assert "a later answer stands above" in shown
    closed = client.post(reverse("question_close", args=[case.reference, 1]), {"words": "", "version": 4})
    assert closed.status_code == 302

    client.force_login(dev)
    late = client.post(reverse("request_answer", args=[question.reference, 1]), {"words": "More"})
    assert late.status_code == 409
    assert "closed this question" in late.content.decode()


def test_a_question_to_others_is_like_none(
    client: Client, case: Case, amira: User, dev: User, eve: User
) -> None:
    day = (timezone.now() + timedelta(days=5)).date()
    question = make_question(case, dev.agency, by=amira, due_on=day)
    client.force_login(eve)

    hidden = client.get(reverse("request_question", args=[question.reference]))
    absent = client.get(reverse("request_question", args=["ASK-2026-999999"]))

    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_the_board_narrows_and_a_wrong_filter_is_told(client: Client, sent: Referral, amira: User) -> None:
    client.force_login(amira)
    board = reverse("referral_board")

    assert "Referral 1" in client.get(board, {"waits": "sent", "whose": "mine"}).content.decode()
    assert "No referral waits" in client.get(board, {"waits": "accepted"}).content.decode()
    assert client.get(board, {"waits": "nothing"}).status_code == 400


@pytest.mark.parametrize(("page", "who"), [("request_list", "dev"), ("referral_board", "amira")])
def test_a_list_asks_no_more_for_more_rows(
    client: Client,
    case: Case,
    amira: User,
    dev: User,
    page: str,
    who: str,
    django_assert_max_num_queries: Any,
) -> None:
    day = (timezone.now() + timedelta(days=9)).date()
    for _ in range(4):
        make_sent(case, dev.agency, by=amira, now=timezone.now(), respond_by=day)
        make_question(case, dev.agency, by=amira, now=timezone.now(), due_on=day)
    client.force_login({"dev": dev, "amira": amira}[who])

    with django_assert_max_num_queries(18):
        assert client.get(reverse(page)).status_code == 200
