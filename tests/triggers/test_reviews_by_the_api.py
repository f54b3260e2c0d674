"""A case review by the API: from the application to the closing, and what else is done on one."""

from typing import Any

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from tests.make import make_user
from tests.triggers.by_api import (
    COMPLAINT,
    FACTORS,
    HOME,
    Api,
    application,
    day_to_come,
    letter,
    meeting,
    this_moment,
)
from tests.triggers.make import differences, make_application, make_co_ordinator
from tests.triggers.make_reviews import hold_panel, make_review
from triggers.choices import NOT_KNOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def received(api: Api, **said: Any) -> str:
    """Return the part of the address that names a review which was just received."""
    made = api.post("", application(**said))
    assert made.status_code == 201, made.content
    reference = made.json()["reference"]
    assert made.headers["Location"] == f"{HOME}{reference}/"
    return f"{reference}/"


def done(answer: Any, status: int = 201) -> Any:
    """Return what an act that was done is answered with."""
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_review_goes_from_the_application_to_its_end(sunita: User, ben: User) -> None:
    api = Api(sunita)
    review = received(api, applicant_name="Jade Taylor")
    shown = api.get(review).json()
    assert (shown["stage"], shown["owner"], shown["recorded_by"]) == ("received", "sunita", "sunita")
    applied = api.get(f"{review}application/").json()
    assert (applied["applicant_name"], applied["consent"]) == ("Jade Taylor", "own")
    assert "threshold" in applied["held_for"]

    assert done(api.post(f"{review}acknowledge/", letter()))["kind"] == "ack"
    agreed = {"step": "threshold", "on": day_to_come(5), "how": "By telephone"}
    assert done(api.post(f"{review}dates/", agreed))["step"] == "threshold"
    told = done(api.post(f"{review}bodies/", {"name": "Northgate School", "kind": "other", "how": "By post"}))
    body = f"{review}bodies/{told['number']}/"
    replied = {"answer": "holds", "words": "Two complaints", "replied_at": this_moment()}
    assert done(api.act(body, "reply", replied), 200)["answer"] == "holds"
    assert done(api.post(f"{review}complaints/", COMPLAINT))["origin"] == "by_hand"
    sheet = api.get(f"{review}worksheet/").json()
    assert ([row["number"] for row in sheet["rows"]], sheet["short"] > 0) == ([1], True)

    ruled = done(api.post(f"{review}thresholds/", {"met": True, **FACTORS}))
    assert (ruled["met"], ruled["reached"], ruled["worksheet"]["short"]) == (True, False, sheet["short"])
    assert done(api.post(f"{review}tell-threshold/", letter()))["kind"] == "met"
    assert done(api.post(f"{review}dates/", {**agreed, "step": "panel", "on": day_to_come(20)}))["id"]

    panel = f"{review}panels/{done(api.post(f'{review}panels/', meeting()))['number']}/"
    invited = {"how": "By telephone", "invited_at": this_moment()}
    assert done(api.act(panel, "invite", invited), 200)["invited_how"] == "By telephone"
    answer = {"answer": "attend", "answered_at": this_moment()}
    assert done(api.act(panel, "answer", answer), 200)["victim_answer"] == "attend"
    seat = {"name": "Ben Lane", "part": "for the police", "user": "ben", "tier": 2}
    seated = done(api.post(f"{panel}attendees/", seat))
    assert (seated["user"], seated["tier"], seated["let_out_at"]) == ("ben", 2, None)
    assert done(api.act(panel, "papers", {"sent_at": this_moment()}), 200)["papers_sent_at"]
    decided = {"decision": "Move the bins", "reasons": "They gather there", "attended": [1]}
    assert done(api.act(panel, "decide", {**decided, "held_at": this_moment()}), 200)["decided_at"]
    assert [row["attended"] for row in api.rows(f"{panel}attendees/")] == [True]

    asked = {"body": "The landlord", "words": "Move the bins", "owner_name": "Dev Patel"}
    days = {"answer_by": day_to_come(7), "sent_at": this_moment()}
    one = (
        f"{review}recommendations/{done(api.post(f'{review}recommendations/', {**asked, **days}))['number']}/"
    )
    draft = f"{review}plans/{done(api.post(f'{review}plans/', {'words': 'The bins move.'}))['number']}/"
    assert done(api.act(draft, "put-to-victim", {"how": "At a visit", "put_at": this_moment()}), 200)[
        "put_at"
    ]
    said = {"comments": "She agrees", "commented_at": this_moment()}
    assert done(api.act(draft, "comment", said), 200)["comments"] == "She agrees"
    assert done(api.act(draft, "final", {"final_words": "The bins move."}), 200)["final_at"]
    outcome = done(api.post(f"{review}tell-outcome/", letter()))
    assert "Move the bins" in outcome["words"]

    ending = {"ending": "completed", "reason": "All is done", "told_how": "By telephone"}
    early = api.act(review, "close", ending)
    assert (early.status_code, early.json()["detail"][:36]) == (409, "Recommendation 1 is not answered: Th")
    accepted = {"answer": "accepted", "answered_at": this_moment()}
    assert done(api.act(one, "answer", accepted), 200)["answer"] == "accepted"
    closed = done(api.act(review, "close", ending), 200)
    assert (closed["stage"], closed["closed_at"] is None) == ("closed", False)
    assert done(api.act(one, "carried-out", {"words": "They moved", "done_at": this_moment()}), 200)[
        "done_at"
    ]

    assert [row["ending"] for row in api.rows(f"{review}closings/")] == ["completed"]
    assert [row["kind"] for row in api.rows(f"{review}letters/")] == ["ack", "met", "outcome"]
    assert api.rows(f"{panel}attendees/")[0]["let_out_at"]
    assert {row["state"] for row in api.rows(f"{review}deadlines/")} <= {"met", "cancelled"}
    assert differences(CaseReview.objects.get()) == []


