"""The record of looks and of disclosures by the API: for auditors alone, narrowed as on the page, and recorded itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from tests.administration.test_looks_pages import jade, looked
from tests.api.conftest import Caller
from tests.make import make_case, make_share

pytestmark = pytest.mark.django_db

LOOKS, DISCLOSURES = "/api/v1/record/looks/", "/api/v1/record/disclosures/"


@pytest.fixture
def record(otto: User) -> Caller:
    return Caller(otto)


def rows(caller: Caller, path: str = LOOKS, **asked: object) -> list[Any]:
    answer = caller.get(path, asked)
    assert answer.status_code == 200, answer.json()
    return list(answer.json()["results"])


def abouts(caller: Caller, **asked: object) -> set[str]:
    return {row["about"] for row in rows(caller, **asked)} - {"", "looks"}


def test_a_look_says_who_looked_at_whom_and_by_which_operation(record: Caller, amira: User) -> None:
    person = jade(make_case(by=amira))
    look = looked(amira, person=person)

    (shown,) = rows(record, who="amira", about=person.reference)

    assert datetime.fromisoformat(shown.pop("at")) == look.at
    assert shown == {
        **{"number": look.pk, "user": "amira", "name": "Amira Osei", "role": "cpt_officer"},
        **{"agency": "Essex Police", "what": "page", "operation": "consultation", "about": ""},
        "of": [{"reference": person.reference, "name": "Jade Taylor"}],
    }


def test_looks_are_narrowed_by_record_user_agency_and_days(record: Caller, amira: User, dev: User) -> None:
    case = make_case(by=amira)
    looked(amira, Look.LIST, about="by amira")
    looked(dev, Look.LIST, about="by dev", case=case)
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)

    assert abouts(record) == {"by amira", "by dev"}
    assert abouts(record, who="amira") == {"by amira"}
    assert abouts(record, agency=dev.agency.name) == {"by dev"}
    for one in (case, jade(case)):
        assert abouts(record, about=one.reference.lower().replace("-", " ")) == {"by dev"}
    assert abouts(record, since=yesterday, until=today) == {"by amira", "by dev"}
    assert abouts(record, until=yesterday) == set()


def test_pages_follow_each_other_over_every_file_of_a_person(record: Caller, amira: User) -> None:
    case = make_case(by=amira)
    person = jade(case)
    written = [looked(amira, case=case).pk if n % 2 else looked(amira, person=person).pk for n in range(5)]
    read: list[int] = []
    address: str | None = f"{LOOKS}?about={person.reference}&who=amira&limit=2"

    while address:
        page = record.get(address).json()
        read += [row["number"] for row in page["results"]]
        address = page["next"]

    assert read == written[::-1]


def test_what_partners_read_is_listed_with_its_parts(record: Caller, amira: User, dev: User) -> None:
    case, other = make_case(by=amira), make_case(by=amira)
    make_share(case, dev.agency, by=amira)
    assert Caller(dev).get(f"/api/v1/shared-cases/{case.reference}/").status_code == 200

    shown = rows(record, DISCLOSURES, about=case.reference, who="dev", agency=dev.agency.name)

    assert shown
    assert {(row["reader"], row["name"], row["agency"]) for row in shown} == {
        ("dev", dev.name, dev.agency.name)
    }
    assert "summary" in {item for row in shown for item in row["items"]}
    assert case.reference in {of["reference"] for row in shown for of in row["of"]}
    first = record.get(DISCLOSURES, {"limit": 1}).json()
    assert len(first["results"]) == 1
    assert rows(record, DISCLOSURES, about=other.reference) == rows(record, DISCLOSURES, who="amira") == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"about": "PER-2026-999999"}, "Nothing is known by that reference: give the whole of it."),
        ({"about": "Jade Taylor"}, "Nothing is known by that reference: give the whole of it."),
        ({"who": "nobody-such"}, "There is no such record, or it is not for you."),
        ({"agency": "Nobody"}, "There is no such record, or it is not for you."),
        ({"since": "2026-02-31"}, "This must be a day, such as 2026-11-23."),
        (
            {"since": "2026-11-24", "until": "2026-11-23"},
            "The last day lies before the first: change one of them",
        ),
    ],
)
@pytest.mark.parametrize("path", [LOOKS, DISCLOSURES])
def test_what_cannot_be_asked_is_said_in_words(
    record: Caller, amira: User, path: str, query: dict[str, str], sentence: str
) -> None:
    make_case(by=amira)

    answer = record.get(path, query)

    assert answer.status_code == 400
    assert [fault["detail"] for fault in answer.json()["errors"]] == [sentence]


def test_reading_is_on_record_like_any_other_look(record: Caller, otto: User, amira: User) -> None:
    case = make_case(by=amira)
    rows(record, about=case.reference)
    rows(record, DISCLOSURES, about=jade(case).reference)

    found = Access.objects.filter(user=otto, what=Look.LIST)

    assert found.filter(case=case, about="looks").exists()
    assert found.filter(person=jade(case), about="disclosures").exists()


@pytest.mark.parametrize("path", [LOOKS, DISCLOSURES])
def test_nobody_but_an_auditor_reads_it(path: str, amira: User, ben: User, ada: User, dev: User) -> None:
    for user in (amira, ben, ada, dev):
        answer = Caller(user).get(path, {"about": "PER-2026-000001"})
        assert answer.status_code == 403, user.username
