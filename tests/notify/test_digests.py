"""What does not ring is told once a shift, or once a day to those of whom the rota says nothing; nothing is lost."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from asbcases.accounts.models import Shift, User
from asbcases.db.actor import acting
from asbcases.notify import digests
from asbcases.notify.choices import Template
from asbcases.notify.delivery import deliver_due
from asbcases.notify.digests import gather, gather_digests
from asbcases.notify.models import Message, Task
from asbcases.notify.rules import is_quiet
from asbcases.policies.models import PolicyRow
from tests.make import NOW
from tests.notify.conftest import shift
from tests.notify.outbox import put

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A Monday at 09:00 in London, in winter.
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def wait(user: User, *keys: str, now: datetime = NINE) -> list[Message]:
    return [put(user, key, now=now, rings=False) for key in keys]


def digests_of(user: User) -> list[Message]:
    return list(Message.objects.filter(recipient=user, template=Template.DIGEST).order_by("pk"))


def carried(digest: Message) -> list[str]:
    return sorted(digest.parts.values_list("key", flat=True))


@pytest.mark.django_db
def test_one_digest_a_shift_carries_what_waited_and_leaves_at_once(ben: User) -> None:
    own = shift(ben, NINE, NINE + 8 * HOUR)
    wait(ben, "a", "b")

    first, again = gather_digests(NINE), gather_digests(NINE + HOUR)

    [digest] = digests_of(ben)
    assert (first.digests, first.messages, again.digests) == (1, 2, 0)
    assert (digest.key, carried(digest)) == (f"digest:{ben.pk}:{own.starts_at.isoformat()}", ["a", "b"])
    assert deliver_due(NINE).sent == 1
    assert len(mail.outbox) == 1
    assert set(Message.objects.values_list("sent_at", flat=True)) == {NINE}


@pytest.mark.django_db
def test_what_comes_later_in_a_shift_waits_for_the_next(ben: User) -> None:
    shift(ben, NINE, NINE + 8 * HOUR)
    shift(ben, NINE + DAY, NINE + DAY + 8 * HOUR)
    wait(ben, "a")
    gather_digests(NINE)
    wait(ben, "b", now=NINE + HOUR)

    for hours in range(1, 24):
        assert gather_digests(NINE + hours * HOUR).digests == 0
    gather_digests(NINE + DAY)

    assert [carried(digest) for digest in digests_of(ben)] == [["a"], ["b"]]


@pytest.mark.django_db
def test_who_is_on_the_rota_gets_it_at_the_first_tick_of_the_shift_and_never_before(ben: User) -> None:
    shift(ben, NINE, NINE + 8 * HOUR)
    wait(ben, "a", now=NINE - 20 * HOUR)

    before = gather_digests(NINE - timedelta(seconds=1))

    assert (before.digests, gather_digests(NINE).digests) == (0, 1)


@pytest.mark.django_db
def test_a_night_shift_has_its_digest_in_the_quiet_hours(ben: User) -> None:
    shift(ben, NINE + 13 * HOUR, NINE + 22 * HOUR)
    wait(ben, "a")

    assert gather_digests(NINE + 12 * HOUR).digests == 0
    assert gather_digests(NINE + 15 * HOUR).digests == 1


@pytest.mark.django_db
def test_a_cancelled_shift_is_none(ben: User) -> None:
    shift(ben, NINE, NINE + 8 * HOUR)
    shift(ben, NINE + DAY, NINE + DAY + 8 * HOUR)
    Shift.objects.filter(starts_at=NINE).update(cancelled_at=NINE - DAY)
    wait(ben, "a")

    assert gather_digests(NINE + HOUR).digests == 0
    assert gather_digests(NINE + DAY).digests == 1


@pytest.mark.django_db
def test_who_is_on_no_rota_gets_one_a_day_outside_the_quiet_hours(ben: User) -> None:
    night = NINE - 10 * HOUR
    wait(ben, "a", now=night)

    made = [
        at
        for minute in range(0, 60 * 48, 15)
        if gather_digests(at := night + timedelta(minutes=minute)).digests
    ]
    wait(ben, "b", now=made[-1])
    later = [
        at
        for minute in range(0, 60 * 48, 15)
        if gather_digests(at := made[-1] + timedelta(minutes=minute)).digests
    ]

    assert made == [datetime(2026, 11, 23, 7, tzinfo=UTC)]
    assert later == [datetime(2026, 11, 24, 7, tzinfo=UTC)]
    assert [digest.key for digest in digests_of(ben)] == [
        f"digest:{ben.pk}:2026-11-23",
        f"digest:{ben.pk}:2026-11-24",
    ]


@pytest.mark.django_db
def test_the_quiet_hours_are_those_of_the_day_and_of_london(ben: User) -> None:
    summer = datetime(2027, 7, 1, 5, 30, tzinfo=UTC)  # 06:30 in London
    wait(ben, "a", now=summer)
    PolicyRow.objects.filter(rule="notify.quiet.until").update(value=6)

    assert gather_digests(summer - HOUR).digests == 0
    assert gather_digests(summer).digests == 1


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "hours"),
    [(22, 7, {22, 23, *range(7)}), (0, 6, set(range(6))), (13, 14, {13}), (7, 7, set()), (22, 0, {22, 23})],
)
def test_the_quiet_hours_may_run_over_midnight(quiet_from: int, quiet_until: int, hours: set[int]) -> None:
    midnight = datetime(2026, 1, 5, tzinfo=UTC)

    found = {hour for hour in range(24) if is_quiet(midnight + hour * HOUR, quiet_from, quiet_until)}

    assert found == hours


@pytest.mark.django_db
def test_after_a_week_without_ticks_everything_is_in_one_digest(amira: User, ben: User) -> None:
    for day in range(7):
        wait(ben, f"b{day}", now=NINE + day * DAY)
        wait(amira, f"a{day}", now=NINE + day * DAY)
    shift(amira, NINE + 7 * DAY, NINE + 7 * DAY + 8 * HOUR)

    done = gather_digests(NINE + 7 * DAY)

    assert (done.digests, done.messages) == (2, 14)
    assert carried(digests_of(ben)[0]) == [f"b{day}" for day in range(7)]


@pytest.mark.django_db
def test_what_rings_or_was_sent_or_is_for_a_caller_is_in_no_digest(ben: User) -> None:
    put(ben, "rings")
    [sent] = wait(ben, "sent")
    Message.objects.filter(pk=sent.pk).update(sent_at=NINE)

    assert gather_digests(NINE).digests == 0


@pytest.mark.django_db
def test_the_digest_of_a_suspended_account_becomes_a_task(ben: User, ines: User) -> None:
    shift(ben, NINE + DAY, NINE + DAY + 8 * HOUR)
    wait(ben, "a")
    User.objects.filter(pk=ben.pk).update(is_active=False)

    gather_digests(NINE)
    deliver_due(NINE)

    task = Task.objects.get()
    assert task.owner == ines
    assert task.words.startswith("A message, a digest, did not reach the account ben. The account of the")


@pytest.mark.django_db
def test_what_fails_for_one_person_does_not_hold_up_the_others(
    amira: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(amira, "a")
    wait(ben, "b")
    real = digests.gather

    def spoilt(key: str, person: int, now: datetime) -> int:
        if person == amira.pk:
            raise ValueError("Jade Taylor")
        return real(key, person, now)

    monkeypatch.setattr(digests, "gather", spoilt)

    done = gather_digests(NINE)

    assert (done.failed, done.digests, len(digests_of(ben))) == (1, 1, 1)


@pytest.mark.django_db
def test_a_digest_that_was_made_is_not_made_again_for_what_came_between(ben: User) -> None:
    wait(ben, "a")
    gather("digest:key", ben.pk, NINE)
    wait(ben, "b")

    assert gather("digest:key", ben.pk, NINE) == 0
    assert gather("digest:other", ben.pk, NINE) == 1
    assert gather("digest:third", ben.pk, NINE) == 0


@pytest.mark.django_db
def test_the_outbox_itself_may_make_digests(ben: User) -> None:
    wait(ben, "a")

    with acting("system:outbox"), transaction.atomic():
        assert gather_digests(NINE).digests == 1


def gather_or_be_killed(worker: int, ticks: int) -> None:
    """Gather at each tick, as one of several workers; every third time it is killed in the midst."""
    try:
        for tick in range(ticks):
            with acting("system:outbox"):
                if (worker + tick) % 3:
                    gather_digests(NINE + tick * DAY)
                    continue
                with transaction.atomic():
                    gather_digests(NINE + tick * DAY)
                    transaction.set_rollback(True)
    finally:
        connection.close()


def tell_more(people: list[User], numbers: range) -> None:
    try:
        for number in numbers:
            with acting("system:test"), transaction.atomic():
                wait(people[number % 2], f"m{number}")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_workers_and_kills_put_each_message_into_exactly_one_digest(amira: User, ben: User) -> None:
    people, ticks = [amira, ben], 12
    with transaction.atomic():
        for number in range(60):
            wait(people[number % 2], f"m{number}")

    work = [threading.Thread(target=gather_or_be_killed, args=(worker, ticks)) for worker in range(4)]
    work.append(threading.Thread(target=tell_more, args=(people, range(60, 120))))
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    gather_digests(NINE + ticks * DAY)

    with transaction.atomic():
        made = list(Message.objects.filter(template=Template.DIGEST))
        assert Counter(key for digest in made for key in carried(digest)) == Counter(
            f"m{number}" for number in range(120)
        )
        assert all(digest.context["count"] == len(carried(digest)) for digest in made)
        assert len({digest.key for digest in made}) == len(made) > 2


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_by_a_hair_leaves_its_messages_to_the_next(ben: User) -> None:
    with transaction.atomic():
        wait(ben, "a")
    made = threading.Event()
    results: list[int] = []

    def second() -> None:
        with acting("system:test"), transaction.atomic():
            wait(ben, "b")
        made.set()
        try:
            with acting("system:outbox"):
                # The look for the key finds nothing yet; the insert waits for the first, and then gives way.
                results.append(gather("digest:same", ben.pk, NINE))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        gather("digest:same", ben.pk, NINE)
        thread.start()
        made.wait(10)
        thread.join(0.5)
    thread.join()

    with transaction.atomic():
        assert results == [0]
        assert Message.objects.get(key="b").digest is None
        assert gather("digest:next", ben.pk, NOW + DAY) == 1
