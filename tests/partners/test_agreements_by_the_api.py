"""Agreements on sharing by the API: entered, signed, changed, left and ended as on their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from partners.choices import Gateway, Item, Purpose, Regime
from partners.transitions.agreements import add_party
from tests.api.conftest import Caller
from tests.make import NOW, keeper, make_agency, make_agreement

pytestmark = pytest.mark.django_db
AGREEMENTS = "/api/v1/agreements/"
DAY = timedelta(days=1)


def day(days: int = 0) -> str:
    return (london_day(timezone.now()) + days * DAY).isoformat()


def written(**said: Any) -> dict[str, Any]:
    stated = {
        **{"title": "Sharing with the fire service", "purposes": [Purpose.PREVENT], "breach_contact": "101"},
        **{"gateways": [Gateway.CRIME_AND_DISORDER], "regime": Regime.GENERAL, "items": [Item.SUMMARY]},
    }
    return {**stated, "starts_on": day(), "review_on": day(10), "expires_on": day(20), **said}


def tag(answer: Any) -> dict[str, str]:
    return {"If-Match": answer.headers["ETag"]}


@pytest.fixture
def kit(db: None) -> User:
    return keeper()


def test_an_agreement_goes_from_its_entry_to_its_end(kit: User) -> None:
    api, fire = Caller(kit), make_agency("Fire service", AgencyKind.FIRE)
    made = api.post(AGREEMENTS, written(), **{"Idempotency-Key": "enter"})
    assert (made.status_code, made.json()["reference"][:9]) == (201, "ISA-2026-")
    assert api.post(AGREEMENTS, written(), **{"Idempotency-Key": "enter"}).json() == made.json()
    here = made.headers["Location"]

    assert api.post(f"{here}parties/", {"agency": fire.name}).status_code == 428
    party = api.post(f"{here}parties/", {"agency": fire.name}, **tag(made))
    assert (party.status_code, party.json()["signed_on"]) == (201, None)
    assert api.post(f"{here}parties/", {"agency": fire.name}, **tag(made)).status_code == 412
    there, said = party.headers["Location"], {"signatory": "Jo Marsh", "signatory_role": "Chief"}
    signed = api.post(f"{there}sign/", {**said, "signed_on": day()}, **tag(party))
    assert (signed.status_code, signed.json()["signatory"]) == (200, "Jo Marsh")
    twice = api.post(f"{there}sign/", {**said, "signed_on": day()}, **tag(signed))
    said_so = "Fire service has signed already, or left: load the page again."
    assert (twice.status_code, twice.json()["detail"]) == (409, said_so)
    [row] = api.get(AGREEMENTS).json()["results"]
    assert (row["signed"], row["unsigned"], row["live"]) == (1, 0, 0)

    changed = api.post(
        f"{here}change/", written(title="With the fire brigade", reason="Its name"), **tag(signed)
    )
    assert (changed.status_code, changed.json()["title"]) == (200, "With the fire brigade")
    same = api.post(f"{here}change/", written(title="With the fire brigade", reason="Why"), **tag(changed))
    assert (same.status_code, same.json()["detail"]) == (
        409,
        "Nothing would change: correct what is to be different.",
    )
    left = api.post(f"{there}leave/", {"left_on": day(), "reason": "It merges"}, **tag(changed))
    assert (left.status_code, left.json()["left_on"]) == (200, day())
    ended = api.post(f"{here}end/", {"ended_on": day(), "why": "A new one"}, **tag(left))
    assert (ended.status_code, ended.json()["ended_why"]) == (200, "A new one")
    assert api.post(f"{here}end/", {"ended_on": day(), "why": "A new one"}, **tag(ended)).status_code == 409


def test_a_party_reads_its_agreement_and_others_find_none(
    kit: User, dev: User, eve: User, amira: User
) -> None:
    agreement = make_agreement(dev.agency)
    here = f"{AGREEMENTS}{agreement.pk}/"

    assert Caller(dev).get(here).json()["reference"] == agreement.reference
    [party] = Caller(dev).get(f"{here}parties/").json()["results"]
    assert (party["agency"], party["signatory"]) == ("Eastlight Homes", "Sam Signer")
    assert (Caller(eve).get(here).status_code, Caller(eve).get(AGREEMENTS).json()["results"]) == (404, [])
    for user in (dev, amira):
        assert Caller(user).post(AGREEMENTS, written()).status_code == 403
    unknown = Caller(kit).post(f"{here}parties/", {"agency": "Nobody"}, **tag(Caller(kit).get(here)))
    assert [fault["pointer"] for fault in unknown.json()["errors"]] == ["#/agency"]


def test_lists_cost_the_same_however_long(kit: User, dev: User, django_assert_max_num_queries: Any) -> None:
    agreement = make_agreement(dev.agency)
    for number in range(8):
        add_party(agreement, make_agency(f"Landlord {number}", AgencyKind.HOUSING), by=kit, now=NOW)
        make_agreement(make_agency(f"Charity {number}", AgencyKind.HOUSING))
    api = Caller(kit)

    for address, found in ((AGREEMENTS, 9), (f"{AGREEMENTS}{agreement.pk}/parties/", 9)):
        with django_assert_max_num_queries(9):
            assert len(api.get(address).json()["results"]) == found
