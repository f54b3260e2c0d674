"""The pages of a plan's end: figures that went stale, a measure that changed, victims, orders, hand-overs and mergers."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.models import Incident, ProblemPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import cancel
from asbcases.enforcement.transitions.clocks import open_clocks
from asbcases.sara import transitions as verbs
from asbcases.sara.models import PlanAssessment, PlanClosure, VictimContact
from asbcases.sara.queries import victims_of
from tests.casework.pages import day, signed_in, text_of
from tests.enforcement.make_measures import make_notice
from tests.make import NOW, make_case
from tests.sara.plans import DAY, TODAY, assessed, measure, start
from tests.sara.recorded import LATER, a_world, carried_out

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
VERDICT = {"verdict": "worked", "verdict_words": "Quieter, and nothing moved"}
SAID = {"words": "Quiet now", "residual_risk": "Next summer"}
ENDED = {"after_from": TODAY + 2 * DAY, "after_to": TODAY + 57 * DAY}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def plan(amira: User, ben: User) -> ProblemPlan:
    return carried_out(amira, ben)


def of(plan: ProblemPlan, page: str = "") -> str:
    return f"/plans/{plan.reference}/{page}"


def assess(here: Client, plan: ProblemPlan) -> Any:
    """Assess a plan by the records, as its page shows them."""
    seen = here.get(of(plan, "assess/")).context["form"].now_seen
    return here.post(of(plan, "assess/"), {**VERDICT, "seen": seen})


def test_a_measure_that_changed_after_the_start_is_said_so_and_the_assessment_names_it(
    client: Client, plan: ProblemPlan, amira: User
) -> None:
    a_world(before=8, after=2)
    here = signed_in(client, amira)
    verbs.change_measure(plan, measure(target=30), why="Half of the shops shut", by=amira, now=NOW + 2 * DAY)

    page = text_of(here.get(of(plan, "assess/")))
    assert "this is version 2" in page
    assert "The reason that stands with it: Half of the shops shut" in page
    assert assess(here, plan).status_code == 302

    assert PlanAssessment.objects.get().objective.number == 2
    shown = text_of(here.get(of(plan)))
    assert "Measured by version 2" in shown
    assert "What version 2 changed" in shown


def test_who_signs_a_plan_off_sees_what_changed_in_its_measure_and_what_was_counted(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    a_world(before=8, after=2)
    here = signed_in(client, ben)
    unchanged = text_of(here.get(of(plan, "close/")))
    verbs.change_measure(plan, measure(target=30), why="Half of the shops shut", by=amira, now=NOW + 2 * DAY)
    assert assess(here, plan).status_code == 302

    page = text_of(here.get(of(plan, "close/")))
    assert "since it was first frozen" not in unchanged
    assert "Half of the shops shut" in page
    assert "<del>20 or fewer, by" in page
    assert "<ins>30 or fewer, by" in page
    assert "96 before, 16 after" in page
    assert "assess it again" not in page

    Incident.objects.filter(pk=PlanAssessment.objects.get().counted[-1]).update(category=Category.PERSONAL)

    assert "assess it again" in text_of(here.get(of(plan, "close/")))


def test_incidents_that_were_classified_anew_flag_the_figures_and_the_old_ones_stay(
    client: Client, plan: ProblemPlan, amira: User
) -> None:
    a_world(before=8, after=2)
    here = signed_in(client, amira)
    assert assess(here, plan).status_code == 302
    first = PlanAssessment.objects.get()
    counted = Incident.objects.filter(pk=first.counted[-1])
    assert "Assess again" not in text_of(here.get(of(plan)))

    counted.update(category=Category.PERSONAL)

    page = text_of(here.get(of(plan)))
    assert "Its figures stay as they were" in page
    assert "Assess it again: incidents were classified anew" in page
    assert "these are the figures as they stand today" in text_of(here.get(of(plan, "assess/")))
    assert assess(here, plan).status_code == 302
    kept = PlanAssessment.objects.order_by("number")
    assert [(one.before, one.after) for one in kept] == [(96, 16), (96, 15)]
    page = text_of(here.get(of(plan)))
    assert ("Figures of assessment 1" in page, "Figures of assessment 2" in page) == (True, True)
    assert "Assess again" not in page


def test_nothing_before_and_nothing_after_is_shown_and_kept_as_too_few(
    client: Client, plan: ProblemPlan, amira: User
) -> None:
    here = signed_in(client, amira)

    page = text_of(here.get(of(plan, "assess/")))
    assert "Too few to say" in page
    assert "nothing was counted before, so that there is no percentage" in page
    assert assess(here, plan).status_code == 302

    kept = PlanAssessment.objects.get()
    assert (kept.before, kept.after, kept.figures["finding"]) == (0, 0, "too_few")
    assert "0 before" in text_of(here.get(of(plan)))


def test_a_victim_is_contacted_and_an_order_that_runs_on_is_handed_over_at_the_closing(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    nobody = text_of(signed_in(client, ben).get(of(plan, "victim/")))
    assert "No victim is named" in nobody
    assert "Keep it" not in nobody
    case = make_case(by=amira)
    notice = make_notice(case, by=amira, ends_on=TODAY + 300 * DAY)
    verbs.link(plan, to=case, by=amira, now=NOW)
    assessed(plan, now=LATER, **ENDED)
    here, close = signed_in(client, ben), {"reason": "objective_met", **SAID}
    [victim] = victims_of(plan)
    assert "Contact every victim" in text_of(here.post(of(plan, "close/"), close))

    when = {**day("at_day", f"{LATER:%d %m %Y}"), "at_time": f"{LATER - HOUR:%H:%M}"}
    said = {"person": victim.pk, "words": "By telephone: it is quiet", **when}
    told = here.post(of(plan, "victim/"), said)
    assert (told.status_code, told["Location"]) == (302, of(plan, "#victims"))
    assert VictimContact.objects.get().contacted_at == LATER - HOUR
    assert f"{victim.name}</a>: By telephone: it is quiet" in text_of(here.get(of(plan)))

    assert here.post(of(plan, "close/"), close).status_code == 302
    closure = PlanClosure.objects.get()
    assert (closure.criteria["orders"], closure.criteria["victims"]) == (1, 1)
    assert [clock.kind for clock in open_clocks(notice, Kind.MEASURE_END)] == [Kind.MEASURE_END]


def test_an_order_whose_end_stands_in_no_diary_keeps_the_plan_open(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    case = make_case(by=amira)
    notice = make_notice(case, by=amira, ends_on=TODAY + 300 * DAY)
    verbs.link(plan, to=case, by=amira, now=NOW)
    [victim] = victims_of(plan)
    verbs.note_victim(plan, victim, words="By telephone", contacted_at=NOW, by=amira, now=LATER)
    assessed(plan, now=LATER, **ENDED)
    for clock in open_clocks(notice, Kind.MEASURE_END):
        cancel(clock, reason="Lost", by=ben, now=LATER)

    answer = signed_in(client, ben).post(of(plan, "close/"), {"reason": "objective_met", **SAID})

    assert answer.status_code == 409
    assert f'href="{of(plan, "#links")}">Put the end of every order' in text_of(answer)
    assert not PlanClosure.objects.exists()


def test_a_plan_is_handed_over_to_who_accepted_it(client: Client, plan: ProblemPlan, ben: User) -> None:
    assessed(plan, now=LATER, **ENDED)
    here, close = signed_in(client, ben), {"reason": "transferred", **SAID}

    refused = here.post(of(plan, "close/"), close)
    assert refused.status_code == 409
    for words, address in (
        ("Say to whom the problem was transferred.", "#id_transferred_to"),
        ("Say that they accepted it.", "#id_transfer_accepted"),
    ):
        assert f'href="{address}">{words}' in text_of(refused)
    accepted = {**close, "transferred_to": "The council", "transfer_accepted": "on"}
    assert here.post(of(plan, "close/"), accepted).status_code == 302

    page = text_of(here.get(of(plan)))
    assert "Transferred to somebody else, who accepted: The council" in page
    assert "Not claimed as a success" in page


def test_a_plan_is_merged_into_another_one_that_one_may_see(
    client: Client, plan: ProblemPlan, amira: User, ben: User
) -> None:
    assessed(plan, now=LATER, **ENDED)
    other = start(owner=amira, supervisor=ben, title="The whole of Mersea Road")
    here, close = signed_in(client, ben), {"reason": "merged", **SAID}

    for into, status, words in (
        ("", 409, "Name the plan into which this one is merged."),
        ("SAR-1999-999999", 400, "There is no such plan, or it is not for you"),
        (plan.reference, 409, "A plan is not merged into itself"),
    ):
        answer = here.post(of(plan, "close/"), {**close, "merged_into": into})
        assert (answer.status_code, words in text_of(answer)) == (status, True), into
    assert here.post(of(plan, "close/"), {**close, "merged_into": other.reference.lower()}).status_code == 302

    assert PlanClosure.objects.get().merged_into == other
    assert f'Merged into another plan: <a class="govuk-link" href="{of(other)}">' in text_of(
        here.get(of(plan))
    )
