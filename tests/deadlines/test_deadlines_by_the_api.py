"""The API says of each deadline of a case what the page says: state, date, rule, policy, and whose it is."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.transitions import set_deadline, waive
from tests.deadlines.diary import DUE, HOUR, owe
from tests.make import NOW

pytestmark = pytest.mark.django_db


def read(client: Client, user: User, case: Case) -> list[dict[str, Any]]:
    """Return the deadlines of the case as they stand at DUE, but for those that came with it."""
    with time_machine.travel(DUE, tick=False):
        client.force_login(user)
        rows = client.get(reverse("api_deadlines", args=[case.reference])).json()["results"]
    return [row for row in rows if row["kind"] == Kind.RISK_REVIEW]


def test_what_was_promised_and_what_policy_gave(client: Client, case: Case, ben: User, amira: User) -> None:
    owe(case, ben, due_at=DUE - HOUR)
    about: dict[str, Any] = {"case": case, "origin": "test:1", "because": "it was assessed", "subject": "2"}
    by_policy = {"rule": "risk.review.sergeant", "qualifier": "medium", "rank": "sergeant"}
    people = {"owner": ben, "district": case.district, "by": amira}
    set_deadline(Kind.RISK_REVIEW, **about, **by_policy, **people, anchored_at=NOW, now=NOW)

    promised, clocked = read(client, ben, case)

    assert (promised["state"], promised["policy"], promised["rule"]) == ("overdue", None, "")
    assert promised["rings"] is True
    assert promised["promised_for"] == promised["due_at"] == "2026-12-07T11:00:00Z"
    assert (clocked["rule"], clocked["qualifier"]) == ("risk.review.sergeant", "medium")
    assert clocked["policy"] == "ASB Cases default review policy v1"
    assert (clocked["owner"], clocked["owner_name"]) == ("ben", "Ben Lane")
    assert clocked["basis"].startswith("28 days following 23 November 2026")


def test_a_waiver_is_told_from_a_cancellation(client: Client, case: Case, ben: User) -> None:
    waive(owe(case, ben), reason="Moved away", by=ben, now=NOW)

    waived = [row for row in read(client, ben, case) if row["subject"] == "1"]

    assert [(row["state"], row["waived"], row["cancel_reason"]) for row in waived] == [
        ("cancelled", True, "Moved away")
    ]


def test_it_is_read_only(client: Client, case: Case, ben: User) -> None:
    client.force_login(ben)

    assert client.post(reverse("api_deadlines", args=[case.reference]), {}).status_code == 405


def test_a_list_costs_the_same_however_long(
    client: Client, case: Case, ben: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        owe(case, ben, subject=str(number))
    client.force_login(ben)

    with django_assert_max_num_queries(8):
        client.get(reverse("api_deadlines", args=[case.reference]))
