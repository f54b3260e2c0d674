"""Plans by the API: all four stages, what is refused and why, and lists."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision
from tests.deadlines.checking import differences
from tests.make import make_case, make_incident
from tests.sara import plans
from tests.sara.plans import analysed, planned, scanned, start

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = datetime.now(UTC) - timedelta(minutes=1)
TODAY = london_day(NOW)
HOME = "/api/v1/plans/"
MEASURE = {
    "statement": "Half as many nights with noise",
    "impact": "reduce",
    "categories": ["nuisance"],
    "places": ["Mersea Road shops"],
    "baseline": 40,
    "baseline_from": (TODAY - 84 * DAY).isoformat(),
    "baseline_to": (TODAY - 2 * DAY).isoformat(),
    "target": 20,
    "target_on": (TODAY + 180 * DAY).isoformat(),
}
SCAN = {
    **dict.fromkeys(("description", "community", "harm", "expectation", "events", "similarity"), "So it is"),
    **{"harmed": "Twelve households", "why_now": "Three of them move away"},
}
WINDOWS = {
    **{"before_from": (TODAY - 84 * DAY).isoformat(), "before_to": (TODAY - 57 * DAY).isoformat()},
    **{"after_from": (TODAY - 56 * DAY).isoformat(), "after_to": (TODAY - DAY).isoformat()},
    **{"before": 40, "after": 18, "counted_from": "The log of the landlord"},
}


class Api:
    """Sends what one person does."""

    def __init__(self, by: User) -> None:
        self.client = Client()
        self.client.force_login(by)

    def get(self, path: str, **query: str) -> Any:
        return self.client.get(f"{HOME}{path}", query)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(f"{HOME}{path}", body or {}, content_type="application/json", headers=headers)

    def act(self, path: str, act: str, body: Any = None) -> Any:
        """Act on a plan or response as it stands now."""
        return self.post(f"{path}{act}/", body, **{"If-Match": self.get(path).headers["ETag"]})


@pytest.fixture
def made(amira: User, ben: User) -> Callable[..., ProblemPlan]:
    plans.make_inspector()
    return lambda **said: start(owner=amira, supervisor=ben, now=NOW, **said)


def new_plan(**changed: Any) -> dict[str, Any]:
    stated = {"title": "Nights behind the shops", "type": "place", "district": "colchester"}
    return {
        **stated,
        "source": "analyst",
        "raised_at": (NOW - DAY).isoformat(),
        "supervisor": "ben",
        **changed,
    }


def test_a_plan_goes_through_all_stages(amira: User, ben: User) -> None:
    plans.make_inspector()
    hers, his = Api(amira), Api(ben)
    begun = hers.post("", new_plan())
    assert (begun.status_code, begun.json()["stage"]) == (201, "objective")
    plan = f"{begun.json()['reference']}/"
    assert begun.headers["Location"] == f"{HOME}{plan}"

    assert hers.post(f"{plan}objectives/", MEASURE).json()["number"] == 1
    assert hers.post(f"{plan}scans/", SCAN).status_code == 201
    taken_on = his.act(plan, "screen", {"decision": "accept", "reason": "It recurs"})
    assert taken_on.json()["screening"]["decision"] == "accept"
    for kind, more in (("cause", {}), ("data_source", {"result": "Nothing of January"})):
        added = hers.post(f"{plan}entries/", {"kind": kind, "words": "The club shuts at nine", **more})
        assert added.status_code == 201
    panel = {"kind": "panel", "words": "Twelve flats", "side": "victim", "controller": "The landlord"}
    assert hers.post(f"{plan}entries/", panel).json()["side"] == "victim"
    assert hers.act(plan, "complete-analysis").json()["stage"] == "response"

    days = {"starts_on": TODAY.isoformat(), "due_on": (TODAY + 14 * DAY).isoformat()}
    response = hers.post(f"{plan}responses/", {"action": "Open the club", "four_p": "prevent", **days})
    assert response.status_code == 201
    one = f"{plan}responses/1/"
    assert hers.act(one, "begin").json()["state"] == "begun"
    assert hers.act(one, "finish", {"result": "Open since Monday"}).json()["state"] == "done"
    assert his.post(f"{plan}reviews/", {"decision": "continue", "words": "As planned"}).json()["number"] == 1

    verdict = {"verdict": "worked", "words": "Quieter", "shareable": True, **WINDOWS}
    assert hers.post(f"{plan}assessments/", verdict).json()["after"] == 18
    ending = {"reason": "objective_met", "words": "Quiet", "residual_risk": "Next summer"}
    closed = his.act(plan, "close", ending)
    assert (closed.status_code, closed.json()["closure"]["success_claimed"]) == (200, True)
    assert his.act(plan, "look-again", {"holds": True, "words": "Quiet still"}).status_code == 200
    assert his.get(f"{plan}aftercare/").json()["results"][0]["holds"] is True
    assert {row["state"] for row in his.get(f"{plan}deadlines/").json()["results"]} <= {"met", "cancelled"}
    assert differences() == []


def test_what_is_refused_is_refused_in_the_words_of_the_pages(
    made: Callable[..., ProblemPlan], amira: User, ben: User
) -> None:
    plan = scanned(made(), now=NOW)
    path = f"{plan.reference}/"

    screened = Api(amira).act(path, "screen", {"decision": "accept", "reason": "It recurs"})
    closed = Api(ben).act(path, "close", {"reason": "not_feasible", "words": "-", "residual_risk": "-"})
    changed = Api(amira).post(f"{path}objectives/", MEASURE)

    assert (screened.status_code, closed.status_code, changed.status_code) == (409, 409, 409)
    assert "A sergeant or above screens a plan" in screened.json()["detail"]
    assert "is at Scanning: this is done at Response or Assessment" in closed.json()["detail"]
    assert "Say why the measure changes" in changed.json()["detail"]
    again = Api(amira).post(f"{path}objectives/", {**MEASURE, "why": "The club was opened"})
    assert again.json()["number"] == 2
    assert [row["number"] for row in Api(ben).get(f"{path}objectives/").json()["results"]] == [1, 2]


def test_bad_input_is_named_and_nothing_is_kept(made: Callable[..., ProblemPlan], amira: User) -> None:
    plan = analysed(made(), now=NOW)
    api, path = Api(amira), f"{plan.reference}/"

    panel = api.post(f"{path}entries/", {"kind": "panel", "words": "Flats"})
    two = api.post(f"{path}links/", {})
    overlapping = {**WINDOWS, "before_to": WINDOWS["after_to"], "verdict": "worked", "words": "Quieter"}
    assessed = api.post(f"{path}assessments/", overlapping)

    assert (panel.status_code, panel.json()["errors"][0]["pointer"]) == (400, "#/side")
    assert two.status_code == 400
    assert (assessed.status_code, "overlap" in assessed.json()["detail"]) == (409, True)
    assert api.get(f"{path}assessments/").json()["results"] == []


def test_an_act_needs_the_version_that_was_read(
    made: Callable[..., ProblemPlan], amira: User, ben: User
) -> None:
    plan = scanned(made(), now=NOW)
    path, said = f"{plan.reference}/", {"decision": "accept", "reason": "It recurs"}
    read = Api(ben).get(path).headers["ETag"]

    assert Api(ben).post(f"{path}screen/", said).status_code == 428
    assert Api(ben).client.get(f"{HOME}{path}", headers={"If-None-Match": read}).status_code == 304
    verbs.screen_plan(plan, decision=Decision.ACCEPT, reason="It recurs", by=ben, now=NOW)
    stale = Api(ben).post(f"{path}screen/", said, **{"If-Match": read})
    assert stale.status_code == 412


def test_what_is_sent_twice_under_one_key_is_done_once(made: Callable[..., ProblemPlan], amira: User) -> None:
    plan = analysed(made(), now=NOW)
    said = {"kind": "hypothesis", "words": "The lights are out"}
    key = {"Idempotency-Key": "the-same"}

    first, second = (Api(amira).post(f"{plan.reference}/entries/", said, **key) for _ in range(2))

    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert plan.entries.filter(kind="hypothesis").count() == 1


def test_links_and_victims_are_shown_to_who_may_know_of_them(
    made: Callable[..., ProblemPlan], amira: User, cara: User
) -> None:
    plan, case = made(), make_case(by=amira, now=NOW)
    elsewhere = make_incident(by=cara, now=NOW, district_code="basildon")
    api, path = Api(amira), f"{plan.reference}/"
    victim = case.parties.get().person

    assert api.post(f"{path}links/", {"incident": elsewhere.reference}).status_code == 400
    linked = api.post(f"{path}links/", {"case": case.reference})
    assert linked.json()["case"] == case.reference
    told = {"person": victim.reference, "words": "By telephone", "contacted_at": NOW.isoformat()}
    assert api.post(f"{path}contacts/", told).json()["person"] == victim.reference
    off = api.post(f"{path}links/1/off/", {"reason": "Another family"})
    assert off.json()["recorded_in_error_why"] == "Another family"


def test_lists_are_filtered_as_the_board_is_and_paged(
    made: Callable[..., ProblemPlan], amira: User, ben: User, cara: User, dev: User
) -> None:
    shown = [made(), made(), scanned(made(), now=NOW)]
    planned(analysed(made(), now=NOW), now=NOW)
    api = Api(amira)

    assert {row["reference"] for row in api.get("", stage="scanning").json()["results"]} == {
        shown[2].reference
    }
    assert len(api.get("", owner="amira", district="colchester").json()["results"]) == 4
    assert api.get("", show="closed").json()["results"] == []
    assert api.get("", show="stuck").json()["results"] == []
    first = api.get("", limit="3").json()
    assert len(first["results"]) == 3
    assert len(api.client.get(first["next"]).json()["results"]) == 1
    assert api.get("", colour="red").status_code == 400
    assert Api(cara).get("").json()["results"] == []
    assert Api(dev).get("").status_code == 403
    for stranger in (cara, dev):
        assert Api(stranger).get(f"{shown[0].reference}/").status_code == 404


def test_a_list_costs_the_same_whatever_its_length(
    made: Callable[..., ProblemPlan], amira: User, django_assert_num_queries: Any
) -> None:
    api = Api(amira)
    made()
    with django_assert_num_queries(10, exact=False) as one:
        api.get("")
    for _ in range(8):
        made()

    with django_assert_num_queries(len(one)):
        assert len(api.get("").json()["results"]) == 9
