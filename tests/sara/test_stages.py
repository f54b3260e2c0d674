"""A plan through its stages: each gate, each refusal in plain words, and nothing half-saved."""

from typing import Any

import pytest
from django.db import connection

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision, PatSide, ResponseState, ReviewDecision
from asbcases.sara.models import AnalysisEntry, Objective
from asbcases.sara.transitions.shared import move
from tests.make import NOW
from tests.sara import plans
from tests.sara.plans import DAY, TODAY, accepted, analysed, measure, planned, scanned, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return start(owner=amira, supervisor=ben)


def refused(act: Any, *words: Any, **said: Any) -> str:
    with pytest.raises(Refused) as told:
        act(*words, **said)
    return told.value.reason


def test_a_plan_is_walked_through_by_those_whom_row_security_knows(amira: User, ben: User) -> None:
    later = NOW + 70 * DAY
    with acting(str(amira.pk)):
        plan = start(owner=amira, supervisor=ben)
        scanned(plan)
    with acting(str(ben.pk)):
        verbs.screen_plan(plan, decision=Decision.ACCEPT, reason="It recurs", by=ben, now=NOW)
        verbs.review_plan(plan, decision=ReviewDecision.CONTINUE, words="As planned", by=ben, now=NOW)
    with acting(str(amira.pk)):
        verbs.add_cause(plan, words="The youth club shuts at nine", by=amira, now=NOW)
        verbs.add_source(
            plan, words="Incidents of the last year", gaps="Nobody rings at night", by=amira, now=NOW
        )
        verbs.complete_analysis(plan, by=amira, now=NOW)
        plans.done(plan)
        plans.assessed(plan, now=later)
    with acting(str(ben.pk)):
        closure = verbs.close_plan(plan, plans.closing(), by=ben, now=later)
        verbs.check_aftercare(plan, holds=True, words="Still quiet", by=ben, now=later + 90 * DAY)

    plan.refresh_from_db()
    told = list(
        AuditEvent.objects.filter(plan=plan, verb__startswith="problem.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert (plan.stage, closure.success_claimed, closure.rank) == (PlanStage.CLOSED, True, "sergeant")
    assert plan.reference.startswith("SAR-2026-")
    assert told == [
        *(
            PlanVerb.PROBLEM_STARTED,
            PlanVerb.MEASURE_FROZEN,
            PlanVerb.PROBLEM_SCANNED,
            PlanVerb.PROBLEM_SCREENED,
        ),
        *(
            PlanVerb.PROBLEM_REVIEWED,
            PlanVerb.PROBLEM_ANALYSED,
            PlanVerb.PROBLEM_ANALYSED,
            PlanVerb.ANALYSIS_COMPLETED,
        ),
        *(
            PlanVerb.RESPONSE_ADDED,
            PlanVerb.RESPONSE_BEGUN,
            PlanVerb.RESPONSE_DONE,
            PlanVerb.PROBLEM_ASSESSED,
        ),
        *(PlanVerb.PROBLEM_CLOSED, PlanVerb.PROBLEM_AFTERCARE),
    ]


def test_what_a_plan_is_started_with_is_looked_at(amira: User, ben: User, cara: User, dev: User) -> None:
    assert (
        refused(start, owner=amira, supervisor=ben, title=" ") == "Say what the problem is, in a few words."
    )
    assert refused(start, owner=amira, supervisor=ben, raised_at=NOW + DAY) == (
        "Look at the time again: when it was raised lies in the future."
    )
    assert refused(start, owner=ben, supervisor=ben) == "Name a supervisor of the plan who does not own it."
    assert "does not work on the problems of Colchester" in refused(start, owner=cara, supervisor=ben)
    assert refused(start, owner=amira, supervisor=dev).endswith("choose somebody else to supervise the plan.")
    assert not ProblemPlan.objects.exists()


def test_whoever_supervises_the_district_supervises_a_plan_for_which_nobody_is_named(
    amira: User, ben: User
) -> None:
    plan = start(owner=amira, supervisor=None)  # type: ignore[arg-type]

    assert plan.supervisor == ben


def test_a_measure_is_frozen_once_and_a_change_keeps_the_old_version(plan: ProblemPlan, amira: User) -> None:
    verbs.freeze_objective(plan, measure(places=["Shops", " Shops", " "]), by=amira, now=NOW)

    again = refused(verbs.freeze_objective, plan, measure(), by=amira, now=NOW)
    without = refused(verbs.change_measure, plan, measure(target=10), why=" ", by=amira, now=NOW)
    changed = verbs.change_measure(plan, measure(target=10), why="The club asks for more", by=amira, now=NOW)

    versions = list(
        Objective.objects.filter(plan=plan).order_by("number").values_list("number", "target", "places")
    )
    assert again == f"{plan.reference} is at Scanning: this is done at Objective."
    assert without == "Say why the measure changes: the old one stays beside it."
    assert changed.number == 2
    assert versions == [(1, 20, ["Shops"]), (2, 10, ["Mersea Road shops"])]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"statement": ""}, "Say what is to be achieved."),
        ({"baseline_to": TODAY - 100 * DAY}, "The baseline ends before it begins"),
        ({"baseline_to": TODAY}, "The baseline has to be over"),
        ({"target_on": TODAY}, "has to be later than today"),
        ({"target": -1}, "A count is nought or more"),
        ({"comparisons": ["mersea road Shops"]}, "A place is measured or compared with, not both"),
    ],
)
def test_a_measure_that_could_not_be_counted_is_refused(
    plan: ProblemPlan, amira: User, changed: dict[str, Any], words: str
) -> None:
    assert words in refused(verbs.freeze_objective, plan, measure(**changed), by=amira, now=NOW)
    plan.refresh_from_db()
    assert (plan.stage, Objective.objects.count()) == (PlanStage.OBJECTIVE, 0)


