"""An agency is let in to one case, to an extent, until an instant."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from partners.access import cases_visible_to
from partners.transitions.sharing import let_in
from tests.make import NOW, make_agency, make_case, make_closed
from tests.risk.answers import STANDARD, assess

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def test_an_agency_that_is_let_in_sees_the_case_and_the_record_says_who_let_it_in(
    amira: User, dev: User, eve: User
) -> None:
    case = make_case(by=amira)

    with acting(str(amira.pk)):
        let_in(case, dev.agency, tier=Tier.INCIDENTS, ends_at=LATER, by=amira, now=NOW - timedelta(days=30))

    assert list(cases_visible_to(dev, now=NOW)) == [case]
    assert not cases_visible_to(eve, now=NOW).exists()
    event = AuditEvent.objects.get(verb=Verb.AGENCY_LET_IN, case=case)
    assert (event.actor, event.sentence) == (amira, "let Eastlight Homes see the case: incidents")


def test_the_end_of_a_share_is_a_window_in_the_diary_of_whoever_let_the_agency_in(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=ben, lead=amira)

    with acting(str(ben.pk)):
        grant = let_in(case, dev.agency, tier=Tier.SUMMARY, ends_at=LATER, by=ben, now=NOW)

    end = Deadline.objects.get(kind=Kind.SHARE_EXPIRY)
    assert (end.case, end.owner, end.nature) == (case, ben, Nature.WINDOW)
    assert (end.due_at, end.anchored_at, end.origin) == (LATER, NOW, f"grant:{grant.pk}")
    assert end.basis.startswith("Eastlight Homes was let in to see the case until midday on 23 December 2026")
    assert not end.rings


def test_a_share_without_an_end_has_no_deadline(amira: User, dev: User) -> None:
    let_in(make_case(by=amira), dev.agency, tier=Tier.SUMMARY, ends_at=None, by=amira, now=NOW)

    assert not Deadline.objects.filter(kind=Kind.SHARE_EXPIRY).exists()


def test_the_end_of_a_share_holds_up_no_closing_and_ends_with_the_case(
    client: Client, amira: User, dev: User
) -> None:
    case = make_case(by=amira)
    assess(case, STANDARD, by=amira)
    soon = let_in(case, dev.agency, tier=Tier.SUMMARY, ends_at=NOW + timedelta(days=1), by=amira, now=NOW)
    later = let_in(case, dev.agency, tier=Tier.SUMMARY, ends_at=LATER, by=amira, now=NOW)
    closed_at = NOW + timedelta(days=2)
    client.force_login(amira)
    with time_machine.travel(closed_at, tick=False):
        page = client.get(f"/cases/{case.reference}/close/").content.decode()

    make_closed(case, by=amira, now=closed_at)

    ended = dict(Deadline.objects.filter(kind=Kind.SHARE_EXPIRY).values_list("subject", "cancelled_at"))
    assert ended == {str(soon.pk): None, str(later.pk): closed_at}
    assert page.count("End of a share") == 1


@pytest.mark.parametrize("kind", ["police", "closed"])
def test_an_agency_that_is_no_partner_is_not_let_in(amira: User, dev: User, kind: str) -> None:
    agency = dev.agency if kind == "closed" else make_agency("Other force", AgencyKind.POLICE)
    agency.active = kind != "closed"

    with pytest.raises(Refused, match="no partner that works with us now"):
        let_in(make_case(by=amira), agency, tier=Tier.SUMMARY, ends_at=LATER, by=amira, now=NOW)


def test_a_share_that_is_over_before_it_begins_is_refused(amira: User, dev: User) -> None:
    with pytest.raises(Refused, match="has passed"):
        let_in(make_case(by=amira), dev.agency, tier=Tier.SUMMARY, ends_at=NOW, by=amira, now=NOW)
