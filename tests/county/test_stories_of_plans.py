"""Problem-solving plans stand in every stage of the county, each where docs/demo-plans.md says, by the records' own figures."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from asbcases.county.clock import at_nine
from asbcases.county.world import read
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.rebuild import check
from asbcases.sara.choices import ClosingReason, Decision, Verdict
from asbcases.sara.models import PlanAssessment, PlanClosure
from asbcases.sara.queries import figures_stale, newest_assessment
from asbcases.sources import SOURCES
from partners.plans.access import plans_visible_to
from tests.county.test_stories import GUIDE as COUNTY
from tests.tools.filled import NOVEMBER

AT_NINE = at_nine(date.fromisoformat(NOVEMBER))
TOLD = {one["code"]: one for one in read("plans.toml")["plans"]}


def of(code: str) -> ProblemPlan:
    return ProblemPlan.objects.get(title=TOLD[code]["title"])


def assessed(code: str) -> PlanAssessment:
    newest = newest_assessment(of(code))
    assert newest is not None
    return newest


def test_fifteen_plans_stand_in_all_stages_and_on_all_sorts_of_problem(november: None) -> None:
    plans = list(ProblemPlan.objects.all())

    assert Counter(plan.stage for plan in plans) == {
        PlanStage.OBJECTIVE: 2,
        PlanStage.SCANNING: 1,
        PlanStage.ANALYSIS: 2,
        PlanStage.RESPONSE: 2,
        PlanStage.ASSESSMENT: 2,
        PlanStage.CLOSED: 6,
    }
    assert {plan.type for plan in plans} == {"person", "place", "group", "theme"}


def test_three_were_closed_as_failed_and_the_others_as_they_ended(november: None) -> None:
    ended = {one.plan.title: one for one in PlanClosure.objects.select_related("plan")}
    failed = [assessed(code) for code in ("mariners", "quayside", "arcade")]

    assert [one.verdict for one in failed] == [Verdict.NO] * 3
    assert [ended[one.plan.title].success_claimed for one in failed] == [False] * 3
    assert ended[TOLD["arcade"]["title"]].merged_into == of("tidemill_walk")
    assert ended[TOLD["saltern"]["title"]].success_claimed
    assert ended[TOLD["railway"]["title"]].reason == ClosingReason.TRANSFERRED
    rejected = of("cockerel")
    assert (rejected.stage, rejected.screening.decision) == (PlanStage.CLOSED, Decision.REJECT)


def test_the_figures_say_what_the_records_of_the_county_say(november: None) -> None:
    worked, mean, moved = assessed("saltern"), assessed("quayside"), assessed("arcade")

    assert (worked.before, worked.after, worked.figures["finding"]) == (22, 3, "fell")
    assert worked.figures["strength"] == "fair"
    assert mean.figures["naive"]["per_cent"] < -30
    assert mean.figures["finding"] == "not_shown"
    assert mean.figures["held_against"][0] > str(mean.before_from), "not against its worst month"
    assert moved.figures["finding"] == "fell"
    assert moved.figures["next_door"]["ring"]["low"] > 1
    assert assessed("railway").counted_from


def test_what_was_reclassified_since_makes_figures_stale(november: None) -> None:
    stale = [one for one in ProblemPlan.objects.all() if figures_stale(one)]

    assert stale == [of("hythe")]


def test_a_review_was_missed_and_a_response_and_a_look_afterwards_are_late(november: None) -> None:
    late = Deadline.objects.filter(OPEN, plan__isnull=False, due_at__lte=AT_NINE)

    assert {(one.plan.title, one.kind) for one in late.select_related("plan")} == {
        (TOLD["oystershell"]["title"], Kind.PLAN_REVIEW),
        (TOLD["marlpit"]["title"], Kind.PLAN_RESPONSE),
        (TOLD["railway"]["title"], Kind.PLAN_AFTERCARE),
    }
    assert "inspector" in late.get(kind=Kind.PLAN_REVIEW).taken


def test_the_youngest_respondent_is_a_child(november: None) -> None:
    child = of("marlpit").links.get(person__name=TOLD["marlpit"]["child"]["name"]).person

    assert child.born_on is not None
    assert (AT_NINE.date() - child.born_on).days < 18 * 365


def test_the_diary_of_the_plans_is_what_the_file_makes_of_it(november: None) -> None:
    among = {"plan": list(ProblemPlan.objects.values_list("pk", flat=True))}

    assert check(dict.fromkeys(SOURCES.values()), among=among).differences == []


@pytest.mark.parametrize(
    ("username", "code", "page", "words"),
    [
        (
            "cpt",
            "saltern",
            "",
            ["22 before, 3 after", "10 were counted over the same days before and 10 after"],
        ),
        ("cpt", "saltern", "patterns/", ["by the hour of the day", "Month by month"]),
        (
            "cpt-colchester",
            "quayside",
            "",
            ["down by 33.3 per cent", "8 were counted here", "No change is shown"],
        ),
        ("cpt", "arcade", "", ["20 before, 4 after", "4 before, 20 after", "some may have moved"]),
        ("cpt-colchester", "hythe", "assess/", ["14 before and 5 after are 19 in all", "stay with the plan"]),
    ],
)
def test_the_pages_say_what_the_guide_tells_of_their_figures(
    november: None, client: Client, username: str, code: str, page: str, words: list[str]
) -> None:
    client.force_login(User.objects.get(username=username))

    said = client.get(f"/plans/{of(code).reference}/{page}").content.decode()

    text = " ".join(strip_tags(said).split())
    assert [each for each in words if each not in text] == []


@pytest.mark.parametrize("username", ["cpt", "inspector"])
def test_the_board_lists_those_that_are_open(november: None, client: Client, username: str) -> None:
    user = User.objects.get(username=username)
    client.force_login(user)

    board = client.get("/plans/").content.decode()

    seen = plans_visible_to(user, now=AT_NINE).exclude(stage=PlanStage.CLOSED)
    assert seen.count() > 2
    assert all(plan.reference in board for plan in seen)


def test_the_guide_says_where_each_is() -> None:
    guide = " ".join((COUNTY.parent / "demo-plans.md").read_text().split())

    for one in TOLD.values():
        assert one["title"] in guide, one["title"]