def test_scanning_wants_every_answer_and_a_supervisor_decides(
    plan: ProblemPlan, amira: User, ben: User
) -> None:
    verbs.freeze_objective(plan, measure(), by=amira, now=NOW)
    decide: dict[str, Any] = {"decision": Decision.ACCEPT, "reason": "It recurs", "now": NOW}

    assert refused(verbs.screen_plan, plan, **decide, by=ben).startswith("Describe the problem first")
    assert refused(verbs.scan_plan, plan, plans.answers(harm=" ", why_now=""), by=amira, now=NOW) == (
        "Say which harm is done. Say why it is taken up now."
    )
    verbs.scan_plan(plan, plans.answers(), by=amira, now=NOW)
    assert refused(verbs.screen_plan, plan, **decide, by=amira) == (
        "A sergeant or above screens a plan: you are a constable."
    )
    assert refused(verbs.screen_plan, plan, **{**decide, "reason": ""}, by=ben).startswith("Say why")


def test_a_sergeant_does_not_screen_a_plan_of_their_own(ben: User) -> None:
    plan = scanned(start(owner=ben, supervisor=plans.make_inspector()))

    why = refused(verbs.screen_plan, plan, decision=Decision.ACCEPT, reason="It recurs", by=ben, now=NOW)

    assert why == "Somebody else screens a plan: you own the plan."


def test_analysis_is_signed_off_with_a_cause_and_a_source(plan: ProblemPlan, amira: User) -> None:
    plan = accepted(plan)
    assert refused(verbs.complete_analysis, plan, by=amira, now=NOW) == (
        "Add a cause to the analysis. Add a data source to the analysis."
    )
    cause = verbs.add_cause(plan, words="The club shuts", by=amira, now=NOW)
    verbs.add_source(plan, words="Incidents", by=amira, now=NOW)
    verbs.add_hypothesis(plan, words="They have nowhere to go", by=amira, now=NOW)
    verbs.add_panel(
        plan, side=PatSide.LOCATION, words="A dark yard", controller="The landlord", by=amira, now=NOW
    )
    verbs.add_previous(plan, words="A dispersal in May", result="They came back", by=amira, now=NOW)
    assert refused(verbs.add_previous, plan, words="A letter", result="", by=amira, now=NOW).startswith(
        "Say what came"
    )
    assert refused(verbs.add_cause, plan, words=" ", by=amira, now=NOW) == "Describe the cause."

    verbs.strike_entry(cause, reason="It is open", by=amira, now=NOW)

    assert refused(verbs.strike_entry, cause, reason="Again", by=amira, now=NOW).startswith(
        "Entry 1 is marked already"
    )
    assert refused(verbs.complete_analysis, plan, by=amira, now=NOW) == "Add a cause to the analysis."
    assert AnalysisEntry.objects.filter(plan=plan).count() == 5


