"""Who sees a plan and what it is linked to: two locks, one answer; and each role in plain SQL."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, ProblemPlan
from asbcases.casework.transitions import restrict_case
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from asbcases.sara.models import PlanLink
from partners.plans.access import links_visible_to, plans_visible_to
from tests.make import NOW, make_case, make_share, make_team, make_user
from tests.sara import plans
from tests.sara.plans import DAY, analysed, start

pytestmark = pytest.mark.django_db
TABLES = (
    *("cases_problemplan", "cases_problemplanevent", "sara_planlink", "sara_objective", "sara_scanning"),
    *("sara_screening", "sara_analysisentry", "sara_planresponse", "sara_planresponseevent"),
    *("sara_planreview", "sara_planassessment", "sara_planclosure", "sara_aftercarecheck"),
)


@pytest.fixture
def everybody(amira: User, ben: User, cara: User, dev: User, eve: User) -> Iterator[list[User]]:
    wide = make_team("Rural engagement", force_wide=True)
    others = [
        *(make_user(role.value, role, district_code="colchester") for role in Role),
        make_user("wide", Role.CPT_OFFICER, Rank.CONSTABLE, team=wide),
        make_user("gone", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", is_active=False),
    ]
    return [amira, ben, cara, dev, eve, *others]


@pytest.fixture
def plan(amira: User, ben: User, dev: User) -> ProblemPlan:
    plan = analysed(start(owner=amira, supervisor=ben))
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira)
    verbs.link(plan, to=case, by=amira, now=NOW)
    plans.done(plan)
    verbs.review_plan(plan, decision="change", words="As planned", by=ben, now=NOW)
    plans.assessed(plan, now=NOW + 70 * DAY)
    return plan


def test_both_locks_give_one_answer_for_everybody(plan: ProblemPlan, everybody: list[User]) -> None:
    seen = {}
    for user in everybody:
        now = timezone.now()
        first = (
            list(plans_visible_to(user, now=now)),
            list(links_visible_to(PlanLink.objects.all(), user, now=now)),
        )
        with acting(str(user.pk)), transaction.atomic():
            second = list(ProblemPlan.objects.all()), list(PlanLink.objects.all())
        assert first == second, user.username
        seen[user.username] = len(second[0])

    assert {name for name, number in seen.items() if number} == {
        *("amira", "ben", "wide", Role.CPT_OFFICER, Role.ASB_OFFICER, Role.SUPERVISOR),
    }


def test_to_a_partner_no_row_of_a_plan_opens_whatever_is_shared(
    plan: ProblemPlan, dev: User, cara: User
) -> None:
    for user in (dev, cara):
        with acting(str(user.pk)), transaction.atomic(), connection.cursor() as cursor:
            for table in (
                *TABLES,
                "audit_auditevent WHERE plan_id IS NOT NULL",
                "deadlines_deadline WHERE plan_id IS NOT NULL",
            ):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), (user.username, table)


def test_those_who_see_a_plan_see_all_of_it(plan: ProblemPlan, ben: User) -> None:
    empty = []
    with acting(str(ben.pk)), transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            if cursor.fetchone() == (0,):
                empty.append(table)

    assert empty == ["sara_planclosure", "sara_aftercarecheck"]


@pytest.mark.parametrize(
    "table", ["sara_objective", "sara_scanning", "sara_planassessment", "sara_planreview"]
)
def test_what_is_kept_word_for_word_nobody_changes(plan: ProblemPlan, ben: User, table: str) -> None:
    refused = pytest.raises(DatabaseError, match="permission denied")
    with acting(str(ben.pk)), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET number = 9 WHERE plan_id = %s", [plan.pk])


def test_an_officer_elsewhere_changes_nothing_of_a_plan_and_adds_nothing(
    plan: ProblemPlan, cara: User
) -> None:
    with acting(str(cara.pk)), transaction.atomic():
        assert ProblemPlan.objects.filter(pk=plan.pk).update(title="mine") == 0
    with acting(str(cara.pk)), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        PlanLink.objects.create(plan_id=plan.pk, number=9, case=Case(pk=1), recorded_at=NOW)


def test_a_restricted_case_hides_the_link_and_not_the_plan(plan: ProblemPlan, amira: User, ben: User) -> None:
    with acting(str(ben.pk)), transaction.atomic():
        assert PlanLink.objects.count() == 1
    case = PlanLink.objects.get().case
    assert case

    restrict_case(case, named=[amira], reason="An officer's family", by=ben, now=NOW)

    named, others = amira, make_user("carol", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
    for user, links in ((named, 1), (others, 0)):
        now = timezone.now()
        assert links_visible_to(PlanLink.objects.all(), user, now=now).count() == links
        assert plans_visible_to(user, now=now).count() == 1
        with acting(str(user.pk)), transaction.atomic():
            assert (ProblemPlan.objects.count(), PlanLink.objects.count()) == (1, links)


def test_a_case_elsewhere_hides_its_link(plan: ProblemPlan, amira: User, ben: User, cara: User) -> None:
    far = make_case(by=cara, district_code="basildon")
    verbs.link(plan, to=far, by=ben, now=NOW)

    with acting(str(amira.pk)), transaction.atomic():
        assert PlanLink.objects.count() == 1
    assert links_visible_to(PlanLink.objects.all(), amira, now=timezone.now()).count() == 1


def test_a_link_is_made_once_and_taken_off_with_a_reason(plan: ProblemPlan, amira: User) -> None:
    made = PlanLink.objects.get()
    assert made.case
    with pytest.raises(Refused, match="is linked to the plan already"):
        verbs.link(plan, to=made.case, by=amira, now=NOW)
    with pytest.raises(Refused, match="Say why the link is taken off"):
        verbs.unlink(made, reason=" ", by=amira, now=NOW)

    gone = verbs.unlink(made, reason="Another yard", by=amira, now=NOW)
    with pytest.raises(Refused, match="taken off already"):
        verbs.unlink(gone, reason="Again", by=amira, now=NOW)
    again = verbs.link(plan, to=made.case, by=amira, now=NOW)

    victim = made.case.parties.get(role="victim").person
    verbs.link(plan, to=victim, by=amira, now=NOW)
    assert (again.number, PlanLink.objects.count()) == (2, 3)


def test_a_plan_is_given_only_to_somebody_else_who_may_own_it(
    plan: ProblemPlan, amira: User, ben: User, cara: User
) -> None:
    for to, words in ((amira, "owns or supervises"), (ben, "owns or supervises"), (cara, "does not work on")):
        with pytest.raises(Refused, match=words):
            verbs.transfer_plan(plan, to=to, reason="Amira moves away", by=ben, now=NOW)
    with pytest.raises(Refused, match="Say why the plan changes hands"):
        verbs.transfer_plan(plan, to=cara, reason=" ", by=ben, now=NOW)
