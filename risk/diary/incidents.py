"""Which first assessments the incidents set going, told from the file alone; and what a case takes over from them.

The clock of a victim starts at the first contact, by the level that the newest triage saw. A triage or an earlier report
sets it anew unless it is late. An assessment meets it; a case that takes the victim over, and a closing, end it; opening
the incident again brings back what its closing ended.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import (
    CaseIncident,
    CaseParty,
    Closing,
    Incident,
    IncidentParty,
    IncidentReport,
    Triage,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from risk.choices import Level
from risk.diary.standing import JUDGED
from risk.models import Assessment

RULE = "risk.first_assessment"


class Told(NamedTuple):
    """The terms of a clock: when the force was first told, and the level of the newest triage."""

    anchored_at: datetime
    level: Level


class Act(NamedTuple):
    """Something that happened to an incident or a victim; at one instant in the order of `what`."""

    at: datetime
    what: int
    pk: int


REPORTED, TRIAGED, ASSESSED, TAKEN, CLOSED, REOPENED, WRONG, AGAIN = range(8)
ORIGINS = {REPORTED: "report", TRIAGED: "triage"}


@dataclass
class Facts:
    """What the file says of one incident."""

    incident: Incident
    victims: list[IncidentParty] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    received: list[tuple[datetime, datetime]] = field(default_factory=list)
    levels: list[tuple[datetime, int, Level]] = field(default_factory=list)
    of_victims: dict[int, list[Act]] = field(default_factory=lambda: defaultdict(list))
    # Those who were added when a case answered for them already.
    of_cases: set[int] = field(default_factory=set)
    # Since when a case answers for a victim, and when that case was closed and opened again.
    answering: dict[int, list[tuple[datetime, Sequence[tuple[datetime, bool]]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def first_told(self, at: datetime) -> datetime:
        """Return when the force was first told of it, by the reports that had been added by an instant."""
        told = [received for added, received in self.received if added <= at]
        return min(told, default=self.incident.recorded_at)

    def names(self, person: int, at: datetime) -> bool:
        """Return whether the incident named a person as a victim at an instant."""
        return any(
            party.person_id == person and party.recorded_at <= at and self._held(party, at)
            for party in self.victims
        )

    def _held(self, party: IncidentParty, at: datetime) -> bool:
        marks = [act.what for act in self.of_victims[party.pk] if act.what in (WRONG, AGAIN) and act.at <= at]
        return not marks or marks[-1] == AGAIN

    def level(self, at: datetime) -> Level | None:
        """Return the level of the newest triage by an instant; None before the first."""
        seen = [(number, level) for triaged, number, level in self.levels if triaged <= at]
        return max(seen)[1] if seen else None


def told_of(facts: Iterable[Facts], at: datetime) -> Told:
    """Return the terms of a victim of these incidents at an instant."""
    known = list(facts)
    levels = [level for one in known if (level := one.level(at))]
    level = max(levels, key=lambda one: one.order, default=Level.MEDIUM)
    return Told(min(one.first_told(at) for one in known), level)


def on_incidents(ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the first assessments that the victims of these incidents are owed, or were."""
    for facts in facts_of(ids).values():
        for party in facts.victims:
            yield from _Life(party, facts, clockwork).all()


@dataclass
class _Life:
    """What was owed of one victim of an incident, act by act."""

    party: IncidentParty
    facts: Facts
    clockwork: Clockwork
    owed: Expected | None = None
    set_at: datetime | None = None
    closed_by: int | None = None
    ever: list[Expected] = field(default_factory=list)

    def all(self) -> list[Expected]:
        """Return every first assessment of this victim that was ever owed on the incident, each with its end."""
        begun = self.party.recorded_at
        if self.party.pk not in self.facts.of_cases:
            self._set(begun, f"incident_party:{self.party.pk}")
        # What was told up to that instant is in the terms already.
        own = [act for act in self.facts.acts if act.at > begun or (act.at == begun and act.what >= ASSESSED)]
        for act in sorted([*own, *self.facts.of_victims[self.party.pk]]):
            self._ruled(act.at)
            self._live(act)
        self._ruled(None)
        return self.ever

    def _live(self, act: Act) -> None:
        if act.what == REOPENED:
            self._reopened(act)
        elif act.what == AGAIN:
            self._said_again(act)
        elif act.what == WRONG:
            self.closed_by = None
            self._end(cancelled_at=act.at)
        elif self.owed is None:
            return
        elif act.what in ORIGINS:
            self._retold(self.owed, act)
        elif act.what == ASSESSED:
            self._end(met_at=act.at)
        else:
            self.closed_by = act.pk if act.what == CLOSED else None
            self._end(cancelled_at=act.at)

    def _set(self, at: datetime, origin: str) -> None:
        told = told_of([self.facts], at)
        self.set_at = at
        self.owed = Expected(
            Kind.FIRST_ASSESSMENT,
            root=self.facts.incident.pk,
            origin=origin,
            anchored_at=told.anchored_at,
            subject=str(self.party.number),
            rule=RULE,
            qualifier=told.level.value,
        )
        self.ever.append(self.owed)

    def _retold(self, owed: Expected, act: Act) -> None:
        told = told_of([self.facts], act.at)
        if (owed.anchored_at, owed.qualifier) == told or act.at == self.set_at:
            return
        due_at = self.clockwork.due_at(owed, act.at)
        if due_at and due_at > act.at:
            self._end(cancelled_at=act.at)
            self._set(act.at, f"{ORIGINS[act.what]}:{act.pk}")

    def _reopened(self, act: Act) -> None:
        if self.closed_by is not None:
            self._set(act.at, f"closing:{self.closed_by}")
            self.closed_by = None

    def _said_again(self, act: Act) -> None:
        answers = any(
            since <= act.at and not _was_closed(closed, act.at)
            for since, closed in self.facts.answering[self.party.pk]
        )
        if self.owed is None and not answers and not any(one.met_at for one in self.ever):
            self._set(act.at, f"auditevent:{act.pk}")

    def _ruled(self, at: datetime | None) -> None:
        ended_at = self.clockwork.ended_at(self.owed) if self.owed else None
        if ended_at and (at is None or ended_at <= at):
            self._end(cancelled_at=ended_at)

    def _end(self, *, met_at: datetime | None = None, cancelled_at: datetime | None = None) -> None:
        if self.owed:
            self.owed.end(met_at=met_at, cancelled_at=cancelled_at)
        self.owed = None


