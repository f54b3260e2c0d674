"""A case is shared with an agency, a team of one or a person: which parts, for what, under which agreement, until when."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from partners.choices import Gateway, Item, Purpose
from partners.models import Share
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.make import (
    NOW,
    keeper,
    make_agency,
    make_agreement,
    make_case,
    make_closed,
    make_given,
    make_team,
    make_user,
    sign,
)
from tests.partners.make_shared import shared_with
from tests.risk.answers import STANDARD, assess

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + 30 * DAY


def test_an_agency_that_is_given_a_case_sees_it_and_the_record_says_who_shared_what(
    amira: User, dev: User, eve: User
) -> None:
    case = make_case(by=amira)
    make_agreement(dev.agency)

    with acting(str(amira.pk)):
        share = make_given(
            case,
            dev.agency,
            by=amira,
            now=NOW - 30 * DAY,
            tier=Tier.INCIDENTS,
            items=[Item.INCIDENTS, Item.SUMMARY],
        )

    assert shared_with(dev, now=NOW) == [case]
    assert not shared_with(eve, now=NOW)
    assert (share.number, share.items) == (1, [Item.SUMMARY, Item.INCIDENTS])
    event = AuditEvent.objects.get(verb=Verb.AGENCY_LET_IN, case=case)
    assert (event.actor, event.sentence) == (amira, "let Eastlight Homes see the case: incidents")
    assert event.data["items"] == ["summary", "incidents"]
    assert event.data["agreement"] == share.agreement.reference  # type: ignore[union-attr]


def test_the_end_of_a_share_is_a_window_in_the_diary_of_whoever_shared_it(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=ben, lead=amira)
    make_agreement(dev.agency)

    with acting(str(ben.pk)):
        share = make_given(case, dev.agency, ends_at=LATER, by=ben)

    end = Deadline.objects.get(kind=Kind.SHARE_EXPIRY)
    assert (end.case, end.owner, end.nature) == (case, ben, Nature.WINDOW)
    assert (end.due_at, end.anchored_at, end.origin) == (LATER, NOW, f"grant:{share.grant_id}")
    assert end.basis.startswith("Eastlight Homes was let in to see the case until midday on 23 December 2026")
    assert not end.rings
    assert differences() == []


def test_the_end_of_a_share_holds_up_no_closing_and_ends_with_the_case(
    client: Client, amira: User, dev: User
) -> None:
    case = make_case(by=amira)
    assess(case, STANDARD, by=amira)
    soon, later = (make_given(case, dev.agency, ends_at=at, by=amira) for at in (NOW + DAY, LATER))
    closed_at = NOW + 2 * DAY
    client.force_login(amira)
    with time_machine.travel(closed_at, tick=False):
        page = client.get(f"/cases/{case.reference}/close/").content.decode()

    make_closed(case, by=amira, now=closed_at)

    ended = dict(Deadline.objects.filter(kind=Kind.SHARE_EXPIRY).values_list("subject", "cancelled_at"))
    assert ended == {str(soon.grant_id): None, str(later.grant_id): closed_at}
    assert page.count("End of a share") == 1
    assert differences() == []


def test_a_team_or_a_person_is_let_in_and_nobody_else_of_their_agency(amira: User, dev: User) -> None:
    case, other = make_case(by=amira), make_case(by=amira)
    team = make_team("Estates", agency=dev.agency)
    nadia = make_user("nadia", Role.PARTNER, agency=dev.agency, team=team)
    make_given(case, team, by=amira)
    make_given(other, dev, by=amira)

    later = NOW + timedelta(minutes=1)

    assert shared_with(nadia, now=later) == [case]
    assert shared_with(dev, now=later) == [other]
    receivers = AuditEvent.objects.filter(verb=Verb.AGENCY_LET_IN).order_by("pk")
    assert [event.data["receiver"] for event in receivers] == [
        "Estates, Eastlight Homes",
        "Dev Patel, Eastlight Homes",
    ]


@pytest.mark.parametrize("kind", ["police", "closed", "closed team", "closed account", "officer"])
def test_who_is_no_partner_is_given_nothing(amira: User, dev: User, kind: str) -> None:
    make_agreement(dev.agency)
    closed = make_agency("Gone Homes", AgencyKind.HOUSING)
    closed.active = False
    receivers = {
        "police": make_agency("Other force", AgencyKind.POLICE),
        "closed": closed,
        "closed team": make_team("Gone", agency=dev.agency, active=False),
        "closed account": make_user("left", Role.PARTNER, agency=dev.agency, is_active=False),
        "officer": make_user("lent", Role.ANALYST, agency=dev.agency),
    }

    with pytest.raises(Refused, match=r"no partner that works with us now|a team no more|no open account"):
        make_given(make_case(by=amira), receivers[kind], by=amira, urgent_why="Tonight.")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"items": []}, "Choose what of the case is shared"),
        ({"items": [Item.SUMMARY, Item.RISK]}, "lies above the tier"),
        ({"items": [Item.SUMMARY], "tier": 4}, "choose one of these"),
        ({"proportionality": "  "}, "why so much"),
        ({"ends_at": NOW}, "has passed"),
        ({"ends_at": NOW + DAY, "starts_at": NOW + 2 * DAY}, "before it begins"),
    ],
)
def test_a_share_that_makes_no_sense_is_refused(
    amira: User, dev: User, said: dict[str, object], words: str
) -> None:
    make_agreement(dev.agency)
    tier = said.pop("tier", Tier.SUMMARY)
    items = said.pop("items", [Item.SUMMARY])

    with pytest.raises(Refused, match=words):
        make_given(make_case(by=amira), dev.agency, by=amira, tier=tier, items=items, **said)
    assert not Share.objects.exists()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"expires_on": (NOW - DAY).date(), "review_on": (NOW - DAY).date()}, "not in force"),
        ({"purposes": [Purpose.SUPPORT]}, "not for this purpose"),
        ({"gateways": [Gateway.CONSENT]}, "does not rest on this gateway"),
        ({"items": [Item.CONTACT]}, "does not cover “What the case is about"),
    ],
)
def test_what_no_agreement_covers_is_refused_and_told_why(
    amira: User, dev: User, written: dict[str, object], words: str
) -> None:
    make_agreement(dev.agency, **written)

    with pytest.raises(Refused, match=words):
        make_given(make_case(by=amira), dev.agency, by=amira)


def test_an_agency_without_an_agreement_or_its_signature_is_given_nothing(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    agreement = make_agreement(make_agency("Riverside", AgencyKind.HOUSING))
    said = {"urgent_why": "", "by": amira}
    with pytest.raises(Refused, match="No agreement on sharing has Eastlight Homes for a party"):
        make_given(case, dev.agency, **said)

    party = sign(agreement, dev.agency, by=keeper())
    make_given(case, dev.agency, **said)
    party.signed_on = (NOW + DAY).date()
    party.save()

    with pytest.raises(Refused, match="not in force between us"):
        make_given(case, dev.agency, **said)


def test_a_share_ends_with_its_agreement_at_the_latest(amira: User, dev: User) -> None:
    agreement = make_agreement(dev.agency, expires_on=LATER.date(), review_on=LATER.date())
    case = make_case(by=amira)

    with pytest.raises(Refused, match="agreement is over before that day"):
        make_given(case, dev.agency, by=amira, ends_at=LATER + 2 * DAY)
    share = make_given(case, dev.agency, by=amira, ends_at=LATER)

    assert share.agreement == agreement


def test_the_agreement_that_covers_a_share_is_found_among_several(amira: User, dev: User) -> None:
    make_agreement(dev.agency, purposes=[Purpose.SUPPORT])
    wide = make_agreement(dev.agency)

    assert make_given(make_case(by=amira), dev.agency, by=amira).agreement == wide


def test_a_restricted_case_is_shared_by_who_is_named_with_a_person_by_name(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=amira)
    make_agreement(dev.agency)
    ines = make_user("ines", Role.CPT_OFFICER, district_code="colchester")
    restrict_case(case, named=[amira], reason="Her cousin works here.", by=ben, now=NOW)

    with pytest.raises(Refused, match="Only those who are named"):
        make_given(case, dev, by=ines)
    with pytest.raises(Refused, match="one person by name"):
        make_given(case, dev.agency, by=amira)
    make_given(case, dev, by=amira)

    later = NOW + timedelta(minutes=1)
    assert shared_with(dev, now=later) == [case]
    assert differences() == []
