"""The page of remedies and restorative justice of a case: what it asks of the database, who is refused, and stale forms."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.remedies.choices import Step
from asbcases.remedies.models import Remedy, Restorative
from tests.casework.pages import signed_in, text_of
from tests.make import make_case
from tests.remedies.making import DAY, accepted, considered, heard, moved, used

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    case = make_case(by=amira, now=timezone.now() - 2 * DAY)
    _more(case, amira)
    return case


def _more(case: Case, by: User) -> None:
    now = timezone.now() - DAY
    used(heard(considered(case, by=by, now=now), by=by, now=now), by=by, now=now)
    moved(accepted(case, by=by, now=now), Step.PREPARED, Step.UNSAFE, by=by, now=now)


def test_the_page_asks_no_more_for_many_remedies_than_for_one(
    client: Client, case: Case, amira: User
) -> None:
    signed_in(client, amira)
    address, counts = f"/cases/{case.reference}/remedies/", []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        counts.append(len(asked))
        for _ in range(3):
            _more(case, amira)

    assert counts[0] == counts[1]
    assert "Not safe" in text_of(answer)


def test_what_is_refused_keeps_what_was_typed(client: Client, case: Case, amira: User) -> None:
    signed_in(client, amira)
    remedy = considered(case, by=amira, now=timezone.now())
    address = f"/cases/{case.reference}/remedies/{remedy.number}/decide/"
    sent = {"decision": "used", "shown": "He said so to the sergeant.", "version": 1}

    refused = client.post(address, sent)

    assert refused.status_code == 409
    assert "He said so to the sergeant." in text_of(refused)
    assert all(rule in text_of(refused) for rule in ("CRM-2", "CRM-3", "CRM-4"))
    assert Remedy.objects.get(pk=remedy.pk).decision == ""


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("remedies/1/end/", {"outcome": "done", "words": "Done."}),
        ("remedies/1/decide/", {"decision": "not_used", "reason": "No."}),
        ("restorative/1/step/", {"step": "safe", "words": "It is."}),
        ("restorative/1/end/", {"outcome": "unsafe", "words": "It was not."}),
        ("restorative/1/harmed/answer/", {"answer": "declined", "words": "No."}),
    ],
)
def test_an_edit_of_what_changed_meanwhile_is_refused(
    client: Client, case: Case, amira: User, path: str, sent: dict[str, str]
) -> None:
    signed_in(client, amira)

    answer = client.post(f"/cases/{case.reference}/{path}", {**sent, "version": 99})

    assert answer.status_code == 409
    assert (Remedy.objects.get().outcome, Restorative.objects.get().outcome) == ("", "")


def test_a_side_or_a_number_that_is_not_there_is_not_found(client: Client, case: Case, amira: User) -> None:
    signed_in(client, amira)
    home = f"/cases/{case.reference}"

    for path in ("remedies/9/end/", "restorative/9/step/", "restorative/1/nobody/answer/"):
        assert client.get(f"{home}/{path}").status_code == 404
    assert client.get("/remedies/999999/").status_code == 404
