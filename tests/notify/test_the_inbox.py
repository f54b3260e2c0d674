"""Everybody finds what they were told in their inbox; opening it marks it read, and what went wrong is dealt with there."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.notify.choices import Template
from asbcases.notify.digests import gather_digests
from asbcases.notify.models import Message, Task
from asbcases.notify.queries import for_digest, inbox_of, to_send, unread_of
from asbcases.notify.transitions import deal_with, mark_all_read, mark_read, mark_refused, raise_task
from tests.make import NOW, make_case, make_report, make_user
from tests.notify.outbox import put

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


@pytest.fixture
def task(case: Case, ben: User) -> Task:
    task = raise_task("message:1", "A message was lost.", district=case.district_id, now=NOW, case=case)
    assert task
    return task


def page(client: Client, user: User, address: str = "") -> str:
    client.force_login(user)
    answer = client.get(address or reverse("inbox"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_shows_ones_own_messages_the_newest_first_and_which_are_unread(
    client: Client, ben: User, amira: User
) -> None:
    put(ben, "a", now=NOW, kind="risk review")
    newer = put(ben, "b", now=NOW + HOUR, kind="call-back", template=Template.DUE_SOON)
    put(amira, "c", kind="nothing of yours")
    mark_read(newer, by=ben, now=NOW + HOUR)

    shown = page(client, ben)

    assert 0 < shown.index("Call-back") < shown.index("Risk review")
    assert "nothing of yours" not in shown
    assert shown.count("Unread") == 1
    assert "End of 20 November 2026" in shown
    assert Access.objects.get().about == "inbox"


def test_it_says_so_where_nothing_was_told(client: Client, ben: User) -> None:
    assert "Nothing yet" in page(client, ben)


def test_a_digest_carries_what_stands_there_already_and_is_not_listed(client: Client, ben: User) -> None:
    put(ben, rings=False)
    gather_digests(NOW)

    shown = page(client, ben)

    assert Message.objects.count() == 2
    assert shown.count('data-label="Told"') == 1
    assert "Inbox (1)" in shown


def test_a_long_inbox_has_pages(client: Client, ben: User, django_assert_max_num_queries) -> None:
    for number in range(60):
        put(ben, str(number), now=NOW + number * HOUR)
    client.force_login(ben)
    client.get(reverse("inbox"))

    with django_assert_max_num_queries(12):
        first = client.get(reverse("inbox")).content.decode()

    assert first.count('data-label="Told"') == 50
    assert "Next" in first
    assert "<strong>60 unread.</strong>" in first


def test_opening_one_marks_it_read_and_leads_to_the_record(client: Client, ben: User, case: Case) -> None:
    message = put(ben, root={"case": case}, reference=case.reference, path=f"/cases/{case.reference}/")

    shown = page(client, ben, reverse("inbox_message", args=[message.pk]))
    read_at = Message.objects.get(pk=message.pk).read_at
    page(client, ben, reverse("inbox_message", args=[message.pk]))

    assert f'href="/cases/{case.reference}/"' in shown
    assert "On its way" in shown
    assert read_at is not None
    assert Message.objects.get(pk=message.pk).read_at == read_at
    assert Access.objects.filter(about="message", case=case).count() == 2


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"sent_at": NOW}, "Sent 23 November 2026 at midday"),
        ({"failed_at": NOW}, "Could not be delivered"),
        ({"next_try_at": None}, "Comes with the digest of your next shift"),
    ],
)
def test_it_says_what_became_of_the_e_mail(client: Client, ben: User, stated, words: str) -> None:
    message = put(ben)
    Message.objects.filter(pk=message.pk).update(**stated)

    assert words in page(client, ben, reverse("inbox_message", args=[message.pk]))


@pytest.mark.parametrize(("failed_at", "words"), [(None, "On its way"), (NOW, "Could not be delivered")])
def test_what_a_digest_carries_fares_as_the_digest(client: Client, ben: User, failed_at, words: str) -> None:
    message = put(ben, rings=False)
    gather_digests(NOW)
    Message.objects.filter(template=Template.DIGEST).update(failed_at=failed_at)

    assert words in page(client, ben, reverse("inbox_message", args=[message.pk]))


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (unread_of, "message_unread"),
        (lambda user: inbox_of(user).order_by("-queued_at", "-id")[:51], "message_inbox"),
        (lambda user: for_digest().filter(recipient=user), "message_for_digest"),
        (lambda user: to_send(NOW), "message_to_send"),
    ],
)
def test_each_list_of_messages_has_its_index(ben: User, rows, index: str) -> None:
    with acting(str(ben.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        assert index in rows(ben).explain()


def test_a_message_of_somebody_else_or_of_no_kind_we_know(client: Client, ben: User, amira: User) -> None:
    other, old = put(amira, "a"), put(ben, "b", template="of_old", kind="", reference="", path="", due_at="")

    shown = page(client, ben, reverse("inbox_message", args=[old.pk]))

    assert client.get(reverse("inbox_message", args=[other.pk])).status_code == 404
    assert "A message" in shown
    assert "A message" in page(client, ben)


def test_only_the_recipient_reads_a_message(ben: User, amira: User) -> None:
    message = put(ben)

    assert mark_read(message, by=amira, now=NOW) is False
    assert mark_read(message, by=ben, now=NOW) is True
    assert mark_read(message, by=ben, now=NOW + HOUR) is False


def test_everything_can_be_marked_as_read_at_once(client: Client, ben: User, amira: User) -> None:
    for key in ("a", "b"):
        put(ben, key)
    put(amira, "c")
    client.force_login(ben)

    answer = client.post(reverse("inbox_read_all"), follow=True)

    assert "Everything is marked as read." in answer.content.decode()
    assert "Nothing is unread." in answer.content.decode()
    assert "Mark all as read" not in answer.content.decode()
    assert Message.objects.filter(read_at__isnull=True).count() == 1


def test_what_is_told_in_the_same_moment_stays_unread(ben: User) -> None:
    put(ben, "a", now=NOW + HOUR)

    assert mark_all_read(by=ben, now=NOW) == 0


# --- The link on every page -----------------------------------------------------------------------
def test_every_page_of_the_police_says_how_much_is_unread(client: Client, ben: User) -> None:
    put(ben, "a")
    put(ben, "b")

    assert "Inbox (2)" in page(client, ben, reverse("deadline_board"))


def test_nothing_unread_is_no_number_and_very_much_is_not_counted(client: Client, ben: User) -> None:
    empty = page(client, ben, reverse("deadline_board"))
    Message.objects.bulk_create(
        Message(key=str(number), recipient=ben, template="deadline_missed", queued_at=NOW, next_try_at=NOW)
        for number in range(1200)
    )

    assert "> Inbox <" in empty.replace(">Inbox<", "> Inbox <")
    assert "Inbox (1,000+)" in page(client, ben, reverse("deadline_board"))


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_is_told_nothing_of_records_has_no_inbox(client: Client, role: Role) -> None:
    client.force_login(make_user("somebody", role))

    assert "Inbox" not in client.get("/", follow=True).content.decode()
    assert client.get(reverse("inbox")).status_code == 403


def test_a_refusal_still_says_how_much_is_unread(client: Client, ben: User, task: Task) -> None:
    put(ben)
    deal_with(task, note="Rang her.", by=ben, now=NOW)
    client.force_login(ben)

    answer = client.post(reverse("task_deal", args=[task.pk]), {"note": "Me too", "version": 2})

    assert answer.status_code == 409
    assert "Inbox (1)" in answer.content.decode()


# --- What went wrong ------------------------------------------------------------------------------
def test_a_task_stands_above_and_is_dealt_with(client: Client, ben: User, task: Task, case: Case) -> None:
    shown = page(client, ben)
    form = page(client, ben, reverse("task_deal", args=[task.pk]))

    answer = client.post(
        reverse("task_deal", args=[task.pk]), {"note": "Rang her.", "version": 1}, follow=True
    )

    task.refresh_from_db()
    assert "A message was lost." in shown
    assert f"Open {case.reference}" in form
    assert "It is noted what you did" in answer.content.decode()
    assert "A message was lost." not in answer.content.decode()
    assert (task.note, task.dealt_by) == ("Rang her.", ben)
    assert "Ben Lane dealt with it on" in page(client, ben, reverse("task_deal", args=[task.pk]))


def test_what_was_typed_is_not_lost(client: Client, ben: User, task: Task) -> None:
    client.force_login(ben)

    empty = client.post(reverse("task_deal", args=[task.pk]), {"note": "", "version": 1})
    stale = client.post(reverse("task_deal", args=[task.pk]), {"note": "Rang her.", "version": 7})

    assert (empty.status_code, stale.status_code) == (400, 409)
    assert "Say what you did about it" in empty.content.decode()
    assert "Rang her." in stale.content.decode()


def test_a_supervisor_deals_with_those_of_what_they_may_see_and_nobody_else_does(
    client: Client, task: Task, ines: User, amira: User, cara: User, ben: User
) -> None:
    rootless = raise_task("message:2", "A digest was lost.", district=ben.district_id, now=NOW)
    assert rootless
    report = raise_task("message:3", "Lost.", district=None, now=NOW, report=make_report(by=amira))
    assert report

    seen = {}
    for user in (ines, amira, cara):
        client.force_login(user)
        answers = [client.get(reverse("task_deal", args=[one.pk])) for one in (task, rootless, report)]
        seen[user.username] = [answer.status_code for answer in answers]

    assert seen == {"ines": [200] * 3, "amira": [404] * 3, "cara": [404] * 3}
    assert "on the list of Ben Lane" in page(client, ines)


def test_what_was_given_up_is_found_in_the_inbox_of_who_is_on_duty(
    client: Client, case: Case, ben: User, amira: User
) -> None:
    mark_refused(put(amira, root={"case": case}), error="The address is wrong.", now=NOW, for_good=True)

    assert "did not reach the account amira. The address is wrong." in page(client, ben)
