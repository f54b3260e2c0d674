"""The pages on which a case is shared: suggested, filled in, changed, recalled, reviewed; and who has seen what."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import Council, User
from asbcases.cases.choices import Category, Tier
from asbcases.cases.models import Case
from asbcases.casework.transitions.references import note_reference
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import london_day, london_midnight_after
from partners.choices import Gateway, Item, Purpose
from partners.models import Disclosure, Share
from partners.transitions.changing import recall_share
from tests.make import (
    make_agency,
    make_agreement,
    make_case,
    make_given,
    make_graded,
    make_incident,
    make_report,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(amira: User, dev: User) -> Case:
    make_agreement(dev.agency)
    return make_case(by=amira, now=timezone.now() - timedelta(hours=2))


@pytest.fixture
def page(client: Client, amira: User) -> Client:
    client.force_login(amira)
    return client


def words(answer: Any) -> str:
    return str(answer.content.decode())


def sent(agency: int, **said: Any) -> dict[str, Any]:
    return {
        "receiver": f"agency-{agency}",
        "items": [Item.SUMMARY, Item.INCIDENTS],
        "purpose": Purpose.TENANCY,
        "gateway": Gateway.CRIME_AND_DISORDER,
        "proportionality": "They hold the tenancy.",
        "ends_on": (london_day(timezone.now()) + 30 * DAY).isoformat(),
        **said,
    }


def test_whom_place_landlord_and_matter_suggest_comes_first_with_the_reason(
    page: Client, amira: User, dev: User
) -> None:
    colchester = Council.objects.get(name="Colchester")
    council = make_agency("The council of the place", AgencyKind.COUNCIL)
    council.council = colchester
    council.save()
    told = make_agency("Homes that told us", AgencyKind.HOUSING)
    make_agency("Nobody's business", AgencyKind.EDUCATION)
    make_agency("Unsigned homes", AgencyKind.HOUSING)
    make_agreement(dev.agency)
    now = timezone.now() - timedelta(hours=1)
    report = make_report(by=amira, now=now, agency=told)
    incident = make_incident(by=amira, now=now, report=report, category=Category.PERSONAL)
    incident.council = colchester
    incident.save()
    case = make_case(by=amira, now=now, incidents=[incident, make_graded(by=amira, now=now)])
    note_reference(case, system="Eastlight Homes", written="T/44", by=amira, now=now)

    shown = words(page.get(f"/cases/{case.reference}/shares/new/"))

    suggested, others = shown.split("All others")
    for name in ("Eastlight Homes", "The council of the place", "Homes that told us"):
        assert name in suggested
    for reason in (
        "Its reference is on the case",
        "It is the council",
        "It reported to us",
        "The matter is one",
    ):
        assert reason in suggested
    assert suggested.index("Eastlight Homes") < suggested.index("Homes that told us")
    assert suggested.count("No agreement in force") == 2
    assert "Nobody" in others
    assert "Unsigned homes" in others


def test_the_form_begins_with_what_the_partner_needs_and_sharing_takes_one_sentence(
    page: Client, case: Case, amira: User, dev: User
) -> None:
    address = f"/cases/{case.reference}/shares/new/{dev.agency_id}/"
    form = page.get(address).context["form"]
    begun = {name: form[name].value() for name in ("receiver", "items", "purpose", "gateway", "ends_on")}
    assert begun["purpose"] == Purpose.TENANCY
    assert begun["ends_on"] == london_day(timezone.now()) + 180 * DAY
    asked = {**begun, "ends_on": begun["ends_on"].isoformat(), "proportionality": "They hold the tenancy."}

    answer = page.post(address, asked, follow=True)

    share = Share.objects.get()
    assert (share.grant.agency, share.grant.tier) == (dev.agency, Tier.INCIDENTS)
    assert share.grant.ends_at == london_midnight_after(begun["ends_on"])
    assert "Shared with Eastlight Homes." in words(answer)
    assert "Eastlight Homes" in words(page.get(f"/cases/{case.reference}/"))


def test_it_is_shared_with_a_team_or_a_person_where_that_is_chosen(
    page: Client, case: Case, dev: User
) -> None:
    team = make_team("Estates", agency=dev.agency)
    address = f"/cases/{case.reference}/shares/new/{dev.agency_id}/"

    for receiver in (f"team-{team.pk}", f"user-{dev.pk}"):
        page.post(address, sent(dev.agency_id, receiver=receiver))

    grants = [share.grant for share in Share.objects.order_by("number")]
    assert [(grant.team, grant.user) for grant in grants] == [(team, None), (None, dev)]


def test_what_no_agreement_covers_says_what_would_be_needed_and_loses_nothing(
    page: Client, case: Case, ben: User, eve: User
) -> None:
    address = f"/cases/{case.reference}/shares/new/{eve.agency_id}/"
    assert "No agreement is in force with" in words(page.get(address))

    refused = page.post(address, sent(eve.agency_id))
    assert refused.status_code == 409
    assert "No agreement on sharing has Colchester City Council" in words(refused)
    assert "They hold the tenancy." in words(refused)
    urgent = sent(eve.agency_id, urgent_why="He is on his way.", decided_by=ben.pk)
    assert page.post(address, urgent).status_code == 302

    assert Share.objects.get().decided_by == ben
    assert "To be reviewed" in words(page.get(f"/cases/{case.reference}/shares/"))


def test_what_is_left_out_is_asked_for_by_name(page: Client, case: Case, dev: User) -> None:
    address = f"/cases/{case.reference}/shares/new/{dev.agency_id}/"

    answer = page.post(address, {"receiver": "nobody", "ends_on": "31/2/2027"})

    assert answer.status_code == 400
    for fault in ("Choose what of the case", "by which gateway", "one sentence", "Enter a real date"):
        assert fault in words(answer)
    assert page.get(f"/cases/{case.reference}/shares/new/999999/").status_code == 404
    assert not Share.objects.exists()


def test_a_restricted_case_offers_people_alone(
    page: Client, case: Case, amira: User, ben: User, dev: User
) -> None:
    restrict_case(case, named=[amira], reason="Her cousin works there.", by=ben, now=timezone.now())

    form = page.get(f"/cases/{case.reference}/shares/new/{dev.agency_id}/").context["form"]

    assert list(form.receivers) == [f"user-{dev.pk}"]


def test_a_share_is_changed_extended_and_recalled_from_its_page(
    page: Client, case: Case, amira: User, dev: User
) -> None:
    now = timezone.now()
    share = make_given(case, dev.agency, by=amira, now=now - DAY, ends_at=now + 30 * DAY, tier=Tier.INCIDENTS)
    address = f"/cases/{case.reference}/shares/1/"
    shown = page.get(f"{address}change/").context["form"]
    day = shown["ends_on"].value().isoformat()

    assert (
        page.post(f"{address}change/", {"items": [Item.SUMMARY], "ends_on": day, "version": 1}).url == address
    )
    share.refresh_from_db()
    assert (share.items, share.grant.tier, share.grant.ends_at) == (
        [Item.SUMMARY],
        Tier.SUMMARY,
        now + 30 * DAY,
    )
    stale = page.post(f"{address}recall/", {"reason": "Over", "version": 1})
    assert stale.status_code == 409
    assert "changed" in words(stale)
    later = (london_day(now) + 60 * DAY).isoformat()
    assert (
        page.post(f"{address}extend/", {"ends_on": later, "reason": "Repairs", "version": 2}).status_code
        == 302
    )
    page.post(f"{address}recall/", {"reason": "She asked for it.", "version": 3})

    shown_last = words(page.get(address))
    assert "She asked for it." in shown_last
    assert "by Amira Osei" in shown_last
    again = page.post(f"{address}recall/", {"reason": "Once more", "version": 4})
    assert (again.status_code, "has ended: share the case anew" in words(again)) == (409, True)


def test_the_supervisor_is_sent_from_the_case_to_the_review_and_says_what_stays(
    client: Client, case: Case, amira: User, ben: User, dev: User
) -> None:
    decider = make_user("ada", Role.SUPERVISOR, Rank.INSPECTOR, name="Ada Inspector")
    now = timezone.now() - timedelta(minutes=5)
    said = {"urgent_why": "Tonight.", "decided_by": decider, "tier": Tier.RISK}
    make_given(case, dev.agency, by=amira, now=now, **said)
    client.force_login(ben)
    address = f"/cases/{case.reference}/shares/1/review/"
    assert f'href="{address}"' in words(client.get(f"/cases/{case.reference}/"))
    less = {"verdict": "narrowed", "words": "Not her health.", "items": [Item.SUMMARY], "version": 1}

    assert client.post(address, less).status_code == 302

    share = Share.objects.get()
    assert (share.items, share.grant.tier) == ([Item.SUMMARY], Tier.SUMMARY)
    assert Deadline.objects.get(kind=Kind.SHARE_REVIEW).met_by == ben
    assert "Less is shared from now on" in words(client.get(f"/cases/{case.reference}/shares/1/"))


def test_who_has_seen_what_is_answered_exactly_for_a_case_and_a_person(
    page: Client, case: Case, amira: User, cara: User, dev: User
) -> None:
    person = case.parties.get().person
    share = make_given(case, dev.agency, by=amira, now=timezone.now() - DAY)
    row = {"case": case, "share": share, "reader": dev, "agency": dev.agency, "at": timezone.now()}
    Disclosure.objects.create(**row, person=person, items=[Item.PEOPLE, Item.SUMMARY])
    Disclosure.objects.create(**row, items=[Item.PREMISES])

    of_case = words(page.get(f"/cases/{case.reference}/shares/"))
    of_person = words(page.get(f"/people/{person.reference}/shares/"))

    assert "Nobody in particular" in of_case
    assert of_case.count("Dev Patel") == 1
    assert of_person.count("Dev Patel") == 1
    assert "What the case is about, and how it stands; Names of the people in it" in of_person
    assert "The premises in it" not in of_person.split("Shares of the cases")[0]
    page.force_login(cara)
    assert page.get(f"/people/{person.reference}/shares/").status_code == 404


def test_a_partner_finds_in_the_inbox_that_something_was_recalled_and_nothing_of_the_case(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    share = make_given(case, dev.agency, by=amira, now=timezone.now() - DAY)
    recall_share(share, reason="Jade Taylor asked for it.", by=amira, now=timezone.now())
    client.force_login(dev)

    listed = words(client.get("/inbox/"))
    told = words(client.get(f"/inbox/{dev.messages.get().pk}/"))

    for shown in (listed, told):
        assert "Something that was shared with you was recalled" in shown
        assert case.reference in shown
        assert "Jade" not in shown
