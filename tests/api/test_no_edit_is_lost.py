"""ETag with what is read, If-Match with what is changed."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident
from tests.api.conftest import CASES, INCIDENTS, Caller
from tests.make import CLOSING, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def address(case: Case) -> str:
    return f"{CASES}{case.reference}/"


def test_closing_without_saying_which_version_one_read_is_428(api: Caller, case: Case) -> None:
    answer = api.post(f"{address(case)}close/", CLOSING)

    assert answer.status_code == 428
    assert "If-Match" in answer.json()["detail"]


@pytest.mark.parametrize("tag", ['"1-0"', '"stale"', "*", "W/x", "naïve", "x" * 5000])
def test_closing_a_version_that_does_not_stand_is_412_with_the_one_that_does(
    api: Caller, case: Case, tag: str
) -> None:
    answer = api.post(f"{address(case)}close/", CLOSING, If_Match=tag)

    case.refresh_from_db()
    assert answer.status_code == 412
    assert answer["ETag"] == f'"{case.pk}-1"'
    assert answer["ETag"] in answer.json()["detail"]
    assert case.stage == "open"


def test_a_change_by_somebody_else_makes_the_version_stale(api: Caller, case: Case) -> None:
    etag = api.get(address(case))["ETag"]
    Case.objects.filter(pk=case.pk).update(summary="Changed by Ben", version=2)

    assert api.post(f"{address(case)}close/", CLOSING, If_Match=etag).status_code == 412
    assert api.get(address(case))["ETag"] == f'"{case.pk}-2"'


def test_one_of_several_versions_is_enough(api: Caller, case: Case) -> None:
    answer = api.post(f"{address(case)}close/", CLOSING, If_Match=f'"9-9", "{case.pk}-1"')

    # It passes the version and meets the rule: the first assessment is owed.
    assert answer.status_code == 409


def test_what_one_has_is_not_sent_again(api: Caller, case: Case) -> None:
    incident = Incident.objects.get()
    for place in (address(case), f"{INCIDENTS}{incident.reference}/"):
        etag = api.get(place)["ETag"]
        again = api.get(place, If_None_Match=f'"0-0", W/{etag}')

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert api.get(place, If_None_Match='"0-0"').status_code == 200
