"""Papers by the API: made once, read with their words, refused by name; passages allowed by consent."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.models import Measure, NamingReason, Paper
from tests.api.conftest import CASES, Caller
from tests.enforcement.make_measures import draft_warning, make_notice
from tests.enforcement.make_papers import make_penalty
from tests.make import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(amira: User) -> Caller:
    return Caller(amira)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def papers(measure: Measure, rest: str = "") -> str:
    return f"{CASES}{measure.case.reference}/measures/{measure.reference}/papers/{rest}"


def test_a_paper_is_made_once_read_and_listed(api: Caller, case: Case, amira: User) -> None:
    measure = draft_warning(case, by=amira)

    made = api.post(papers(measure), {"kind": "cpw", "large": True}, **{"Idempotency-Key": "one"})
    again = api.post(papers(measure), {"kind": "cpw", "large": True}, **{"Idempotency-Key": "one"})

    assert (made.status_code, made.headers["Location"]) == (201, papers(measure, "1/"))
    assert (again.status_code, again.json()["number"]) == (201, 1)
    paper = Paper.objects.get()
    read = api.get(papers(measure, "1/")).json()
    assert (read["sha256"], read["large"], read["data"]["title"]) == (
        paper.sha256,
        True,
        "Community protection warning",
    )
    assert api.get(read["pdf"]).content == bytes(paper.pdf)
    (listed,) = api.get(papers(measure)).json()["results"]
    assert "data" not in listed
    assert api.get(papers(measure, "9/")).status_code == 404


def test_what_is_refused_on_the_page_is_refused_here(api: Caller, case: Case, amira: User) -> None:
    measure = draft_warning(case, by=amira, contact="")

    bare = api.post(papers(measure), {"kind": "cpw"})
    assert (bare.status_code, "CPW-3" in bare.json()["detail"]) == (409, True)
    assert api.post(papers(measure), {"kind": "cpn"}).status_code == 409
    assert api.post(papers(measure), {"kind": "soap"}).status_code == 400
    assert api.post(papers(measure), {"kind": "fpn", "penalty": "FPN-2026-000009"}).status_code == 400
    over = {"kind": "cpw", "over": {"CPW-3": "It was said at the door."}}
    assert api.post(papers(measure), over).status_code == 201


def test_the_notice_of_a_penalty_is_made_by_its_reference(api: Caller, case: Case, amira: User) -> None:
    notice = make_notice(case, by=amira)
    penalty = make_penalty(notice, by=amira)

    made = api.post(papers(notice), {"kind": "fpn", "penalty": penalty.reference})

    assert (made.status_code, made.json()["penalty"]) == (201, penalty.reference)


def test_passages_are_allowed_by_consent(api: Caller, case: Case, amira: User) -> None:
    measure = draft_warning(case, by=amira, conduct="Jade Taylor hears it at night.")
    refused = api.post(papers(measure), {"kind": "cpw"})
    assert "“Jade Taylor” (name)" in refused.json()["detail"]
    said = {"kind": "cpw", "passages": ["jade taylor"], "consent": True, "reason": "She agreed by telephone."}

    wrong = api.post(papers(measure, "naming/"), {**said, "passages": ["Jade Taylor", "nobody"]})
    assert (wrong.status_code, "take them from the refusal" in wrong.json()["detail"]) == (409, True)
    assert api.post(papers(measure, "naming/"), {**said, "consent": False}).status_code == 409
    key = {"Idempotency-Key": "two"}
    made = api.post(papers(measure, "naming/"), said, **key)
    assert (made.status_code, made.json()["found"]) == (201, {"name": ["Jade Taylor"]})
    assert api.post(papers(measure, "naming/"), said, **key).json()["reason"] == "She agreed by telephone."
    assert NamingReason.objects.count() == 1
    assert api.get(papers(measure, "naming/")).json()["results"][0]["consent"] is True
    assert api.post(papers(measure), {"kind": "cpw"}).status_code == 201
