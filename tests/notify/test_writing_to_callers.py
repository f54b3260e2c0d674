"""Nothing goes to a caller but by one door, to an address and at hours that are safe, and without a telling word."""

import random
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from structlog.testing import capture_logs

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Report, SafeContact
from asbcases.db.actor import acting
from asbcases.notify import rules
from asbcases.notify.choices import Template
from asbcases.notify.delivery import WITHHELD, Clock, deliver_due
from asbcases.notify.models import Message, Task
from asbcases.notify.public import Silence, tell_caller, why_silent
from asbcases.notify.queries import given_up
from tests.make import NOW, make_report
from tests.notify.caller import HOUR, drawn_hours, is_safe, reachable

DAY = timedelta(days=1)
RECEIVED = Template.REPORT_RECEIVED


@pytest.fixture
def report(amira: User) -> Report:
    return make_report(by=amira)


def tell(report: Report, by: User, now: datetime = NOW) -> Message | None:
    with acting(str(by.pk)), transaction.atomic():
        return tell_caller(report, RECEIVED, {"reference": report.reference}, now=now)


def send(now: datetime) -> list[str]:
    """Return to whom a round of the outbox writes."""
    before = len(mail.outbox)
    with acting("system:outbox"), transaction.atomic():
        deliver_due(now)
    return [to for sent in mail.outbox[before:] for to in sent.recipients()]


@pytest.mark.django_db
def test_within_the_safe_hours_it_leaves_at_once(report: Report, amira: User) -> None:
    reachable(report, amira)

    message = tell(report, amira)

    assert message
    assert (message.recipient, message.report, message.next_try_at) == (None, report, NOW)
    assert send(NOW) == ["jade@example.org"]
    assert send(NOW + DAY) == []
    assert report.reference in mail.outbox[0].body


@pytest.mark.django_db
def test_outside_of_them_it_waits_for_them(report: Report, amira: User) -> None:
    reachable(report, amira)
    evening = NOW.replace(hour=17)

    message = tell(report, amira, evening)

    assert message
    assert message.next_try_at == NOW.replace(hour=9) + DAY
    assert send(evening + HOUR) == []
    assert send(NOW.replace(hour=9) + DAY) == ["jade@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (None, Silence.NOT_STATED),
        ({"withdrawn_at": NOW - HOUR}, Silence.WITHDRAWN),
        ({"email": ""}, Silence.NO_ADDRESS),
    ],
)
def test_without_a_safe_address_nothing_is_queued_and_it_is_said_why(
    report: Report, amira: User, stated: dict[str, object] | None, why: Silence
) -> None:
    if stated is not None:
        reachable(report, amira, **stated)

    with capture_logs() as logs:
        message = tell(report, amira)

    assert (message, Message.objects.count()) == (None, 0)
    assert why_silent(report) is why
    assert [line["why"] for line in logs] == [why]


@pytest.mark.django_db
def test_with_one_there_is_no_reason_for_silence(report: Report, amira: User) -> None:
    reachable(report, amira)

    assert why_silent(report) is None


@pytest.mark.django_db
def test_it_is_told_once(report: Report, amira: User) -> None:
    reachable(report, amira)

    assert tell(report, amira) == tell(report, amira, NOW + HOUR)
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_what_was_withdrawn_meanwhile_is_not_sent_and_is_nobodys_task(
    report: Report, amira: User, ben: User
) -> None:
    contact = reachable(report, amira)
    message = tell(report, amira)
    SafeContact.objects.filter(pk=contact.pk).update(withdrawn_at=NOW)

    assert send(NOW + timedelta(minutes=1)) == []

    assert message
    message.refresh_from_db()
    assert (message.next_try_at, message.sent_at, message.failed_at) == (None, None, None)
    assert message.error == WITHHELD
    assert not Task.objects.exists()
    assert send(NOW + DAY) == []


@pytest.mark.django_db
def test_where_the_hours_have_passed_it_is_put_off_and_that_is_no_try(report: Report, amira: User) -> None:
    reachable(report, amira)
    message = tell(report, amira, NOW)

    assert send(NOW.replace(hour=17)) == []

    assert message
    message.refresh_from_db()
    assert (message.next_try_at, message.tries) == (NOW.replace(hour=9) + DAY, 0)


