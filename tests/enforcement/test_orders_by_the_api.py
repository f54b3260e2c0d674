"""Orders and exhibits by the API: the way of a request through the court, and of an exhibit through hands."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.casework.transitions.documents import add_document
from asbcases.enforcement.choices import FileItem
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import approve, fresh, make_warning
from tests.enforcement.make_orders import BAN, COURT, REVIEW, draft_request, make_young
from tests.make import make_case

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(minutes=1)
TODAY = london_day(NOW)
CHARGED_ON = london_day(NOW - timedelta(hours=4))  # before all that is done here, soon after midnight too


class Api:
    """Sends what is done to one case."""

    def __init__(self, case: Case, by: User) -> None:
        self.client, self.home = Client(), f"/api/v1/cases/{case.reference}/"
        self.client.force_login(by)

    def get(self, path: str) -> Any:
        return self.client.get(f"{self.home}{path}")

    def post(self, path: str, body: Any, etag: str = "") -> Any:
        headers = {"If-Match": etag} if etag else {}
        return self.client.post(f"{self.home}{path}", body, content_type="application/json", headers=headers)

    def act(self, path: str, act: str, body: Any) -> Any:
        """Act on a thing as it stands now."""
        return self.post(f"{path}{act}/", body, self.get(path).headers["ETag"])


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - timedelta(hours=4))


def test_a_request_goes_through_the_court_to_its_review(case: Case, amira: User) -> None:
    api = Api(case, amira)
    young = make_young(case, by=amira, now=NOW - timedelta(hours=3))
    begun = api.post("orders/", {"subject": young.reference, "offence": "Criminal damage"})
    assert (begun.status_code, begun.json()["state"]) == (201, "draft")
    reference = begun.json()["reference"]
    assert api.get("orders/").json()["results"][0]["reference"] == reference

    order = draft_request(case, by=amira, subject=young, now=NOW - timedelta(hours=2), charged_on=CHARGED_ON)
    home = f"orders/{order.reference}/"
    views = {"who": "Jo Field", "views": "They support it.", "views_on": TODAY.isoformat()}
    assert api.act(home, "youth-views", views).status_code == 200
    there = [item.value for item in FileItem if item != FileItem.PNC]
    assert api.act(home, "file", {"there": there}).json()["request"]["file"]["mg5"] == "there"
    assert api.act(home, "change", {"offence": "Affray"}).json()["request"]["offence"] == "Affray"
    approve(fresh(order), by=amira, now=NOW)
    sent = {"application_on": TODAY.isoformat(), "over": {"CBO-19": "It follows."}}
    assert api.act(home, "send", sent).json()["request"]["sent_at"]

    at = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    heard = api.act(home, "hearing", {"kind": "sentence", "court": COURT, "at": at})
    assert heard.json()["hearings"][0]["at"]
    made = {"court": COURT, "made_on": TODAY.isoformat(), "indefinite": True, "left_out": [2]}
    shown = api.act(home, "made", made).json()
    assert (shown["state"], [term["number"] for term in shown["terms"]]) == ("issued", [1])
    assert api.act(home, "hearings/1/held", {"outcome": "Made."}).json()["hearings"][0]["outcome"] == "Made."
    varied = {**made, "applicant": "offender", "left_out": [], "reporting": "none"}
    assert api.act(home, "varied", varied).json()["orders"][1]["applicant"] == "offender"
    review = {**REVIEW, "reviewed_at": datetime.now(UTC).isoformat()}
    assert api.act(home, "review", review).json()["reviews"][0]["number"] == 1
    assert BAN["words"] in str(api.get(f"{home}press/").json()["words"])
    ended = {"applicant": "prosecution", "court": COURT, "made_on": TODAY.isoformat(), "words": "Not needed."}
    assert api.act(home, "discharged", ended).json()["state"] == "discharged"
    refused = api.act(f"orders/{reference}/", "refused", {"refused_on": TODAY.isoformat(), "words": "No."})
    assert refused.json()["state"] == "dropped"
    assert differences() == []


def test_what_a_request_says_is_changed_only_by_who_read_it_as_it_stands(case: Case, amira: User) -> None:
    api = Api(case, amira)
    young = make_young(case, by=amira, now=NOW - timedelta(hours=3))
    order = draft_request(case, by=amira, subject=young, now=NOW - timedelta(hours=2), charged_on=CHARGED_ON)
    home = f"orders/{order.reference}/"
    views = {"who": "Jo Field", "views": "They support it.", "views_on": TODAY.isoformat()}

    for act, body in {"change": {"offence": "Affray"}, "youth-views": views, "file": {"there": []}}.items():
        known = api.get(home).headers["ETag"]
        assert [api.post(f"{home}{act}/", body, known).status_code for _ in range(2)] == [200, 412], act
        assert api.get(home).headers["ETag"] != known, act


def test_what_is_not_fit_is_answered_with_what_to_mend(case: Case, amira: User) -> None:
    api = Api(case, amira)
    warning = make_warning(case, by=amira, now=NOW)
    order = draft_request(case, by=amira, now=NOW - timedelta(hours=2), charged_on=CHARGED_ON)
    home = f"orders/{order.reference}/"

    assert api.get(f"orders/{warning.reference}/").status_code == 404
    assert api.post("orders/", {"subject": "PER-2014-999999"}).status_code == 400
    assert api.post(f"{home}send/", {"application_on": TODAY.isoformat()}).status_code == 428
    unapproved = api.act(home, "send", {"application_on": TODAY.isoformat()})
    assert (unapproved.status_code, "not approved" in unapproved.json()["detail"]) == (409, True)
    assert api.act(home, "made", {"court": COURT, "made_on": TODAY.isoformat()}).status_code == 409
    assert api.post("exhibits/", {"description": "x", "document": 9}).status_code == 400


def test_an_exhibit_goes_through_hands(case: Case, amira: User) -> None:
    api = Api(case, amira)
    file = add_document(case, file=ContentFile(b"Seen", "a.txt"), name="a.txt", by=amira, now=NOW)
    at = (NOW - timedelta(hours=1)).isoformat()
    found = {
        "description": "A spray can",
        "found_by": "Amira Osei",
        "found_at": at,
        "found_where": "The gate",
    }
    made = api.post("exhibits/", {**found, "document": file.number})
    assert (made.status_code, made.json()["label"], made.json()["sha256"]) == (201, "AO/1", file.sha256)
    unknown = api.post("exhibits/", {**found, "document": 99})
    assert (unknown.status_code, "document" in str(unknown.json())) == (400, True)

    move = {"moved_at": at, "from_whom": "Ben Lane", "to_whom": "Store", "kept_at": "Bay 4", "why": "Kept"}
    strange = api.act("exhibits/1/", "hand-over", move)
    assert (strange.status_code, "held by Amira Osei" in strange.json()["detail"]) == (409, True)
    moved = api.act("exhibits/1/", "hand-over", {**move, "from_whom": "Amira Osei"}).json()
    assert (moved["holder"], moved["moves"][0]["number"]) == ("Store", 1)
    gone = api.act("exhibits/1/", "disposal", {"disposed_at": NOW.isoformat(), "disposal": "Given back."})
    assert gone.json()["disposal"] == "Given back."
    assert api.get("exhibits/").json()["results"][0]["label"] == "AO/1"