def facts_of(ids: Iterable[int]) -> dict[int, Facts]:
    """Return what the file says of these incidents, in a fixed number of queries."""
    found = {one.pk: Facts(one) for one in Incident.objects.filter(pk__in=list(ids)).order_by("pk")}
    struck = _struck(found)
    victims = IncidentParty.objects.filter(role=PartyRole.VICTIM, incident__in=found)
    for party in victims.order_by("pk"):
        acts = struck[party.incident_id, party.number]
        if acts or not party.recorded_in_error_at:
            found[party.incident_id].victims.append(party)
            found[party.incident_id].of_victims[party.pk] += acts
    with_victims = {pk: facts for pk, facts in found.items() if facts.victims}
    _told(with_victims)
    _closed(with_victims)
    _assessed(with_victims)
    _taken(with_victims)
    return with_victims


def _struck(found: Iterable[int]) -> dict[tuple[int, int], list[Act]]:
    """Return when the parts in these incidents were marked as recorded in error, and said again, by their numbers."""
    acts: dict[tuple[int, int], list[Act]] = defaultdict(list)
    wrong = Q(verb=Verb.PART_WRONG, data__kind="incidentparty")
    again = Q(verb=Verb.INCIDENT_PARTY_ADDED, data__has_key="again")
    for event in AuditEvent.objects.filter(wrong | again, incident__in=list(found)).order_by("pk"):
        what, number = (
            (WRONG, event.data["number"]) if event.verb == Verb.PART_WRONG else (AGAIN, event.data["again"])
        )
        if event.incident_id:
            acts[event.incident_id, number].append(Act(event.recorded_at, what, event.pk))
    return acts


def _told(found: dict[int, Facts]) -> None:
    for link in IncidentReport.objects.filter(incident__in=found).select_related("report").order_by("pk"):
        facts = found[link.incident_id]
        facts.received.append((link.recorded_at, link.report.received_at))
        facts.acts.append(Act(link.recorded_at, REPORTED, link.report_id))
    for triage in Triage.objects.filter(incident__in=found).order_by("pk"):
        facts = found[triage.incident_id]
        facts.levels.append((triage.recorded_at, triage.number, Level(triage.interim_level)))
        facts.acts.append(Act(triage.recorded_at, TRIAGED, triage.pk))


def _closed(found: dict[int, Facts]) -> None:
    for closing in Closing.objects.filter(incident__in=found).order_by("pk"):
        found[closing.incident_id].acts.append(Act(closing.recorded_at, CLOSED, closing.pk))
    for event in AuditEvent.objects.filter(incident__in=found, verb=Verb.INCIDENT_REOPENED).order_by("pk"):
        if event.incident_id:
            found[event.incident_id].acts.append(Act(event.recorded_at, REOPENED, event.pk))


def _assessed(found: dict[int, Facts]) -> None:
    for assessment in Assessment.objects.filter(incident__in=found, result__in=JUDGED).order_by("pk"):
        if assessment.incident_id and assessment.incident_party_id:
            act = Act(assessment.completed_at, ASSESSED, assessment.pk)
            found[assessment.incident_id].of_victims[assessment.incident_party_id].append(act)


def _taken(found: dict[int, Facts]) -> None:
    """Note when a case took over each victim: once it had both the incident and them, unless it was closed by then."""
    links = CaseIncident.objects.filter(incident__in=found, recorded_in_error_at__isnull=True).order_by("pk")
    parts: dict[tuple[int, int], CaseParty] = {}
    for part in CaseParty.objects.filter(role=PartyRole.VICTIM, case__in=[link.case_id for link in links]):
        parts[part.case_id, part.person_id] = part
    closed = _closed_cases({link.case_id for link in links})
    for link in links:
        facts = found[link.incident_id]
        for party in facts.victims:
            on_case = parts.get((link.case_id, party.person_id))
            if on_case is None:
                continue
            at = max(link.recorded_at, on_case.recorded_at, party.recorded_at)
            wrong_at = on_case.recorded_in_error_at
            if (wrong_at and wrong_at <= at) or _was_closed(closed[link.case_id], at):
                continue
            facts.of_victims[party.pk].append(Act(at, TAKEN, link.pk))
            facts.answering[party.pk].append((at, closed[link.case_id]))
            if link.recorded_at < at == party.recorded_at:
                facts.of_cases.add(party.pk)


def _closed_cases(cases: set[int]) -> dict[int, list[tuple[datetime, bool]]]:
    """Return when each of these cases was closed, and when it was opened again, in order."""
    found: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    verbs = (Verb.CASE_CLOSED, Verb.CASE_REOPENED)
    for event in AuditEvent.objects.filter(case__in=cases, verb__in=verbs).order_by("pk"):
        if event.case_id:
            found[event.case_id].append((event.recorded_at, event.verb == Verb.CASE_CLOSED))
    return found


def _was_closed(told: Sequence[tuple[datetime, bool]], at: datetime) -> bool:
    before = [closed for when, closed in told if when <= at]
    return bool(before) and before[-1]
