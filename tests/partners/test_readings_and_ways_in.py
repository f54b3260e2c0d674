"""Each reading counts once, the jump box leads a partner to what was asked, and what was given before is recalled."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, Case
from asbcases.db.actor import acting
from asbcases.errors import Refused
from partners.choices import Item
from partners.models import Disclosure
from partners.queries.projection import shared_case
from partners.queries.readings import ORDER, read_of, readings_in
from partners.transitions.changing import recall_given_before
from tests.make import make_case, make_given
from tests.partners.asking import make_question, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def test_a_reading_by_two_shares_is_one_in_who_has_seen_what(
    case: Case, amira: User, dev: User, client: Client
) -> None:
    make_given(case, dev.agency, by=amira)
    make_given(case, dev, by=amira, tier=Tier.INCIDENTS, items=[Item.INCIDENTS])
    client.force_login(dev)
    for _ in range(2):
        assert client.get(reverse("shared_page", args=[case.reference])).status_code == 200

    rows = list(read_of(case).order_by(*ORDER))
    assert len({row.share_id for row in rows}) == 2
    assert len(rows) > 2

    first, second = readings_in(rows)
    assert len(first.lines) == len(second.lines) == len(rows) / 2
    client.force_login(amira)
    shown = client.get(reverse("case_shares", args=[case.reference])).content.decode()
    assert shown.count('data-label="When"') == 2
    assert Disclosure.objects.count() == len(rows)


def test_the_jump_box_leads_a_partner_to_what_they_were_asked_and_hides_the_rest_as_absent(
    case: Case, amira: User, dev: User, eve: User, client: Client
) -> None:
    sent = make_sent(case, dev.agency, by=amira)
    question = make_question(case, dev.agency, by=amira)
    pages = {
        sent.reference: ("request_page", "referral_page", sent.number),
        question.reference: ("request_question", "question_page", question.number),
    }
    for reference, (theirs, ours, number) in pages.items():
        typed = {"q": reference.lower().replace("-", " ")}
        client.force_login(dev)
        assert client.get("/jump/", typed)["Location"] == reverse(theirs, args=[reference])
        client.force_login(amira)
        assert client.get("/jump/", typed)["Location"] == reverse(ours, args=[case.reference, number])
        client.force_login(eve)
        hidden, absent = (
            client.get("/jump/", {"q": q}).content.decode().split("<main")[1].replace(q, "?")
            for q in (reference, f"{reference[:3]}-2026-999999")
        )
        assert hidden == absent


def test_what_was_given_before_shares_were_kept_shows_nothing_is_listed_and_is_recalled(
    case: Case, amira: User, dev: User, client: Client
) -> None:
    now = timezone.now()
    stated = {"tier": Tier.RISK, "starts_at": now, "granted_at": now}
    grant = AccessGrant.objects.create(case=case, agency=dev.agency, source=GrantSource.SHARE, **stated)
    client.force_login(dev)
    assert case.reference not in client.get(reverse("shared_list")).content.decode()
    assert client.get(reverse("shared_page", args=[case.reference])).status_code == 404
    with acting(str(dev.pk)):
        assert shared_case(case.reference, dev, now=now) is None

    client.force_login(amira)
    page = reverse("case_grant_recall", args=[case.reference, grant.pk])
    assert page in client.get(reverse("case_shares", args=[case.reference])).content.decode()
    assert client.post(page, {"reason": ""}).status_code == 400
    assert client.post(page, {"reason": "Nobody needs it"}).status_code == 302

    grant.refresh_from_db()
    event = AuditEvent.objects.get(verb=Verb.SHARE_RECALLED)
    assert grant.revoked_at
    assert (event.actor, event.sentence) == (amira, "recalled what Eastlight Homes saw of the case")
    assert page not in client.get(reverse("case_shares", args=[case.reference])).content.decode()
    assert client.get(page).status_code == 404
    again = client.post(page, {"reason": "Nobody needs it"})
    assert (again.status_code, "recalled it already" in again.content.decode()) == (409, True)
    with pytest.raises(Refused, match="already"):
        recall_given_before(case, grant, reason="Again", by=amira, now=now)


def test_that_it_is_recalled_takes_a_reason(case: Case, amira: User, dev: User) -> None:
    now = timezone.now()
    stated = {"tier": Tier.RISK, "starts_at": now, "granted_at": now}
    grant = AccessGrant.objects.create(case=case, agency=dev.agency, source=GrantSource.SHARE, **stated)

    with pytest.raises(Refused, match="Say why"):
        recall_given_before(case, grant, reason=" ", by=amira, now=now)
