"""Policy of triage on its pages: the grade that a fact asks for is chosen, minutes are counted, each from a day on."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.deadlines.models import Replan
from asbcases.law.periods import london_day
from asbcases.policies.models import PolicyRow, Unit
from asbcases.policies.queries import limit_on
from asbcases.policies.transitions import versions_of

pytestmark = pytest.mark.django_db


def tomorrow() -> date:
    return london_day(timezone.now()) + timedelta(days=1)


def stated(**fields: Any) -> dict[str, Any]:
    day = tomorrow()
    parts = {"in_force_from_day": day.day, "in_force_from_month": day.month, "in_force_from_year": day.year}
    return {"source": "Force procedure D 0503, version 23", "confidence": "S", **parts, **fields}


def new_version(admin: Client, rule: str, qualifier: str, **fields: Any) -> Any:
    row = versions_of(rule, qualifier).last()
    assert row
    return admin.post(reverse("policy_new", args=[row.pk]), stated(**fields))


def test_a_fact_asks_for_another_grade_from_the_day_on_that_is_named(admin: Client) -> None:
    response = new_version(admin, "triage.grade", "hate", choice="emergency")

    assert response.status_code == 302
    day = tomorrow()
    assert limit_on("triage.grade", "hate", day - timedelta(days=1)).choice == "priority"
    assert limit_on("triage.grade", "hate", day).choice == "emergency"
    # No deadline moves by it: a grade that was given stands.
    assert not Replan.objects.exists()


def test_a_grade_that_is_none_is_refused(admin: Client) -> None:
    response = new_version(admin, "triage.grade", "hate", choice="quickly")

    assert response.status_code == 400
    assert versions_of("triage.grade", "hate").count() == 1


def test_the_force_sets_its_own_minutes_for_a_grade(admin: Client) -> None:
    response = new_version(admin, "response.attend", "emergency", value="20", unit="minutes")

    assert response.status_code == 302
    row = limit_on("response.attend", "emergency", tomorrow())
    assert (row.value, row.unit) == (20, Unit.MINUTES)


def test_more_minutes_than_a_day_has_are_refused(admin: Client) -> None:
    response = new_version(admin, "response.attend", "emergency", value="1441", unit="minutes")

    assert response.status_code == 409
    assert PolicyRow.objects.filter(rule="response.attend", qualifier="emergency").count() == 1


def test_the_list_names_the_rules_of_triage_in_words(admin: Client) -> None:
    page = admin.get(reverse("policy_list")).content.decode()

    for words in (
        "The grade that a fact asks for",
        "Repeats: counted over",
        "Reports with the same victim",
        "15 minutes",
        "Unresourced, priority",
    ):
        assert words in page
