"""An agency is let in to one case, to an extent, until an instant."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.db.actor import acting
from asbcases.errors import Refused
from partners.access import cases_visible_to
from partners.transitions import let_in
from tests.make import NOW, make_agency, make_case

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


@pytest.mark.parametrize("kind", ["police", "closed"])
def test_an_agency_that_is_no_partner_is_not_let_in(amira: User, dev: User, kind: str) -> None:
    agency = dev.agency if kind == "closed" else make_agency("Other force", AgencyKind.POLICE)
    agency.active = kind != "closed"

    with pytest.raises(Refused, match="no partner that works with us now"):
        let_in(make_case(by=amira), agency, tier=Tier.SUMMARY, ends_at=LATER, by=amira, now=NOW)


def test_a_share_that_is_over_before_it_begins_is_refused(amira: User, dev: User) -> None:
    with pytest.raises(Refused, match="has passed"):
        let_in(make_case(by=amira), dev.agency, tier=Tier.SUMMARY, ends_at=NOW, by=amira, now=NOW)
