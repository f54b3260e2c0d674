"""Whoever shares, extends, asks for more, sweeps or closes waits in one order: none waits in a ring, and nothing outlasts its ground."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from asbcases.cases.queries import locked
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import SweepResult, sweep
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from partners.choices import Item
from partners.models import Agreement, Share, ShareRequest
from partners.transitions.agreements import change_agreement, end_agreement, leave_agreement
from partners.transitions.changing import change_share, extend_share, recall_share
from partners.transitions.share_asking import withdraw_request
from tests.make import NOW, keeper, make_agreement, make_case, make_closed, make_given
from tests.partners.asking import differences
from tests.partners.share_asking import ask_of
from tests.partners.test_closing_meanwhile import asked, let_wait
from tests.partners.test_races_of_shares import somebody_waits
from tests.partners.test_referrals_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
Ends = Callable[[Agreement, date, User, datetime], object]


def swept() -> SweepResult:
    try:
        return sweep(NOW + 90 * DAY)
    finally:
        connection.close()


def test_the_sweep_takes_the_clocks_of_a_case_that_is_being_closed_and_neither_waits_for_the_other() -> None:
    people = asked()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            case = locked(Case.objects.get())
            done = pool.submit(swept)
            let_wait(done)
            make_closed(case, by=people["ben"], now=NOW)
        result = done.result()

    assert result.failed == []
    assert result.examined > 0
    with transaction.atomic():
        assert Case.objects.get().closed_at == NOW


def the_share() -> Share:
    return Share.objects.select_related("case", "grant", "agreement").get()


def extends(by: User) -> object:
    return extend_share(the_share(), ends_at=the_share().grant.ends_at + DAY, reason="Needed", by=by, now=NOW)


def changes(by: User) -> object:
    return change_share(
        the_share(), items=[Item.SUMMARY], tier=Tier.SUMMARY, ends_at=NOW + DAY, by=by, now=NOW
    )


def recalls(by: User) -> object:
    return recall_share(the_share(), reason="Over", by=by, now=NOW)


@pytest.mark.parametrize(
    ("act", "told"), [(extends, "closed since"), (changes, "closed since"), (recalls, "")]
)
def test_who_changes_a_share_while_its_case_is_closed_waits_and_watches_nothing_that_ended(
    act: Callable[[User], object], told: str
) -> None:
    people = asked()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            case = locked(Case.objects.get())
            change = pool.submit(together, (act, people["amira"]))
            let_wait(change)
            make_closed(case, by=people["ben"], now=NOW)
        [refused] = change.result()

    with transaction.atomic():
        assert told in refused
        assert bool(told) == bool(refused)
        ends = Deadline.objects.filter(kind="share_expiry")
        assert not ends.filter(cancelled_at=None).exists()
        assert not ends.filter(next_step_at__isnull=False).exists()
        assert differences() == []


def test_what_is_asked_while_the_case_is_closed_is_answered_by_its_closing() -> None:
    people = asked()
    with transaction.atomic():
        withdraw_request(ShareRequest.objects.select_related("agency").get(), by=people["dev"], now=NOW)

    def closes(by: User) -> object:
        with acting("system:test"):
            return make_closed(Case.objects.get(), by=by, now=NOW)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            request = ask_of(Case.objects.get(), by=people["dev"], items=[Item.CONTACT])
            closing = pool.submit(together, (closes, people["ben"]))
            let_wait(closing)
        assert closing.result() == [""]

    with transaction.atomic():
        request.refresh_from_db()
        assert request.answer == "over"
        assert not Deadline.objects.filter(subject=request.reference, cancelled_at=None).exists()


def end_all(agreement: Agreement, last: date, by: User, now: datetime) -> object:
    return end_agreement(agreement, ended_on=last, why="It is replaced.", by=by, now=now)


def leave(agreement: Agreement, last: date, by: User, now: datetime) -> object:
    return leave_agreement(agreement.parties.get(), left_on=last, reason="They merge.", by=by, now=now)


def shorten(agreement: Agreement, last: date, by: User, now: datetime) -> object:
    days: dict[str, Any] = {"review_on": last, "expires_on": last}
    return change_agreement(agreement, reason="It is replaced.", by=by, now=now, **days)


def narrow(agreement: Agreement, last: date, by: User, now: datetime) -> object:
    return change_agreement(agreement, reason="It covers less.", items=[Item.SUMMARY], by=by, now=now)


def longer(share: Share, by: User, now: datetime) -> object:
    return extend_share(share, ends_at=now + 9 * DAY, reason="Needed", by=by, now=now)


def more(share: Share, by: User, now: datetime) -> object:
    items = [Item.SUMMARY, Item.CONTACT]
    return change_share(share, items=items, tier=Tier.SUMMARY, ends_at=now + DAY, by=by, now=now)


@pytest.mark.parametrize(
    ("ends", "act", "told"),
    [
        *((end_all, longer, "agreement"), (leave, longer, "agreement"), (shorten, longer, "agreement")),
        (narrow, more, "cover"),
    ],
)
def test_a_share_that_is_extended_or_widened_while_its_agreement_changes_goes_by_what_it_says_then(
    amira: User, dev: User, ends: Ends, act: Callable[[Share, User, datetime], object], told: str
) -> None:
    now = timezone.now()
    with acting("system:test"), transaction.atomic():
        agreement, kit = make_agreement(dev.agency), keeper()
        case = make_case(by=amira, now=now - DAY)
        given = make_given(case, dev.agency, by=amira, now=now, ends_at=now + DAY, items=[Item.SUMMARY])
    changed, said = Event(), list[str]()

    def acts() -> None:
        changed.wait(10)
        try:
            with acting(str(amira.pk)), transaction.atomic():
                act(the_share(), amira, now)
        except Refused as refused:
            said.append(refused.reason)
        finally:
            connection.close()

    other = Thread(target=acts)
    other.start()
    with acting(str(kit.pk)), transaction.atomic():
        ends(agreement, london_day(now) + 3 * DAY, kit, now)
        changed.set()
        until = time.monotonic() + 10
        while not somebody_waits() and other.is_alive() and time.monotonic() < until:
            time.sleep(0.02)
    other.join(30)

    assert len(said) == 1
    assert told in said[0]
    with acting("system:test"), transaction.atomic():
        kept = the_share()
        assert (kept.items, kept.grant.ends_at) == ([Item.SUMMARY], given.grant.ends_at)


def test_an_agreement_that_ends_while_a_case_is_closed_moves_no_clock_that_closing_ended(
    amira: User, ben: User, dev: User
) -> None:
    now = timezone.now()
    with acting("system:test"), transaction.atomic():
        agreement, kit = make_agreement(dev.agency), keeper()
        case = make_case(by=amira, now=now - DAY)
        make_given(case, dev.agency, by=amira, now=now, ends_at=now + 30 * DAY)

    def ends(by: User) -> object:
        return end_all(agreement, london_day(now) + 3 * DAY, by, now)

    with ThreadPoolExecutor(1) as pool:
        with acting("system:test"), transaction.atomic():
            make_closed(locked(case), by=ben, now=now)
            ending = pool.submit(together, (ends, kit))
            let_wait(ending)
        assert ending.result() == [""]

    with acting("system:test"), transaction.atomic():
        assert the_share().grant.revoked_at == now
        assert Deadline.objects.get(kind="share_expiry").next_step_at is None
        assert differences() == []
