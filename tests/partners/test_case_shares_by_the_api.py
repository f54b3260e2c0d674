"""A case is shared, and its shares are changed, extended, recalled and reviewed by the API as on their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.law.periods import london_day, london_midnight_after
from partners.choices import Gateway, Item, Purpose
from partners.models import Share
from tests.api.conftest import Caller
from tests.make import make_agreement, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def day(days: int) -> str:
    return (london_day(timezone.now()) + days * DAY).isoformat()


def sent(**said: Any) -> dict[str, Any]:
    return {
        **{"agency": "Eastlight Homes", "items": [Item.SUMMARY, Item.INCIDENTS], "purpose": Purpose.TENANCY},
        **{"gateway": Gateway.CRIME_AND_DISORDER, "proportionality": "They hold the tenancy."},
        **{"ends_on": day(30), **said},
    }


def tag(answer: Any) -> dict[str, str]:
    return {"If-Match": answer.headers["ETag"]}


@pytest.fixture
def case(amira: User, dev: User) -> Case:
    make_agreement(dev.agency)
    return make_case(by=amira, now=timezone.now() - timedelta(hours=2))


@pytest.fixture
def shares(case: Case) -> str:
    return f"/api/v1/cases/{case.reference}/shares/"


def test_a_share_goes_from_its_beginning_to_its_recall(amira: User, dev: User, shares: str) -> None:
    api, theirs = Caller(amira), f"/api/v1/shared-cases/{shares.split('/')[4]}/"
    made = api.post(shares, sent(), **{"Idempotency-Key": "share"})
    assert (made.status_code, made.json()["receiver"], made.json()["tier"]) == (
        201,
        "Eastlight Homes",
        Tier.INCIDENTS,
    )
    assert api.post(shares, sent(), **{"Idempotency-Key": "share"}).json() == made.json()
    assert Share.objects.get().grant.ends_at == london_midnight_after(london_day(timezone.now()) + 30 * DAY)
    here = made.headers["Location"]
    # The database's clock stands where the test began.
    AccessGrant.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert set(Caller(dev).get(theirs).json()["parts"]) == {"summary", "incidents"}

    less = {"items": [Item.SUMMARY], "ends_on": day(20)}
    assert api.post(f"{here}change/", less).status_code == 428
    changed = api.post(f"{here}change/", less, **tag(made))
    assert (changed.status_code, changed.json()["items"], changed.json()["version"]) == (200, ["summary"], 2)
    assert api.post(f"{here}change/", less, **tag(made)).status_code == 412
    sooner = api.post(f"{here}extend/", {"ends_on": day(10), "reason": "Repairs"}, **tag(changed))
    assert (sooner.status_code, sooner.json()["detail"]) == (
        409,
        "The share runs until then anyhow: give a later end.",
    )
    longer = api.post(f"{here}extend/", {"ends_on": day(25), "reason": "Repairs"}, **tag(changed))
    assert longer.status_code == 200
    [read] = api.get(f"/api/v1/cases/{shares.split('/')[4]}/readings/").json()["results"]
    assert (read["reader"], read["share"], read["items"]) == (dev.name, 1, ["summary", "incidents"])

    ended = api.post(f"{here}recall/", {"reason": "They moved"}, **tag(longer))
    assert (ended.status_code, ended.json()["runs"], ended.json()["recalled_why"]) == (
        200,
        False,
        "They moved",
    )
    assert Caller(dev).get(theirs).status_code == 404
    again = api.post(f"{here}recall/", {"reason": "They moved"}, **tag(ended))
    assert (again.status_code, again.json()["detail"]) == (409, "This share has ended: share the case anew.")
    assert [row["number"] for row in api.get(shares).json()["results"]] == [1]
    assert api.get(here, **{"If-None-Match": ended.headers["ETag"]}).status_code == 304


def test_it_is_shared_with_a_team_or_a_person_where_one_is_named(amira: User, dev: User, shares: str) -> None:
    api, team = Caller(amira), make_team("Estates", agency=dev.agency)

    of_team, of_person = (api.post(shares, sent(**one)) for one in ({"team": team.name}, {"person": "dev"}))

    assert [one.json()["receiver"] for one in (of_team, of_person)] == [
        "Estates, Eastlight Homes",
        f"{dev.name}, Eastlight Homes",
    ]
    grants = [share.grant for share in Share.objects.order_by("number")]
    assert [(grant.team, grant.user, grant.agency) for grant in grants] == [
        (team, None, None),
        (None, dev, None),
    ]


@pytest.mark.parametrize(
    ("said", "pointer", "words"),
    [
        ({"agency": "Essex Police"}, "#/agency", "There is no such record, or it is not for you."),
        ({"person": "amira"}, "#/person", "This is nobody of that agency to whom the case may be shown."),
        ({"team": "Nobody's"}, "#/team", "This is nobody of that agency to whom the case may be shown."),
        ({"team": "One", "person": "dev"}, "#/person", "Name a team or a person, not both."),
        ({"decided_by": "amira"}, "#/decided_by", "There is no such record, or it is not for you."),
        ({"items": []}, "#/items", "This list may not be empty."),
    ],
)
def test_whom_it_cannot_be_shared_with_is_said(
    amira: User, shares: str, said: dict[str, Any], pointer: str, words: str
) -> None:
    answer = Caller(amira).post(shares, sent(**said))

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"pointer": pointer, "detail": words}])
    assert not Share.objects.exists()


def test_what_no_agreement_covers_takes_a_decision_which_another_supervisor_reviews(
    amira: User, ben: User, eve: User, shares: str
) -> None:
    decider = make_user("ivor", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    theirs = sent(agency=eve.agency.name)
    refused = Caller(amira).post(shares, theirs)
    assert refused.status_code == 409
    assert "No agreement on sharing has" in refused.json()["detail"]
    urgent = {"urgent_why": "He means to come back.", "decided_by": "ivor"}
    made = Caller(amira).post(shares, {**theirs, **urgent})
    assert (made.status_code, made.json()["decided_by"], made.json()["agreement"]) == (201, "ivor", "")
    here, said = made.headers["Location"], {"verdict": "narrowed", "words": "Less will do."}

    assert Caller(amira).post(f"{here}review/", said, **tag(made)).status_code == 403
    own = Caller(decider).post(f"{here}review/", {**said, "items": [Item.SUMMARY]}, **tag(made))
    assert (own.status_code, own.json()["detail"]) == (
        409,
        "You decided this share yourself: another supervisor reviews it.",
    )
    reviewed = Caller(ben).post(f"{here}review/", {**said, "items": [Item.SUMMARY]}, **tag(made))
    assert (reviewed.status_code, reviewed.json()["verdict"], reviewed.json()["items"]) == (
        200,
        "narrowed",
        ["summary"],
    )
    twice = Caller(ben).post(f"{here}review/", {"verdict": "right", "words": "It was."}, **tag(reviewed))
    assert twice.json()["detail"] == "Somebody has reviewed this share already: load the page again."
