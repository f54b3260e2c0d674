"""Which deadlines the risk of a case sets going, told from the file alone: a second telling, that the first is held against.

A victim is assessed within a time of the opening, or of being added; one whom an incident of the case names, within a
time of the first contact, unless they were assessed there before. Each assessment makes a review due at every
rank that policy names for its level; assessing again replaces the reviews that are not late, and a late one stays
owed. A review by a rank is the review of that rank and of the ranks below. Waiving and closing end what is open.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asbcases.accounts.choices import Rank
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseIncident, CaseParty
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from risk.choices import Level
from risk.diary_incidents import RULE, Facts, Told, facts_of, on_incidents, told_of
from risk.models import Assessment, Review

RANKS = (Rank.SERGEANT, Rank.INSPECTOR, Rank.CHIEF_INSPECTOR)


@dataclass(frozen=True)
class Victim:
    """One victim of a case, and what was done about the risk to them, in the order in which it was done."""

    party: CaseParty
    case: Case
    done: tuple[Assessment | Review, ...]

    @property
    def begins_at(self) -> datetime:
        """Return since when the case answers for the risk to them."""
        return max(self.case.opened_at, self.party.recorded_at)

    @property
    def first_assessed_at(self) -> datetime | None:
        """Return when the case first had an assessment, made there or taken over; None while it has none."""
        first = next((act for act in self.done if isinstance(act, Assessment)), None)
        if first is None:
            return None
        return first.recorded_at if first.taken_from_id else first.completed_at


def first_assessments(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the first assessment that each victim of these cases or incidents is owed, or was."""
    if root == "incident":
        yield from on_incidents(ids, clockwork)
    victims = [victim for victim in _victims(root, ids, clockwork) if not _taken_over_assessed(victim)]
    named = _named_by_incidents(victims)
    for victim in victims:
        told = named.get(victim.party.pk, Told(victim.begins_at, Level.MEDIUM))
        owed = Expected(
            Kind.FIRST_ASSESSMENT,
            root=victim.case.pk,
            origin=f"party:{victim.party.pk}",
            anchored_at=told.anchored_at,
            subject=str(victim.party.number),
            rule=RULE,
            qualifier=told.level.value,
        )
        _end(owed, victim, clockwork, met_at=victim.first_assessed_at)
        yield owed


def _taken_over_assessed(victim: Victim) -> bool:
    """Return whether a victim had been assessed when the case began, so that the case never owed it."""
    first = next((act for act in victim.done if isinstance(act, Assessment)), None)
    return bool(first and first.taken_from_id and first.recorded_at <= victim.begins_at)


def _named_by_incidents(victims: Sequence[Victim]) -> dict[int, Told]:
    """Return the terms of each victim whom an incident of the case named when the case began."""
    links = CaseIncident.objects.filter(
        case__in={victim.case.pk for victim in victims}, recorded_in_error_at__isnull=True
    )
    by_case: dict[int, list[CaseIncident]] = defaultdict(list)
    for link in links.order_by("pk"):
        by_case[link.case_id].append(link)
    facts = facts_of(link.incident_id for link in links)
    found = {}
    for victim in victims:
        linked = [one.incident_id for one in by_case[victim.case.pk] if one.recorded_at <= victim.begins_at]
        naming = [facts[pk] for pk in linked if pk in facts and _names(facts[pk], victim)]
        if naming:
            found[victim.party.pk] = told_of(naming, victim.begins_at)
    return found


def _names(facts: Facts, victim: Victim) -> bool:
    return any(
        party.person_id == victim.party.person_id and party.recorded_at <= victim.begins_at
        for party in facts.victims
    )


def _end(owed: Expected, victim: Victim, clockwork: Clockwork, *, met_at: datetime | None = None) -> None:
    """End a deadline by whatever came first: that it was waived or cancelled, done, or that its case was closed."""
    ended_at = clockwork.ended_at(owed)
    if ended_at and not (met_at and met_at < ended_at):
        owed.end(cancelled_at=ended_at)
    owed.end(met_at=met_at, cancelled_at=victim.case.closed_at)


def reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield every review that was ever owed about the victims of these cases."""
    for victim in _victims(root, ids, clockwork):
        yield from _Replay(victim, clockwork).all()


@dataclass
class _Replay:
    """The life of one victim's reviews, act by act."""

    victim: Victim
    clockwork: Clockwork
    owed: dict[Rank, Expected] = field(default_factory=dict)
    ever: list[Expected] = field(default_factory=list)

    def all(self) -> list[Expected]:
        """Return every review that was ever owed, each with its end."""
        for act in self.victim.done:
            at = act.completed_at if isinstance(act, Assessment) else act.reviewed_at
            self._drop_waived(at)
            if isinstance(act, Assessment):
                self._assessed(act, at)
            else:
                self._reviewed(act, at)
        for review in self.owed.values():
            _end(review, self.victim, self.clockwork)
        return self.ever

    def _drop_waived(self, at: datetime) -> None:
        for rank, review in list(self.owed.items()):
            ended_at = self.clockwork.ended_at(review)
            if ended_at and ended_at <= at:
                review.end(cancelled_at=ended_at)
                del self.owed[rank]

    def _assessed(self, assessment: Assessment, at: datetime) -> None:
        for rank, review in list(self.owed.items()):
            due_at = self.clockwork.due_at(review, at)
            if due_at and due_at > at:
                review.end(cancelled_at=at)
                del self.owed[rank]
        missing = [rank for rank in RANKS if rank not in self.owed]
        self._plan(missing, assessment.level, f"assessment:{assessment.pk}", at)

    def _reviewed(self, review: Review, at: datetime) -> None:
        ranks = [rank for rank in RANKS if rank.order <= Rank(review.rank).order]
        for rank in ranks:
            if rank in self.owed:
                self.owed.pop(rank).end(met_at=at)
        self._plan(ranks, review.assessment.level, f"review:{review.pk}", at)

    def _plan(self, ranks: list[Rank], level: str, origin: str, at: datetime) -> None:
        for rank in ranks:
            rule = f"risk.review.{rank.value}"
            if not self.clockwork.asks(rule, level, at):
                continue
            planned = Expected(
                Kind.RISK_REVIEW,
                root=self.victim.case.pk,
                origin=origin,
                anchored_at=at,
                subject=str(self.victim.party.number),
                rank=rank.value,
                rule=rule,
                qualifier=level,
            )
            self.owed[rank] = planned
            self.ever.append(planned)


def _victims(root: str, ids: Sequence[int], clockwork: Clockwork) -> list[Victim]:
    """Return the victims of these cases, each with what was done about the risk to them."""
    if root != "case":
        return []
    found: list[Victim] = clockwork.read.setdefault("victims", [])
    if not found:
        found.extend(_victims_of(ids))
    return found


def _victims_of(cases: Sequence[int]) -> Iterator[Victim]:
    done: dict[int | None, list[Assessment | Review]] = defaultdict(list)
    for assessment in Assessment.objects.filter(case__in=cases):
        done[assessment.party_id].append(assessment)
    for review in Review.objects.filter(case__in=cases).select_related("assessment"):
        done[review.assessment.party_id].append(review)
    parties = CaseParty.objects.filter(
        case__in=cases, role=PartyRole.VICTIM, recorded_in_error_at__isnull=True
    )
    for party in parties.select_related("case").order_by("pk"):
        yield Victim(party, party.case, tuple(sorted(done[party.pk], key=_order)))


def _order(act: Assessment | Review) -> tuple[datetime, int, int, int]:
    """Return the place of an act: at one instant, a review comes after the assessment that it read."""
    if isinstance(act, Assessment):
        return act.completed_at, act.pk, 0, act.pk
    return act.reviewed_at, act.assessment_id, 1, act.pk
