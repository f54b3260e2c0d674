"""Who supervises a plan and is the contact of those harmed is changed, with the reviews that are owed."""

from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from tests.casework.pages import signed_in, text_of
from tests.deadlines.checking import differences
from tests.make import NOW, make_user
from tests.sara.plans import make_inspector, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return start(owner=amira, supervisor=ben)


def changed(plan: ProblemPlan, by: User, **said: Any) -> ProblemPlan:
    stated = {"supervisor": plan.supervisor, "spoc": plan.spoc, "reason": "He is away", "now": NOW, **said}
    return verbs.name_people(plan, by=by, **stated)


def owed_by(plan: ProblemPlan) -> dict[str, str]:
    reviews = Deadline.objects.filter(plan=plan, kind=Kind.PLAN_REVIEW, met_at=None, cancelled_at=None)
    return {review.rank: review.owner.username for review in reviews}


def test_a_new_supervisor_owes_the_reviews_of_their_rank_and_the_record_says_who_had_them(
    plan: ProblemPlan, amira: User
) -> None:
    iris = make_inspector()

    changed(plan, amira, supervisor=iris)

    plan.refresh_from_db()
    assert (plan.supervisor, plan.version) == (iris, 2)
    assert owed_by(plan) == {"sergeant": "iris", "inspector": "iris"}
    event = AuditEvent.objects.get(verb="problem.transferred")
    assert (event.data["owner"], event.data["former"], event.reason) == (
        f"{iris.name} as supervisor",
        "Ben Lane",
        "He is away",
    )
    assert differences() == []


def test_a_contact_is_named_and_taken_off_and_nothing_else_changes(
    plan: ProblemPlan, amira: User, ben: User
) -> None:
    before = owed_by(plan)

    named = changed(plan, amira, spoc=amira)
    assert (named.spoc, named.supervisor) == (amira, ben)
    assert changed(named, ben, spoc=None).spoc is None

    told = [
        event.data["owner"] for event in AuditEvent.objects.filter(verb="problem.transferred").order_by("pk")
    ]
    assert told == ["Amira Osei as contact of those harmed", "nobody as contact of those harmed"]
    assert owed_by(plan) == before


def test_who_cannot_answer_for_a_plan_is_refused(plan: ProblemPlan, amira: User, cara: User) -> None:
    for said, words in (
        ({}, "Nothing changes by this"),
        ({"reason": " ", "spoc": amira}, "Say why it changes"),
        ({"supervisor": amira}, "owns the plan: somebody else supervises it"),
        ({"supervisor": cara}, "does not work on the problems of .* to supervise the plan"),
        ({"spoc": cara}, "does not work on the problems of .* as the contact"),
    ):
        with pytest.raises(Refused, match=words):
            changed(plan, amira, **said)
    plan.refresh_from_db()
    assert plan.version == 1


def test_the_page_offers_who_works_there_and_keeps_what_was_chosen(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    other = make_user("otis", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
    here, address = signed_in(client, amira), f"/plans/{plan.reference}/people/"
    shown = text_of(here.get(address))
    said = {"supervisor": other.pk, "spoc": amira.pk, "reason": "He is away", "version": 1}
    silent = here.post(address, {**said, "reason": ""})
    done = here.post(address, said, follow=True)
    stale = here.post(address, {**said, "supervisor": ben.pk})

    assert f'<option value="{ben.pk}" selected>' in shown
    assert f'<option value="{amira.pk}">' in shown.split('name="spoc"')[1]
    assert f'<option value="{amira.pk}">' not in shown.split('name="spoc"')[0]
    assert (silent.status_code, stale.status_code) == (400, 409)
    plan.refresh_from_db()
    assert (plan.supervisor, plan.spoc) == (other, amira)
    assert f"Gave the plan to {other.name} as supervisor" in text_of(done)


def test_by_the_api_what_is_left_out_stays_and_null_is_nobody(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    here, address = signed_in(client, amira), f"/api/v1/plans/{plan.reference}/"

    def act(body: dict[str, Any]) -> Any:
        tag = {"If-Match": here.get(address).headers["ETag"]}
        return here.post(f"{address}people/", body, content_type="application/json", headers=tag)

    named = act({"spoc": "amira", "reason": "She knows them"}).json()
    nobody = act({"spoc": None, "reason": "She is away"}).json()

    assert (named["spoc"], named["supervisor"]) == ("amira", ben.username)
    assert (nobody["spoc"], nobody["supervisor"]) == (None, ben.username)
