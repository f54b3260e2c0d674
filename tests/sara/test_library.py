"""What worked: found by words, problem and response; who reads what; how strong the evidence is; and what is alike."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.db.actor import acting
from asbcases.sara.models import PlanAssessment
from asbcases.sara.queries.library import Wanted, closed_plans, plans_like
from asbcases.sara.rules.evidence import Evidence, effect_words, evidence_of
from partners.plans.access import plans_visible_to
from tests.make import make_user
from tests.sara.plans import start
from tests.sara.worked import FAIR, closed

pytestmark = pytest.mark.django_db
FEW = {"finding": "too_few", "method": "places", "strength": "weak", "interval": None}


def titles(user: User, **wanted: Any) -> list[str]:
    with acting(str(user.pk)), transaction.atomic():
        return [each.title for each in closed_plans(Wanted(**wanted))]


@pytest.fixture
def shelf(amira: User, ben: User) -> list[ProblemPlan]:
    start(owner=amira, supervisor=ben, title="Still open at the quay")
    return [
        closed(amira, ben, title="Quad bikes on the sea wall", shareable=True, learning="Gates beat patrols"),
        closed(amira, ben, title="Fires at Castle Park", verdict="no", measured=FEW, shareable=True),
        closed(amira, ben, title="Rows in Hythe Hill", type="person", response={"four_p": "protect"}),
    ]


def test_what_was_closed_is_found_by_words_problem_response_and_outcome(
    shelf: list[ProblemPlan], amira: User
) -> None:
    bikes, fires, rows = (plan.title for plan in shelf)

    assert set(titles(amira)) == {bikes, fires, rows}
    assert titles(amira, words="gate patrol") == [bikes]
    assert titles(amira, words="quad biks") == [bikes]
    assert titles(amira, kind="person") == titles(amira, four_p="protect") == [rows]
    assert titles(amira, verdict="no") == [fires]
    assert titles(amira, category="environmental") == []
    assert set(titles(amira, category="nuisance")) == {bikes, fires, rows}


def test_a_place_is_found_with_its_town_and_without_it_and_so_is_what_is_like_it(
    shelf: list[ProblemPlan], amira: User, ben: User
) -> None:
    fires = shelf[1].title
    drinkers = closed(amira, ben, title="Drinkers on the lawn", learning="Light Castle Park first").title
    dogs = closed(amira, ben, title="Dogs at night in Castle Park, Colchester").title
    with acting(str(amira.pk)), transaction.atomic():
        like_fires = {plan.title for plan in plans_like(fires, besides=shelf[1].pk)}
        like_town = {plan.title for plan in plans_like("Fires in Castle Park, Colchester")}

    assert titles(amira, words="Castle Park, Colchester")[0] == dogs
    for words in ("Castle Park, Colchester", "Castle Park, CO1 1TJ", "Castle Park"):
        assert set(titles(amira, words=words)) == {fires, drinkers, dogs}, words
    assert set(titles(amira, words="Castle Park, Colchester", verdict="no")) == {fires}
    assert titles(amira, words=", Colchester") == [dogs]
    assert dogs in like_fires
    assert {fires, dogs} <= like_town


def test_of_other_districts_only_what_may_be_shared_is_read_and_by_police_who_work_on_plans(
    shelf: list[ProblemPlan], amira: User, ben: User, cara: User, dev: User
) -> None:
    everybody = [
        amira,
        ben,
        cara,
        dev,
        *(make_user(role.value, role, district_code="basildon") for role in Role),
    ]
    for user in everybody:
        with acting(str(user.pk)), transaction.atomic():
            found = closed_plans(Wanted())
            own = {plan.reference for plan in plans_visible_to(user, now=timezone.now())}
        works = user.role in (Role.CPT_OFFICER, Role.ASB_OFFICER, Role.SUPERVISOR)
        shared = {plan.plan.reference for plan in PlanAssessment.objects.filter(shareable=True)}
        seen = {plan.reference for plan in shelf if works and plan.reference in own | shared}
        assert {each.reference for each in found} == seen, user.username
        assert {each.reference for each in found if each.mine} == seen & own, user.username

    assert set(titles(cara)) == {"Quad bikes on the sea wall", "Fires at Castle Park"}


def test_the_page_tells_effect_strength_and_failure_and_opens_only_what_one_may_see(
    shelf: list[ProblemPlan],
    amira: User,
    cara: User,
    client: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    client.force_login(cara)
    page = client.get(reverse("plan_library")).content.decode()

    assert "Down by 50 per cent (down by 70 per cent to down by 20 per cent): 40 before and 18 after" in page
    assert "Fair: held against comparison places" in page
    assert "Too few incidents to tell from chance" in page
    assert "Did not work" in page
    assert reverse("plan_page", args=[shelf[0].reference]) not in page
    assert "Rows in Hythe Hill" not in page
    client.force_login(amira)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("plan_library"), {"words": "quad"}).content.decode()
    assert reverse("plan_page", args=[shelf[0].reference]) in page
    assert "1 plan<" in page


def test_what_is_asked_wrongly_or_finds_nothing_is_said(amira: User, dev: User, client: Client) -> None:
    client.force_login(amira)
    url = reverse("plan_library")

    assert "No plan was closed yet" in client.get(url).content.decode()
    assert "Nothing matches" in client.get(url, {"words": "'; drop & | !"}).content.decode()
    assert client.get(url, {"kind": "ship"}).status_code == 400
    assert client.get(url, {"words": "x\0"}).status_code == 400
    client.force_login(dev)
    assert client.get(url).status_code == 403


def test_plans_like_the_one_that_somebody_writes_are_shown_without_itself(
    shelf: list[ProblemPlan], amira: User
) -> None:
    with acting(str(amira.pk)), transaction.atomic():
        found = plans_like("Quad bikes at the wall of the sea")
        besides = plans_like(shelf[0].title, besides=shelf[0].pk)
        nothing = plans_like("  ")

    assert [plan.title for plan in found] == ["Quad bikes on the sea wall"]
    assert (besides, nothing) == ([], [])


@pytest.mark.parametrize(
    ("figures", "evidence"),
    [
        ({}, Evidence.NONE),
        ({"rate_ratio": 0.4}, Evidence.NONE),
        (FEW, Evidence.TOO_FEW),
        ({**FAIR, "interval": None}, Evidence.TOO_FEW),
        ({**FAIR, "method": "year_before"}, Evidence.WEAK),
        ({**FAIR, "strength": "weak"}, Evidence.WEAK),
        (FAIR, Evidence.FAIR),
    ],
)
def test_evidence_is_as_strong_as_what_it_was_held_against(
    figures: dict[str, Any], evidence: Evidence
) -> None:
    assert evidence_of(figures) == evidence


def test_an_effect_is_told_with_its_interval_or_by_its_counts() -> None:
    endless = {"interval": {"ratio": 2.0, "low": 1.2, "high": None}}

    assert effect_words({}, 4, 2) == "4 before and 2 after"
    assert effect_words(endless, 4, 8) == (
        "Up by 100 per cent (up by 20 per cent to up without limit): 4 before and 8 after"
    )


def test_a_plan_that_was_never_meant_to_be_shared_stays_in_its_district_when_a_later_assessment_says_so(
    amira: User, ben: User, cara: User
) -> None:
    plan = closed(amira, ben, title="Rows in Hythe Hill")
    asha = make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, district_code="basildon")

    assert titles(cara) == []
    assert titles(asha) == [plan.title]
