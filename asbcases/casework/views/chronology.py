"""The chronology of a case for a court: numbered, with dates, sources and exhibits, whole, and marked on every sheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.look_choices import Look
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty, Document, Incident, JournalEntry, Report
from asbcases.casework.queries import cases as queries
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.queries.timeline import timeline_of, verbs_of, with_incidents
from asbcases.casework.views.leaving_out import LeftOut, leave_out
from asbcases.casework.views.timeline import AT_ONCE, Told, told_all
from asbcases.casework.views.words import happened_words
from asbcases.web.scoped import case_for, require
from asbcases.web.templatetags.moments import moment_words
from partners import access
from partners.choices import Action

MOST = 1_000
SPOKE = frozenset({PartyRole.COMPLAINANT, PartyRole.VICTIM, PartyRole.WITNESS})


class Line(NamedTuple):
    """One line of the chronology: when it happened, when it was recorded where that is later, what, and who says so."""

    at: datetime
    when: str
    recorded: str
    what: str
    words: str
    source: str
    exhibit: str = ""
    is_view: bool = False
    wrong: str = ""


class Wishes(NamedTuple):
    """What whoever prints wants left out, or in."""

    reporters: bool
    respondents: bool
    diary: bool


@require_safe
def case_chronology(request: HttpRequest, reference: str) -> HttpResponse:
    """Show all that happened on a case in the order in which it happened; who opens it is noted to have taken it out."""
    case = case_for(request, reference, look=Look.EXPORT)
    user, now = require(request, Action.RECORD_INCIDENT), timezone.now()
    wishes = Wishes(*(name in request.GET for name in Wishes._fields))
    parties = list(queries.parties_of([case]))
    incidents = list(queries.incidents_of(case, access.incidents_visible_to(user, now=now)))
    reports = _reports(incidents, user, now)
    events = with_incidents(_events(case, incidents, wishes)[: MOST + 1], incidents)
    documents = list(documents_of(case))
    lines = sorted(
        [*_told(case, events[:MOST], documents), *map(_reported, reports)], key=lambda line: line.at
    )
    left_out = _left_out(wishes, parties, reports)
    context = {
        **{"case": case, "wishes": wishes, "made_at": now, "most": MOST, "more": len(events) > MOST},
        "lines": [_without(line, left_out) for line in lines],
        "summary": left_out(case.summary),
        "parties": [(party, left_out(party.person.name)) for party in parties],
        "exhibits": [(_exhibit(case, one), left_out(one.name), left_out(one.note), one) for one in documents],
    }
    return render(request, "casework/chronology.html", context)


def _events(case: Case, incidents: Sequence[Incident], wishes: Wishes) -> QuerySet[AuditEvent]:
    """Return the events of a case, the first recorded first; what links it with others is no matter of a court's."""
    events = timeline_of(case, incidents)
    events = events if wishes.diary else events.exclude(verb__in=verbs_of("deadlines"))
    return events.order_by("recorded_at", "pk")


def _reports(incidents: Sequence[Incident], user: User, now: datetime) -> list[Report]:
    visible = access.reports_visible_to(user, now=now).filter(tells_of__incident__in=incidents)
    return list(visible.select_related("agency", "recorded_by").order_by("received_at", "pk")[:MOST])


def _told(case: Case, events: Sequence[AuditEvent], documents: Sequence[Document]) -> Iterator[Line]:
    exhibits = {document.number: document for document in documents}
    for told in told_all(case, events):
        event = told.event
        added = event.verb == Verb.DOCUMENT_ADDED and event.case_id == case.pk
        document = exhibits.get(int(event.data["number"])) if added else None
        yield Line(
            at=event.happened_at,
            when=told.when,
            recorded=moment_words(event.recorded_at) if told.recorded_later else "",
            what=told.title,
            words=_words(told),
            source=told.source,
            exhibit=_exhibit(case, document) if document else "",
            is_view=bool(told.entry and told.entry.is_view),
            wrong=told.entry.recorded_in_error_why if told.entry and told.is_wrong else "",
        )


def _words(told: Told) -> str:
    """Return what is told below a line: the journal's words, what the sentence carries, and the reason."""
    incident = told.event.incident if told.event.verb == Verb.INCIDENT_RECORDED else None
    said = [f"{incident.reference}: {incident.summary} ({incident.place_text})"] if incident else []
    return "\n".join([*said, *filter(None, (*_of_entry(told.entry), told.more, told.event.reason))])


def _of_entry(entry: JournalEntry | None) -> tuple[str, ...]:
    if entry is None:
        return ()
    met = f"{entry.get_reached_display()}: {entry.party.person.name}" if entry.reached and entry.party else ""
    return met, entry.words, f"New harm: {entry.new_harm}" if entry.new_harm else ""


def _reported(report: Report) -> Line:
    late = report.recorded_at - report.received_at >= AT_ONCE
    who = report.caller_name or "A caller who gave no name"
    return Line(
        at=report.received_at,
        when=moment_words(report.received_at),
        recorded=moment_words(report.recorded_at) if late else "",
        what=f"Report {report.reference} by {report.get_channel_display()}",
        words=f"{happened_words(report)}, {report.place_text}:\n“{report.narrative}”",
        source=f"{who}{f', through {report.agency.name}' if report.agency else ''}",
    )


def _exhibit(case: Case, document: Document) -> str:
    """Return the reference of an exhibit: that of the case and the number of the file."""
    return f"{case.reference}/{document.number}"


def _left_out(wishes: Wishes, parties: Sequence[CaseParty], reports: Sequence[Report]) -> LeftOut:
    callers = [report.caller_name for report in reports]
    spoke = [party.person.name for party in parties if party.role in SPOKE]
    named = [party.person.name for party in parties if party.role == PartyRole.RESPONDENT]
    reached = [
        way
        for report in reports
        for way in (report.caller_phone, report.caller_email, report.caller_contact, report.caller_address)
    ] + [party.person.contact for party in parties if party.role in SPOKE]
    return leave_out(
        [*spoke, *callers] if wishes.reporters else (),
        named if wishes.respondents else (),
        reached if wishes.reporters else (),
    )


def _without(line: Line, left_out: LeftOut) -> Line:
    return line._replace(
        what=left_out(line.what),
        words=left_out(line.words),
        source=left_out(line.source),
        wrong=left_out(line.wrong),
    )
