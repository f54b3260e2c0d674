"""A message is put into the outbox once, delivered with patience, and given up where somebody sees it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from asbcases.accounts.models import User
from asbcases.notify import rules
from asbcases.notify.delivery import BATCH, deliver_due
from asbcases.notify.models import Message, Task
from asbcases.notify.queries import given_up
from asbcases.notify.transitions import LEASE, claim, enqueue, mark_refused, queue
from tests.make import NOW
from tests.notify.outbox import CONTEXT, put

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Refusing(EmailBackend):
    """A mail server that answers and takes nothing."""

    def send_messages(self, messages):
        raise OSError("554 refused <somebody@police.example>")


class Down(EmailBackend):
    """A mail server that does not answer."""

    def open(self):
        raise ConnectionRefusedError("connection refused")


@pytest.fixture
def use(settings):
    def choose(backend: type) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"

    return choose


def test_a_key_is_queued_once(ben: User) -> None:
    first = enqueue("a", ben, "deadline_missed", CONTEXT, now=NOW)
    second = enqueue("a", ben, "deadline_missed", CONTEXT, now=NOW)

    assert (first, second) == (True, False)
    assert Message.objects.count() == 1


def test_nothing_to_queue_is_no_trouble() -> None:
    assert queue([]) == 0


def test_it_is_sent_once_to_the_recipient_alone(amira: User, ben: User) -> None:
    message = put(ben)

    first, second = deliver_due(NOW), deliver_due(NOW + 30 * MINUTE)

    message.refresh_from_db()
    assert (first.sent, second.sent) == (1, 0)
    assert [sent.recipients() for sent in mail.outbox] == [["ben@police.example"]]
    assert (message.sent_at, message.tries) == (NOW, 1)


def test_nothing_is_sent_before_its_time(ben: User) -> None:
    put(ben, now=NOW)

    assert deliver_due(NOW - MINUTE).sent == 0


def test_what_one_worker_tries_no_other_tries_meanwhile(ben: User) -> None:
    put(ben)

    assert (len(claim(NOW, 10)), len(claim(NOW, 10))) == (1, 0)


def test_what_a_killed_worker_had_claimed_is_tried_again(ben: User) -> None:
    put(ben)
    claim(NOW, 10)

    assert deliver_due(NOW + LEASE).sent == 1


def test_a_refused_message_is_tried_again_after_a_minute_and_does_not_hold_up_others(ben: User, use) -> None:
    message = put(ben)
    use(Refusing)

    done = deliver_due(NOW)

    message.refresh_from_db()
    assert (done.sent, done.refused, done.unreachable) == (0, 1, False)
    pause = rules.scattered(MINUTE, message.key, 1)
    assert (message.next_try_at, message.tries, message.failed_at) == (NOW + pause, 1, None)
    assert message.error == "It could not be sent (OSError)."


def test_the_pauses_double_up_to_six_hours_and_then_it_is_given_up() -> None:
    pauses = [rules.pause_after(tries) for tries in range(1, rules.TRIES + 1)]

    assert pauses[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert pauses[-2] == timedelta(hours=6)
    assert pauses[-1] is None
    assert sum((pause for pause in pauses if pause), timedelta()) > timedelta(days=2, hours=12)


@pytest.mark.parametrize("pause", [MINUTE, rules.LONGEST_PAUSE])
def test_what_failed_together_is_not_tried_again_together(pause: timedelta) -> None:
    drawn = [rules.scattered(pause, f"deadline:{number}:miss:1", 3) for number in range(1000)]

    assert len(set(drawn)) > 990
    assert 0.8 * pause <= min(drawn) < 0.82 * pause
    assert 1.18 * pause < max(drawn) < 1.2 * pause
    assert drawn == [rules.scattered(pause, f"deadline:{number}:miss:1", 3) for number in range(1000)]


def test_what_waits_for_a_digest_is_not_sent_by_itself(ben: User) -> None:
    [message] = [put(ben, rings=False)]

    assert deliver_due(NOW + timedelta(days=30)).sent == 0
    assert message.next_try_at is None


def test_what_was_given_up_meanwhile_is_not_given_up_twice(ben: User, ines: User) -> None:
    message = put(ben)

    mark_refused(message, error="Gone.", now=NOW, for_good=True)
    mark_refused(message, error="Gone again.", now=NOW + MINUTE, for_good=True)

    message.refresh_from_db()
    assert (message.failed_at, message.error) == (NOW, "Gone.")
    assert Task.objects.count() == 1


def test_after_the_last_try_it_is_given_up_and_seen(ben: User, use) -> None:
    message = put(ben)
    use(Refusing)
    Message.objects.update(tries=rules.TRIES - 1)

    deliver_due(NOW)

    message.refresh_from_db()
    assert message.failed_at == NOW
    assert list(given_up(None, since=NOW)) == [message]
    assert deliver_due(NOW + timedelta(days=30)).refused == 0


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"is_active": False}, "is suspended"), ({"email": ""}, "has no e-mail address")],
)
def test_who_cannot_be_reached_is_not_tried_again(ben: User, changed, reason: str) -> None:
    message = put(ben)
    User.objects.filter(pk=ben.pk).update(**changed)

    deliver_due(NOW)

    message.refresh_from_db()
    assert mail.outbox == []
    assert message.failed_at == NOW
    assert reason in message.error


def test_a_mail_server_that_is_down_is_knocked_at_once_a_round(ben: User, use) -> None:
    for number in range(BATCH + 5):
        put(ben, key=f"deadline:{number}:miss:1")
    use(Down)

    done = deliver_due(NOW)

    assert (done.unreachable, done.refused) == (True, BATCH)
    assert Message.objects.filter(tries=0).count() == 5
    assert set(Message.objects.filter(tries=1).values_list("error", flat=True)) == {
        "The mail server cannot be reached (ConnectionRefusedError)."
    }


def test_a_text_that_is_missing_is_seen_and_stops_no_other(ben: User) -> None:
    put(ben, key="a", template="no_such_text")
    put(ben, key="b")

    done = deliver_due(NOW)

    assert (done.sent, done.refused) == (1, 1)
    assert "TemplateDoesNotExist" in Message.objects.get(key="a").error


def test_simulated_times_send_nothing(ben: User) -> None:
    message = put(ben)

    deliver_due(NOW, backend="django.core.mail.backends.dummy.EmailBackend")

    message.refresh_from_db()
    assert message.sent_at == NOW
    assert mail.outbox == []
