"""Partners are asked and answer by the API as on their pages: referrals and questions, on both sides."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.law.periods import london_day
from partners.models import QuestionAnswer, Referral
from tests.api.conftest import Caller
from tests.make import make_case, make_given
from tests.partners.asking import ASKS, differences

pytestmark = pytest.mark.django_db
REQUESTS = "/api/v1/requests/"


def day(days: int = 9) -> str:
    return (london_day(timezone.now()) + timedelta(days=days)).isoformat()


def draft(**said: Any) -> dict[str, Any]:
    return {"agency": "Eastlight Homes", "matter": "tenancy", "asks": ASKS, "respond_by": day(), **said}


def tag(answer: Any) -> dict[str, str]:
    return {"If-Match": answer.headers["ETag"]}


@pytest.fixture
def case(amira: User, dev: User) -> Case:
    return make_case(by=amira, now=timezone.now() - timedelta(hours=2))


@pytest.fixture
def of_case(case: Case) -> str:
    return f"/api/v1/cases/{case.reference}/"


def sent(api: Caller, of_case: str, **said: Any) -> Any:
    made = api.post(f"{of_case}referrals/", draft(**said))
    return api.post(f"{made.headers['Location']}send/", {}, **tag(made))


def test_a_referral_goes_from_its_draft_to_its_closing(amira: User, dev: User, of_case: str) -> None:
    api, agency = Caller(amira), Caller(dev)
    made = api.post(f"{of_case}referrals/", draft(), **{"Idempotency-Key": "draft"})
    assert (made.status_code, made.json()["stage"]) == (201, "drafted")
    assert api.post(f"{of_case}referrals/", draft(), **{"Idempotency-Key": "draft"}).json() == made.json()
    here, theirs = made.headers["Location"], f"{REQUESTS}{made.json()['reference']}/"
    assert agency.get(theirs).status_code == 404
    changed = api.post(f"{here}change/", draft(asks="Please write"), **tag(made))
    assert (changed.status_code, changed.json()["asks"]) == (200, "Please write")
    assert api.post(f"{here}send/", {}, **tag(made)).status_code == 412
    gone = api.post(f"{here}send/", {}, **tag(changed))
    assert (gone.status_code, gone.json()["stage"], gone.json()["sent_by"]) == (200, "sent", "amira")
    late = api.post(f"{here}change/", draft(), **tag(gone))
    assert late.json()["detail"] == "This referral was sent already: close it, and draft another."

    [row] = agency.get(REQUESTS).json()["results"]
    assert (row["asks"], row["stage"]) == ("Please write", "sent")
    assert not {"share", "closing_words", "number", "case"} & set(row)
    early = agency.post(f"{theirs}outcome/", {"words": "We wrote"})
    assert (early.status_code, early.json()["detail"]) == (
        409,
        "Accept the referral first: what came of it is returned by whoever took it on.",
    )
    for act, stage in (("acknowledge", "acknowledged"), ("accept", "accepted")):
        done = agency.post(f"{theirs}{act}/", {}, **{"Idempotency-Key": act})
        assert (done.status_code, done.json()["stage"]) == (200, stage)
        assert agency.post(f"{theirs}{act}/", {}, **{"Idempotency-Key": act}).json() == done.json()
    assert agency.post(f"{theirs}outcome/", {"words": "We wrote"}).json()["outcome"] == "We wrote"

    [waits] = api.get("/api/v1/referrals/", {"waits": "returned", "whose": "mine"}).json()["results"]
    assert (waits["case"], waits["number"]) == (of_case.split("/")[4], 1)
    assert api.get("/api/v1/referrals/", {"waits": "sent"}).json()["results"] == []
    closed = api.post(f"{here}close/", {"words": "She was told"}, **tag(api.get(here)))
    assert (closed.status_code, closed.json()["stage"], closed.json()["closed_by"]) == (
        200,
        "closed",
        "amira",
    )
    assert api.get("/api/v1/referrals/").json()["results"] == []
    assert Access.objects.filter(user=dev, what=Look.API, about__endswith=made.json()["reference"]).exists()
    assert differences() == []


def test_an_agency_declines_with_a_reason_that_the_police_read(amira: User, dev: User, of_case: str) -> None:
    theirs = f"{REQUESTS}{sent(Caller(amira), of_case).json()['reference']}/"

    missing = Caller(dev).post(f"{theirs}decline/", {})
    declined = Caller(dev).post(f"{theirs}decline/", {"words": "Not our tenant"})

    assert missing.json()["errors"] == [{"pointer": "#/words", "detail": "This is missing."}]
    assert (declined.status_code, declined.json()["stage"]) == (200, "declined")
    assert Caller(amira).get(f"{of_case}referrals/1/").json()["declined_why"] == "Not our tenant"


def test_what_was_said_by_telephone_is_entered_and_marked(amira: User, dev: User, of_case: str) -> None:
    api = Caller(amira)
    gone = sent(api, of_case)
    said = {"said_by": "Pat Holt", "said_at": timezone.now().isoformat(), "words": "Not ours"}

    done = api.post(f"{of_case}referrals/1/telephoned/", {**said, "stage": "declined"}, **tag(gone))

    [step] = [one for one in done.json()["telephoned"] if one["stage"] == "declined"]
    assert (done.status_code, step["said_by"], step["entered_by"]) == (200, "Pat Holt", amira.name)
    assert done.json()["declined_why"] == "Not ours"
    again = api.post(f"{of_case}referrals/1/telephoned/", {**said, "stage": "accepted"}, **tag(done))
    assert again.status_code == 409
    assert "declined it: “Not ours”" in again.json()["detail"]


def test_a_question_is_answered_part_by_part(amira: User, dev: User, of_case: str) -> None:
    api, agency = Caller(amira), Caller(dev)
    asks = {
        "agency": "Eastlight Homes",
        "asks": "The home",
        "parts": ["Since when?", "Who?"],
        "due_on": day(),
    }
    made = api.post(f"{of_case}questions/", {**asks, "named": "dev"})
    assert (made.status_code, made.json()["named"]) == (201, dev.name)
    theirs = f"{REQUESTS}questions/{made.json()['reference']}/"
    [row] = agency.get(f"{REQUESTS}questions/").json()["results"]
    assert [part["words"] for part in row["parts"]] == ["Since when?", "Who?"]
    answered = agency.post(f"{theirs}parts/1/answer/", {"words": "2019"}, **{"Idempotency-Key": "one"})
    assert answered.json()["parts"][0]["answers"][0]["words"] == "2019"
    assert (
        agency.post(f"{theirs}parts/1/answer/", {"words": "2019"}, **{"Idempotency-Key": "one"}).status_code
        == 200
    )
    assert QuestionAnswer.objects.count() == 1
    assert agency.post(f"{theirs}parts/3/answer/", {"words": "2019"}).status_code == 404

    said = {"said_by": "Pat Holt", "said_at": timezone.now().isoformat(), "words": "A family"}
    here = f"{of_case}questions/1/"
    assert api.post(f"{here}parts/9/telephoned/", said, **tag(api.get(here))).status_code == 404
    unsaid = api.post(f"{here}close/", {}, **tag(api.get(here)))
    assert unsaid.json()["detail"] == "Say why no answer is needed any more: the words are kept."
    done = api.post(f"{here}parts/2/telephoned/", said, **tag(api.get(here)))
    assert (done.status_code, done.json()["parts"][1]["answers"][0]["said_by"]) == (200, "Pat Holt")
    assert [row["reference"] for row in api.get("/api/v1/questions/").json()["results"]] == [
        made.json()["reference"]
    ]
    assert api.post(f"{here}close/", {}, **tag(done)).json()["closed_by"] == "amira"
    assert api.get("/api/v1/questions/").json()["results"] == []


@pytest.mark.parametrize(
    ("said", "pointer", "words"),
    [
        ({"agency": "Essex Police"}, "#/agency", "There is no such record, or it is not for you."),
        ({"named": "eve"}, "#/named", "This is nobody of that agency with an open account."),
        ({"share": 9}, "#/share", "There is no such share of the case, or it was recalled."),
        ({"matter": "war"}, "#/matter", "This must be one of: "),
    ],
)
def test_of_whom_it_cannot_be_asked_is_said(
    amira: User, eve: User, of_case: str, said: dict[str, Any], pointer: str, words: str
) -> None:
    answer = Caller(amira).post(f"{of_case}referrals/", draft(**said))

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["pointer"], error["detail"][: len(words)]) == (400, pointer, words)
    assert not Referral.objects.exists()


def test_a_share_goes_with_a_referral(amira: User, dev: User, case: Case, of_case: str) -> None:
    share = make_given(case, dev.agency, by=amira, now=timezone.now() - timedelta(hours=1))

    made = Caller(amira).post(f"{of_case}referrals/", draft(share=share.number))

    assert (made.status_code, made.json()["share"]) == (201, share.number)
