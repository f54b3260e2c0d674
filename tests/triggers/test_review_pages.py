"""The pages of a review: where it stands, what is next, the worksheet, and a decision that the system refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.deadlines.models import Deadline
from tests.casework.pages import asked_for, signed_in, text_of
from tests.triggers.finding import applied, on_record
from tests.triggers.make import make_application, make_co_ordinator, make_complaint
from tests.triggers.make_reviews import hold_panel, make_panel, make_review
from triggers.models import Application, BodyReply, Panel, ReviewComplaint, ReviewLetter
from triggers.transitions import decide_duplicate, mark_complaint_wrong

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
THREE = (2, 9, 16)


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def review(sunita: User) -> CaseReview:
    return make_application(by=sunita, now=timezone.now() - DAY)


@pytest.fixture
def here(client: Client, sunita: User) -> Client:
    return signed_in(client, sunita)


def of(review: CaseReview, page: str = "") -> str:
    return f"/reviews/{review.reference}/{page}"


def moment(**said: Any) -> dict[str, Any]:
    at = timezone.localtime(timezone.now())
    return {**said, "at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}"}


def police_body_told() -> dict[str, str]:
    """Return when the local policing body was told, which every area of Essex asks for."""
    at = moment()
    return {"lpb_day": at["at_day"], "lpb_time": at["at_time"]}


def complaints(review: CaseReview, by: User, days: tuple[int, ...]) -> None:
    for before in days:
        on = (review.received_at - before * DAY).date()
        make_complaint(
            review, by=by, now=timezone.now(), behaviour_from=on, complaint_on=on, complainant=f"Jo {before}"
        )


def test_the_page_says_what_is_next_whose_it_is_and_who_was_told(here: Client, review: CaseReview) -> None:
    page = text_of(here.get(of(review)))

    for words in ("Received, threshold not decided", "Agree a date: acknowledgement", "Sunita Kaur"):
        assert words in page
    for body in BodyReply.objects.filter(review=review):
        assert f'Record its reply<span class="govuk-visually-hidden">: {body.name}</span>' in page
    assert "Received an application for a case review" in page
    owed = Deadline.objects.filter(review=review).order_by("due_at", "pk")[0]
    why = here.get(f"/deadlines/{review.reference}/{owed.pk}/")
    assert review.reference in text_of(why)


def test_the_page_asks_as_often_however_much_is_on_file(
    here: Client, sunita: User, review: CaseReview
) -> None:
    asked = len(asked_for(here, of(review)))
    whole = make_review(by=sunita, now=timezone.now() - DAY)
    hold_panel(whole, by=sunita, now=timezone.now() - HOUR)
    complaints(whole, sunita, THREE)

    assert len(asked_for(here, of(whole))) <= asked
    assert asked < 45


def test_acknowledging_replying_and_agreeing_move_it_on(here: Client, review: CaseReview) -> None:
    body = BodyReply.objects.filter(review=review).order_by("number")[0]
    for page, said in {
        "acknowledge/": moment(words="Dear Jo", how="By post"),
        f"bodies/{body.number}/reply/": moment(answer="holds", words="Two complaints of May"),
        "dates/threshold/": {"on": (timezone.now() + 9 * DAY).date().isoformat(), "how": "By telephone"},
        "bodies/": {"name": "Northgate School", "kind": "other", "how": "By e-mail"},
    }.items():
        answer = here.post(of(review, page), said)
        assert answer.status_code == 302, text_of(answer)

    page = text_of(here.get(of(review)))
    assert Application.objects.get(review=review).acknowledged_at is not None
    for words in ("Two complaints of May", "Northgate School", "Dear Jo", "Day agreed"):
        assert words in page
    assert "Acknowledge the application" not in page
    twice = here.post(of(review, "acknowledge/"), moment(words="Dear Jo, again", how="By post"))
    assert twice.status_code == 409
    assert "acknowledged already" in text_of(twice)
    assert "Dear Jo, again" in text_of(twice)


def test_each_complaint_is_told_with_why_it_counts(here: Client, sunita: User, review: CaseReview) -> None:
    complaints(review, sunita, (2, 900))
    added = here.post(
        of(review, "worksheet/add/"),
        {"agency": "police", "complaint_on": "2026-01-03", "behaviour_from": "", "link": "victim"},
    )
    assert added.headers["Location"] == of(review, "worksheet/")
    page = text_of(here.get(added.headers["Location"]))

    assert page.count("Does not count</strong>") == 2
    assert "more needed" in page
    first = ReviewComplaint.objects.get(review=review, number=1)
    answer = here.post(
        of(review, "worksheet/1/correct/"),
        {
            **{"agency": "landlord", "complaint_on": first.complaint_on, "link": "victim"},
            **{"behaviour_from": first.complaint_on, "reason": "It was theirs", "version": first.version},
        },
    )
    assert answer.status_code == 302, text_of(answer)
    assert ReviewComplaint.objects.get(pk=first.pk).agency == "landlord"
    stale = here.post(of(review, "worksheet/1/wrong/"), {"reason": "Twice", "version": first.version})
    assert stale.status_code == 409
    assert "Twice" in text_of(stale)


def test_what_is_near_is_put_on_the_worksheet_once(here: Client, amira: User) -> None:
    now = timezone.now()
    near = on_record(amira, now=now - DAY)["near"]
    page = of(applied(amira, now=now - DAY), f"worksheet/found/{near.pk}/")
    tied = {"link": "victim", "reason": "She said so"}
    assert here.post(page, tied).status_code == 302
    again = here.post(page, tied)
    assert (again.status_code, "stands on the worksheet already" in text_of(again)) == (409, True)
    assert here.get(page).status_code == 404


def test_a_duplicate_is_decided_with_a_reason_and_an_error_stays_on_file(
    here: Client, sunita: User, review: CaseReview
) -> None:
    complaints(review, sunita, THREE)
    one, two, three = ReviewComplaint.objects.filter(review=review).order_by("number")
    answer = here.post(
        of(review, "worksheet/2/duplicate/"), {"of": "1", "reason": "One call", "version": two.version}
    )
    assert answer.status_code == 302, text_of(answer)
    two.refresh_from_db()
    assert (two.duplicate_of, two.duplicate_why) == (one, "One call")
    mark_complaint_wrong(three, reason="Typed twice", by=sunita, now=timezone.now())
    decide_duplicate(two, of=None, reason="Two calls", by=sunita, now=timezone.now())
    wrong = of(review, "worksheet/3/wrong/")
    again = here.post(wrong, {"reason": "Typed twice", "version": three.version})
    assert (again.status_code, "recorded in error already" in text_of(again)) == (409, True)
    assert here.get(wrong).status_code == 404
    page = text_of(here.get(of(review, "worksheet/")))
    assert "Decided: Two calls" in page
    assert "Typed twice" in page


def test_not_met_is_refused_where_the_number_is_reached(
    here: Client, sunita: User, review: CaseReview
) -> None:
    complaints(review, sunita, THREE)
    refused = here.post(of(review, "threshold/"), {"verdict": "not_met", "reason": "It is quiet now"})

    assert refused.status_code == 409
    assert "must decide that the threshold is met" in text_of(refused)
    assert "s.104(4)" in text_of(refused)
    assert "It is quiet now" in text_of(refused)
    assert here.post(of(review, "threshold/"), {"verdict": "met"}).status_code == 302
    review.refresh_from_db()
    assert review.stage == ReviewStage.REVIEW


def test_below_the_number_each_factor_needs_a_reason_and_the_applicant_is_told(
    here: Client, review: CaseReview
) -> None:
    refused = here.post(of(review, "threshold/"), {"verdict": "not_met", "harm": "None told"})
    assert refused.status_code == 409
    assert "Give a reason on persistence and the adequacy of the response" in text_of(refused)
    said = {"verdict": "not_met", "persistence": "Once", "harm": "None told", "adequacy": "They came"}
    assert here.post(of(review, "threshold/"), said).status_code == 302

    form = text_of(here.get(of(review, "threshold/told/")))
    assert "What was done about it: They came" in form
    assert "If you are not happy with this decision" in form
    told = here.post(of(review, "threshold/told/"), moment(words="Not now.", how="By post"))
    assert told.status_code == 302, text_of(told)
    assert ReviewLetter.objects.get(review=review).appeal_words
    assert "Close the case review" in text_of(here.get(of(review)))


def test_from_panel_to_closing(here: Client, sunita: User) -> None:
    review = make_review(by=sunita, now=timezone.now() - DAY)
    panel = make_panel(review, by=sunita, now=timezone.now() - HOUR, meets_at=timezone.now() + HOUR)
    later = (timezone.now() + 9 * DAY).date().isoformat()
    steps: dict[str, dict[str, Any]] = {
        "acknowledge/": moment(words="Dear Jo", how="By post"),
        "threshold/told/": moment(words="There will be a review.", how="By post"),
        "panels/1/attendees/": {"name": "Dev Patel", "part": "for the landlord", "tier": "1"},
        "panels/1/papers/": moment(),
        "panels/1/decided/": {"decision": "Move the bins", "reasons": "They gather", "attended": ["1"]},
        "recommendations/": moment(body="The landlord", words="Move them", owner_name="Dev", answer_by=later),
        "recommendations/1/answer/": moment(answer="not_followed", words="No other place"),
        "plans/": {"words": "The bins move."},
        "plans/1/put/": moment(how="At a visit"),
        "plans/1/comment/": moment(comments="She agrees"),
        "plans/1/final/": {"final_words": "The bins move in May."},
        "outcome/": moment(words="It is decided.", how="By post"),
        "appeals/": moment(against="outcome", words="Too slow"),
        "appeals/1/decide/": {**moment(outcome="not_upheld", words="In time"), **police_body_told()},
        "close/": {"ending": "completed", "reason": "All is done", "told_how": "By post"},
    }
    for page, said in steps.items():
        if page == "panels/1/decided/":
            said |= moment(version=Panel.objects.get(pk=panel.pk).version)
        if page == "plans/1/final/":
            said |= {"version": 3}
        shown = here.get(of(review, page))
        assert shown.status_code == 200, page
        answer = here.post(of(review, page), said)
        assert answer.status_code == 302, (page, text_of(answer))

    page = text_of(here.get(of(review)))
    review.refresh_from_db()
    assert review.stage == ReviewStage.CLOSED
    for words in (
        "Move the bins",
        "No other place",
        "The bins move in May.",
        "She agrees",
        "Too slow",
        "Came",
    ):
        assert words in page
