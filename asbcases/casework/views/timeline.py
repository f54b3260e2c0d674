"""What has happened on a case, as its page tells it: newest first, by kind, by who did or said it, and whole for the printer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Precision
from asbcases.cases.models import Case, Incident, JournalEntry
from asbcases.casework.queries.case_parts import Acted
from asbcases.casework.queries.journal import acted_on, entries_by_id
from asbcases.casework.queries.timeline import (
    FAMILIES,
    Speaker,
    speakers_on,
    timeline_of,
    verbs_of,
    with_incidents,
)
from asbcases.casework.views.words import happened_words
from asbcases.web.keyset import Page, page_of
from asbcases.web.templatetags.moments import moment_words
from partners.queries.notes import words_for_police

RECORDED = ("-recorded_at", "-id")
# On screen the newest; on request, for the printer, as much as a court bundle holds.
EVENTS, EVENTS_IN_FULL = 50, 1_000
# Who records at once is not said to have recorded later.
AT_ONCE = timedelta(minutes=1)
ACTIONS = frozenset({Verb.ACTION_PLANNED, Verb.ACTION_DONE, Verb.ACTION_DROPPED})
DIARY = frozenset(verbs_of("deadlines"))


class Told(NamedTuple):
    """One event in words: what was done, the reason that the sentence carries, who did it, and the journal's words."""

    event: AuditEvent
    title: str
    more: str
    entry: JournalEntry | None = None

    @property
    def who(self) -> str:
        """Return who did it, with the role of then."""
        event = self.event
        return f"{event.actor_name}, {event.actor_role}" if event.actor_id else "the system"

    @property
    def source(self) -> str:
        """Return who says so: of the journal whoever is quoted, of everything else whoever did it, with their agency."""
        if self.entry:
            return ", ".join(filter(None, (self.entry.said_by, self.entry.agency)))
        event = self.event
        named = (event.actor_name, event.actor_role, event.actor_agency)
        return ", ".join(filter(None, named)) if event.actor_id else "the system"

    @property
    def is_wrong(self) -> bool:
        """Return whether it was recorded in error: struck through, and still read."""
        return bool(self.entry and self.entry.recorded_in_error_at)

    @property
    def is_of_diary(self) -> bool:
        """Return whether only a clock was set, met or told of: shown small, so that what people did stands out."""
        return self.event.verb in DIARY

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


def told(event: AuditEvent, entry: JournalEntry | None = None, action: Acted | None = None) -> Told:
    """Return an event in words; what stands behind the colon of its sentence is told below it."""
    title, _, more = event.sentence.partition(": ")
    if action:
        more = action.result if event.verb == Verb.ACTION_DONE else action.words
    return Told(event, title[:1].upper() + title[1:], more[:1].upper() + more[1:], entry)


def told_all(
    case: Case, events: Iterable[AuditEvent], actions: Mapping[int, Acted] | None = None
) -> list[Told]:
    """Return these events in words, those of the journal and of actions with the words that were written."""
    rows = list(events)
    written = {row.pk: int(row.data["entry"]) for row in rows if row.verb == Verb.JOURNAL_WRITTEN}
    acted = {row.pk: int(row.data["action"]) for row in rows if row.verb in ACTIONS}
    entries = entries_by_id(case, written.values())
    actions = acted_on(case) if actions is None else actions
    shown = [
        told(row, entries.get(written.get(row.pk, 0)), actions.get(acted.get(row.pk, 0))) for row in rows
    ]
    return _with_notes(case, shown)


def _with_notes(case: Case, shown: Sequence[Told]) -> list[Told]:
    """Return events with the words of what partners noted for the police; of what they keep to themselves none are told."""
    noted = {
        row.event.pk: int(row.event.data["note"]) for row in shown if row.event.verb == Verb.PARTNER_NOTED
    }
    words = words_for_police(case, noted.values())
    return [row._replace(more=words.get(noted.get(row.event.pk, 0), row.more)) for row in shown]


class Tab(NamedTuple):
    """A family of events to show; the address keeps it, so that two tabs of a browser never mix."""

    words: str
    address: str
    current: bool


class Pick(NamedTuple):
    """A person or an agency to choose, under a key: no name stands in an address."""

    key: str
    words: str
    current: bool


def timeline_parts(
    request: HttpRequest,
    case: Case,
    incidents: Sequence[Incident],
    *,
    links: Collection[int] = (),
    actions: Mapping[int, Acted] | None = None,
) -> dict[str, Any]:
    """Return the part of the timeline that the address asks for, and the ways to its other parts."""
    family = request.GET.get("events", "")
    family = family if family in FAMILIES else ""
    in_full = "whole" in request.GET
    people, agencies, speaker = _picks(request, case, incidents)
    events = timeline_of(case, incidents, family, speaker=speaker, links=links)
    page: Page[AuditEvent] = page_of(request, events, RECORDED, size=EVENTS_IN_FULL if in_full else EVENTS)
    kept = {
        name: pick.key for name, picks in (("by", people), ("of", agencies)) for pick in picks if pick.current
    }
    return {
        "events": page,
        "told": told_all(case, with_incidents(page, incidents), actions),
        "tabs": _tabs(family, kept),
        "family": family,
        "people": people,
        "agencies": agencies,
        "narrowed": bool(family or kept),
        "whole_url": _address({**({"events": family} if family else {}), **kept, "whole": "yes"}),
        "in_full": in_full,
    }


def _picks(
    request: HttpRequest, case: Case, incidents: Sequence[Incident]
) -> tuple[list[Pick], list[Pick], Speaker | None]:
    """Return who and which agencies can be chosen, and what is chosen of them."""
    speakers = speakers_on(case, incidents)
    people = _keyed(case, request.GET.get("by", ""), [speaker.name for speaker in speakers])
    agencies = _keyed(case, request.GET.get("of", ""), [speaker.agency for speaker in speakers])
    chosen = Speaker(*(next((p.words for p in picks if p.current), "") for picks in (people, agencies)))
    return people, agencies, chosen if any(chosen) else None


def _keyed(case: Case, wanted: str, names: Iterable[str]) -> list[Pick]:
    keys = {_key(case, name): name for name in sorted(filter(None, names))}
    return [Pick(key, name, key == wanted) for key, name in keys.items()]


def _key(case: Case, name: str) -> str:
    return salted_hmac(f"timeline of {case.reference}", name).hexdigest()[:12]


def _tabs(family: str, kept: Mapping[str, str]) -> list[Tab]:
    kinds = [("", "Everything"), *((name, words) for name, (words, _) in FAMILIES.items())]
    return [
        Tab(words, _address({**({"events": name} if name else {}), **kept}), name == family)
        for name, words in kinds
    ]


def _address(query: Mapping[str, str]) -> str:
    return f"?{urlencode(query)}"
