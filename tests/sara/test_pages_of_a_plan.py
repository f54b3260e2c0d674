"""A plan is started, measured, described, screened, linked and given away by its pages; nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.audit.plan_choices import PlanVerb
from asbcases.cases.models import ProblemPlan
from asbcases.casework.transitions import restrict_case
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from asbcases.sara.choices import ReviewDecision
from asbcases.sara.models import Objective, PlanLink, Scanning, Screening
from tests.casework.pages import asked_for, signed_in, text_of
from tests.make import district, make_case, make_user
from tests.sara import plans

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return plans.start(owner=amira, supervisor=ben, now=timezone.now() - DAY)


def start_form(owner: User, supervisor: User, **changed: Any) -> dict[str, Any]:
    now = timezone.localtime(timezone.now())
    said = {
        **{"title": "Nights at the quay", "type": "place", "source": "analyst", "district": district().pk},
        **{"owner": owner.pk, "supervisor": supervisor.pk, "area": "New Town"},
        **{"at_day": now.date().isoformat(), "at_time": f"{now:%H:%M}"},
    }
    return {**said, **changed}


def measure_form(**changed: Any) -> dict[str, Any]:
    today = london_day(timezone.now())
    said = {
        **{"statement": "Half as many nights", "impact": "reduce", "categories": ["nuisance"]},
        **{"places": "Mersea Road shops\nThe quay", "comparisons": "Greenstead shops"},
        **{"baseline": 40, "baseline_from": (today - 84 * DAY).isoformat(), "target": 20},
        **{"baseline_to": (today - DAY).isoformat(), "target_on": (today + 90 * DAY).isoformat()},
    }
    return {**said, **changed}


def address(plan: ProblemPlan, page: str = "") -> str:
    return f"/plans/{plan.reference}/{page}"


def test_a_plan_is_started_from_the_board_and_its_page_says_what_comes_next(
    client: Client, amira: User, ben: User
) -> None:
    signed_in(client, amira)
    assert 'href="/plans/start/"' in text_of(client.get("/plans/"))
    answer = client.post("/plans/start/", start_form(amira, ben), follow=True)
    plan = ProblemPlan.objects.get()

    assert answer.redirect_chain[-1][0] == address(plan)
    page = text_of(answer)
    assert "Nights at the quay" in page
    assert f'href="{address(plan, "objective/")}"' in page
    assert "Owed next: review by a sergeant" in page
    assert "Review by an inspector" in page
    assert (plan.area, plan.supervisor) == ("New Town", ben)


def test_what_is_wanting_at_the_start_is_said_at_its_field_and_the_rest_is_kept(
    client: Client, amira: User, ben: User
) -> None:
    signed_in(client, amira)
    wanting = client.post("/plans/start/", start_form(amira, ben, title=""))
    refused = client.post("/plans/start/", start_form(amira, amira))

    assert wanting.status_code == 400
    assert "Say what the problem is, in a few words" in text_of(wanting)
    assert 'value="New Town"' in text_of(wanting)
    assert refused.status_code == 409
    assert "Name a supervisor of the plan who does not own it." in text_of(refused)
    assert 'value="Nights at the quay"' in text_of(refused)
    assert not ProblemPlan.objects.exists()


def test_a_plan_on_a_case_is_linked_to_it_at_once_and_says_nothing_of_a_restricted_one(
    client: Client, amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    signed_in(client, amira)
    assert f'href="/cases/{case.reference}/plan/"' in text_of(client.get(f"/cases/{case.reference}/"))
    shown = text_of(client.get(f"/cases/{case.reference}/plan/"))
    client.post(f"/cases/{case.reference}/plan/", start_form(amira, ben))
    restrict_case(case, named=[amira], reason="A colleague", by=ben, now=timezone.now())
    silent = text_of(client.get(f"/cases/{case.reference}/plan/"))

    assert case.summary in shown
    assert case.summary not in silent
    assert PlanLink.objects.get().case == case


def test_the_measure_is_frozen_changed_with_a_reason_and_both_versions_are_shown(
    client: Client, amira: User, plan: ProblemPlan
) -> None:
    signed_in(client, amira)
    client.post(address(plan, "objective/"), measure_form())
    changing = address(plan, "measure/")
    silent = client.post(changing, measure_form(target=15, seen=1))
    stale = client.post(changing, measure_form(target=15, why="Fewer flats now", seen=7))
    done = client.post(changing, measure_form(target=15, why="Fewer flats now", seen=1), follow=True)

    first, second = Objective.objects.order_by("number")
    assert first.places == ["Mersea Road shops", "The quay"]
    assert (first.target, second.target, second.why_changed) == (20, 15, "Fewer flats now")
    assert silent.status_code == 400
    assert stale.status_code == 409
    assert "The measure was changed meanwhile: version 1 is shown below" in text_of(stale)
    page = text_of(done)
    assert "<del>20 or fewer" in page
    assert "<ins>15 or fewer" in page
    assert "Fewer flats now" in page


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"baseline": ""}, 400, "Enter how many were counted"),
        ({"baseline": "-3"}, 400, "greater than or equal to 0"),
        ({"baseline_to": "2014-01-01"}, 400, "The baseline ends before it begins"),
        ({"target_on": "2014-01-01"}, 409, "has to be later than today"),
        ({"comparisons": "the quay"}, 409, "A place is measured or compared with, not both"),
        ({"categories": ["weather"]}, 400, "weather"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_in_words(
    client: Client, amira: User, plan: ProblemPlan, changed: dict[str, Any], status: int, words: str
) -> None:
    answer = signed_in(client, amira).post(address(plan, "objective/"), measure_form(**changed))

    assert answer.status_code == status
    assert words in text_of(answer)
    assert "Half as many nights" in text_of(answer)
    assert not Objective.objects.exists()


def test_a_supervisor_signs_what_was_scanned_and_sees_what_changed_in_it(
    client: Client, amira: User, ben: User, plan: ProblemPlan
) -> None:
    verbs.freeze_objective(plan, plans.measure(now=timezone.now()), by=amira, now=timezone.now())
    signed_in(client, amira)
    empty = client.post(address(plan, "scan/"), {"description": "Noise"})
    client.post(address(plan, "scan/"), vars(plans.answers()))
    again = text_of(client.get(address(plan, "scan/")))
    client.post(address(plan, "scan/"), vars(plans.answers(harmed="Thirty households")))
    own = client.post(address(plan, "screen/"), {"decision": "accept", "reason": "It recurs", "seen": 2})
    signed_in(client, ben)
    shown = text_of(client.get(address(plan, "screen/")))
    stale = client.post(address(plan, "screen/"), {"decision": "accept", "reason": "It recurs", "seen": 1})
    done = client.post(address(plan, "screen/"), {"decision": "accept", "reason": "It recurs", "seen": 2})

    assert empty.status_code == 400
    assert "Say which harm is done." in text_of(empty)
    assert "Noise</textarea>" in text_of(empty)
    assert "Twelve households" in again
    assert own.status_code == 409
    assert "A sergeant or above screens a plan" in text_of(own)
    assert "<del>Twelve households</del>" in shown
    assert "<ins>Thirty households</ins>" in shown
    assert "described anew meanwhile" in text_of(stale)
    assert (stale.status_code, done.status_code) == (409, 302)
    assert Scanning.objects.count() == 2
    assert Screening.objects.get().recorded_by == ben


def test_what_a_plan_works_on_is_linked_by_reference_and_taken_off_with_a_reason(
    client: Client, amira: User, ben: User, cara: User, plan: ProblemPlan
) -> None:
    case, hers = make_case(by=amira), make_case(by=cara, district_code="basildon")
    signed_in(client, amira)
    for unknown in (hers.reference, "ASB-2014-999999", "VEH-2014-000001", "the shops"):
        refused = client.post(address(plan, "links/"), {"to": unknown})
        assert refused.status_code == 409
        assert "There is no such record, or it is not for you. Check the reference." in text_of(refused)
    client.post(address(plan, "links/"), {"to": case.reference.lower()})
    twice = client.post(address(plan, "links/"), {"to": case.reference})
    restrict_case(case, named=[ben], reason="A colleague", by=ben, now=timezone.now())
    sam = make_user("sam", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Sam Reed")
    hidden = signed_in(client, sam).get(address(plan, "links/1/off/"))
    signed_in(client, ben)
    assert case.reference in text_of(client.get(address(plan)))
    client.post(address(plan, "links/1/off/"), {"reason": "Another street"})

    assert "is linked to the plan already" in text_of(twice)
    assert hidden.status_code == 404
    assert PlanLink.objects.get().recorded_in_error_why == "Another street"


def test_a_plan_is_given_away_once_and_whoever_comes_later_sees_that(
    client: Client, amira: User, plan: ProblemPlan
) -> None:
    sam = make_user("sam", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Sam Reed")
    signed_in(client, amira)
    sent = {"to": sam.pk, "reason": "She moves to Clacton", "version": plan.version}
    given = client.post(address(plan, "give/"), sent)
    stale = client.post(address(plan, "give/"), {**sent, "to": amira.pk})

    plan.refresh_from_db()
    assert given.status_code == 302
    assert plan.owner == sam
    assert stale.status_code == 409
    assert "She moves to Clacton" in text_of(stale)


def test_a_form_that_is_sent_twice_acts_once(client: Client, amira: User, ben: User) -> None:
    signed_in(client, amira)
    sent = {**start_form(amira, ben), "idempotency_key": "one"}
    answers = {client.post("/plans/start/", sent).headers["Location"] for _ in range(2)}

    assert len(answers) == 1
    assert AuditEvent.objects.filter(verb=PlanVerb.PROBLEM_STARTED).count() == 1


def test_the_page_of_a_full_plan_asks_as_much_as_that_of_one_with_a_row_of_each(
    client: Client, amira: User, ben: User, plan: ProblemPlan
) -> None:
    now = timezone.now()
    plan = plans.analysed(plan, now=now)
    plans.planned(plan, now=now)
    verbs.review_plan(plan, decision=ReviewDecision.CONTINUE, words="Goes on", by=ben, now=now)
    verbs.link(plan, to=make_case(by=amira), by=amira, now=now)
    signed_in(client, amira)
    few = len(asked_for(client, address(plan)))
    for number in range(4):
        verbs.add_cause(plan, words=f"Cause {number}", by=amira, now=now)
        plans.planned(plan, now=now)
        verbs.review_plan(plan, decision=ReviewDecision.CONTINUE, words="Goes on", by=ben, now=now)
        verbs.link(plan, to=make_case(by=amira), by=amira, now=now)
        verbs.change_measure(plan, plans.measure(now=now), why="Again", by=amira, now=now)

    assert len(asked_for(client, address(plan))) == few
