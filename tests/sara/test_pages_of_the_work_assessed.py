"""The pages on which a plan is assessed and closed: figures before the verdict, and everything that is wanting at once."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.models import User
from asbcases.sara.models import PlanAssessment, PlanClosure
from tests.casework.pages import signed_in, text_of
from tests.sara.plans import DAY, TODAY
from tests.sara.recorded import LATER, a_world, carried_out

pytestmark = pytest.mark.django_db
EMMIE = {
    "effect": "Fewer nights",
    "mechanism": "Somewhere else to be",
    "moderators": "A worker whom they knew",
    "implementation": "Done in four weeks",
    "economy": "£400",
    "victims_view": "The chemist stays open",
}
VERDICT = {"verdict": "worked", "verdict_words": "Quieter, and nothing moved", "economy": "£400"}
COUNTS = {
    **{"before_from": TODAY - 84 * DAY, "before_to": TODAY - 1 * DAY, "before": 62},
    **{"after_from": TODAY + 2 * DAY, "after_to": TODAY + 57 * DAY, "after": 6},
    **{"counted_from": "The landlord", "short_reason": ""},
}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(LATER, tick=False):
        yield


def test_figures_are_read_before_the_verdict_and_kept_with_it(client: Client, amira: User, ben: User) -> None:
    a_world(before=8, after=2)
    plan = carried_out(amira, ben)
    here, address = signed_in(client, amira), f"/plans/{plan.reference}/assess/"
    page = here.get(address)
    assert page.status_code == 200
    for words in ("Read with care", "A plain before and after", "Why that may mislead", "Fewer than"):
        assert words in text_of(page)
    assert here.post(address, {**VERDICT, "seen": "1 2"}).status_code == 409

    sent = here.post(address, {**VERDICT, "seen": page.context["form"].now_seen})

    kept = PlanAssessment.objects.get()
    assert (sent.status_code, kept.economy, kept.figures["finding"]) == (302, "£400", "fell")
    assert "Figures of assessment 1" in text_of(here.get(f"/plans/{plan.reference}/"))
    short = here.get(address, {"after_days": 1})
    assert (short.status_code, "shorter than a week" in text_of(short)) == (200, True)


def test_a_verdict_keeps_the_headings_of_emmie_the_cost_and_what_those_harmed_say(
    client: Client, amira: User, ben: User
) -> None:
    a_world(before=8, after=2)
    plan = carried_out(amira, ben)
    here, address = signed_in(client, amira), f"/plans/{plan.reference}/assess/"
    seen = here.get(address).context["form"].now_seen
    nobody = here.post(address, {**VERDICT, **EMMIE, "verdict": "", "seen": seen})
    assert nobody.status_code == 400
    assert "The chemist stays open" in text_of(nobody)

    assert here.post(address, {**VERDICT, **EMMIE, "seen": seen}).status_code == 302

    kept, shown = PlanAssessment.objects.get(), text_of(here.get(f"/plans/{plan.reference}/"))
    for name, words in EMMIE.items():
        assert getattr(kept, name) == words
        assert words in shown, name


def test_a_plan_closes_by_a_supervisor_when_nothing_is_wanting(
    client: Client, amira: User, ben: User
) -> None:
    a_world(before=8, after=2)
    plan = carried_out(amira, ben)
    here, address = signed_in(client, ben), f"/plans/{plan.reference}/close/"
    said = {"reason": "objective_met", "words": "Quiet", "residual_risk": "Next summer"}
    refused = here.post(address, said)
    assert refused.status_code == 409
    assert f'<a class="govuk-link" href="/plans/{plan.reference}/assess/">Assess the objective' in text_of(
        refused
    )
    assess = f"/plans/{plan.reference}/assess/"
    here.post(assess, {**VERDICT, "seen": here.get(assess).context["form"].now_seen})

    assert here.post(address, said).status_code == 302
    assert PlanClosure.objects.get().success_claimed
    after = f"/plans/{plan.reference}/aftercare/"
    assert here.post(after, {"holds": "no", "words": "They are back"}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"after_from": TODAY - 20 * DAY}, "The two windows overlap"),
        ({"before_to": TODAY + DAY}, "It reaches into the response"),
        ({"before_to": TODAY - 90 * DAY}, "It ends before it begins"),
        ({"after_to": TODAY + 2 * DAY}, "This window is shorter than a week"),
        ({"after_to": TODAY + 90 * DAY}, "The window after is not over"),
        ({"before": -1}, "A count is nought or more"),
        ({"counted_from": " "}, "Say from where the counts come"),
        ({"before": 0, "after": 0}, "Too few: 0 before and 0 after"),
        ({}, "Two counts that were entered, from The landlord"),
    ],
)
def test_counts_from_elsewhere_are_read_with_care_or_asked_for_again(
    client: Client, amira: User, ben: User, changed: dict[str, Any], words: str
) -> None:
    plan = carried_out(amira, ben)

    page = signed_in(client, amira).get(f"/plans/{plan.reference}/assess/entered/", {**COUNTS, **changed})

    assert (page.status_code, words in text_of(page)) == (200, True)


def test_the_worked_example_stands_beside_its_naive_reading(client: Client, amira: User) -> None:
    page = text_of(signed_in(client, amira).get("/plans/worked-example/"))

    for words in ("90.3 per cent a day", "Weak evidence", "second lockdown", "cannot tell"):
        assert words in page
