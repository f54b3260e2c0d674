"""Files that were kept while there was no scanner are scanned once there is one: row by row, each once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Scan
from asbcases.cases.files import keeping
from asbcases.cases.models import Document, Incident, Report
from asbcases.casework import tasks
from asbcases.casework.tasks import scan_waiting_files
from asbcases.casework.transitions.documents import add_document, scan_document
from asbcases.db.actor import acting
from tests.casework.pages import signed_in
from tests.files.samples import PDF, sent
from tests.make import make_case, make_report

pytestmark = pytest.mark.django_db
Verdict = Callable[[bytes], Scan]


@pytest.fixture
def documents(amira: User, settings: Any, tmp_path: Any) -> list[Document]:
    """Return a file of a report, an incident and a case each, kept without being scanned."""
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    case = make_case(by=amira, now=now)
    roots = (make_report(by=amira, now=now), case.incident_links.get().incident, case)
    files = [PDF, PDF + b"\n% this one is bad", PDF + b"\n% another"]
    return [
        add_document(root, file=sent(content), name="a.pdf", by=amira, now=now)
        for root, content in zip(roots, files, strict=True)
    ]


def scanning(settings: Any, monkeypatch: pytest.MonkeyPatch, verdict: Verdict) -> list[bytes]:
    """Have a scanner that answers so, and return what it is asked about."""
    asked: list[bytes] = []

    def scan(file: Any) -> Scan:
        asked.append(file.read())
        return verdict(asked[-1])

    settings.CLAMAV_SOCKET = "/run/clamd.sock"
    monkeypatch.setattr("asbcases.casework.transitions.documents.scan", scan)
    return asked


def run() -> int:
    with acting("system:scanner"):
        return int(scan_waiting_files())


def scans() -> list[str]:
    return list(Document.objects.order_by("pk").values_list("scan", flat=True))


def test_what_waits_is_scanned_once_and_what_would_do_harm_is_handed_out_no_more(
    documents: list[Document], amira: User, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = scanning(
        settings, monkeypatch, lambda content: Scan.INFECTED if b"bad" in content else Scan.CLEAN
    )

    assert run() == 3
    assert run() == 0

    assert len(asked) == 3
    assert scans() == ["clean", "infected", "clean"]
    events = AuditEvent.objects.filter(verb=Verb.DOCUMENT_SCANNED).order_by("pk")
    assert [(event.actor_name, event.data["verdict"]) for event in events] == [
        ("scanner", "clean"),
        ("scanner", "infected"),
        ("scanner", "clean"),
    ]
    assert [bool(event.report_id or event.incident_id or event.case_id) for event in events] == [True] * 3
    incident = Incident.objects.get(pk=documents[1].incident_id)
    page = signed_in(client, amira).get(f"/incidents/{incident.reference}/documents/1/")
    assert page.status_code == 409


def test_without_a_scanner_nothing_is_asked(documents: list[Document]) -> None:
    assert run() == 0
    assert scans() == ["not_scanned"] * 3


def test_a_scanner_that_is_down_is_left_alone_until_the_next_round(
    documents: list[Document], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "GIVES_UP", 2)
    asked = scanning(settings, monkeypatch, lambda content: Scan.NOT_SCANNED)

    assert run() == 0
    assert len(asked) == 2
    assert scans() == ["not_scanned"] * 3
    assert not AuditEvent.objects.filter(verb=Verb.DOCUMENT_SCANNED).exists()


def test_a_file_whose_bytes_are_gone_holds_up_nobody(
    documents: list[Document], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BATCH", 1)
    scanning(settings, monkeypatch, lambda content: Scan.CLEAN)
    default_storage.delete(keeping._path(documents[0].sha256))

    assert run() == 2
    assert scans() == ["not_scanned", "clean", "clean"]


def test_the_service_sees_files_and_no_record(documents: list[Document]) -> None:
    with acting("system:scanner"), transaction.atomic():
        assert Document.objects.count() == 3
        assert not Report.objects.exists()
        assert Document.objects.filter(pk=documents[0].pk, scan=Scan.NOT_SCANNED).update(scan=Scan.CLEAN) == 1
        # What has a verdict is nobody's to change.
        assert Document.objects.filter(pk=documents[0].pk).update(scan=Scan.NOT_SCANNED) == 0
        assert scan_document(documents[0].pk, now=timezone.now()) is None
