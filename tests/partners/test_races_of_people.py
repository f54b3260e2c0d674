"""Who works for two agencies, who goes from one to another with a page open, and one case that is shared twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.administration.transitions.people import Particulars, change_user
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from partners.choices import Item
from partners.models import Disclosure, Share
from partners.transitions.changing import recall_share
from tests.make import make_agreement, make_given, make_report, make_user
from tests.partners.asking import make_sent
from tests.partners.make_shared import SHOWN, whole_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(amira: User) -> Case:
    return whole_case(by=amira)


def given(case: Case, to: User, by: User, tier: Tier = Tier.SUMMARY) -> Share:
    now = timezone.now() - timedelta(minutes=5)
    return make_given(case, to.agency, by=by, now=now, tier=tier, ends_at=now + 30 * DAY)


def status(client: Client, path: str) -> int:
    return client.get(path).status_code


def test_who_has_an_account_of_each_of_two_agencies_sees_with_each_what_that_one_was_given(
    client: Client, case: Case, amira: User, dev: User, eve: User
) -> None:
    make_agreement(dev.agency, eve.agency)
    share = given(case, dev, amira)
    # One person, one address; the session says for whom they work at this moment.
    User.objects.filter(pk__in=(dev.pk, eve.pk)).update(email="sam@example.org", name="Sam Reed")
    page = f"/shared/{case.reference}/"

    client.force_login(eve)
    assert (status(client, page), case.reference in client.get("/shared/").content.decode()) == (404, False)
    client.force_login(dev)
    assert status(client, page) == 200
    client.force_login(eve)

    assert status(client, page) == 404
    read = Disclosure.objects.values_list("reader", "agency", "share").distinct()
    assert list(read) == [(dev.pk, dev.agency_id, share.pk)]


def test_who_goes_to_another_agency_leaves_behind_what_was_asked_and_told_and_finds_what_the_new_one_has(
    client: Client, case: Case, amira: User, dev: User, eve: User
) -> None:
    ada, now = make_user("ada", Role.ADMINISTRATOR, name="Ada Admin"), timezone.now()
    make_agreement(dev.agency, eve.agency)
    given(case, dev, amira)
    day = (now + 20 * DAY).date()
    asked = make_sent(case, dev.agency, by=amira, now=now, respond_by=day)
    theirs = make_sent(case, eve.agency, by=amira, now=now, respond_by=day)
    told = make_report(by=amira, agency=dev.agency)
    pages = (
        f"/shared/{case.reference}/",
        f"/shared/{case.reference}/notes/",
        f"/shared/requests/{asked.reference}/",
        f"/shared/our-reports/{told.reference}/",
    )
    client.force_login(dev)
    assert [status(client, page) for page in pages] == [200] * 4
    particulars = {name: getattr(dev, name) for name in Particulars.__annotations__} | {"agency": eve.agency}

    with acting(str(ada.pk)):
        change_user(dev, particulars=Particulars(**particulars), version=dev.version, by=ada, now=now)

    answers = [client.get(page, follow=True) for page in pages]
    assert not [
        answer for answer in answers if answer.status_code == 200 and case.reference in str(answer.content)
    ]
    client.force_login(User.objects.get(pk=dev.pk))
    assert [status(client, page) for page in pages] == [404] * 4
    assert status(client, f"/shared/requests/{theirs.reference}/") == 200
    accept = client.post(f"/shared/requests/{asked.reference}/accept/")
    assert accept.status_code == 404


def test_of_two_shares_of_different_tiers_the_page_shows_both_and_the_narrow_one_once_the_wide_is_recalled(
    client: Client, case: Case, amira: User, dev: User
) -> None:
    make_agreement(dev.agency)
    narrow, wide = given(case, dev, amira), given(case, dev, amira, tier=Tier.RISK)
    page = f"/shared/{case.reference}/"
    client.force_login(dev)
    both = client.get(page).content.decode().lower()

    with acting(str(amira.pk)):
        recall_share(wide, reason="Too much.", by=amira, now=timezone.now())

    one = client.get(page).content.decode().lower()
    assert SHOWN[Item.SAFETY].lower() in both
    assert SHOWN[Item.SAFETY].lower() not in one
    assert SHOWN[Item.SUMMARY].lower() in one
    last = Disclosure.objects.latest("at").at
    assert set(Disclosure.objects.filter(at=last).values_list("share", flat=True)) == {narrow.pk}
    assert set(Disclosure.objects.values_list("share", flat=True)) == {narrow.pk, wide.pk}
