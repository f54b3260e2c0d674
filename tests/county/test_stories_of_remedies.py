"""Four cases of the county were put right without a court, or were not, each as docs/demo-plans.md says."""

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.county.world import read
from asbcases.deadlines.rebuild import check
from asbcases.remedies.choices import Decision, RemedyOutcome, RestorativeOutcome, Satisfaction, SideAnswer
from asbcases.remedies.models import Remedy, Restorative
from asbcases.sources import SOURCES
from tests.county.test_stories import GUIDE as COUNTY

TOLD = {one["code"]: one for one in read("remedies.toml")["cases"]}


def case_of(code: str) -> Case:
    return Case.objects.get(summary=TOLD[code]["problem"])


def page_of(code: str, client: Client) -> str:
    client.force_login(User.objects.get(username=TOLD[code]["lead"]))
    return client.get(f"/cases/{case_of(code).reference}/remedies/").content.decode()


def test_a_remedy_was_agreed_to_and_done_as_the_victim_chose(november: None, client: Client) -> None:
    remedy = Remedy.objects.get(case=case_of("greenhouse"))

    assert (remedy.decision, remedy.outcome) == (Decision.USED, RemedyOutcome.DONE)
    assert remedy.action == remedy.notes.get().choice
    assert remedy.ended_at is not None
    assert remedy.due_on is not None
    assert remedy.ended_at.date() < remedy.due_on
    assert "Eleven panes set" in page_of("greenhouse", client)


def test_a_remedy_was_not_used_because_the_victim_did_not_want_it(november: None, client: Client) -> None:
    remedy = Remedy.objects.get(case=case_of("eggs"))

    assert (remedy.decision, remedy.outcome, remedy.notes.get().choice) == (Decision.NOT_USED, "", None)
    assert "His wish is followed" in page_of("eggs", client)


def test_two_neighbours_met_and_said_afterwards_how_content_they_are(november: None, client: Client) -> None:
    referral = Restorative.objects.get(case=case_of("drive"))

    assert (referral.outcome, referral.met_on is not None) == (RestorativeOutcome.AGREED, True)
    assert [side.satisfaction for side in referral.sides.order_by("side")] == [
        Satisfaction.SATISFIED,
        Satisfaction.PARTLY,
    ]
    assert "Within 6 months" in page_of("drive", client)


def test_a_victim_declined_to_meet(november: None, client: Client) -> None:
    referral = Restorative.objects.get(case=case_of("shed"))

    assert (referral.outcome, referral.met_on) == (RestorativeOutcome.DECLINED, None)
    assert [side.answer for side in referral.sides.order_by("side")] == [
        SideAnswer.DECLINED,
        SideAnswer.ACCEPTED,
    ]
    assert "does not want to see her" in page_of("shed", client)


def test_the_diary_of_these_cases_is_what_the_file_makes_of_it(november: None) -> None:
    among = {"case": [case_of(code).pk for code in TOLD]}

    assert check(dict.fromkeys(SOURCES.values()), among=among).differences == []


@pytest.mark.parametrize("code", TOLD)
def test_the_guide_says_where_each_is(code: str) -> None:
    guide = " ".join((COUNTY.parent / "demo-plans.md").read_text().split())

    assert TOLD[code]["problem"] in guide
    assert f"| {TOLD[code]['lead']} |" in guide