def test_a_quick_fix_begins_before_analysis_and_is_marked(plan: ProblemPlan, amira: User) -> None:
    assert (
        refused(planned, plan) == f"{plan.reference} is at Objective: this is done at Response or Assessment."
    )

    quick = verbs.begin_response(planned(plan, immediate=True), by=amira, now=NOW)

    assert (quick.state, quick.immediate) == (ResponseState.BEGUN, True)


def test_a_response_of_the_plan_begins_only_through_its_gate(plan: ProblemPlan, amira: User) -> None:
    plan = analysed(plan)
    response = planned(plan)
    [cause] = AnalysisEntry.objects.filter(plan=plan, kind="cause")
    verbs.strike_entry(cause, reason="It is open", by=amira, now=NOW)

    assert refused(verbs.begin_response, response, by=amira, now=NOW) == "Add a cause to the analysis."

    verbs.add_cause(plan, words="The yard is dark", by=amira, now=NOW)
    begun = verbs.begin_response(response, by=amira, now=NOW)
    assert refused(verbs.begin_response, begun, by=amira, now=NOW).startswith("Response 1 has begun already")


def test_a_response_is_finished_with_what_came_of_it_or_dropped_with_why(
    plan: ProblemPlan, amira: User
) -> None:
    plan = analysed(plan)
    first, second = planned(plan), planned(plan)
    assert refused(verbs.finish_response, first, result="Done", by=amira, now=NOW) == (
        "Response 1 has not begun: begin it first."
    )
    verbs.begin_response(first, by=amira, now=NOW)
    assert refused(verbs.finish_response, first, result="", by=amira, now=NOW).startswith(
        "Say what came of it"
    )

    finished = verbs.finish_response(first, result="Open since Monday", cost="20 hours", by=amira, now=NOW)
    dropped = verbs.drop_response(second, reason="The council does it", by=amira, now=NOW)

    assert (finished.state, finished.cost, dropped.state) == ("done", "20 hours", "dropped")
    assert refused(verbs.drop_response, finished, reason="No", by=amira, now=NOW).startswith(
        "Response 1 has ended"
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"action": ""}, "Say what is to be done."),
        ({"due_on": TODAY - DAY, "starts_on": TODAY - 2 * DAY}, "has passed"),
        ({"starts_on": TODAY + 30 * DAY}, "due before it starts"),
    ],
)
def test_a_response_that_could_not_be_done_is_refused(
    plan: ProblemPlan, changed: dict[str, Any], words: str
) -> None:
    assert words in refused(planned, analysed(plan), **changed)


def test_after_an_assessment_the_plan_responds_again(plan: ProblemPlan) -> None:
    plan = analysed(plan)
    plans.done(plan)
    plans.assessed(plan, now=NOW + 70 * DAY)

    planned(plan, now=NOW + 71 * DAY)

    plan.refresh_from_db()
    assert plan.stage == PlanStage.RESPONSE


def test_each_earlier_state_of_a_plan_and_a_response_is_kept(plan: ProblemPlan) -> None:
    plans.done(analysed(plan))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stage FROM cases_problemplanevent WHERE pgh_obj_id = %s ORDER BY pgh_id", [plan.pk]
        )
        stages = [stage for (stage,) in cursor.fetchall()]
        cursor.execute(
            "SELECT state FROM sara_planresponseevent WHERE plan_id = %s ORDER BY pgh_id", [plan.pk]
        )
        states = [state for (state,) in cursor.fetchall()]

    assert (stages, states) == (["objective", "scanning", "analysis"], ["planned", "begun"])


def test_no_act_skips_a_stage(plan: ProblemPlan) -> None:
    assert refused(move, plan, PlanStage.RESPONSE) == (
        f"{plan.reference} does not go from Objective to Response."
    )
    plan.refresh_from_db()
    assert plan.stage == PlanStage.OBJECTIVE
