"""The clocks of one victim of a case: set, met, cancelled and planned anew, as the table in docs/risk.md says it.

What is late stays owed, whatever level stands now; what is not late follows the level. A recorded crime is no act here:
it never stops a victim's clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.cases.case_choices import ApprovalKind, PlanKind
from asbcases.cases.models import Approval, CaseParty, ContactPlan, PanelDecision, VictimPlan
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.planning import CLIMB, NATURE, WARN, Almanac, clock_of
from asbcases.deadlines.queries import open_ones
from asbcases.deadlines.transitions import cancel_held, meet_held, set_deadline
from asbcases.law.clocks import reckon
from asbcases.law.periods import london_day, london_midnight_after
from asbcases.policies.models import PolicyRow
from asbcases.policies.queries import PolicyBook, calendar, limit_on
from risk import rules
from risk.choices import Level
from risk.queries import ABOUT_A_VICTIM, clock_level

FIRST_RULE = "risk.first_assessment"
REASSESS_RULE = "risk.reassess"
SIGN_OFF_RULE = "risk.sign_off"
CONTACT_RULE = "risk.contact"
BELOW_FLOOR_RULE = "risk.review.below_floor"
REVIEW_RULES = {rank: f"risk.review.{rank.value}" for rank in rules.REVIEWERS}
PLAN_RULES = {
    Kind.ACTION_PLAN: "risk.plan.action",
    Kind.SAFETY_PLAN: "risk.plan.safety",
    Kind.PANEL_DECISION: "risk.plan.panel",
}
RULES = (
    *(FIRST_RULE, REASSESS_RULE, SIGN_OFF_RULE, CONTACT_RULE, BELOW_FLOOR_RULE),
    *(*REVIEW_RULES.values(), *PLAN_RULES.values()),
)
PLAN_KINDS = {PlanKind.ACTION: Kind.ACTION_PLAN, PlanKind.SAFETY: Kind.SAFETY_PLAN}


@dataclass
class Clocks:
    """The clocks of a victim as one act finds them: at which level, since when, by what fact, in which words."""

    party: CaseParty
    known: Level | None
    origin: str
    at: datetime
    because: str
    by: User
    now: datetime
    before: Level | None = None
    # What was set in place of something that was cancelled, for whoever says so.
    replanned: list[str] = field(default_factory=list)
    _cancelled: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def level(self) -> Level:
        """Read the level by which the clocks run where the act does not know it: what is only met asks for none."""
        return self.known or clock_level(self.party) or Level.MEDIUM

    @property
    def why(self) -> str:
        """Return why something is cancelled or planned anew: that the level changed, where it did."""
        if self.before and self.before != self.level:
            return f"The risk changed from {self.before.label.lower()} to {self.level.label.lower()}"
        return "The risk was assessed again"

    def assess_reviews(self) -> None:
        """Plan the reviews by the level. One that is late already stays owed: only a review can meet it."""
        late = {Rank(owed.rank) for owed in self._open(Kind.RISK_REVIEW) if not self._dropped(owed)}
        self.plan_reviews([rank for rank in rules.REVIEWERS if rank not in late])

    def plan_reviews(self, ranks: Sequence[Rank]) -> None:
        """Set the next review of each rank, where policy asks for one at this level."""
        for rank in ranks:
            self._set(Kind.RISK_REVIEW, REVIEW_RULES[rank], rank=rank)

    def sign_off(self) -> None:
        """Ask the supervisor to read the assessment, in place of one before that is not late."""
        if all([self._dropped(owed) for owed in self._open(Kind.SIGN_OFF)]):
            self._set(Kind.SIGN_OFF, SIGN_OFF_RULE, rank=Rank.SERGEANT)

    def contact(self, *, anew: bool) -> None:
        """Set the next contact where none is owed; in place of one that is not late where the level differs, or `anew`."""
        owed = self._first_open(Kind.VICTIM_CONTACT)
        differs = owed is None or anew or owed.qualifier != self.level
        if differs and (owed is None or self._dropped(owed)):
            self._set_contact()

    def contacted(self) -> None:
        """Say that the victim was spoken to, and set the next contact."""
        self._meet(Kind.VICTIM_CONTACT, done_at=self.at)
        self._set_contact()

    def plans(self) -> None:
        """Ask for the plans of this level that were never made, and no more for those of another."""
        for kind, rule in PLAN_RULES.items():
            owed, asked = self._first_open(kind), self._asks(rule, self.level)
            if owed and not asked:
                self._cancel(owed, f"{self.why}: not asked for at this level")
            elif asked and owed is None and not self._ever_made(kind):
                self._set(kind, rule)

    def assess_again(self) -> None:
        """Ask for another assessment, unless one is asked for already."""
        if not self._first_open(Kind.RE_ASSESSMENT):
            self._set(Kind.RE_ASSESSMENT, REASSESS_RULE)

    def assess_first(self) -> None:
        """Ask for the first assessment, after a closing has ended the one that was asked for."""
        self._set(Kind.FIRST_ASSESSMENT, FIRST_RULE)

    def review_below_floor(self) -> None:
        """Have an inspector look a second time at a level below its floor, unless one has to already."""
        if not self._first_open(Kind.SECOND_REVIEW):
            self._set(Kind.SECOND_REVIEW, BELOW_FLOOR_RULE, rank=Rank.INSPECTOR, qualifier="")

    def met(self, *kinds: Kind, rank: str = "", done_at: datetime | None = None) -> None:
        """Say that what was owed of these kinds is done."""
        for kind in kinds:
            self._meet(kind, rank=rank, done_at=done_at)

    def _set_contact(self) -> None:
        row = self._asks(CONTACT_RULE, self.level)
        if row is None:
            return
        plan, by_policy = newest_plan(self.party), self._over(row)
        agreed = plan and london_midnight_after(london_day(self.at) + timedelta(days=plan.every_days))
        if plan and agreed and agreed < by_policy:
            every = "day" if plan.every_days == 1 else f"{plan.every_days} days"
            words = f"contact every {every} is agreed with victim {self.party.number}, and {self.because}"
            self._set(Kind.VICTIM_CONTACT, "", promised_for=agreed, because=words)
        else:
            self._set(Kind.VICTIM_CONTACT, CONTACT_RULE)

    def _ever_made(self, kind: Kind) -> bool:
        if kind is Kind.PANEL_DECISION:
            return PanelDecision.objects.filter(party=self.party).exists()
        planned = next(plan for plan, owed in PLAN_KINDS.items() if owed is kind)
        return VictimPlan.objects.filter(party=self.party, kind=planned).exists()

    @cached_property
    def _almanac(self) -> Almanac:
        """Read what policy says of all that may be set, once for the act."""
        kinds, ladder = [kind.value for kind in ABOUT_A_VICTIM], [NATURE, WARN, *CLIMB.values()]
        return Almanac(PolicyBook.about([*RULES, *ladder], [self.level, "", *kinds]), calendar())

    @cached_property
    def _owed(self) -> list[Deadline]:
        """Read and hold what is open about the victim, once for the act."""
        held = list(open_about(self.party).filter(kind__in=ABOUT_A_VICTIM).select_for_update(of=("self",)))
        for owed in held:
            # The case that the act holds, and no second reading of it.
            owed.case = self.party.case
        return held

    def _open(self, kind: Kind) -> list[Deadline]:
        return [owed for owed in self._owed if owed.kind == kind and owed.is_open]

    def _first_open(self, kind: Kind) -> Deadline | None:
        return next(iter(self._open(kind)), None)

    def _asks(self, rule: str, qualifier: str) -> PolicyRow | None:
        return self._almanac.book.find(rule, qualifier, london_day(self.at))

    def _over(self, row: PolicyRow) -> datetime:
        return reckon(self.at, clock_of(row), self._almanac.days_off).due_at

    def _dropped(self, owed: Deadline) -> bool:
        """Cancel what is not late, to plan it anew; return whether it was."""
        if owed.due_at <= self.now:
            return False
        self._cancel(owed, f"{self.why}: planned anew")
        self._cancelled.add((owed.kind, owed.rank))
        return True

    def _cancel(self, owed: Deadline, reason: str) -> None:
        cancel_held(owed, reason=reason, by=self.by, now=self.now)

    def _meet(self, kind: Kind, *, rank: str = "", done_at: datetime | None = None) -> None:
        owed = next((owed for owed in self._open(kind) if owed.rank == rank), None)
        if owed:
            meet_held(owed, done_at=done_at, by=self.by, now=self.now)

    def _set(
        self,
        kind: Kind,
        rule: str,
        *,
        rank: str = "",
        qualifier: str | None = None,
        promised_for: datetime | None = None,
        because: str = "",
    ) -> None:
        """Set a deadline, unless policy asks for none at this level."""
        case, qualifier = self.party.case, self.level if qualifier is None else qualifier
        if rule and self._asks(rule, qualifier) is None:
            return
        deadline = set_deadline(
            kind,
            case=case,
            origin=self.origin,
            because=because or self.because,
            rule=rule,
            qualifier=qualifier,
            promised_for=promised_for,
            subject=str(self.party.number),
            rank=rank,
            owner=owner_for(
                kind, author=self.by, lead=case.lead, district=case.district, rank=rank, now=self.now
            ),
            district=case.district,
            anchored_at=self.at,
            by=self.by,
            now=self.now,
            almanac=self._almanac,
        )
        if (kind, rank) in self._cancelled:
            self.replanned.append(named(deadline))


def open_about(party: CaseParty) -> QuerySet[Deadline]:
    """Return what is open about a victim of a case."""
    return open_ones().filter(case=party.case_id, subject=str(party.number)).order_by("pk")


def open_lowering(party: CaseParty) -> Approval | None:
    """Return what waits to be decided about the level of a victim, or None."""
    waiting = Approval.objects.filter(case=party.case_id, kind=ApprovalKind.LOWER_RISK, verdict="")
    return waiting.filter(subject=str(party.number)).first()


def named(deadline: Deadline) -> str:
    """Return what a deadline is for, with the rank that it asks for."""
    kind = Kind(deadline.kind)
    many_ranks = kind is Kind.RISK_REVIEW
    return f"{Rank(deadline.rank).label.lower()}'s {kind.label}" if many_ranks else kind.label


def newest_plan(party: CaseParty) -> ContactPlan | None:
    """Return what was agreed last with a victim about staying in contact; None where nothing was."""
    return ContactPlan.objects.filter(party=party).order_by("-recorded_at", "-pk").first()


def fresh_until(assessed_at: datetime, level: Level) -> datetime:
    """Return from when an assessment at a level is too old: to close on, and to be left at a review."""
    row = limit_on(REASSESS_RULE, level, london_day(assessed_at))
    return reckon(assessed_at, clock_of(row), calendar()).due_at
