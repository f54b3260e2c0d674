"""The triage desk: what waits to be graded, sent to, rung back and taken by a partner; and reports by channel."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of
from asbcases.cases.models import Incident, Report
from asbcases.casework.forms.queues import DeskFilter
from asbcases.casework.queries import desk as queries
from asbcases.casework.queries.desk import Part, Queue
from asbcases.casework.views.shared import ROWS, look_at_list
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.views.scoping import visible
from asbcases.web.keyset import COUNTED_TO, Page, counted, page_of
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

ORDER: Mapping[Queue, tuple[str, ...]] = {
    Queue.UNGRADED: ("due_at", "id"),
    Queue.UNRESOURCED: ("urgency", "recorded_at", "id"),
    Queue.CALL_BACKS: ("due_at", "id"),
    Queue.HELD: ("since", "id"),
}
KINDS = {Queue.UNGRADED: Kind.TRIAGE, Queue.CALL_BACKS: Kind.CALL_BACK}
CLOCKS = {Queue.UNRESOURCED: (Kind.RESPONSE, Kind.RE_TRIAGE), Queue.HELD: (Kind.RE_TRIAGE,)}
SAID = {
    Queue.UNGRADED: "No report waits to be graded.",
    Queue.UNRESOURCED: "Somebody was sent to every incident that asks for it.",
    Queue.CALL_BACKS: "Nobody waits for a call that was promised.",
    Queue.HELD: "No incident is held for a partner.",
}


class Tab(NamedTuple):
    """A queue with how much waits in it, and the address of its list."""

    words: str
    number: str
    href: str
    current: bool


class Row(NamedTuple):
    """One thing that waits: what, since when, by when, and the first thing to do about it."""

    record: Report | Incident
    page: str
    what: str
    since: datetime
    channel: str
    desk: str
    clocks: list[Deadline]
    act: str
    href: str
    owner: User | None = None

    @property
    def incident(self) -> Incident | None:
        """Return the incident, where the row is of one."""
        return self.record if isinstance(self.record, Incident) else None


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show one queue of the triage desk, and how much waits in each."""
    user, now = require(request, Action.WATCH_DESK), timezone.now()
    chosen = DeskFilter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/desk.html", {"form": chosen}, status=400)
    look_at_list(user, "triage desk", chosen, now=now)
    queue, part = Queue(chosen.chosen("queue")), _own_part(chosen.part, user)
    page = page_of(request, _in(queue, part, user, now), ORDER[queue], size=ROWS)
    tabs = [_tab(one, chosen, counted(_in(one, part, user, now)), queue) for one in Queue]
    whole = not page.previous_url and not page.next_url
    shown = f"{len(page)} of {len(page) if whole else tabs[list(Queue).index(queue)].number}"
    waiting = queries.public_waiting(COUNTED_TO + 1)
    context = {
        "form": chosen,
        "queue": queue,
        "tabs": tabs,
        "page": replace(page, shown=shown),
        "rows": ROWS_OF[queue](page, user, now),
        "nothing": SAID[queue],
        "waiting": f"{COUNTED_TO:,}+" if waiting > COUNTED_TO else f"{waiting:,}",
        "now": now,
    }
    return render(request, "casework/desk.html", context)


def _own_part(part: Part, user: User) -> Part:
    """Return the part of a queue; who works in one district has that one, which an index leads to."""
    own = districts_of(user)
    if access.sees_county_reports(user) or len(own) != 1:
        return part
    return part._replace(district=own[0])


def _in(queue: Queue, part: Part, user: User, now: datetime) -> QuerySet[Any]:
    if queue in KINDS:
        return visible(queries.owed_on_reports(KINDS[queue], part), user, now=now)
    incidents = access.incidents_visible_to(user, now=now)
    return (queries.unresourced if queue is Queue.UNRESOURCED else queries.held)(incidents, part)


def _tab(queue: Queue, chosen: DeskFilter, number: str, current: Queue) -> Tab:
    query = urlencode({"queue": queue.value, **chosen.query})
    return Tab(queue.label, number, f"{reverse('desk')}?{query}", queue is current)


def _of_reports(act: str, page: str) -> Callable[[Page[Deadline], User, datetime], list[Row]]:
    """Return what makes rows of deadlines that are owed on reports."""

    def rows(found: Page[Deadline], user: User, now: datetime) -> list[Row]:
        return [_of_report(deadline, deadline.report, act, page) for deadline in found if deadline.report]

    return rows


def _of_report(deadline: Deadline, report: Report, act: str, page: str) -> Row:
    gaps = [report.reference, *([deadline.subject] if page == "call_back_make" else [])]
    return Row(
        record=report,
        page="report_page",
        what=report.place_text,
        since=report.received_at,
        channel=report.get_channel_display(),
        desk=queries.desk_of(report),
        clocks=[deadline],
        act=act,
        href=reverse(page, args=gaps),
        owner=deadline.owner,
    )


def _of_incidents(queue: Queue, act: str, page: str) -> Callable[[Page[Incident], User, datetime], list[Row]]:
    """Return what makes rows of incidents, with the clocks that run on them."""

    def rows(found: Page[Incident], user: User, now: datetime) -> list[Row]:
        told = queries.first_reports(found, access.reports_visible_to(user, now=now))
        clocks = queries.clocks_of(found, CLOCKS[queue])
        return [
            Row(
                record=incident,
                page="incident_page",
                what=incident.summary,
                since=getattr(incident, "since", incident.recorded_at),
                channel=told[incident.pk].get_channel_display() if incident.pk in told else "",
                desk=queries.desk_of(told[incident.pk]) if incident.pk in told else "",
                clocks=clocks.get(incident.pk, []),
                act=act,
                href=reverse(page, args=[incident.reference]),
            )
            for incident in found
        ]

    return rows


ROWS_OF: Mapping[Queue, Callable[[Page[Any], User, datetime], list[Row]]] = {
    Queue.UNGRADED: _of_reports("Grade", "report_grade"),
    Queue.UNRESOURCED: _of_incidents(Queue.UNRESOURCED, "Send somebody", "incident_send"),
    Queue.CALL_BACKS: _of_reports("Record the call", "call_back_make"),
    Queue.HELD: _of_incidents(Queue.HELD, "Triage again", "incident_triage"),
}
