"""Anybody applies for a case review: a question a page, nothing refused for what is not at hand, dates of the area told."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from tests.make import NOW
from tests.triggers.applying import (
    AGREED,
    ANSWERS,
    SAID,
    WAITING,
    answer,
    begin,
    filled,
    for_other,
    send,
    taken_in,
    words,
)
from tests.triggers.make import CASTLE_POINT, COLCHESTER, make_co_ordinator, owed_on
from triggers.choices import Channel, Consent, Involvement, VictimKind
from triggers.models import LocalProcedure, PublicApplication

pytestmark = pytest.mark.django_db
HERE = "/case-review/"
PAGES = list(ANSWERS)


@pytest.fixture(autouse=True)
def _no_waiting(settings: Any, ben: User) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0
    make_co_ordinator(CASTLE_POINT)


@pytest.fixture
def ready(client: Client) -> Client:
    return filled(client)


# --- The questions -----------------------------------------------------------------------------
def test_the_pages_follow_each_other_and_each_is_kept_by_nobody_and_says_nothing_in_its_title(
    client: Client,
) -> None:
    begin(client)
    for number, page in enumerate(PAGES, start=1):
        shown = client.get(f"{HERE}{page}/")
        assert f"Page {number} of 8" in words(shown)
        following = PAGES[number] if number < len(PAGES) else "check"
        assert answer(client, page)["Location"] == f"{HERE}{following}/"
    for page in ("", "before/", "check/", "status/", *(f"{page}/" for page in PAGES)):
        shown = client.get(f"{HERE}{page}")
        assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
        assert "default-src 'none'" in shown["Content-Security-Policy"]
        title = words(shown).split("<title>")[1].split("</title>")[0]
        assert title.endswith(" - Online form")
        assert "review" not in title.lower()
        assert ("Exit this page</a>" in words(shown)) == (page not in ("", "before/"))
    # An answer is shown again, and whoever changes one comes back to the others.
    assert "Nobody came." in words(client.get(f"{HERE}since/"))
    assert answer(client, "area", area=COLCHESTER)["Location"] == f"{HERE}check/"
    # What is asked only of others is no page of theirs.
    assert client.get(f"{HERE}victim/").status_code == 404
    assert client.get(f"{HERE}nowhere/").status_code == 404


@pytest.mark.parametrize(
    ("page", "typed", "fault"),
    [
        ("whom", {}, "Say who suffers from the behaviour"),
        ("whom", {"whom": "x"}, "not one of the available choices"),
        ("victim", {}, "Enter the name of the person for whom you apply"),
        ("victim", {"victim_name": "Ada", "consent": "given"}, "Say how they told you that they agree"),
        ("area", {}, "Choose the council, or “I do not know”"),
        ("area", {"area": "E99999999"}, "not one of the available choices"),
        ("area", {"area": "not-known"}, "Enter the address, postcode or place"),
        ("reports", {}, "Enter a report, or choose “I do not have the details”"),
        ("reports", {"add": "yes"}, "Enter a report, or choose “I do not have the details”"),
        ("reports", {"to_whom": "x" * 201}, "at most 200 characters"),
        ("since", {"happened": " \n "}, "Say what has happened"),
        ("since", {"happened": "a\x00b"}, "Null characters are not allowed"),
        ("reach", {"caller_phone": "07700 900123"}, "Enter your name"),
        ("reach", {"caller_name": "Jade"}, "Give at least one way to reach you: we have to tell you"),
        (
            "reach",
            {"caller_name": "Jade", "caller_phone": "1", "safe": ["email"]},
            "You ticked that we may use this",
        ),
        ("involved", {}, "Choose how you want to be heard"),
        ("whom", {"whom": "me", "website": "https://spam.example"}, "Leave the box “Website” empty"),
        ("reports", {"to_whom": "x", "website": "x"}, "Leave the box “Website” empty"),
    ],
)
def test_a_fault_is_told_in_a_sentence_and_the_page_is_not_done(
    client: Client, page: str, typed: dict[str, Any], fault: str
) -> None:
    begin(client)
    if page == "victim":
        answer(client, "whom", whom="other")

    answered = client.post(f"{HERE}{page}/", typed)

    assert answered.status_code == 400
    assert fault in words(answered)
    assert page not in client.session["case_review"]["done"]


def test_reports_are_added_left_out_and_never_needed(client: Client) -> None:
    begin(client)

    assert answer(client, "reports", its_reference="42/2026", add="yes")["Location"] == f"{HERE}reports/"
    assert answer(client, "reports", to_whom="my landlord", add="yes")["Location"] == f"{HERE}reports/"
    assert client.session["case_review"]["reports"] == ["reference 42/2026", "my landlord"]
    assert answer(client, "reports", remove="0")["Location"] == f"{HERE}reports/"
    assert answer(client, "reports", remove="x", reported_on="in May")["Location"] == f"{HERE}since/"
    assert client.session["case_review"]["reports"] == ["my landlord", "in May"]
    assert answer(client, "reports", none="yes")["Location"] == f"{HERE}since/"
    for _ in range(2):
        answer(client, "reports", remove="0")
    # Nothing is left of what was told: it is asked again, unless there are no details.
    assert answer(client, "reports", to_whom="").status_code == 400
    assert answer(client, "reports", none="yes")["Location"] == f"{HERE}since/"

    session = client.session
    session["case_review"]["reports"] = ["the council"] * 20
    session.save()
    assert "up to 20 reports" in words(answer(client, "reports", to_whom="the police"))


def test_who_has_not_begun_is_sent_to_the_start_and_answers_can_be_deleted(client: Client) -> None:
    for page in (*PAGES, "check", "copy", "sent"):
        assert client.get(f"{HERE}{page}/")["Location"] == HERE
    filled(client)
    assert client.post(f"{HERE}leave/")["Location"] == HERE
    assert "case_review" not in client.session
    begin(client)
    answer(client, "whom")
    for page in ("check", "copy"):
        assert client.get(f"{HERE}{page}/")["Location"] == f"{HERE}area/"


def test_the_two_forms_know_nothing_of_each_other(ready: Client) -> None:
    assert ready.get("/report/what/")["Location"] == "/report/"
    ready.post("/report/before/")
    ready.post("/report/leave/")

    assert ready.get(f"{HERE}check/").status_code == 200


# --- What is sent ------------------------------------------------------------------------------
def test_a_copy_is_kept_before_it_is_sent_and_no_answer_is_shown_after(ready: Client) -> None:
    checked = words(ready.get(f"{HERE}check/"))
    for part in ("Me, or my household", "Castle Point", "the police on 101, in May", "I do not sleep."):
        assert part in checked

    copy = ready.get(f"{HERE}copy/")
    assert copy["Content-Disposition"] == 'attachment; filename="answers.html"'
    assert "I do not sleep." in words(copy)
    assert "review" not in words(copy).lower()

    assert send(ready)["Location"] == f"{HERE}sent/"
    last = words(ready.get(f"{HERE}sent/"))
    assert PublicApplication.objects.get().reference in last
    assert not any(part in last for part in ("Jade", "Mersea", "sleep"))
    assert ready.get(f"{HERE}since/")["Location"] == f"{HERE}sent/"


def test_it_becomes_an_application_word_for_word_with_all_that_was_answered(ready: Client) -> None:
    send(ready)

    [review] = taken_in()

    told = review.application
    assert (review.area, review.stage, review.recorded_by) == (CASTLE_POINT, ReviewStage.RECEIVED, None)
    assert (told.channel, told.consent, told.victim_kind) == (
        Channel.ONLINE,
        Consent.OWN,
        VictimKind.PERSON,
    )
    assert told.happened.startswith(SAID)
    assert told.happened.endswith("for whom you apply?\nI do not sleep.")
    assert (told.wanted, told.reported_to) == ("That it ends.", "the police on 101, in May")
    assert (told.applicant_name, told.applicant_phone) == ("Jade Taylor", "07700 900123")
    # Only what was ticked is safe.
    assert (told.contact_email, told.contact_phone) == ("jade@example.org", "")
    assert (told.from_hour, told.until_hour, told.contact_note) == (9, 17, "Not on Fridays.")
    assert (told.involvement, told.involvement_words) == (
        Involvement.REPRESENTED,
        "My sister speaks for me.",
    )
    assert (told.language, told.adjustments, told.place_text) == ("Polish", "Large print", "14 Mersea Road")
    row = PublicApplication.objects.get()
    assert (review.public_reference, row.review) == (row.reference, review)
    assert review.received_at <= row.sent_at


def test_only_what_must_be_said_is_needed(client: Client) -> None:
    send(
        filled(
            client,
            {
                "whom": {"whom": "group"},
                "named": {"victim_name": "Friends of the Rec"},
                "area": {"area": "not-known", "place_text": "The recreation ground"},
                "reports": {"none": "yes"},
                "since": {"happened": "Noise."},
                "effect": {},
                "reach": {"caller_name": "Jo", "caller_address": "By post only"},
                "involved": {"involvement": "unsure"},
                "needs": {},
            },
        )
    )

    [review] = taken_in()

    told = review.application
    assert (told.victim_kind, told.victim_name) == (VictimKind.GROUP, "Friends of the Rec")
    assert (told.happened, told.involvement, told.consent) == ("Noise.", "", Consent.OWN)
    assert told.reported_to == "I do not have the details"
    # Never without a clock, whatever is not known.
    assert set(told.held_for) == {"ack", "agency_reply", "threshold"}
    assert "acr_agree_date ack" in owed_on(review)
    assert "agrees a date with you within one working day" in words(client.get(f"{HERE}sent/"))


def test_for_somebody_else_it_is_kept_without_consent_and_the_sender_is_told_what_is_missing(
    client: Client,
) -> None:
    send(filled(client, for_other(WAITING)))
    last = words(client.get(f"{HERE}sent/"))
    assert "has not agreed yet" in last
    assert "What is missing is their agreement" in last
    send(filled(client, for_other(AGREED)))
    assert "agreement" not in words(client.get(f"{HERE}sent/"))

    draft, whole = taken_in()

    assert (draft.stage, draft.application.consent) == (ReviewStage.DRAFT, Consent.WAITING)
    assert (whole.stage, whole.application.consent_words) == (ReviewStage.RECEIVED, "On the telephone")
    # Whoever finds that it is about themselves is asked for whom no more.
    begin(client)
    answer(client, "whom", whom="other")
    answer(client, "victim", **AGREED)
    assert answer(client, "whom", whom="me")["Location"] == f"{HERE}area/"


def test_dates_are_those_of_the_procedure_and_none_is_made_up(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        send(filled(client))
        last = words(client.get(f"{HERE}sent/"))
        # Castle Point: ten working days from Monday 23 November 2026.
        assert "to say that we have it: by 7 December 2026." in last
        assert "whether the threshold of the area is met: by 7 December 2026." in last
        assert "10 working days after the threshold was decided" in last

        content = {
            "area": COLCHESTER, "in_force_from": "2026-11-01", "contact": "asb@example.org",
            "letters": {"thresholds": "Three reports in six months."},
        }  # fmt: skip
        LocalProcedure.objects.filter(area=COLCHESTER).update(content=content)
        send(filled(client, {**ANSWERS, "area": {"area": COLCHESTER}}))
        last = words(client.get(f"{HERE}sent/"))
        assert last.count("within one working day, by 24 November 2026.") == 2
        assert "Three reports in six months." in last
        assert "asb@example.org" in last
