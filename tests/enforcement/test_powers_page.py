"""The page and the API of "May I?": the answers from the file, links to what mends them, and so many statements."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Grade, Handling
from asbcases.cases.models import Case
from asbcases.casework.transitions import join_case
from asbcases.enforcement.models import Measure
from tests.enforcement.make_measures import BORN, make_authority, make_subject, make_warning
from tests.make import answers_with, make_case, make_incident, make_triage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def standings(client: Client, case: Case, **query: str) -> dict[str, str]:
    answer = client.get(reverse("api_case_powers", args=[case.reference]), query)
    assert answer.status_code == 200
    return {power["key"]: power["standing"] for power in answer.json()["powers"]}


def warned(case: Case, by: User) -> Measure:
    """Give a warning whose time has run since yesterday."""
    return make_warning(case, by=by, now=timezone.now() - 8 * DAY)


def test_the_answers_come_from_the_file_and_change_with_it(client: Client, amira: User) -> None:
    client.force_login(amira)
    now = timezone.now()
    case = make_case(by=amira, now=now - 20 * DAY)
    before = standings(client, case)
    assert (before["cpw"], before["cpn"], before["closure"]) == ("blocked", "blocked", "blocked")
    make_authority(amira)
    kai = make_subject(case, by=amira, born_on=None, now=now - 9 * DAY)
    asked = standings(client, case, subject=kai.reference)
    assert (asked["cpw"], asked["cpn"], asked["cbo"]) == ("available", "blocked", "needs")
    warning = warned(case, amira)
    assert standings(client, case, subject=kai.reference)["cpn"] == "blocked"
    incident = make_incident(by=amira, now=now, category="nuisance")
    join_case(incident, case, by=amira, now=now)
    assert standings(client, case, subject=kai.reference)["cpn"] == "needs"
    kai.born_on = BORN
    kai.save()
    assert standings(client, case, subject=kai.reference)["cpn"] == "available"
    assert standings(client, case, subject="PER-2026-999999")["cpn"] == "blocked"
    page = words(client.get(reverse("case_powers", args=[case.reference])))
    assert warning.reference in page
    assert "About Kai Marsh" in page
    assert "Used today it would start: Last day to appeal" in page


def test_what_is_missing_links_to_the_field_that_mends_it_in_so_many_statements(
    client: Client, ben: User, amira: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.force_login(ben)
    case = make_case(by=amira, now=timezone.now() - 20 * DAY)
    kai = make_subject(case, by=amira, born_on=None, now=timezone.now() - 9 * DAY)
    warned(case, amira)
    address = reverse("case_powers", args=[case.reference])
    with django_assert_max_num_queries(21) as first:
        page = words(client.get(address))
    for href in (
        reverse("person_correct", args=[kai.reference]),
        reverse("authority_new"),
        reverse("case_journal_new", args=[case.reference]),
    ):
        assert f'href="{href}' in page
    for _ in range(5):
        make_subject(case, by=amira, name="Somebody Else")
    with django_assert_max_num_queries(len(first.captured_queries) + 1):
        client.get(address, {"subject": kai.reference})


def test_mediation_is_not_suggested_where_the_triage_says_hate(client: Client, amira: User) -> None:
    client.force_login(amira)
    incident = make_incident(by=amira)
    said = answers_with(vulnerability={"state": "answered", "flags": ["hate"]})
    make_triage(incident, by=amira, answers=said, grade=Grade.PRIORITY, handling=Handling.ATTEND)
    case = make_case(by=amira, incidents=[incident])
    page = words(client.get(reverse("case_powers", args=[case.reference])))
    assert "Mediation is not suggested: hate is recorded." in page


def test_nobody_else_is_answered(client: Client, amira: User, cara: User, dev: User) -> None:
    case = make_case(by=amira)
    for user, status in ((cara, 404), (dev, 404)):
        client.force_login(user)
        for page in ("case_powers", "api_case_powers"):
            assert client.get(reverse(page, args=[case.reference])).status_code == status
