"""Files that belong to a report, an incident or a case."""

from datetime import datetime
from typing import cast

from django.core.files import File
from django.db import connection, transaction
from django.db.models import Max

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root, record
from asbcases.cases.choices import Scan
from asbcases.cases.files import Kept, keep, opened
from asbcases.cases.files.scanning import scan
from asbcases.cases.models import Case, Document, Incident, Report

Record = Report | Incident | Case


@transaction.atomic
def add_document(
    root: Record, *, file: "File[bytes]", name: str, note: str = "", by: User, now: datetime
) -> Document:
    """Keep a file with a record, under the kind that its bytes say, and return it."""
    return attach_kept(root, keep(file, name), note=note, by=by, now=now)


@transaction.atomic
def attach_kept(root: Record, kept: Kept, *, note: str = "", by: User | None, now: datetime) -> Document:
    """Say that a file whose bytes are kept already belongs to a record, and return it."""
    named = named_root(root)
    document = Document.objects.create(
        **named,
        **kept._asdict(),
        number=_next_number(root, named),
        note=note,
        recorded_at=now,
        recorded_by=by,
    )
    record(Verb.DOCUMENT_ADDED, by=by, now=now, data={"number": document.number}, **named)
    return document


@transaction.atomic
def scan_document(key: int, *, now: datetime) -> Scan | None:
    """Ask the scanner about a file that was kept without being scanned, and return its verdict.

    None where somebody else scans it now, or has done so: asking twice does nothing twice.
    """
    waiting = Document.objects.select_for_update(of=("self",), skip_locked=True)
    document = waiting.filter(pk=key, scan=Scan.NOT_SCANNED).first()
    if document is None:
        return None
    with opened(document.sha256) as file:
        verdict = scan(file)
    if verdict != Scan.NOT_SCANNED:
        document.scan = verdict
        document.save(update_fields=["scan"])
        told: dict[str, object] = {"number": document.number, "verdict": verdict.label.lower()}
        record(Verb.DOCUMENT_SCANNED, by=None, now=now, data=told, **_key_of_root(document))
    return verdict


def _key_of_root(document: Document) -> Root:
    """Return the root of a file by its key: the service that scans sees files, and no record."""
    roots = {name: getattr(document, name) for name in ("report_id", "incident_id", "case_id")}
    return cast(Root, {name: key for name, key in roots.items() if key})


def named_root(root: Record) -> Root:
    """Return a record under the name of its kind, as rows point to it."""
    if isinstance(root, Report):
        return Root(report=root)
    return Root(incident=root) if isinstance(root, Incident) else Root(case=root)


def _next_number(root: Record, named: Root) -> int:
    """Return the number that the next file of a record gets; who else adds one now waits for its end."""
    with connection.cursor() as cursor:
        # Not everybody who adds a file holds the right to lock the row of its record.
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"document of {root.reference}"]
        )
    highest = Document.objects.filter(**named).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
