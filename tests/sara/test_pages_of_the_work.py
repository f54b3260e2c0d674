"""The pages on which a plan is analysed, responded to and reviewed: what is kept, and what is refused in which words."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from asbcases.sara.models import AnalysisEntry, PlanResponse, PlanReview
from tests.casework.pages import day, signed_in, text_of
from tests.make import NOW, make_agency
from tests.sara.plans import DAY, accepted, analysed, make_inspector, planned, start

pytestmark = pytest.mark.django_db
ENTRIES = {
    "cause": {"words": "The youth club shuts at nine"},
    "source": {"words": "Incidents of the last year", "gaps": "Nights are not reported"},
    "hypothesis": {"words": "They have nowhere to go"},
    "previous": {"words": "Patrols in May", "result": "They came back in June"},
    "side": {"side": "location", "words": "A yard without light", "controller": "The landlord"},
}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW + DAY, tick=False):
        yield


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return start(owner=amira, supervisor=ben)


@pytest.fixture
def here(client: Client, amira: User) -> Client:
    return signed_in(client, amira)


def of(plan: ProblemPlan, page: str) -> str:
    return f"/plans/{plan.reference}/{page}"


def response(amira: User, **changed: Any) -> dict[str, Any]:
    return {
        "action": "Have the club open until eleven",
        "four_p": "prevent",
        "side": "location",
        "owner": amira.pk,
        **day("starts_on", "1 12 2026"),
        **day("due_on", "20 12 2026"),
        "basis": "A guide of the College",
        "cost": "£400",
        **changed,
    }


def test_entries_of_each_kind_are_added_and_the_analysis_is_signed_off(
    here: Client, plan: ProblemPlan
) -> None:
    accepted(plan)
    refused = here.post(of(plan, "analysis/complete/"))
    assert refused.status_code == 409
    assert "Add a cause to the analysis. Add a data source to the analysis." in text_of(refused)

    for kind, said in ENTRIES.items():
        assert here.get(of(plan, f"analysis/{kind}/new/")).status_code == 200
        sent = here.post(of(plan, f"analysis/{kind}/new/"), said)
        assert (sent.status_code, sent["Location"]) == (302, of(plan, "#analysis"))

    assert "Nights are not reported" in text_of(here.get(of(plan, "analysis/complete/")))
    assert here.post(of(plan, "analysis/complete/")).status_code == 302
    plan.refresh_from_db()
    assert plan.stage == PlanStage.RESPONSE
    kept = AnalysisEntry.objects.order_by("number").values_list("kind", "result", "side", "controller")
    assert list(kept) == [
        ("cause", "", "", ""),
        ("data_source", "Nights are not reported", "", ""),
        ("hypothesis", "", "", ""),
        ("previous", "They came back in June", "", ""),
        ("panel", "", "location", "The landlord"),
    ]


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("cause", {"words": "  "}, "Describe the cause"),
        ("source", {"gaps": "All"}, "Describe the data source"),
        ("previous", {"words": "Patrols"}, "Say what came of it"),
        ("side", {"words": "Dark"}, "Choose the side of the triangle"),
        ("side", {"words": "Dark", "side": "sky"}, "sky is not one of the available choices"),
    ],
)
def test_an_entry_that_lacks_something_is_asked_for_again(
    here: Client, plan: ProblemPlan, kind: str, said: dict[str, str], words: str
) -> None:
    accepted(plan)

    answer = here.post(of(plan, f"analysis/{kind}/new/"), said)

    assert answer.status_code == 400
    assert words in text_of(answer)
    assert not AnalysisEntry.objects.exists()


def test_an_entry_of_no_kind_is_not_found(here: Client, plan: ProblemPlan) -> None:
    assert here.get(of(plan, "analysis/panel/new/")).status_code == 404


def test_an_entry_before_the_plan_was_taken_on_is_refused(here: Client, plan: ProblemPlan) -> None:
    answer = here.post(of(plan, "analysis/cause/new/"), {"words": "The club shuts"})

    assert answer.status_code == 409
    assert "is at Objective: this is done at Analysis" in text_of(answer)
    assert "The club shuts" in text_of(answer)


def test_a_wrong_entry_stays_struck_through_and_is_struck_once(here: Client, plan: ProblemPlan) -> None:
    analysed(plan)
    address = of(plan, "analysis/1/wrong/")
    assert "The youth club shuts at nine" in text_of(here.get(address))
    assert here.post(address, {"reason": ""}).status_code == 400

    assert here.post(address, {"reason": "It shuts at ten"}).status_code == 302
    again = here.post(address, {"reason": "It shuts at ten"})

    assert (again.status_code, "is marked already" in text_of(again)) == (409, True)
    assert AnalysisEntry.objects.get(number=1).recorded_in_error_why == "It shuts at ten"
    assert here.get(of(plan, "analysis/9/wrong/")).status_code == 404


def test_a_response_is_planned_begun_and_finished(here: Client, plan: ProblemPlan, amira: User) -> None:
    analysed(plan)
    council = make_agency("Colchester City Council")
    assert here.get(of(plan, "responses/new/")).status_code == 200
    sent = here.post(of(plan, "responses/new/"), response(amira, agency=council.pk))
    assert (sent.status_code, sent["Location"]) == (302, of(plan, "#responses"))

    assert here.post(of(plan, "responses/1/done/"), {"result": "Open", "version": 1}).status_code == 409
    assert here.post(of(plan, "responses/1/begin/"), {"version": 1}).status_code == 302
    assert "£400" in text_of(here.get(of(plan, "responses/1/done/")))
    assert here.post(of(plan, "responses/1/done/"), {"version": 2}).status_code == 400
    done = here.post(of(plan, "responses/1/done/"), {"result": "Open", "cost": "£380", "version": 2})

    assert done.status_code == 302
    kept = PlanResponse.objects.get()
    assert (kept.state, kept.result, kept.cost, kept.agency) == ("done", "Open", "£380", council)
    late = here.post(of(plan, "responses/1/drop/"), {"reason": "Too dear", "version": 3})
    assert (late.status_code, "has ended already" in text_of(late)) == (409, True)


def test_a_response_that_changed_meanwhile_is_shown_beside_what_was_typed(
    here: Client, plan: ProblemPlan
) -> None:
    analysed(plan)
    planned(plan)
    here.post(of(plan, "responses/1/begin/"), {"version": 1})

    stale = here.post(of(plan, "responses/1/drop/"), {"reason": "Too dear", "version": 1})

    assert stale.status_code == 409
    assert "Too dear" in text_of(stale)
    assert PlanResponse.objects.get().state == "begun"
    assert here.post(of(plan, "responses/1/drop/"), {"reason": "Too dear", "version": 2}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        (day("due_on", "30 11 2026"), 400, "It is due before it starts"),
        ({**day("starts_on", "1 1 2026"), **day("due_on", "2 1 2026")}, 409, "by which it is due has passed"),
        (day("due_on", "31 2 2026"), 400, "Enter a real date"),
        ({"owner": ""}, 400, "Choose who answers for it"),
        ({"action": " "}, 400, "Say what is to be done"),
        ({"four_p": ""}, 400, "Choose what sort of response it is"),
    ],
)
def test_a_response_with_a_fault_is_asked_for_again_with_what_was_typed(
    here: Client, plan: ProblemPlan, amira: User, changed: dict[str, str], status: int, words: str
) -> None:
    analysed(plan)

    answer = here.post(of(plan, "responses/new/"), response(amira, **changed))

    assert (answer.status_code, words in text_of(answer)) == (status, True)
    assert "A guide of the College" in text_of(answer)
    assert not PlanResponse.objects.exists()


def test_before_the_analysis_only_a_quick_fix_is_planned(
    here: Client, plan: ProblemPlan, amira: User
) -> None:
    accepted(plan)
    refused = here.post(of(plan, "responses/new/"), response(amira))
    assert (refused.status_code, "is at Analysis" in text_of(refused)) == (409, True)

    assert here.post(of(plan, "responses/new/"), response(amira, immediate="on")).status_code == 302
    assert here.post(of(plan, "responses/1/begin/"), {"version": 1}).status_code == 302
    assert PlanResponse.objects.get().immediate


def test_a_review_is_kept_and_an_escalation_tells_the_inspector(
    client: Client, plan: ProblemPlan, ben: User
) -> None:
    iris, here = make_inspector(), signed_in(client, ben)
    told = Message.objects.filter(template=Template.PLAN_ESCALATED)
    assert here.post(of(plan, "review/"), {"decision": "continue"}).status_code == 400
    assert here.post(of(plan, "review/"), {"decision": "continue", "words": "On its way"}).status_code == 302
    assert not told.exists()

    sent = here.post(of(plan, "review/"), {"decision": "escalate", "words": "The council does nothing"})

    assert sent["Location"] == of(plan, "#reviews")
    message = told.get()
    assert (message.recipient, message.plan, message.context["path"]) == (iris, plan, of(plan, ""))
    assert [one.decision for one in PlanReview.objects.order_by("number")] == ["continue", "escalate"]


def test_an_inspector_escalates_to_whoever_is_above(client: Client, plan: ProblemPlan, ben: User) -> None:
    iris = make_inspector()
    sent = signed_in(client, iris).post(of(plan, "review/"), {"decision": "escalate", "words": "Stuck"})

    # Nobody above is there: the nearest supervisor hears of it, and never whoever escalates.
    assert sent.status_code == 302
    assert Message.objects.get(template=Template.PLAN_ESCALATED).recipient == ben


def test_what_nobody_would_hear_is_not_escalated(client: Client, plan: ProblemPlan, ben: User) -> None:
    answer = signed_in(client, ben).post(of(plan, "review/"), {"decision": "escalate", "words": "Stuck"})

    assert answer.status_code == 409
    assert "nobody to whom it could be escalated" in text_of(answer)
    assert not PlanReview.objects.exists()


def test_a_constable_does_not_review_a_plan(here: Client, plan: ProblemPlan) -> None:
    answer = here.post(of(plan, "review/"), {"decision": "close", "words": "It is quiet"})

    assert (answer.status_code, "A sergeant or above reviews a plan" in text_of(answer)) == (409, True)
