"""What hangs on a case by the API: premises, operations, other cases, contact, victims, its moves, waivers and samples."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, CaseLink
from asbcases.casework.transitions import reallocate_case
from tests.api.conftest import CASES, Caller
from tests.casework.casefile import planned, written
from tests.make import make_case
from tests.risk.answers import STANDARD, assess

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=timezone.now() - timedelta(hours=2))


@pytest.fixture
def at(case: Case) -> str:
    return f"{CASES}{case.reference}/"


def test_premises_are_put_on_a_case_once_and_taken_off(api: Caller, at: str) -> None:
    made = api.post(f"{at}premises/", {"address": "3 Mill Lane", "note": "He lives there"})
    where = made.headers["Location"]

    assert (made.status_code, made.json()["address"]) == (201, "3 Mill Lane")
    assert "already" in api.post(f"{at}premises/", {"address": "3 Mill Lane"}).json()["detail"]
    off = api.post(f"{where}wrong/", {"reason": "Another lane"})
    assert (off.status_code, off.json()["recorded_in_error_why"]) == (200, "Another lane")
    [listed] = api.get(f"{at}premises/").json()["results"]
    assert listed["recorded_in_error_at"]


def test_cases_are_linked_and_who_may_not_see_the_other_learns_nothing(
    api: Caller, calling: Any, at: str, case: Case, amira: User, cara: User
) -> None:
    other = make_case(by=amira, now=timezone.now())
    hers = make_case(by=cara, now=timezone.now(), district_code="basildon")
    why = {"reason": "The same group"}

    unseen = api.post(f"{at}links/", {**why, "other": hers.reference})
    none = api.post(f"{at}links/", {**why, "other": "ASB-2026-999999"})
    assert (unseen.status_code, unseen.json()["errors"]) == (400, none.json()["errors"])
    made = api.post(f"{at}links/", {**why, "other": other.reference})
    assert made.json()["other"] == other.reference
    [seen] = api.get(f"{CASES}{other.reference}/links/").json()["results"]
    assert seen["other"] == case.reference
    CaseLink.objects.create(
        case=case, other=hers, reason="Hidden", recorded_at=timezone.now(), recorded_by=amira
    )
    assert [row["other"] for row in api.get(f"{at}links/").json()["results"]] == [other.reference]
    undone = api.post(f"{made.headers['Location']}wrong/", {"reason": "Two groups"})
    assert undone.json()["recorded_in_error_why"] == "Two groups"


def test_contact_is_agreed_with_a_victim_alone(api: Caller, at: str) -> None:
    agreed = {"party": 1, "every_days": 7, "way": "text", "times": "After four"}

    made = api.post(f"{at}contact-plans/", agreed)

    assert (made.status_code, made.json()["every_days"], made.json()["party"]) == (201, 7, 1)
    nobody = api.post(f"{at}contact-plans/", {**agreed, "party": 9})
    assert (nobody.status_code, nobody.json()["errors"][0]["pointer"]) == (400, "#/party")


def test_an_entry_in_error_stays_to_be_read_and_an_action_is_dropped(
    api: Caller, at: str, case: Case, amira: User
) -> None:
    now = timezone.now()
    written(case, by=amira, happened_at=now, now=now)
    planned(case, by=amira, now=now)

    wrong = api.post(f"{at}journal/1/wrong/", {"reason": "Another case"})
    assert (wrong.status_code, wrong.json()["recorded_in_error_why"]) == (200, "Another case")
    assert api.post(f"{at}journal/1/wrong/", {"reason": "Another case"}).status_code == 409
    assert api.post(f"{at}actions/1/drop/", {"result": "They moved"}).status_code == 428
    tag = api.get(f"{at}actions/1/").headers["ETag"]
    dropped = api.post(f"{at}actions/1/drop/", {"result": "They moved"}, **{"If-Match": tag})
    assert (dropped.status_code, bool(dropped.json()["dropped_at"])) == (200, True)


def test_what_is_done_for_a_victim_stands_in_one_record(api: Caller, at: str) -> None:
    victim = f"{at}parties/1/support/"
    assert api.get(victim).json()["needs"] is None

    needs = api.post(f"{victim}needs/", {"with_victim": True, "needs": ["housing"]})
    assert (needs.status_code, needs.json()["needs"]["needs"]) == (200, ["housing"])
    made = api.post(f"{victim}offers/", {"service": "Victim support"})
    offer, answer = made.headers["Location"], {"answer": "undecided", "words": "Later"}
    assert api.post(f"{offer}answer/", answer).status_code == 428
    said = api.post(f"{offer}answer/", answer, **{"If-Match": made.headers["ETag"]})
    assert (said.json()["answer"], said.json()["answer_words"]) == ("undecided", "Later")
    plan = {"kind": "safety", "words": "A chain.", "shared_with_victim": True}
    assert api.post(f"{victim}plan/", plan).json()["plans"][0]["words"] == "A chain."
    assert api.post(f"{victim}panel-exit/", {"words": "On Monday."}).status_code == 404
    unnamed = api.post(f"{victim}panel/", {"referred": True, "reason": "Three agencies"})
    assert (unnamed.status_code, unnamed.json()["errors"][0]["pointer"]) == (400, "#/panel")
    told = api.post(f"{victim}rights/", {"entitlement": "statement"})
    assert (told.status_code, "begin with one" in told.json()["detail"]) == (409, True)
    assert [one["service"] for one in api.get(victim).json()["offers"]] == ["Victim support"]
    assert api.get(f"{at}parties/9/support/").status_code == 404


def test_a_case_is_watched_worked_on_again_and_has_one_to_turn_to(
    api: Caller, at: str, case: Case, amira: User, ben: User
) -> None:
    assess(case, STANDARD, by=amira, now=timezone.now())
    tag = api.get(at).headers["ETag"]

    watched = api.post(f"{at}monitor/", {"reason": "Quiet"}, **{"If-Match": tag})
    assert (watched.status_code, watched.json()["stage"]) == (200, "monitoring")
    assert api.post(f"{at}work-again/", {"reason": "Not quiet"}, **{"If-Match": tag}).status_code == 412
    tag = watched.headers["ETag"]
    again = api.post(f"{at}work-again/", {"reason": "Not quiet"}, **{"If-Match": tag})
    assert again.json()["stage"] == "open"
    named = api.post(f"{at}spoc/", {"spoc": "ben"}, **{"If-Match": again.headers["ETag"]})
    assert (named.status_code, named.json()["spoc"]) == (200, "ben")


def test_a_hand_over_is_read_by_whom_the_case_was_given_to(
    api: Caller, calling: Any, at: str, case: Case, amira: User, ben: User
) -> None:
    told = {"reason": "She goes", "story": "Since August", "by": ben, "now": timezone.now()}
    reallocate_case(case, lead=ben, **told)

    refused = api.post(f"{at}hand-overs/1/read/", {})
    assert (refused.status_code, "Only whom the case was given to" in refused.json()["detail"]) == (409, True)
    assert calling(ben).post(f"{at}hand-overs/1/read/", {}).json()["read_at"]


def test_what_is_in_the_way_is_let_go_by_rank_or_asked_for(
    api: Caller, calling: Any, at: str, ben: User
) -> None:
    why = "She has left the county for good."
    thing = {"item": "first_assessment", "subject": "1", "reason": why}

    refused = api.post(f"{at}waivers/", thing)
    assert (refused.status_code, "It takes a supervisor" in refused.json()["detail"]) == (409, True)
    asked = api.post(f"{at}waivers/ask/", thing)
    assert (asked.status_code, asked.json()["kind"]) == (201, "waive")
    approval, tag = asked.headers["Location"], asked.headers["ETag"]
    back = api.post(f"{approval}withdraw/", {"reason": "She rang again"}, **{"If-Match": tag})
    assert (back.status_code, back.json()["verdict"]) == (200, "withdrawn")
    made = calling(ben).post(f"{at}waivers/", thing)
    assert (made.status_code, made.json()["rank"]) == (201, "sergeant")


def test_a_sample_is_drawn_and_each_case_reviewed_once_point_by_point(
    calling: Any, case: Case, ben: User
) -> None:
    sergeant = calling(ben)
    made = sergeant.post("/api/v1/samples/", {"size": 1, "seed": 3})
    at = made.headers["Location"]

    assert (made.status_code, made.json()["size"], made.json()["reviewed"]) == (201, 1, 0)
    [drawn] = sergeant.get(f"{at}cases/").json()["results"]
    assert (drawn["case"], drawn["reviewed_at"]) == (case.reference, None)
    one = sergeant.get(f"{at}cases/1/")
    said = {"verdicts": {point["code"]: "yes" for point in one.json()["points"]}}
    tag = {"If-Match": one.headers["ETag"]}
    half = sergeant.post(f"{at}cases/1/review/", {"verdicts": {}}, **tag)
    assert (half.status_code, "Answer each point" in half.json()["detail"]) == (409, True)
    kept = sergeant.post(f"{at}cases/1/review/", said, **tag)
    assert (kept.status_code, kept.json()["reviewed_by"]) == (200, "ben")
    [listed] = sergeant.get("/api/v1/samples/").json()["results"]
    assert (listed["reviewed"], listed["share"]) == (1, 100)
