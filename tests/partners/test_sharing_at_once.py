"""Two acts on one share at one instant, a recall while the case is open, and an agreement that ends meanwhile."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.administration.transitions.people import Particulars, change_user
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.models import Task
from partners.access import items_shared, shares_open_to
from partners.choices import Item
from partners.models import Share
from partners.transitions.agreements import end_agreement
from partners.transitions.changing import change_share, recall_share
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.make import keeper, make_agreement, make_case, make_given, make_user
from tests.partners.make_shared import shared_with

DAY = timedelta(days=1)


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Admin")


def given(amira: User, dev: User, **said: object) -> Share:
    now = timezone.now()
    make_agreement(dev.agency)
    return make_given(make_case(by=amira, now=now - DAY), dev.agency, by=amira, now=now - DAY, **said)


@pytest.mark.django_db
def test_a_share_that_is_recalled_while_it_is_open_is_gone_with_the_next_request(
    client: Client, amira: User, dev: User
) -> None:
    share = given(amira, dev)
    client.force_login(dev)
    assert share.case.reference in client.get("/shared/").content.decode()

    recall_share(share, reason="She asked for it.", by=amira, now=timezone.now())

    shown = client.get("/shared/").content.decode()
    assert "Nothing is shared with you at present" in shown
    with acting(str(dev.pk)):
        assert not Case.objects.exists()
        assert not Share.objects.exists()


@pytest.mark.django_db
def test_who_goes_to_another_agency_with_a_page_open_finds_nothing_any_more(
    client: Client, amira: User, ada: User, dev: User, eve: User
) -> None:
    now = timezone.now()
    make_agreement(dev.agency)
    case = make_case(by=amira, now=now - DAY)
    make_given(case, dev, by=amira, now=now - DAY)
    make_given(case, dev.agency, by=amira, now=now - DAY)
    client.force_login(dev)
    assert case.reference in client.get("/shared/").content.decode()
    particulars = {name: getattr(dev, name) for name in Particulars.__annotations__} | {"agency": eve.agency}

    with acting(str(ada.pk)):
        change_user(dev, particulars=Particulars(**particulars), version=dev.version, by=ada, now=now)

    assert "Nothing is shared with you at present" in client.get("/shared/").content.decode()
    [task] = Task.objects.filter(key__contains=":moved:")
    assert (task.owner, task.case) == (amira, case)
    assert "Dev" not in task.words
    assert differences() == []


@pytest.mark.django_db
def test_of_two_shares_of_one_case_the_widest_in_force_holds(amira: User, dev: User) -> None:
    wide = given(amira, dev, tier=Tier.RISK)
    now = timezone.now()
    make_given(wide.case, dev, by=amira, now=now - DAY, tier=Tier.SUMMARY, items=[Item.SUMMARY])
    assert Item.RISK in items_shared(shares_open_to(dev, now=now))

    recall_share(wide, reason="Too much.", by=amira, now=now)

    assert set(items_shared(shares_open_to(dev, now=now))) == {Item.SUMMARY}
    assert shared_with(dev, now=now)


@pytest.mark.django_db
def test_what_was_to_be_shared_when_the_agreement_ended_is_refused(amira: User, dev: User) -> None:
    share = given(amira, dev)
    agreement, now = share.agreement, timezone.now()
    assert agreement
    end_agreement(agreement, ended_on=now.date(), why="It is replaced.", by=keeper(), now=now)

    with pytest.raises(Refused, match="over before that day"):
        make_given(share.case, dev.agency, by=amira, now=now)
    with pytest.raises(Refused, match="not in force between us"):
        make_given(share.case, dev.agency, by=amira, now=now + DAY)


@pytest.mark.django_db(transaction=True)
def test_of_a_recall_and_a_change_at_one_instant_either_order_holds_and_nothing_is_half_done(
    amira: User, dev: User
) -> None:
    together, refused = Barrier(2), []
    with transaction.atomic():
        share = given(amira, dev)

    def at_once(act: object, **said: object) -> None:
        try:
            together.wait(10)
            with acting(str(amira.pk)), transaction.atomic():
                act(Share.objects.select_related("case").get(), by=amira, now=timezone.now(), **said)  # type: ignore[operator]
        except Refused as reason:
            refused.append(reason.reason)
        finally:
            connection.close()

    ends_at = share.grant.ends_at
    changed = {"items": [Item.SUMMARY], "tier": Tier.SUMMARY, "ends_at": ends_at}
    threads = [
        Thread(target=at_once, args=(recall_share,), kwargs={"reason": "Over."}),
        Thread(target=at_once, args=(change_share,), kwargs=changed),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with transaction.atomic():
        share.refresh_from_db()
        grant = share.grant
        verbs = set(AuditEvent.objects.filter(verb__startswith="share.").values_list("verb", flat=True))
    assert grant.revoked_at
    assert share.recalled_why == "Over."
    if refused:
        assert (refused, verbs) == (["This share has ended: share the case anew."], {Verb.SHARE_RECALLED})
    else:
        assert verbs == {Verb.SHARE_RECALLED, Verb.SHARE_CHANGED}
    assert share.version == (2 if refused else 3)
