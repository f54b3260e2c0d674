"""References of other systems, found again however they are written; and the reply that a report is owed."""

from datetime import date, datetime

from django.db import transaction

from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root, record
from asbcases.cases.models import Case, ExternalReference, Incident, Reply, Report
from asbcases.cases.rules.keys import reference_key
from asbcases.casework.transitions.clocks import replied
from asbcases.errors import Refused
from asbcases.law.periods import london_day


@transaction.atomic
def note_reference(
    root: Report | Incident | Case,
    *,
    system: str,
    written: str,
    issued_on: date | None = None,
    agency: Agency | None = None,
    by: User,
    now: datetime,
) -> ExternalReference:
    """Note under which reference another system knows a report, an incident or a case, and return it.

    `agency` is the partner that gave it to a report of its own.
    """
    key, about = reference_key(written), root_of(root)
    if not system.strip() or not key:
        raise Refused("Enter the system and the reference as it is written there: letters or digits.")
    if issued_on and issued_on > london_day(now):
        raise Refused("The reference cannot have been given after today: correct the day.")
    known = ExternalReference.objects.filter(key=key, recorded_in_error_at__isnull=True, **about)
    if known.filter(system__iexact=system.strip()).exists():
        raise Refused("This reference is noted already: load the page again.")
    reference = ExternalReference.objects.create(
        system=system.strip(),
        written=written.strip(),
        key=key,
        issued_on=issued_on,
        agency=agency,
        recorded_at=now,
        recorded_by=by,
        **about,
    )
    told: dict[str, object] = {"written": reference.written, "system": reference.system}
    record(Verb.REFERENCE_NOTED, by=by, now=now, data=told, **about)
    return reference


def root_of(root: Report | Incident | Case) -> Root:
    """Return a record by the name under which others point to it."""
    if isinstance(root, Report):
        return {"report": root}
    return {"incident": root} if isinstance(root, Incident) else {"case": root}


@transaction.atomic
def send_reply(report: Report, *, sent_at: datetime, words: str, by: User, now: datetime) -> Reply:
    """Keep what we replied to whoever is owed a reply, and when it was sent; return it."""
    if not report.received_at <= sent_at <= now:
        raise Refused("The reply was sent after the report came, and not after now: correct date and time.")
    if not words.strip():
        raise Refused("Say in short what we replied: it is kept with the report.")
    if Reply.objects.filter(report=report).exists():
        raise Refused("A reply is recorded already: load the page again.")
    reply = Reply.objects.create(report=report, sent_at=sent_at, words=words, recorded_at=now, recorded_by=by)
    record(Verb.REPLY_SENT, by=by, now=now, happened_at=sent_at, report=report)
    replied(report, sent_at=sent_at, by=by, now=now)
    return reply