def test_without_consent_the_victim_is_asked_first(sunita: User) -> None:
    api = Api(sunita)
    review = received(api, consent="waiting", victim_name="Jo Day", relation="Her son")
    assert api.get(review).json()["stage"] == "draft"
    refused = api.post(f"{review}acknowledge/", letter())
    assert (refused.status_code, refused.json()["type"][-7:]) == (409, "refused")

    assert done(api.act(review, "consent", {"how": "By telephone"}), 200)["stage"] == "received"
    assert api.get(f"{review}application/").json()["consent"] == "given"
    gone = {"ending": "no_consent", "reason": "She is afraid", "told_how": "By telephone"}
    assert done(api.act(review, "withdraw", gone), 200)["stage"] == "withdrawn"
    assert api.get(f"{review}application/").json()["consent"] == "withdrawn"


def test_whoever_applied_for_themselves_withdraws_and_needs_nobodys_consent(sunita: User) -> None:
    api = Api(sunita)
    review = received(api)
    gone = {"ending": "no_consent", "reason": "She is afraid", "told_how": "By telephone"}

    refused = api.act(review, "withdraw", gone)

    assert (refused.status_code, refused.json()["detail"]) == (
        409,
        "The victim applied themselves: say that the applicant withdrew.",
    )
    assert done(api.act(review, "withdraw", {**gone, "ending": "withdrawn"}), 200)["stage"] == "withdrawn"


def test_the_area_is_settled_and_a_review_is_given(sunita: User) -> None:
    asha = make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, name="Asha Rao")
    api = Api(asha)
    review = f"{make_application(by=asha, area=NOT_KNOWN).reference}/"
    unknown = api.act(review, "area", {"area": "nowhere", "why": "A guess"})
    assert (unknown.status_code, unknown.json()["detail"]) == (
        409,
        "Choose one of the areas that are known here.",
    )
    settled = done(api.act(review, "area", {"area": "E07000071", "why": "By the postcode"}), 200)
    assert (settled["area"], settled["owner"]) == ("E07000071", "sunita")

    given = done(api.act(review, "give", {"to": "asha", "why": "She is on leave"}), 200)
    assert given["owner"] == "asha"
    again = api.act(review, "give", {"to": "asha", "why": "She is on leave"})
    assert (again.status_code, again.json()["detail"]) == (
        409,
        "Asha Rao has it already: choose somebody else.",
    )
    nobody = api.act(review, "give", {"to": "amira", "why": "She is on leave"})
    assert [fault["pointer"] for fault in nobody.json()["errors"]] == ["#/to"]


