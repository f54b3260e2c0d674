"""A draft is about a respondent or another of the case; about one of its victims only by a further choice."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole, PersonKind
from asbcases.cases.models import Case, Person
from asbcases.casework.transitions import record_person
from asbcases.casework.transitions.case_parties import join_party
from asbcases.enforcement.choices import Conviction
from asbcases.enforcement.models import Measure
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
OTHER_RECORD = "Nia Cole, victim"


def join(case: Case, name: str, *roles: PartyRole, by: User) -> Person:
    person = record_person(kind=PersonKind.PERSON, name=name, source="Neighbours", by=by, now=NOW)
    for role in roles:
        join_party(case, person, role=role, by=by, now=NOW)
    return person


def offered(client: Client, page: str) -> list[str]:
    said = client.get(page).content.decode()
    found = re.findall(r'name="subject"[^>]*>\s*<label[^>]*>\s*(.*?)\s*</label>', said, re.DOTALL)
    return [" ".join(one.split()) for one in found]


@pytest.mark.parametrize("page", ["measure_new", "order_new"])
def test_respondents_come_first_and_a_victim_is_held_back_until_asked_for(
    client: Client, amira: User, page: str
) -> None:
    case = make_case(by=amira)
    victim = join(case, "Vera Ash", PartyRole.VICTIM, by=amira)
    join(case, "Will Birch", PartyRole.WITNESS, by=amira)
    join(case, "Bo Dean", PartyRole.VICTIM, PartyRole.RESPONDENT, by=amira)
    join(case, "Kai Marsh", PartyRole.RESPONDENT, by=amira)
    one, other = (join(case, "Nia Cole", role, by=amira) for role in (PartyRole.RESPONDENT, PartyRole.VICTIM))
    Person.objects.filter(pk=other.pk).update(same_as=one)
    client.force_login(amira)
    address = reverse(page, args=[case.reference])

    first = offered(client, address)

    respondents = [
        "Bo Dean, victim and respondent",
        "Kai Marsh, respondent",
        "Nia Cole, respondent",
        OTHER_RECORD,
    ]
    assert first == [*respondents, "Will Birch, witness"]
    assert "It is about a victim of this case" in client.get(address).content.decode()
    assert client.post(address, {"kind": "cpw", "subject": victim.pk}).status_code == 400
    assert not Measure.objects.exists()
    further = f"{address}?victims=yes"
    assert offered(client, further) == [*first, "Jade Taylor, victim", "Vera Ash, victim"]
    assert "It is about a victim of this case" not in client.get(further).content.decode()
    sent = {"kind": "cpw", "subject": victim.pk, "requester": "PC Osei", "prosecutor": "CPS"}
    sent["conviction"] = Conviction.values[0]
    assert client.post(further, sent).status_code == 302
    assert Measure.objects.get().subject == victim


def test_whoever_was_warned_is_offered_for_the_notice(client: Client, amira: User) -> None:
    case = make_case(by=amira)
    victim = join(case, "Vera Ash", PartyRole.VICTIM, by=amira)
    client.force_login(amira)
    address = reverse("measure_new", args=[case.reference])
    assert offered(client, address) == []
    client.post(f"{address}?victims=yes", {"kind": "cpw", "subject": victim.pk})
    assert offered(client, f"{address}?kind=cpn&on={Measure.objects.get().reference}") == ["Vera Ash, victim"]
