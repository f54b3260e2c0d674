"""What comes by the public form: left by somebody without an account, and taken in as a report a little later."""

import json
from datetime import date, datetime
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, IntegrityError, connection, transaction

from asbcases.accounts.models import District
from asbcases.cases.choices import Channel, Precision
from asbcases.cases.files import Kept, take_up
from asbcases.cases.models import PublicReport, Report
from asbcases.casework.transitions.documents import attach_kept
from asbcases.casework.transitions.intake import receive_report
from asbcases.casework.transitions.safe_contact import Way, state_safe_contact
from asbcases.errors import Refused

log = structlog.get_logger(__name__)
# The answers that a report keeps as they were given.
CARRIED = (
    *("narrative", "place_text", "caller_name", "caller_phone", "caller_email", "caller_contact"),
    *("caller_address", "caller_anonymous", "on_behalf_of", "language", "adjustments"),
)


def leave_public_report(
    reference: str, *, said: dict[str, Any], files: list[tuple[date, Kept]], now: datetime
) -> bool:
    """Keep what somebody without an account tells us, and say whether it was new: the same sent twice is kept once."""
    for day, kept in files:
        take_up(kept, on=day)
    values = [reference, json.dumps(said, cls=DjangoJSONEncoder), json.dumps([k._asdict() for _, k in files])]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT asb_leave_public_report(%s, %s::jsonb, %s::jsonb, %s)", [*values, now])
    except IntegrityError:
        return False
    return True


@transaction.atomic
def take_in(public_report: PublicReport, now: datetime) -> Report:
    """Take in what came by the public form, with its files and how to reach its sender; done once, whoever tries."""
    row = PublicReport.objects.select_for_update().get(pk=public_report.pk)
    if row.report is not None:
        return row.report
    report = _received(row, now)
    if way := _way(row.said):
        state_safe_contact(report, **way, by=None, now=now)
    for told in row.files:
        attach_kept(report, Kept.of(told), note="Sent with the report", by=None, now=now)
    row.report, row.taken_at, row.trouble = report, now, ""
    row.save(update_fields=["report", "taken_at", "trouble"])
    return report


def _received(row: PublicReport, now: datetime) -> Report:
    said = row.said
    return receive_report(
        **{name: said.get(name, False if name == "caller_anonymous" else "") for name in CARRIED},
        channel=Channel.ONLINE,
        district=District.objects.filter(pk=said.get("district")).first(),
        happened_from=datetime.fromisoformat(said["happened_from"]),
        happened_until=datetime.fromisoformat(said["happened_until"]),
        happened_precision=Precision(said["happened_precision"]),
        received_at=min(row.sent_at, now),
        public_reference=row.reference,
        by=None,
        now=now,
    )


def _way(said: dict[str, Any]) -> Way | None:
    """Return how the sender said that they may be reached without danger; None where they said nothing of it."""
    way: Way | None = said.get("way")
    return way


def take_in_or_note(public_report: PublicReport, now: datetime) -> bool:
    """Take one report in; one that cannot be is marked with the trouble, tried again, and holds up nobody."""
    try:
        take_in(public_report, now)
    except Exception as error:
        # Whatever it is, the others must not wait. The words of an error may quote what was typed.
        name = type(error).__name__
        log.error("a public report could not be taken in", public_report=public_report.pk, error=name)
        _note_trouble(public_report, error.reason if isinstance(error, Refused) else name)
        return False
    return True


def _note_trouble(public_report: PublicReport, trouble: str) -> None:
    try:
        with transaction.atomic():
            waiting = PublicReport.objects.filter(pk=public_report.pk, taken_at__isnull=True)
            waiting.update(trouble=trouble)
    except DatabaseError as error:
        log.error(
            "the trouble could not be noted", public_report=public_report.pk, error=type(error).__name__
        )