def test_complaints_are_corrected_struck_and_found_to_be_duplicates(sunita: User) -> None:
    api = Api(sunita)
    complaints = f"{received(api)}complaints/"
    for name in ("CR 13", "CR 14", "CR 15"):
        done(api.post(complaints, {**COMPLAINT, "agency_reference": name}))
    right = {**COMPLAINT, "victim": "Jo Day", "reason": "The police said so"}
    corrected = done(api.act(f"{complaints}1/", "correct", right), 200)
    assert (corrected["victim"], corrected["agency_reference"]) == ("Jo Day", "")
    twice = {"of": 1, "reason": "One call"}
    assert done(api.act(f"{complaints}2/", "duplicate", twice), 200)["duplicate_of"] == 1
    assert (
        done(api.act(f"{complaints}2/", "duplicate", {"of": None, "reason": "Two"}), 200)["is_duplicate"]
        is False
    )
    itself = api.act(f"{complaints}2/", "duplicate", {"of": 2, "reason": "One call"})
    assert [fault["pointer"] for fault in itself.json()["errors"]] == ["#/of"]

    struck = done(api.act(f"{complaints}3/", "wrong", {"reason": "Typed twice"}), 200)
    assert struck["recorded_in_error_why"] == "Typed twice"
    assert api.act(f"{complaints}3/", "wrong", {"reason": "Again"}).status_code == 409
    assert [row["number"] for row in api.rows(complaints)] == [1, 2, 3]


def test_a_panel_is_changed_and_cancelled_and_lets_somebody_out(sunita: User, dev: User) -> None:
    api = Api(sunita)
    panels = f"{make_review(by=sunita).reference}/panels/"
    done(api.post(panels, meeting()))
    moved = meeting(place="The library", why="The room")
    assert done(api.act(f"{panels}1/", "change", moved), 200)["place"] == "The library"
    second = api.post(panels, meeting())
    assert (second.status_code, second.json()["detail"][:23]) == (409, "A panel is set already:")

    seats = f"{panels}1/attendees/"
    done(api.post(seats, {"name": "Dev Patel", "part": "for the landlord", "user": "dev"}))
    out = done(api.act(f"{seats}1/", "out", {"reason": "He left"}), 200)
    assert (out["let_out_at"] is None, out["recorded_in_error_why"]) == (False, "He left")
    assert (
        done(api.act(f"{panels}1/", "cancel", {"reason": "She is ill"}), 200)["cancelled_why"] == "She is ill"
    )


def test_information_is_shared_asked_for_and_replied(sunita: User) -> None:
    api = Api(sunita)
    review = received(api)
    given = {"body": "The landlord", "gateway": "Schedule 4", "tier": 1, "words": "The dates"}
    assert (
        done(api.post(f"{review}information/share/", {**given, "shared_at": this_moment()}))["asked"] is False
    )
    asked = {"body": "The school", "basis": "Schedule 4", "tier": 2, "words": "The log"}
    row = done(
        api.post(f"{review}information/ask/", {**asked, "must_comply": True, "asked_at": this_moment()})
    )
    reply = {"words": "The log of May", "replied_at": this_moment()}
    replied = done(api.post(f"{review}information/{row['id']}/reply/", reply))
    assert (replied["answers"], replied["must_comply"], replied["tier"]) == (row["id"], True, 2)
    assert api.post(f"{review}information/{row['id']}/reply/", reply).status_code == 409
    assert [one["body"] for one in api.rows(f"{review}information/")] == [
        "The landlord",
        "The school",
        "The school",
    ]


def test_an_applicant_appeals_and_a_review_is_opened_again(sunita: User, ben: User) -> None:
    api = Api(sunita)
    row = make_review(by=sunita)
    hold_panel(row, by=sunita)
    review = f"{row.reference}/"
    asked = {"against": "handling", "words": "Nobody rang.", "asked_at": this_moment()}
    appeal = f"{review}appeals/{done(api.post(f'{review}appeals/', asked))['number']}/"
    ended = {"outcome": "upheld", "words": "Nobody did.", "decided_at": this_moment()}
    told = {"told_words": "We are sorry.", "told_how": "By post", "told_at": this_moment()}
    untold = api.act(appeal, "decide", ended)
    assert (untold.status_code, untold.json()["detail"][:45]) == (
        409,
        "The area tells the local policing body of eac",
    )
    known = {**ended, **told, "lpb_told_at": this_moment()}
    assert done(api.act(appeal, "decide", known), 200)["outcome"] == "upheld"
    assert api.rows(f"{review}letters/")[-1]["kind"] == "appeal"

    over = {"ending": "in_error", "reason": "Recorded twice", "told_how": "By telephone"}
    assert done(api.act(review, "close", over), 200)["stage"] == "closed"
    again = {"reason": "The appeal", "until": day_to_come(9)}
    assert done(api.act(review, "reopen", again), 200)["stage"] == "review"
