"""What was left by the public form becomes a report: once, whole, by a service that may do nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel
from asbcases.cases.models import Document, PublicReport, Report, SafeContact
from asbcases.casework.tasks import PublicReportsInTroubleError, take_in_public_reports
from asbcases.casework.transitions import public
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.notify.delivery import deliver_due
from asbcases.notify.models import Message
from tests.files.samples import picture_with_place, sent
from tests.make import make_case, make_incident, make_report, make_user
from tests.public.filling import ANONYMOUS, SAID, filled, reference_of, send, take_in_as_service, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_waiting(settings: Any, ben: User) -> None:
    settings.PUBLIC_LEAST_SECONDS = 0


def left(client: Client, **instead: dict[str, Any]) -> PublicReport:
    assert send(filled(client, **instead))["Location"] == "/report/sent/"
    return PublicReport.objects.latest("pk")


def test_it_becomes_a_report_word_for_word_with_all_that_was_answered(client: Client) -> None:
    left(client)

    [report] = taken_in()

    assert report.narrative.startswith(SAID)
    assert "Is it still going on?\nIt comes back again and again" in report.narrative
    assert "harder for them, or for you?\nI am 81." in report.narrative
    assert (report.channel, report.recorded_by, report.district) == (Channel.ONLINE, None, None)
    assert (report.caller_name, report.caller_email) == ("Jade Taylor", "jade@example.org")
    assert (report.phone_key != "", report.address_key != "") == (True, True)
    assert (report.language, report.adjustments) == ("Polish", "Large print")
    assert (report.public_reference, report.caller_anonymous) == (reference_of(client), False)
    assert report.happened_precision == "month"
    kept = PublicReport.objects.get()
    assert (kept.report, kept.trouble, kept.taken_at is None) == (report, "", False)


def test_what_the_person_is_owed_begins_when_it_was_sent(client: Client) -> None:
    row = left(client)

    [report] = taken_in()

    triage = Deadline.objects.get(kind=Kind.TRIAGE, report=report)
    assert triage.anchored_at == report.received_at
    assert abs(triage.due_at - row.sent_at - timedelta(hours=4)) < timedelta(minutes=1)
    verbs = set(AuditEvent.objects.filter(report=report).values_list("verb", flat=True))
    assert {Verb.REPORT_RECEIVED, Verb.SAFE_CONTACT_STATED, Verb.DEADLINE_SET} <= verbs
    assert set(AuditEvent.objects.filter(report=report).values_list("actor_key", flat=True)) <= {
        "system:intake",
        "system:clocks",
    }


def test_it_is_told_how_the_person_may_be_reached_and_they_are_told_that_we_have_it(client: Client) -> None:
    left(client)
    [report] = taken_in()

    contact = SafeContact.objects.get(report=report)
    assert (contact.email, contact.phone) == ("jade@example.org", "")
    assert (contact.from_hour, contact.until_hour, contact.note) == (9, 17, "Not on Fridays.")
    assert contact.discreet
    message = Message.objects.get(report=report, recipient=None)
    # The reference that they were given, and no other.
    assert message.context == {"reference": report.public_reference}
    with acting("system:outbox"):
        deliver_due(message.next_try_at)
    assert report.public_reference in mail.outbox[-1].body


def test_somebody_anonymous_stays_so(client: Client) -> None:
    left(client, **ANONYMOUS)

    [report] = taken_in()

    assert report.caller_anonymous
    assert not SafeContact.objects.exists()
    assert (report.caller_name, report.caller_phone, report.caller_email) == ("", "", "")
    assert not Message.objects.filter(recipient=None).exists()


def test_a_council_that_was_chosen_says_the_district(client: Client) -> None:
    district = District.objects.get(code="colchester")
    left(client, where={"place_text": "Castle Park", "council": str(district.councils.get().pk)})

    [report] = taken_in()

    assert report.district == district


def test_files_come_with_it(client: Client) -> None:
    left(client, files={"evidence": [sent(picture_with_place(), "a.jpg"), sent(b"They shout.", "b.txt")]})

    [report] = taken_in()

    files = Document.objects.filter(report=report).order_by("number")
    assert [(each.number, each.name, each.media_type) for each in files] == [
        (1, "a.jpg", "image/jpeg"),
        (2, "b.txt", "text/plain"),
    ]
    assert AuditEvent.objects.filter(report=report, verb=Verb.DOCUMENT_ADDED).count() == 2


def test_it_is_taken_in_once_whoever_tries(client: Client) -> None:
    row = left(client)

    first, again = take_in_as_service(row), take_in_as_service(row)
    take_in_public_reports()

    assert first == again
    assert Report.objects.exclude(public_reference="").count() == 1


def test_where_not_even_the_trouble_can_be_noted_nothing_is_lost_and_it_waits(client: Client) -> None:
    row = left(client)

    # A database that answers nothing to whoever asks, as when it is gone.
    with acting(""), transaction.atomic():
        assert public.take_in_or_note(row, timezone.now()) is False

    row.refresh_from_db()
    assert (row.report, row.trouble) == (None, "")


def test_one_in_trouble_holds_up_nobody_says_so_and_is_tried_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [left(client) for _ in range(3)]
    real = public.receive_report

    def fails(**said: Any) -> Report:
        if said["public_reference"] == rows[0].reference:
            raise DatabaseError("Jade Taylor, 07700 900123")
        return real(**said)

    monkeypatch.setattr(public, "receive_report", fails)
    with pytest.raises(PublicReportsInTroubleError, match="1 public reports"):
        take_in_public_reports()

    rows[0].refresh_from_db()
    assert (rows[0].report, rows[0].trouble) == (None, "DatabaseError")
    assert Report.objects.exclude(public_reference="").count() == 2
    assert not Document.objects.exists()
    monkeypatch.undo()
    take_in_public_reports()
    rows[0].refresh_from_db()
    assert rows[0].report is not None
    assert rows[0].trouble == ""


def test_what_a_rule_refuses_is_noted_in_its_words(client: Client) -> None:
    row = left(client)
    PublicReport.objects.filter(pk=row.pk).update(
        said={**row.said, "happened_from": (timezone.now() + timedelta(days=9)).isoformat()}
    )

    with pytest.raises(PublicReportsInTroubleError):
        take_in_public_reports()

    row.refresh_from_db()
    assert "cannot have happened after now" in row.trouble


# --- Who may do what ---------------------------------------------------------------------------
def nothing_read(actor: str, *tables: str) -> None:
    with acting(actor), transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0, table


TABLES = (
    "cases_publicreport",
    "cases_report",
    "cases_document",
    "cases_safecontact",
    "audit_auditevent",
    "cases_person",
)


def test_nobody_in_particular_leaves_a_report_and_reads_nothing(client: Client, amira: User) -> None:
    left(client, files={"evidence": [sent(picture_with_place(), "a.jpg")]})
    make_report(by=amira)
    taken_in()

    nothing_read("anonymous", *TABLES)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO cases_publicreport (reference, said, files, sent_at, trouble) VALUES ('x', '{}', '[]', now(), '')",
        "INSERT INTO cases_document (report_id, number, name, media_type, sha256, size, scan, note, recorded_at,"
        " recorded_in_error_why) SELECT 1, 9, 'a', 'b', 'c', 1, 'clean', '', now(), ''",
    ],
)
def test_nobody_in_particular_adds_in_no_other_way(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        acting("anonymous"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_nobody_in_particular_changes_nothing(client: Client) -> None:
    left(client)

    with acting("anonymous"):
        assert PublicReport.objects.update(trouble="mine") == 0


def test_the_service_sees_what_came_by_the_form_and_nothing_else(client: Client, amira: User) -> None:
    make_case(by=amira, incidents=[make_incident(by=amira)])
    left(client)
    [report] = taken_in()

    with acting("system:intake"):
        assert list(Report.objects.all()) == [report]
    nothing_read("system:intake", "cases_incident", "cases_case", "cases_person", "audit_access")
    with (
        acting("system:intake"),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        make_report(by=amira)


def test_an_officer_sees_what_was_sent_once_it_is_a_report_of_theirs(client: Client, amira: User) -> None:
    district = District.objects.get(code="colchester")
    left(client, where={"place_text": "Castle Park", "council": str(district.councils.get().pk)})
    with acting(str(amira.pk)):
        assert not PublicReport.objects.exists()

    taken_in()

    with acting(str(amira.pk)):
        assert PublicReport.objects.get().report is not None


def test_whoever_is_told_the_reference_finds_the_report(client: Client) -> None:
    row = left(client)
    [report] = taken_in()
    client.force_login(make_user("hana", Role.CONTACT_HANDLER))

    for written in (row.reference, row.reference.replace("-", " ").lower()):
        assert client.get("/jump/", {"q": written})["Location"] == f"/reports/{report.reference}/"
    assert client.get("/jump/", {"q": "2222-2222-2222"}).status_code == 200
    assert row.reference in client.get(f"/reports/{report.reference}/").content.decode()
