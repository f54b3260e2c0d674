"""Shared cases through the API: what the page shows, and what the page keeps."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant, Case
from partners.choices import Item
from partners.models import Disclosure
from tests.partners.make_shared import NEVER, SHOWN, said_in_secret, share_of, whole_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return whole_case(by=amira)


def read(client: Client, user: User, reference: str) -> Any:
    client.force_login(user)
    return client.get(reverse("api_shared_case", args=[reference]))


def listed(client: Client, user: User) -> list[dict[str, Any]]:
    client.force_login(user)
    return list(client.get(reverse("api_shared_cases")).json()["results"])


def test_every_part_is_given_and_no_key_of_a_person(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share_of(case, dev.agency, by=amira)

    answer = read(client, dev, case.reference).json()

    said = json.dumps(answer)
    assert list(answer["parts"]) == list(Item)
    assert [part for part, words in SHOWN.items() if words not in said] == []
    assert [secret for secret in (*NEVER, '"person"') if secret in said] == []
    assert answer["reference"] == case.reference
    assert answer["shares"][0]["purpose"] == "tenancy"


def test_what_is_not_shared_is_not_there(client: Client, case: Case, amira: User, dev: User) -> None:
    share_of(case, dev.agency, by=amira, tier=Tier.SUMMARY, items=[Item.CONTACT, Item.RISK])

    assert list(read(client, dev, case.reference).json()["parts"]) == ["contact"]


def test_reading_it_is_kept_as_a_look_by_the_api_and_as_disclosures(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share_of(case, dev.agency, by=amira, items=[Item.PEOPLE])

    read(client, dev, case.reference)

    assert Access.objects.get(case=case).what == Look.API
    assert Disclosure.objects.filter(case=case, reader=dev).count() == 2


def test_the_list_has_the_summary_only_where_it_is_shared_and_tells_nobody(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share_of(case, dev.agency, by=amira, items=[Item.CONTACT])
    assert [(row["reference"], row["summary"]) for row in listed(client, dev)] == [(case.reference, None)]

    share_of(case, dev.agency, by=amira, items=[Item.SUMMARY])
    assert {row["summary"] for row in listed(client, dev)} == {case.summary}

    Case.objects.filter(pk=case.pk).update(summary="Stones at Jade's home")
    said_in_secret(case, by=amira)
    assert {row["summary"] for row in listed(client, dev)} == {None}


def test_what_is_not_shared_any_more_is_like_no_case(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share = share_of(case, dev.agency, by=amira)
    AccessGrant.objects.filter(pk=share.grant_id).update(revoked_at=timezone.now())

    gone, absent = read(client, dev, case.reference), read(client, dev, "ASB-2026-999999")

    assert (gone.status_code, absent.status_code) == (404, 404)
    assert {**gone.json(), "instance": ""} == {**absent.json(), "instance": ""}
    assert listed(client, dev) == []
    for reference in (case.reference, "ASB-2026-999999"):
        assert client.delete(reverse("api_shared_case", args=[reference])).status_code == 405
