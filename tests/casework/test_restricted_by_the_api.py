"""A case is restricted, opened by breaking the glass, reviewed and lifted by the API as on the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, GlassTry
from asbcases.casework.transitions import restrict_case
from asbcases.law.periods import london_day
from tests.api.conftest import Caller
from tests.casework.glasses import hidden_case
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases/"
OPEN, TRIES = f"{CASES}open-restricted/", f"{CASES}restricted-tries/"


def test_a_case_is_restricted_to_named_people_and_lifted(amira: User, ben: User, cara: User) -> None:
    case = make_case(by=amira, now=timezone.now())
    api, here = Caller(ben), f"{CASES}{case.reference}/"
    assert api.get(f"{here}restriction/").json()["restricted"] is False
    said = {"named": ["cara"], "reason": "A colleague is involved"}
    assert Caller(amira).post(f"{here}restrict/", said).status_code == 403
    unknown = api.post(f"{here}restrict/", {**said, "named": ["nobody"]})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "#/named/0")

    done = api.post(f"{here}restrict/", said, **{"Idempotency-Key": "one"})

    assert (done.status_code, done.json()["named"]) == (200, ["amira", "ben", "cara"])
    assert api.post(f"{here}restrict/", said, **{"Idempotency-Key": "one"}).json() == done.json()
    twice = api.post(f"{here}restrict/", said)
    already = f"{case.reference} is restricted already: load the page again."
    assert (twice.status_code, twice.json()["detail"]) == (409, already)
    stranger = Caller(make_user("sam", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester"))
    assert stranger.get(f"{here}restriction/").status_code == 404
    assert Caller(cara).get(f"{here}restriction/").json()["reason"] == "A colleague is involved"
    lifted = api.post(f"{here}unrestrict/", {"reason": "It was another family"})
    assert (lifted.status_code, lifted.json()["restricted"], lifted.json()["named"]) == (200, False, [])
    again = api.post(f"{here}unrestrict/", {"reason": "It was another family"})
    assert again.json()["detail"] == f"{case.reference} is not restricted: load the page again."
    assert stranger.get(f"{here}restriction/").status_code == 200


def test_whoever_breaks_the_glass_sees_the_case_until_they_close_it(
    amira: User, ben: User, cara: User
) -> None:
    case, api = hidden_case(amira, ben), Caller(cara)
    here = f"{CASES}{case.reference}/"
    before = api.get(OPEN).json()
    said = {"reason": "He stands before her door", "hours": 2}

    known, none = (
        api.post(OPEN, {**said, "reference": reference}) for reference in (case.reference, "ASB-2026-999999")
    )

    assert (known.status_code, known.json()["most_hours"]) == (200, before["most_hours"])
    assert [one.json()["tries_left"] for one in (known, none)] == [
        before["tries_left"] - 1,
        before["tries_left"] - 2,
    ]
    assert api.get(here).status_code == 200
    assert api.post(f"{here}glass/end/", {}).status_code == 200
    assert api.get(here).status_code == 404
    assert (
        Caller(ben).post(f"{here}glass/end/", {}).json()["detail"]
        == "It has ended already: load the page again."
    )
    assert [row["by"] for row in Caller(ben).get(TRIES).json()["results"]] == ["cara", "cara"]
    assert api.get(TRIES).status_code == 403


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"reference": "somewhere"}, 400, "Enter the reference of a case, such as ASB-2026-000123"),
        ({"hours": 0}, 400, "Ensure this value is greater than or equal to 1."),
        ({"hours": 999}, 409, "A restricted case is opened for 1 to "),
    ],
)
def test_what_cannot_be_asked_leaves_no_try(
    cara: User, said: dict[str, object], status: int, words: str
) -> None:
    asked = {"reference": "ASB-2026-999999", "reason": "I was told", "hours": 1, **said}

    answer = Caller(cara).post(OPEN, asked)

    told = answer.json()["errors"][0]["detail"] if status == 400 else answer.json()["detail"]
    assert (answer.status_code, told[: len(words)]) == (status, words)
    assert not GlassTry.objects.exists()


def test_who_was_told_reviews_it_and_sees_nothing_else(amira: User, ben: User, cara: User) -> None:
    ben.on_leave_until = london_day(timezone.now()) + timedelta(days=9)
    ben.save()
    ines = Caller(make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester"))
    case = hidden_case(amira, ben)
    here, said = f"{CASES}{case.reference}/", {"verdict": "right", "words": "He stood before her door."}
    asked = {"reference": case.reference, "reason": "He stands before her door", "hours": 2}
    assert Caller(cara).post(OPEN, asked).status_code == 200

    assert Caller(cara).post(f"{here}glass/1/review/", said).status_code == 403
    assert ines.get(here).status_code == 404
    assert ines.get(f"{here}glass/1/").json()["reason"] == "He stands before her door"
    done = ines.post(f"{here}glass/1/review/", said)

    assert (done.status_code, done.json()["verdict"], done.json()["reviewed_by"]) == (200, "right", "ines")
    twice = ines.post(f"{here}glass/1/review/", said)
    assert twice.json()["detail"] == "Somebody has reviewed it already: load the page again."
    assert ines.get(f"{here}glass/2/").status_code == 404


def test_beside_a_report_the_answer_is_the_same(amira: User, ben: User) -> None:
    case = make_case(by=amira, now=timezone.now())
    report = case.incident_links.get().incident.told_by.get().report
    restrict_case(Case.objects.get(), named=[], reason="So", by=ben, now=timezone.now())

    answer = Caller(ben).post(
        f"/api/v1/reports/{report.reference}/open-restricted/", {"reason": "She is on the line", "hours": 1}
    )

    assert (answer.status_code, set(answer.json())) == (200, {"usual_hours", "most_hours", "tries_left"})
