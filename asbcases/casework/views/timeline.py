"""What has happened on a case, as its page tells it: newest first, by kind, and whole for the printer."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Precision
from asbcases.cases.models import Case, Incident
from asbcases.casework.queries.timeline import FAMILIES, timeline_of
from asbcases.casework.views.words import happened_words
from asbcases.web.keyset import Page, page_of
from asbcases.web.templatetags.moments import moment_words

RECORDED = ("-recorded_at", "-id")
# On screen the newest; on request, for the printer, as much as a court bundle holds.
EVENTS, EVENTS_IN_FULL = 50, 1_000
# Who records at once is not said to have recorded later.
AT_ONCE = timedelta(minutes=1)


class Told(NamedTuple):
    """One event in words: what was done, the reason that the sentence carries, and who did it."""

    event: AuditEvent
    title: str
    more: str

    @property
    def who(self) -> str:
        """Return who did it, with the role of then."""
        event = self.event
        return f"{event.actor_name}, {event.actor_role}" if event.actor_id else "the system"

    @property
    def when(self) -> str:
        """Return when it happened; an incident of which only a span or a month is known has no time of day."""
        incident = self.event.incident if self.event.verb == Verb.INCIDENT_RECORDED else None
        if incident and incident.happened_precision != Precision.EXACT:
            return happened_words(incident)
        return moment_words(self.event.happened_at)

    @property
    def recorded_later(self) -> bool:
        """Return whether it was recorded noticeably after it happened."""
        return self.event.recorded_at - self.event.happened_at >= AT_ONCE


def told(event: AuditEvent) -> Told:
    """Return an event in words; what stands behind the colon of its sentence is told below it."""
    title, _, more = event.sentence.partition(": ")
    return Told(event, title[:1].upper() + title[1:], more[:1].upper() + more[1:])


class Tab(NamedTuple):
    """A family of events to show; the address keeps it, so that two tabs of a browser never mix."""

    words: str
    address: str
    current: bool


def timeline_parts(request: HttpRequest, case: Case, incidents: Iterable[Incident]) -> dict[str, Any]:
    """Return the part of the timeline that the address asks for, and the ways to its other parts."""
    family = request.GET.get("events", "")
    family = family if family in FAMILIES else ""
    in_full = "whole" in request.GET
    events = timeline_of(case, incidents, family).select_related("incident")
    page: Page[AuditEvent] = page_of(request, events, RECORDED, size=EVENTS_IN_FULL if in_full else EVENTS)
    return {
        "events": page,
        "told": [told(event) for event in page],
        "tabs": _tabs(family),
        "family": family,
        "in_full": in_full,
    }


def _tabs(family: str) -> list[Tab]:
    kinds = [("", "Everything"), *((name, words) for name, (words, _) in FAMILIES.items())]
    return [Tab(words, f"?events={name}" if name else "?", name == family) for name, words in kinds]
