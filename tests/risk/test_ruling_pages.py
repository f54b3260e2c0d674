"""The pages on which a level is raised, lowered or asked to be lowered, signed off, and shown over time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Approval, Case
from risk.choices import Level, Result
from risk.models import Assessment, LevelRuling, SignOff
from risk.transitions import complete_assessment, raise_level
from tests.make import NOW, make_incident
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, closed, opened_case, sent, victim_at, victim_of

WHY = "Seen at the door: he has a key and uses it."


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    return opened_case(amira)


def page_of(name: str, case: Case, gap: int) -> str:
    return reverse(name, args=[case.reference, gap])


def ruled(assessment: Assessment, level: str, reason: str = WHY, ruling: int = 0) -> dict[str, str]:
    return {"level": level, "reason": reason, "shown": f"{assessment.pk}:{ruling}"}


def test_a_level_is_raised_on_its_page_and_a_short_reason_comes_back(
    client: Client, amira: User, case: Case
) -> None:
    assessment = assess(case, STANDARD, by=amira)
    client.force_login(amira)
    page = page_of("risk_raise", case, assessment.pk)

    short = client.post(page, ruled(assessment, "high", "Alone."))
    done = client.post(page, ruled(assessment, "high"), follow=True)

    assert (short.status_code, "at least 20 characters" in short.content.decode()) == (400, True)
    assert "From standard to high" in done.content.decode()
    stale = client.post(page_of("risk_lower", case, assessment.pk), ruled(assessment, "standard"))
    assert "Another level stands since you opened this page" in stale.content.decode()


def test_who_may_lower_does_and_who_may_not_asks(client: Client, amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    page = page_of("risk_lower", case, assessment.pk)
    client.force_login(amira)

    asked = client.post(page, ruled(assessment, "standard"), follow=True)
    assert "Asked: sergeant or above decides. Until then the level stands." in asked.content.decode()
    assert not LevelRuling.objects.exists()
    client.force_login(ben)
    done = client.post(page, ruled(assessment, "standard"), follow=True)

    assert "From medium to standard" in done.content.decode()
    assert Approval.objects.get().verdict == "withdrawn"
    assert "There is no other level" in client.get(page).content.decode()


def test_signing_off_and_returning(client: Client, amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, MEDIUM, by=amira)
    page = page_of("risk_sign_off", case, assessment.pk)
    client.force_login(ben)

    wordless = client.post(page, {"agreed": "no", "note": "", "shown": assessment.pk})
    done = client.post(page, {"agreed": "yes", "note": "", "shown": assessment.pk})

    assert (wordless.status_code, done.status_code) == (400, 302)
    assert SignOff.objects.get().agreed
    assert "signed off or returned already" in client.get(page).content.decode()
    assess(case, HIGH, by=ben, now=NOW + timedelta(minutes=5))
    newer = client.get(page).content.decode()
    assert "You assessed this risk yourself" in newer
    assert (
        "assessed again since you opened"
        in client.post(page, {"agreed": "yes", "shown": assessment.pk}).content.decode()
    )


def test_part_of_a_form_is_kept_and_filled_in_when_one_goes_on(
    client: Client, amira: User, case: Case
) -> None:
    client.force_login(amira)
    page = page_of("risk_assess", case, 1)
    part = {key: one for key, one in sent(MEDIUM).items() if key not in ("answer_safe", "answer_hate")}

    client.post(page, {**part, "answer_hate": "?dont_know", "in_part": "1"})

    kept = Assessment.objects.get()
    assert kept.result == Result.INCOMPLETE
    gaps = kept.answers.exclude(unanswered="").order_by("question__number")
    assert list(gaps.values_list("unanswered", flat=True)) == ["not_asked", "dont_know"]
    again = client.get(f"{page}?go_on=1").content.decode()
    assert again.count(" checked") == 6 + 2
    assert "Go on with it" in client.get(page).content.decode()
    assert "Go on with it" in client.get(f"/cases/{case.reference}/").content.decode()


def test_who_raises_while_asking_says_why(client: Client, amira: User, case: Case) -> None:
    client.force_login(amira)
    page = page_of("risk_assess", case, 1)

    refused = client.post(page, sent(STANDARD, raised_to="high", raise_reason="Alone."))
    client.post(page, sent(STANDARD, raised_to="high", raise_reason=WHY, victim_view="medium"))

    assert refused.status_code == 400
    done = Assessment.objects.get()
    assert (done.level, done.raised_to, done.victim_view) == ("high", "high", "medium")
    shown = client.get(page_of("risk_assessment", case, done.pk)).content.decode()
    assert "Medium risk" in shown
    assert WHY in shown


def test_a_refusal_is_kept_on_a_case_and_on_an_incident(client: Client, amira: User, case: Case) -> None:
    client.force_login(amira)
    incident = make_incident(by=amira)
    party = victim_at(incident, by=amira)
    said = {"result": "refused", "reason": "Has had enough of questions."}

    on_case = client.post(page_of("risk_not_assessed", case, 1), said, follow=True).content.decode()
    at = reverse("incident_not_assessed", args=[incident.reference, party.number])
    on_incident = client.post(at, said, follow=True).content.decode()

    assert "Every date runs as at medium risk." in on_case
    assert "could not be assessed, which counts as medium" in on_incident
    assert "refused" in client.get(f"/incidents/{incident.reference}/").content.decode()
    assert "Has had enough" not in client.get(f"/incidents/{incident.reference}/").content.decode()


def test_what_changed_since_the_last_review_is_shown_and_the_way_of_the_level(
    client: Client, amira: User, ben: User, case: Case
) -> None:
    assessment = assess(case, STANDARD, by=amira)
    client.force_login(ben)
    page = page_of("risk_review", case, 1)
    client.post(page, {"note": "Calm.", "shown": assessment.pk})
    unchanged = client.get(page).content.decode()
    raise_level(assessment, level=Level.MEDIUM, reason=WHY, by=amira, now=NOW + timedelta(hours=2))
    assess(case, HIGH, by=amira, now=NOW + timedelta(hours=3))

    changed = client.get(page).content.decode()

    assert "the risk was not assessed again" in unchanged
    assert "from standard to high" in changed
    way = client.get(page_of("risk_trajectory", case, 1)).content.decode()
    assert "Raised: " in way
    assert way.count("asb-risk--") == 4
    closed_case = opened_case(amira)
    assert (
        "Nobody has assessed this risk yet"
        in client.get(page_of("risk_trajectory", closed_case, 1)).content.decode()
    )


def test_a_victims_view_that_waits_is_told_on_the_case(
    client: Client, amira: User, ben: User, case: Case
) -> None:
    about = {"party": victim_of(case), "answers": STANDARD, "with_victim": True, "by": amira}
    complete_assessment(case, victim_view="high", now=NOW, **about)
    client.force_login(ben)

    page = " ".join(client.get(f"/cases/{case.reference}/").content.decode().split())

    assert "higher view stands until a supervisor decides" in page


def test_on_a_closed_case_no_level_is_ruled_on(client: Client, amira: User, ben: User, case: Case) -> None:
    assessment = assess(case, STANDARD, by=amira)
    closed(case, by=ben)
    client.force_login(amira)

    page = client.get(page_of("risk_raise", case, assessment.pk)).content.decode()

    assert "The case is closed." in page
    assert (
        client.post(page_of("risk_raise", case, assessment.pk), ruled(assessment, "high")).status_code == 409
    )
