"""Somebody's words, kept as they were said, and who they are about."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from asbcases.accounts.models import Agency, District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Channel, PartyRole, Precision
from asbcases.cases.models import IncidentReport, Person, Recognition, Report
from asbcases.cases.queries import foremost, next_reference
from asbcases.cases.rules.keys import address_key, email_key, name_key, phone_key
from asbcases.casework.transitions.people import add_incident_party, refuse_if_in_error
from asbcases.errors import Refused


class Caller(TypedDict, total=False):
    """What a caller says of themselves: all of it may be left out, and an anonymous caller is not to be named."""

    caller_name: str
    caller_phone: str
    caller_email: str
    caller_contact: str
    caller_address: str
    caller_anonymous: bool
    on_behalf_of: str
    language: str
    adjustments: str


@transaction.atomic
def receive_report(
    *,
    narrative: str,
    channel: Channel,
    place_text: str,
    district: District | None,
    happened_from: datetime,
    happened_until: datetime,
    happened_precision: Precision,
    received_at: datetime,
    agency: Agency | None = None,
    public_reference: str = "",
    by: User | None,
    now: datetime,
    **caller: Unpack[Caller],
) -> Report:
    """Keep what somebody told us, word for word, and return the report."""
    _must_be_past(received_at, now, "received")
    _must_be_past(happened_from, now, "happened")
    report = Report.objects.create(
        reference=next_reference("RPT", now),
        channel=channel,
        narrative=narrative,
        place_text=place_text,
        district=district,
        agency=agency,
        happened_from=happened_from,
        happened_until=happened_until,
        happened_precision=happened_precision,
        received_at=received_at,
        public_reference=public_reference,
        recorded_at=now,
        recorded_by=by,
        **caller,
        **_keys(caller, place_text),
    )
    told: dict[str, object] = {"channel": Channel(channel).label}
    record(Verb.REPORT_RECEIVED, by=by, now=now, happened_at=received_at, report=report, data=told)
    return report


def _keys(caller: Caller, place_text: str) -> dict[str, str]:
    """Return what was said of caller and place in the form in which it is found again."""
    # A number or address that was noted as another way to reach them finds them too.
    contact = caller.get("caller_contact", "")
    return {
        "phone_key": phone_key(caller.get("caller_phone", "")) or phone_key(contact),
        "email_key": email_key(caller.get("caller_email", "")) or email_key(contact),
        "address_key": address_key(caller.get("caller_address", "")),
        "place_key": address_key(place_text),
        "name_key": name_key(caller.get("caller_name", "")),
    }


def _must_be_past(at: datetime, now: datetime, what: str) -> None:
    if at > now:
        raise Refused(f"The report cannot have {what} after now: correct the date or the time.")


@transaction.atomic
def recognise(
    report: Report, person: Person, *, reasons: Sequence[str], by: User, now: datetime
) -> Recognition:
    """Keep that the caller of a report, or who suffers by it, is a person on file, and what matched."""
    person = foremost(person)
    refuse_if_in_error(person)
    if Recognition.objects.filter(report=report).exists():
        raise Refused(f"Who report {report.reference} is about is noted already: load the page again.")
    recognition = Recognition.objects.create(
        report=report, person=person, reasons=list(reasons), recorded_at=now, recorded_by=by
    )
    told: dict[str, object] = {"person": person.reference}
    record(Verb.CALLER_RECOGNISED, by=by, now=now, report=report, data=told)
    link = IncidentReport.objects.filter(report=report).select_related("incident").first()
    if link and not link.incident.parties.filter(person=person).exists():
        add_incident_party(link.incident, person, role=PartyRole.COMPLAINANT, by=by, now=now)
    return recognition
