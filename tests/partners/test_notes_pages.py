"""Notes of partners on the pages and through the API: written, read by whom they are for, and by nobody else."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.models import AccessGrant, Case
from partners.models import PartnerNote
from tests.make import make_case
from tests.partners.make_shared import share_of

pytestmark = pytest.mark.django_db
KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"


@pytest.fixture
def case(amira: User, dev: User) -> Case:
    case = make_case(by=amira)
    share_of(case, dev.agency, by=amira)
    return case


def page_of(case: Case) -> str:
    return f"/shared/{case.reference}/notes/"


def api_of(case: Case) -> str:
    return f"/api/v1/shared-cases/{case.reference}/notes/"


def typed(client: Client, case: Case, **said: str) -> Any:
    return client.post(page_of(case), said, follow=True)


def sent(client: Client, case: Case, **said: Any) -> Any:
    return client.post(api_of(case), said, content_type="application/json", headers={"Idempotency-Key": KEY})


def test_a_note_is_written_on_the_page_and_stands_there_with_who_reads_it(
    client: Client, case: Case, dev: User
) -> None:
    client.force_login(dev)

    page = typed(client, case, words="Her rent is behind.", shown_to_police="ours").content.decode()

    assert "Note 1 is kept." in page
    assert "for our agency alone" in page
    assert "Her rent is behind." in page
    assert not PartnerNote.objects.get().shown_to_police
    assert page_of(case) in client.get(f"/shared/{case.reference}/").content.decode()
    assert Access.objects.filter(case=case, about="notes of an agency", what=Look.PAGE).exists()


def test_without_words_or_without_saying_who_reads_it_nothing_is_kept(
    client: Client, case: Case, dev: User
) -> None:
    client.force_login(dev)

    answer = typed(client, case, words="  ")

    assert answer.status_code == 400
    assert "Write what is to be noted" in answer.content.decode()
    assert "Choose who reads it" in answer.content.decode()
    assert not PartnerNote.objects.exists()


def test_police_read_on_the_case_what_is_for_them_with_whose_it_is(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    client.force_login(dev)
    typed(client, case, words="Her rent is behind.", shown_to_police="ours")
    typed(client, case, words="we served notice.\nTwice.", shown_to_police="police")
    client.force_login(amira)

    for address in ("", "?events=journal", "chronology/"):
        page = client.get(f"/cases/{case.reference}/{address}").content.decode()
        assert "we served notice.<br>Twice." in page, address
        assert "Wrote a note of Eastlight Homes, for the police too" in page, address
        assert "Wrote a note of Eastlight Homes, for ourselves" in page, address
        assert "rent is behind" not in page, address
    listed = client.get(f"/api/v1/cases/{case.reference}/partner-notes/").json()["results"]
    assert [(row["agency"], row["words"], row["written_by"]) for row in listed] == [
        ("Eastlight Homes", "we served notice.\nTwice.", dev.name)
    ]


def test_through_the_api_a_note_is_written_once_for_each_key_and_read_by_its_number(
    client: Client, case: Case, dev: User
) -> None:
    client.force_login(dev)

    first, again = (sent(client, case, words=" Kept as sent ", shown_to_police=True) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first["Location"] == again["Location"] == f"{api_of(case)}1/"
    assert again["Idempotent-Replayed"] == "true"
    assert client.get(first["Location"]).json()["words"] == " Kept as sent "
    assert [row["number"] for row in client.get(api_of(case)).json()["results"]] == [1]
    assert client.get(f"{api_of(case)}2/").status_code == 404


@pytest.mark.parametrize(
    "said", [{"words": "So"}, {"shown_to_police": True}, {"words": " ", "shown_to_police": False}]
)
def test_through_the_api_a_note_says_what_and_for_whom(
    client: Client, case: Case, dev: User, said: dict[str, Any]
) -> None:
    client.force_login(dev)

    assert sent(client, case, **said).status_code == 400
    assert not PartnerNote.objects.exists()


def test_when_the_share_is_recalled_the_notes_are_like_those_of_no_case(
    client: Client, case: Case, dev: User
) -> None:
    client.force_login(dev)
    sent(client, case, words="Ours", shown_to_police=False)
    AccessGrant.objects.filter(case=case).update(revoked_at=timezone.now())

    for address in (page_of(case), api_of(case), f"{api_of(case)}1/"):
        assert client.get(address).status_code == 404, address
    assert client.post(page_of(case), {}).status_code == 404
    assert PartnerNote.objects.count() == 1
