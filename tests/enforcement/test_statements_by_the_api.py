"""By the API: statements, the notice of an application, applications to vary, and an order that others asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.casework.transitions.documents import add_document
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_orders import BAN, COURT, make_request, make_young
from tests.enforcement.test_orders_by_the_api import Api
from tests.make import make_case

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(minutes=1)
TODAY = london_day(NOW).isoformat()
SERVED = {"to": "The defence", "how": "By e-mail"}
TAKEN = {
    **{"role": "witness", "kind": "criminal", "witness": "Joan Pike", "taken_by": "Amira Osei", "pages": 2},
    **{"taken_where": "At her home", "taken_at": (NOW - timedelta(hours=1)).isoformat()},
}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - timedelta(hours=4))


def test_a_statement_is_kept_signed_withheld_notified_and_struck(case: Case, amira: User) -> None:
    api = Api(case, amira)
    copy = add_document(case, file=ContentFile(b"Copy", "copy.txt"), name="copy.txt", by=amira, now=NOW)
    made = api.post("statements/", TAKEN)
    assert (made.status_code, made.json()["exhibit"], made.json()["by"]) == (201, "AO/1", "Joan Pike")
    unknown = api.post("statements/", {**TAKEN, "document": 77})
    assert (unknown.status_code, "document" in str(unknown.json())) == (400, True)
    home = "statements/1/"
    for act, body in (
        ("sign", {"signed_on": london_day(NOW).isoformat(), "declared": True, "pages": 3}),
        ("hearsay", {**SERVED, "notice_on": TODAY}),
        ("withhold", {"asked": "She did.", "risk": "High.", "redacted": copy.number}),
    ):
        assert api.act(home, act, body).status_code == 200, act

    (line,) = api.get("statements/").json()["results"]
    assert "Joan Pike" not in str(line)
    assert (line["by"], line["signed_on"], line["name_withheld"]) == ("name withheld", TODAY, True)
    assert api.get(home).json()["witness"] == "Joan Pike"
    assert api.act(home, "sign", {"signed_on": TODAY, "pages": 3}).status_code == 409
    assert api.act(home, "wrong", {"reason": "Twice"}).status_code == 200
    assert api.get(home).json()["recorded_in_error_why"] == "Twice"
    assert api.get("statements/").json()["results"] == []


def test_the_notice_of_an_application_meets_its_clock(case: Case, amira: User) -> None:
    order = make_request(
        case, by=amira, now=NOW - timedelta(hours=2), charged_on=london_day(NOW - timedelta(hours=2))
    )
    api = Api(case, amira)

    noted = api.act(f"orders/{order.reference}/", "notice", {**SERVED, "given_on": TODAY})

    assert noted.status_code == 200
    assert noted.json()["request"]["notice_to"] == "The defence"
    assert differences() == []


def test_an_order_of_others_is_recorded_and_an_application_about_it_dismissed(
    case: Case, amira: User
) -> None:
    api = Api(case, amira)
    young = make_young(case, by=amira, now=NOW - timedelta(hours=3))
    body = {"subject": young.reference, "body": "Suffolk Constabulary", "court": COURT, "made_on": TODAY}
    ban = {name: BAN[name] for name in ("kind", "words", "place")}
    made = api.post("orders/record/", {**body, "indefinite": True, "terms": [ban]})
    assert (made.status_code, made.json()["ours"], made.json()["state"]) == (201, False, "issued")
    assert [term["words"] for term in made.json()["terms"]] == [BAN["words"]]
    home = f"orders/{made.json()['reference']}/"
    asked = {"kind": "vary", "applicant": "offender", "court": COURT, "made_on": TODAY, "words": "Less."}

    assert api.act(home, "application", asked).status_code == 200
    ended = {"outcome": "dismissed", "decided_on": TODAY, "words": "Nothing has changed."}
    etag = api.get(home).headers["ETag"]
    assert api.post(f"{home}applications/1/decided/", ended, etag).status_code == 200
    again = api.act(home, "application", asked)
    assert (again.status_code, "CBO-16" in again.json()["detail"]) == (409, True)
    shown = api.act(home, "application", {**asked, "leave": "agreement", "leave_words": "CPS, by letter"})
    assert [one["outcome"] for one in shown.json()["applications"]] == ["dismissed", ""]
    assert differences() == []
