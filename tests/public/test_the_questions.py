"""The questions take what people say, find fault in sentences, and keep answers no longer than a visit."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from asbcases.accounts.models import User
from asbcases.policies.models import PolicyRow
from asbcases.web.public_forms.drafts import KEPT_FOR
from tests.files.samples import EXE, PDF, bomb, picture, sent
from tests.make import NOW
from tests.public.filling import ANSWERS, answer, begin, filled, reference_of, send, token_of, words

pytestmark = pytest.mark.django_db
PAGES = list(ANSWERS)


def when(**typed: str) -> dict[str, str]:
    return {"happened_precision": "exact", **typed}


@pytest.mark.parametrize(
    ("page", "typed", "fault"),
    [
        ("what", {}, "Say what happened"),
        ("what", {"narrative": " \n "}, "Say what happened"),
        ("what", {"narrative": "a\x00b", "going_on": "now"}, "Null characters are not allowed"),
        ("what", {"narrative": "x" * 20_001, "going_on": "now"}, "at most 20000 characters"),
        ("what", {"narrative": "x", "going_on": "perhaps"}, "not one of the available choices"),
        ("where", {"place_text": ""}, "Say where it happened"),
        ("where", {"place_text": "x", "council": "999999"}, "not one of the available choices"),
        ("where", {"place_text": "x", "council": "x" * 50}, "not one of the available choices"),
        ("when", {}, "Answer “How well do you know the time?”"),
        (
            "when",
            when(on_day_day="31", on_day_month="6", on_day_year="2026", at_time="6pm"),
            "Enter a real date",
        ),
        (
            "when",
            when(on_day_day="1", on_day_month="1", on_day_year="2090", at_time="6pm"),
            "is still to come",
        ),
        (
            "when",
            when(on_day_day="29", on_day_month="3", on_day_year="2026", at_time="01:30"),
            "The clocks went forward on 29 March 2026, so 01:30 did not come",
        ),
        ("who", {}, "Answer “Who is affected most?”"),
        ("contact", {}, "Answer “Do you want to tell us who you are?”"),
        ("contact", {"contact": "named"}, "Give at least one way to reach you"),
        ("contact", {"contact": "named", "caller_email": "jade"}, "Enter an e-mail address"),
        ("contact", {"contact": "named", "caller_phone": "none"}, "Enter a telephone number"),
        (
            "contact",
            {"contact": "named", "caller_phone": "1", "safe": ["email"]},
            "You ticked that we may use this",
        ),
        (
            "contact",
            {"contact": "named", "caller_phone": "1", "safe_from": "17", "safe_until": "9"},
            "The hours must end after they begin",
        ),
        ("needs", {"language": "x" * 61}, "at most 60 characters"),
    ],
)
def test_a_fault_is_told_in_a_sentence_and_what_was_typed_stays(
    client: Client, page: str, typed: dict[str, Any], fault: str
) -> None:
    begin(client)

    answered = client.post(f"/report/{page}/", typed)

    assert answered.status_code == 400
    assert fault in words(answered).replace("&#x27;", "'")
    assert "There is a problem" in words(answered)
    assert page not in client.session["public_report"]["done"]


@pytest.mark.parametrize(
    "typed",
    [
        when(on_day_day="25", on_day_month="10", on_day_year="2026", at_time="01:30"),
        {
            "happened_precision": "range", "from_day_day": "1", "from_day_month": "10", "from_day_year": "2026",
            "until_day_day": "3", "until_day_month": "10", "until_day_year": "2026",
        },
    ],
)  # fmt: skip
def test_times_as_people_know_them_are_taken(client: Client, typed: dict[str, str]) -> None:
    begin(client)

    assert client.post("/report/when/", typed)["Location"] == "/report/who/"


def test_the_pages_follow_each_other_and_an_answer_is_shown_again(client: Client) -> None:
    begin(client)
    for page, following in itertools.pairwise(PAGES):
        assert f"Page {PAGES.index(page) + 1} of 7" in words(client.get(f"/report/{page}/"))
        assert answer(client, page)["Location"] == f"/report/{following}/"
    assert answer(client, "needs")["Location"] == "/report/check/"

    shown = words(client.get("/report/what/"))
    assert "I am afraid to go out." in shown
    assert "Error:" not in shown
    # Whoever changes an answer comes back to the others at once.
    assert answer(client, "where", place_text="Castle Park")["Location"] == "/report/check/"
    assert "Castle Park" in words(client.get("/report/check/"))


def test_what_was_left_out_is_asked_before_anything_is_sent(client: Client) -> None:
    begin(client)
    answer(client, "what")

    assert client.get("/report/check/")["Location"] == "/report/where/"
    assert client.post("/report/check/", {"token": token_of(client)})["Location"] == "/report/where/"
    answer(client, "needs")
    assert client.post("/report/where/", ANSWERS["where"])["Location"] == "/report/when/"


def test_an_answer_that_holds_no_more_is_asked_again(ready: Client) -> None:
    session = ready.session
    session["public_report"]["answers"]["where"]["council"] = ["99999"]
    session.save()

    assert ready.get("/report/check/")["Location"] == "/report/where/"
    assert "14 Mersea Road" in words(ready.get("/report/where/"))


@pytest.mark.parametrize("page", [*PAGES, "check"])
def test_who_has_not_begun_is_sent_to_the_start(client: Client, page: str) -> None:
    assert client.get(f"/report/{page}/")["Location"] == "/report/"
    assert client.post(f"/report/{page}/", {"narrative": "x"})["Location"] == "/report/"
    assert client.get("/report/sent/")["Location"] == "/report/"


def test_there_is_no_other_page(client: Client) -> None:
    begin(client)

    assert client.get("/report/nowhere/").status_code == 404


def test_answers_are_gone_after_an_hour_in_which_nothing_is_done(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        begin(client)
        answer(client, "what")
        traveller.shift(KEPT_FOR)
        assert client.get("/report/where/").status_code == 200
        traveller.shift(timedelta(seconds=1))
        assert client.get("/report/where/")["Location"] == "/report/"
    assert "public_report" not in client.session


def test_answers_are_gone_when_somebody_says_so_begins_anew_or_has_sent_them(ready: Client) -> None:
    assert send(ready)["Location"] == "/report/sent/"
    assert "public_report" not in ready.session
    page = words(ready.get("/report/sent/"))
    assert reference_of(ready) in page
    assert "Mersea" not in page

    filled(ready)
    begin(ready)
    assert ready.session["public_report"]["answers"] == {}
    answer(ready, "what")
    assert ready.post("/report/leave/")["Location"] == "/report/"
    assert "public_report" not in ready.session


def test_every_page_is_kept_by_nobody_and_asks_nobody_else(ready: Client) -> None:
    for address in ("/report/", "/report/before/", *(f"/report/{page}/" for page in (*PAGES, "check"))):
        answered = ready.get(address)
        assert answered["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answered["Content-Security-Policy"]
        assert words(answered).split("<title>")[1].split("</title>")[0].endswith(" - Online form")


def test_what_happens_next_is_said_as_policy_has_it(client: Client) -> None:
    assert "within 4 hours" in words(client.get("/report/"))
    rows = PolicyRow.objects.filter(rule="report.triage", qualifier="online")
    rows.update(value=1)
    assert "within 1 hour<" in words(client.get("/report/"))
    rows.update(in_force_to="2020-01-01")
    assert "as soon as we can" in words(client.get("/report/"))


def test_a_session_holds_nothing_that_others_can_read_and_is_closed_with_the_browser(ready: Client) -> None:
    assert ready.cookies["sessionid"]["max-age"] == ""
    assert ready.cookies["sessionid"]["httponly"]
    assert Session.objects.count() == 1


def test_somebody_who_is_signed_in_may_use_it_as_well(client: Client, settings: Any, amira: User) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    client.force_login(amira)

    assert send(filled(client))["Location"] == "/report/sent/"


# --- Files -----------------------------------------------------------------------------------------
def files_of(client: Client) -> list[str]:
    return [told["name"] for _, told in client.session["public_report"]["files"]]


def test_files_are_added_left_out_and_counted_once(client: Client) -> None:
    begin(client)
    both = {"evidence": [sent(picture(), "../a\u202e.jpg"), sent(PDF, "b.pdf")], "add": "yes"}
    assert client.post("/report/files/", both)["Location"] == "/report/files/"
    client.post("/report/files/", {"evidence": sent(PDF, "again.pdf"), "add": "yes"})
    assert files_of(client) == ["a.jpg", "b.pdf"]
    assert "b.pdf" in words(client.get("/report/files/"))

    assert client.post("/report/files/", {"remove": "0"})["Location"] == "/report/files/"
    assert client.post("/report/files/", {"remove": "x"})["Location"] == "/report/files/"
    assert files_of(client) == ["b.pdf"]
    assert client.post("/report/files/", {})["Location"] == "/report/contact/"


def test_of_several_files_the_good_ones_are_taken_and_each_other_is_named(client: Client) -> None:
    begin(client)

    answered = client.post(
        "/report/files/", {"evidence": [sent(EXE, "x.jpg"), sent(bomb(), "y.png"), sent(PDF, "z.pdf")]}
    )

    assert answered.status_code == 400
    assert "x.jpg: We cannot take this kind of file" in words(answered)
    assert "y.png: This picture has more than 64 million points" in words(answered)
    assert files_of(client) == ["z.pdf"]


def test_there_is_a_limit_to_the_number_of_files(client: Client) -> None:
    begin(client)
    many = [sent(f"Note {number}".encode(), f"{number}.txt") for number in range(11)]

    answered = client.post("/report/files/", {"evidence": many})

    assert "up to 10 files" in words(answered)
    assert len(files_of(client)) == 10