@pytest.mark.django_db
def test_hours_and_address_are_those_of_the_moment_of_sending(report: Report, amira: User) -> None:
    reachable(report, amira)
    tell(report, amira)
    reachable(report, amira, email="safer@example.org", from_hour=13)

    assert send(NOW) == []
    assert send(NOW + HOUR) == ["safer@example.org"]


@pytest.mark.django_db
def test_a_round_that_takes_long_notices_that_the_hours_have_passed(
    report: Report, amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable(report, amira, until_hour=13)
    tell(report, amira)
    monkeypatch.setattr(Clock, "now", lambda clock: clock.began + timedelta(seconds=90))

    assert send(NOW + HOUR - timedelta(minutes=1)) == []


@pytest.mark.django_db
def test_what_could_not_be_delivered_is_looked_at_by_somebody(
    report: Report, amira: User, ben: User, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.notify.test_the_outbox.Refusing"
    reachable(report, amira)
    tell(report, amira)
    Message.objects.update(tries=rules.TRIES - 1)

    send(NOW)

    task = Task.objects.get()
    assert (task.owner, task.report) == (ben, report)
    assert task.words.startswith(f"The caller of {report.reference} could not be written to.")
    assert "jade" not in task.words
    assert not given_up(None, since=NOW).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("template", "more"),
    [
        (Template.MISSED, {}),
        (RECEIVED, {"name": "Jade Taylor"}),
        (RECEIVED, {"reference": "14 Mersea Road"}),
    ],
)
def test_only_a_reference_and_only_neutral_texts_go_out(
    report: Report, amira: User, template: Template, more: dict[str, object]
) -> None:
    reachable(report, amira)

    with pytest.raises(ValueError, match="public"):
        tell_caller(report, template, {"reference": report.reference, **more}, now=NOW)

    assert not Message.objects.exists()


@pytest.mark.uncounted
@pytest.mark.django_db
def test_through_the_outbox_no_history_writes_at_a_wrong_moment(amira: User) -> None:
    chance = random.Random(41)
    sent = 0
    for number in range(200):
        now = NOW + number * 10 * DAY
        report, contact = make_report(by=amira, now=now), None
        if chance.random() < 0.9:
            contact = reachable(report, amira, now, **drawn_contact(chance, number))
        tell(report, amira, now)
        for _ in range(chance.randrange(1, 6)):
            if contact and chance.random() < 0.4:
                withdrawn = now if contact.withdrawn_at or chance.random() < 0.3 else None
                contact = reachable(
                    report, amira, now, **drawn_contact(chance, number), withdrawn_at=withdrawn
                )
            now += timedelta(seconds=chance.uniform(60, 40 * 3600))
            for address in send(now):
                sent += 1
                assert contact
                assert address == contact.email == f"caller{number}@example.org"
                assert contact.withdrawn_at is None
                assert is_safe(now, contact.from_hour, contact.until_hour)
        # Whatever is left belongs to no later caller.
        Message.objects.filter(sent_at__isnull=True).update(failed_at=now)
    assert 50 < sent < 190


def drawn_contact(chance: random.Random, number: int) -> dict[str, object]:
    from_hour, until_hour = drawn_hours(chance)
    if chance.random() < 0.5:
        from_hour, until_hour = chance.choice([(0, 24), (8, 20)])
    address = chance.choice(["", *[f"caller{number}@example.org"] * 4])
    return {"email": address, "from_hour": from_hour, "until_hour": until_hour}


@pytest.mark.django_db
def test_the_record_says_nothing_of_an_address(report: Report, amira: User, ben: User) -> None:
    reachable(report, amira)
    tell(report, amira)
    send(NOW)

    told = [str(event.data) + event.reason for event in AuditEvent.objects.exclude(verb=Verb.REPORT_RECEIVED)]
    assert "jade" not in str(told)
    assert "jade" not in str(Message.objects.get().context)
