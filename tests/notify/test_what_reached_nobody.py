"""What could not be delivered becomes a task of whoever is on duty, and stays until they say what they did."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Report
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.notify.delivery import deliver_due
from asbcases.notify.models import Message, Task
from asbcases.notify.queries import given_up
from asbcases.notify.transitions import deal_with, raise_task
from tests.make import NOW, make_case, make_incident, make_report, make_user
from tests.notify.conftest import shift
from tests.notify.outbox import put

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def lost(ben: User, ines: User) -> User:
    """Return somebody who cannot be reached: an officer without an address."""
    return make_user("cleo", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="basildon", name="Cleo Day")


def lose(user: User, **root: object) -> Message:
    User.objects.filter(pk=user.pk).update(email="")
    message = put(user, root=root)
    with acting("system:outbox"), transaction.atomic():
        deliver_due(NOW)
    message.refresh_from_db()
    return message


def test_it_is_on_the_board_of_the_duty_supervisor_of_the_district_of_the_record(
    lost: User, amira: User, ines: User
) -> None:
    shift(ines, NOW - HOUR, NOW + HOUR, Duty.DISTRICT)
    case = make_case(by=amira)

    message = lose(lost, case=case)

    task = Task.objects.get()
    assert (task.key, task.owner, task.case, task.raised_at) == (f"message:{message.pk}", ines, case, NOW)
    assert task.words == (
        "A message about ASB-2026-000123 did not reach the account cleo. The account of the recipient has no e-mail "
        "address. Tell them yourself, and have the account mended."
    )


@pytest.mark.parametrize("kind", ["report", "incident"])
def test_it_follows_whatever_the_message_was_about(lost: User, amira: User, ben: User, kind: str) -> None:
    root = {"report": make_report, "incident": make_incident}[kind](by=amira)

    lose(lost, **{kind: root})

    task = Task.objects.get()
    assert (task.owner, getattr(task, kind)) == (ben, root)


def test_without_a_record_it_goes_to_the_district_of_the_person(lost: User, ben: User) -> None:
    basil = make_user("basil", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon")

    lose(lost)

    assert Task.objects.get().owner == basil


def test_it_is_recorded_as_done_by_the_outbox(lost: User, amira: User, ben: User) -> None:
    case = make_case(by=amira)

    lose(lost, case=case)

    event = AuditEvent.objects.get(verb=Verb.TASK_RAISED)
    assert (event.actor_key, event.case, event.recorded_at) == ("system:outbox", case, NOW)
    assert event.sentence.startswith("put on the board of Ben Lane: A message about")


def test_the_outbox_learns_a_district_and_may_write_this_event_only(lost: User, amira: User) -> None:
    report = make_report(by=amira)

    with acting("system:outbox"), transaction.atomic():
        assert not Report.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEvent.objects.create(
                verb=Verb.TASK_DEALT_WITH,
                actor_key="system:outbox",
                actor_name="outbox",
                report_id=report.pk,
                happened_at=NOW,
                recorded_at=NOW,
            )


def test_nobody_else_learns_the_district_of_a_message(ben: User, amira: User) -> None:
    message = put(ben, root={"case": make_case(by=amira)})

    with acting(str(amira.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT asb_district_of_message(%s)", [message.pk])
        assert cursor.fetchone() == (None,)


def test_it_is_raised_once_and_where_there_is_nobody_not_at_all(amira: User, ben: User) -> None:
    first = raise_task("sweep:1", "It is stuck.", district=ben.district_id, now=NOW)
    second = raise_task("sweep:1", "It is stuck.", district=ben.district_id, now=NOW + HOUR)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    third = raise_task("sweep:2", "It is stuck.", district=ben.district_id, now=NOW)

    assert first is not None
    assert (second, third) == (None, None)
    assert Task.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_raise_the_same_at_once_raise_it_once(ben: User) -> None:
    raised: list[Task | None] = []

    def second() -> None:
        try:
            with acting("system:outbox"):
                raised.append(raise_task("sweep:1", "It is stuck.", district=ben.district_id, now=NOW))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        first = raise_task("sweep:1", "It is stuck.", district=ben.district_id, now=NOW)
        thread.start()
        # Long enough for the other to look, find nothing, and wait at the key.
        thread.join(0.5)
    thread.join()

    with transaction.atomic():
        assert (raised, list(Task.objects.all())) == ([None], [first])


def test_who_deals_with_it_says_what_they_did(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    task = raise_task("message:1", "It was lost.", district=case.district_id, now=NOW, case=case)
    assert task

    done = deal_with(task, note=" Rang her. ", by=ben, now=NOW + HOUR)

    event = AuditEvent.objects.get(verb=Verb.TASK_DEALT_WITH)
    assert (done.dealt_at, done.dealt_by, done.note, done.version) == (NOW + HOUR, ben, "Rang her.", 2)
    assert (event.case, event.actor, event.reason) == (case, ben, "Rang her.")
    assert event.sentence == "dealt with: It was lost."


@pytest.mark.parametrize(
    ("again", "note", "says"), [(True, "x", "has dealt with this"), (False, " ", "Say what")]
)
def test_it_is_dealt_with_once_and_with_words(ben: User, again: bool, note: str, says: str) -> None:
    task = raise_task("message:1", "It was lost.", district=None, now=NOW)
    assert task
    if again:
        deal_with(task, note="Rang her.", by=ben, now=NOW)

    with pytest.raises(Refused, match=says):
        deal_with(task, note=note, by=ben, now=NOW)


def test_the_second_lock_shows_a_task_to_its_owner_and_to_whoever_sees_the_record(
    amira: User, ben: User, cara: User, eve: User, ines: User
) -> None:
    case = make_case(by=amira)
    raise_task("message:1", "About a case.", district=case.district_id, now=NOW, case=case)
    raise_task("message:2", "About none.", district=case.district_id, now=NOW)

    seen = {}
    for user in (amira, ben, cara, eve, ines):
        with acting(str(user.pk)), transaction.atomic():
            seen[user.username] = sorted(Task.objects.values_list("key", flat=True))

    both = ["message:1", "message:2"]
    assert seen == {"amira": ["message:1"], "ben": both, "cara": [], "eve": [], "ines": both}


def test_who_sent_nothing_gave_up_nothing(lost: User, amira: User) -> None:
    message = lose(lost, case=make_case(by=amira))

    assert list(given_up(None, since=NOW)) == [message]
    assert mail.outbox == []
