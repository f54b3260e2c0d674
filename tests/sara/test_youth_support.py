"""Youth justice support: who is a child on the day, what is asked before a plan is taken on or closed, and who may know."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Person, ProblemPlan
from asbcases.casework.transitions import restrict_case
from asbcases.casework.transitions.people import record_person
from asbcases.errors import Refused
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import Decision
from asbcases.sara.models import YouthSupport
from asbcases.sara.queries.youth import children_considered, children_of, respondents_of
from asbcases.sara.rules.gates import may_take_on
from tests.casework.pages import signed_in, text_of
from tests.make import NOW, make_case, make_incident, make_user
from tests.sara.plans import DAY, accepted, assessed, closing, scanned, start
from tests.sara.youth import born, make_child

pytestmark = pytest.mark.django_db
LATER = NOW + 70 * DAY
WANTING = "Say of every child whose behaviour the plan is about whether youth justice support was considered."


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return scanned(start(owner=amira, supervisor=ben))


@pytest.fixture
def child(plan: ProblemPlan, amira: User) -> Person:
    case = make_case(by=amira)
    verbs.link(plan, to=case, by=amira, now=NOW)
    return make_child(case, by=amira)


def noted(plan: ProblemPlan, child: Person, by: User, **changed: Any) -> YouthSupport:
    said = {"considered": True, "words": "A worker calls", "considered_at": NOW, "now": NOW, **changed}
    return verbs.note_youth_support(plan, child, by=by, **said)


def screened(plan: ProblemPlan, by: User, decision: Decision = Decision.ACCEPT) -> object:
    return verbs.screen_plan(plan, decision=decision, reason="It recurs", by=by, now=NOW)


@pytest.mark.parametrize(
    ("scanned", "considered", "missing"),
    [
        (True, [], ()),
        (True, [True, True], ()),
        (True, [True, False], ("youth_support",)),
        (False, [False], ("scan", "youth_support")),
    ],
)
def test_all_that_is_wanting_before_a_plan_is_taken_on_is_named_at_once(
    scanned: bool, considered: list[bool], missing: tuple[str, ...]
) -> None:
    assert may_take_on(scanned=scanned, children_considered=considered).missing == missing


def test_a_plan_about_a_child_is_taken_on_only_once_support_was_considered_or_it_is_said_why_not(
    plan: ProblemPlan, child: Person, amira: User, ben: User
) -> None:
    with pytest.raises(Refused, match=WANTING):
        screened(plan, ben)
    with pytest.raises(Refused, match=r"Say why no support was considered\."):
        noted(plan, child, amira, considered=False, words=" ")
    with pytest.raises(Refused, match=r"Say which support was considered\."):
        noted(plan, child, amira, words="")
    with pytest.raises(Refused, match="lies in the future"):
        noted(plan, child, amira, considered_at=NOW + DAY)

    noted(plan, child, amira, considered=False, words="Known to them already")

    assert screened(plan, ben)
    event = AuditEvent.objects.get(verb="problem.youth_support")
    assert (event.data["person"], child.reference in str(event.data)) == ("a child", False)


def test_of_a_plan_that_is_not_taken_on_nothing_is_asked(plan: ProblemPlan, child: Person, ben: User) -> None:
    assert screened(plan, ben, Decision.REJECT)


def test_a_child_who_came_to_a_plan_later_is_asked_for_when_it_closes(amira: User, ben: User) -> None:
    plan = accepted(start(owner=amira, supervisor=ben))
    verbs.add_cause(plan, words="The club shuts at nine", by=amira, now=NOW)
    verbs.add_source(plan, words="Incidents", by=amira, now=NOW)
    verbs.complete_analysis(plan, by=amira, now=NOW)
    case = make_case(by=amira)
    verbs.link(plan, to=case, by=amira, now=NOW)
    child = make_child(case, by=amira)

    with pytest.raises(Refused) as told:
        verbs.close_plan(plan, closing(), by=amira, now=LATER)

    assert told.value.reason == (
        "Wait until the whole window after has been looked at, or say why nobody waits."
        " Assess the objective by its measure."
        " A sergeant or above who does not own the plan signs it off."
        f" Contact every victim. {WANTING}"
    )
    noted(plan, child, amira)
    assessed(plan, now=LATER)
    [victim] = case.parties.filter(role="victim")
    verbs.note_victim(plan, victim.person, words="Told", contacted_at=NOW, by=amira, now=LATER)
    assert verbs.close_plan(plan, closing(), by=ben, now=LATER).criteria["children"] == 1


def test_who_turns_eighteen_is_no_child_from_that_day_on(plan: ProblemPlan, amira: User) -> None:
    case = make_case(by=amira)
    verbs.link(plan, to=case, by=amira, now=NOW)
    make_child(case, by=amira, years=18)

    assert children_considered(plan, now=NOW) == []
    assert children_considered(plan, now=NOW - DAY) == [False]


def test_respondents_of_cases_and_incidents_and_people_who_are_linked_are_meant_and_no_victim_is(
    plan: ProblemPlan, amira: User, child: Person
) -> None:
    stated: dict[str, Any] = {"source": "A neighbour", "by": amira, "now": NOW, "born_on": born(16)}
    linked = record_person(name="Robin Hale", **stated)
    of_nobody = record_person(name="Sasha Moor", source="A neighbour", by=amira, now=NOW)
    victim = plan.links.get().case.parties.get(role="victim").person  # type: ignore[union-attr]
    Person.objects.filter(pk=victim.pk).update(born_on=born(12))
    incident = make_incident(by=amira)
    of_incident = record_person(name="Alex Dunn", **stated)
    incident.parties.create(
        person=of_incident, role="respondent", number=9, recorded_at=NOW, recorded_by=amira
    )
    for to in (linked, of_nobody, victim, incident):
        verbs.link(plan, to=to, by=amira, now=NOW)

    assert set(respondents_of(plan)) == {child, linked, of_nobody, of_incident}
    assert set(children_of(respondents_of(plan), now=NOW)) == {child, linked, of_incident}
    with pytest.raises(Refused, match=f"{victim.reference} is no child whose behaviour the plan is about"):
        noted(plan, victim, amira)


def test_two_records_of_one_child_are_asked_for_once(plan: ProblemPlan, child: Person, amira: User) -> None:
    again = record_person(name="T. Frost", source="The school", by=amira, now=NOW)
    Person.objects.filter(pk=again.pk).update(same_as=child)
    verbs.link(plan, to=again, by=amira, now=NOW)

    assert children_considered(plan, now=NOW) == [False]
    noted(plan, Person.objects.get(pk=again.pk), amira)
    assert children_considered(plan, now=NOW) == [True]


def test_the_page_shows_the_child_asks_for_support_and_keeps_what_was_said(
    client: Client, plan: ProblemPlan, child: Person, ben: User
) -> None:
    here, address = signed_in(client, ben), f"/plans/{plan.reference}/"
    shown, screening = text_of(here.get(address)), text_of(here.get(f"{address}screen/"))
    refused = here.post(f"{address}screen/", {"decision": "accept", "reason": "It recurs", "seen": 1})
    today = timezone.localtime(timezone.now())
    when = {"at_day": today.date().isoformat(), "at_time": f"{today:%H:%M}"}
    empty = here.post(f"{address}youth/", {"person": child.pk, "words": "A worker calls", **when})
    said = {"person": child.pk, "considered": "yes", "words": "A worker calls", **when}
    kept = here.post(f"{address}youth/", said, follow=True)

    assert f'href="{address}youth/"' in shown
    assert "Under 18, and nobody has said whether support was considered: " in shown
    assert f"Say whether youth justice support was considered for {child.name}" in screening
    assert (refused.status_code, WANTING in text_of(refused)) == (409, True)
    assert (empty.status_code, "Choose whether it was considered" in text_of(empty)) == (400, True)
    assert ", considered: A worker calls" in text_of(kept)
    assert "nobody has said whether support was considered" not in text_of(kept)


def test_a_plan_about_nobody_who_is_known_to_be_a_child_says_nothing_of_support(
    client: Client, plan: ProblemPlan, amira: User
) -> None:
    page = signed_in(client, amira).get(f"/plans/{plan.reference}/")

    assert "Youth justice support" not in text_of(page)
    assert "is known to be under 18" in text_of(client.get(f"/plans/{plan.reference}/youth/"))


def test_the_child_of_a_restricted_case_is_shown_to_nobody_who_may_not_know_of_it(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    verbs.link(plan, to=case, by=amira, now=NOW)
    child = make_child(case, by=ben)
    noted(plan, child, amira)
    restrict_case(case, named=[ben], reason="A colleague", by=ben, now=timezone.now())
    nora = make_user("nora", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")

    assert child.name in text_of(signed_in(client, ben).get(f"/plans/{plan.reference}/"))
    assert child.name not in text_of(signed_in(client, nora).get(f"/plans/{plan.reference}/"))
    rows = client.get(f"/api/v1/plans/{plan.reference}/youth/").json()
    assert rows["results"] == []


def test_support_is_noted_and_read_by_the_api(
    client: Client, plan: ProblemPlan, child: Person, amira: User
) -> None:
    address = f"/api/v1/plans/{plan.reference}/youth/"
    said = {"person": child.reference, "considered": True, "words": "A worker calls"}
    here = signed_in(client, amira)
    made = here.post(address, {**said, "considered_at": NOW.isoformat()}, content_type="application/json")
    wanting = here.post(address, said, content_type="application/json")

    assert (made.status_code, wanting.status_code) == (201, 400)
    assert here.get(made.headers["Location"]).json()["person"] == child.reference
    assert YouthSupport.objects.get().words == "A worker calls"
