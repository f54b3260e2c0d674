"""The life of one victim on a case, replayed act by act: what each act set, met and cancelled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from asbcases.accounts.choices import Rank
from asbcases.cases.case_choices import PlanKind
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from risk.choices import Level, Result
from risk.diary.acts import Act, Cause, Victim, What
from risk.diary.contacts import Contacts
from risk.diary.incidents import RULE as FIRST
from risk.diary.incidents import Told
from risk.diary.ledger import Ledger
from risk.diary.standing import JUDGED, Standing

RANKS = (Rank.SERGEANT, Rank.INSPECTOR, Rank.CHIEF_INSPECTOR)
PLANS: Mapping[Kind, str] = {
    Kind.ACTION_PLAN: "risk.plan.action",
    Kind.SAFETY_PLAN: "risk.plan.safety",
    Kind.PANEL_DECISION: "risk.plan.panel",
}
AGAIN = "risk.reassess"
MADE = {PlanKind.ACTION: Kind.ACTION_PLAN, PlanKind.SAFETY: Kind.SAFETY_PLAN}


@dataclass
class Life:
    """One victim, what is owed about them, and which level stands."""

    victim: Victim
    told: Told
    ledger: Ledger
    standing: Standing = field(default_factory=Standing)
    made: set[Kind] = field(default_factory=set)
    begun: bool = False
    wrong: bool = False

    @classmethod
    def of(cls, victim: Victim, told: Told, clockwork: Clockwork) -> list[Expected]:
        """Return every deadline that was ever owed about a victim, each with its end."""
        ledger = Ledger(victim.case.pk, str(victim.party.number), victim.begins_at, clockwork)
        return cls(victim, told, ledger).all()

    def __post_init__(self) -> None:
        """Let the contact clock see the same ledger and the same level."""
        self.contacts = Contacts(self.ledger, self.standing)

    def all(self) -> list[Expected]:
        """Live it from the first act to the last."""
        live: Mapping[What, Callable[[Act], None]] = {
            What.REOPENED: self._reopened,
            What.BEGUN: self._begun,
            What.JOINED: self._joined,
            What.TAKEN_OVER: self._assessed,
            What.ASSESSED: self._assessed,
            What.RULED: self._ruled,
            What.SIGNED: self._signed,
            What.REVIEWED: self._reviewed,
            What.AGREED: self._agreed,
            What.MET: self._met,
            What.PLANNED: self._planned,
            What.DECIDED: self._decided,
            What.WRONG: self._found_wrong,
            What.CLOSED: self._closed,
        }
        for act in self.victim.acts:
            self.ledger.turn_to(act.at)
            live[act.what](act)
        self.ledger.turn_to(None)
        return self.ledger.ever

    def _begun(self, act: Act) -> None:
        self.begun = True
        if not self._assessed_before(act):
            cause = Cause(act.cause.origin, self.told.anchored_at)
            self.ledger.add(self.ledger.expected(Kind.FIRST_ASSESSMENT, FIRST, self.told.level, cause))

    def _assessed_before(self, begun: Act) -> bool:
        """Return whether a victim had been assessed when the case began, so that the case never owed it."""
        taken = [act for act in self.victim.acts if act.what is What.TAKEN_OVER and act.at <= begun.at]
        return any(act.row.result in JUDGED for act in taken)

    def _assessed(self, act: Act) -> None:
        assessment = act.row
        if assessment.result == Result.INCOMPLETE:
            return
        self.standing.note(assessment)
        if assessment.result in JUDGED:
            self._judged(act)
        self._plan_reviews(act.cause)
        if assessment.with_victim and assessment.result == Result.ASSESSED:
            self.contacts.met(act.cause)
        else:
            self.contacts.follow(act.cause)
        self._ask_for_plans(act.cause)

    def _judged(self, act: Act) -> None:
        # What was assessed before the case had the victim counts there since it has.
        done_at = act.at if act.what is What.TAKEN_OVER else act.done_at
        self.ledger.meet(Kind.FIRST_ASSESSMENT, done_at=done_at)
        self.ledger.meet(Kind.RE_ASSESSMENT, done_at=done_at)
        self.ledger.drop(Kind.SIGN_OFF, Rank.SERGEANT)
        self._set(Kind.SIGN_OFF, "risk.sign_off", act.cause, rank=Rank.SERGEANT)

    def _ruled(self, act: Act) -> None:
        if self.standing.rule(act.row):
            self._plan_reviews(act.cause)
            self.contacts.renew(act.cause)
            self._ask_for_plans(act.cause)
        if act.row.below_floor:
            rule = "risk.review.below_floor"
            self.ledger.set(Kind.SECOND_REVIEW, rule, "", act.cause, rank=Rank.INSPECTOR)

    def _signed(self, act: Act) -> None:
        self.ledger.meet(Kind.SIGN_OFF, Rank.SERGEANT, done_at=act.done_at)
        if not act.row.agreed:
            self._set(Kind.RE_ASSESSMENT, AGAIN, act.cause)

    def _reviewed(self, act: Act) -> None:
        by = Rank(act.row.rank)
        for rank in RANKS:
            if rank.order <= by.order:
                self.ledger.meet(Kind.RISK_REVIEW, rank, done_at=act.done_at)
                self._plan_review(rank, act.cause)
        self.ledger.meet(Kind.SIGN_OFF, Rank.SERGEANT, done_at=act.done_at)
        if by.order >= Rank.INSPECTOR.order:
            self.ledger.meet(Kind.SECOND_REVIEW, Rank.INSPECTOR, done_at=act.done_at)
        if self._is_stale():
            self._set(Kind.RE_ASSESSMENT, AGAIN, act.cause)

    def _is_stale(self) -> bool:
        """Return whether the risk was assessed, or refused, so long ago that it is to be assessed again."""
        judged_at = self.standing.judged_at
        if judged_at is None or not self.ledger.asks(AGAIN, self.standing.level, judged_at):
            return False
        fresh = Cause("", judged_at)
        return self.ledger.is_late(
            self.ledger.expected(Kind.RE_ASSESSMENT, AGAIN, self.standing.level, fresh)
        )

    def _joined(self, act: Act) -> None:
        if self.standing.judged_at:
            self._set(Kind.RE_ASSESSMENT, AGAIN, act.cause)

    def _met(self, act: Act) -> None:
        self.contacts.count(act.cause)

    def _agreed(self, act: Act) -> None:
        self.contacts.agreed_days = act.row.every_days
        self.contacts.count(act.cause)

    def _planned(self, act: Act) -> None:
        self._recorded(MADE[PlanKind(act.row.kind)], act)

    def _decided(self, act: Act) -> None:
        self._recorded(Kind.PANEL_DECISION, act)

    def _recorded(self, kind: Kind, act: Act) -> None:
        self.made.add(kind)
        self.ledger.meet(kind, done_at=act.done_at)

    def _found_wrong(self, act: Act) -> None:
        self.wrong = True
        self.ledger.end()

    def _closed(self, act: Act) -> None:
        self.ledger.end()

    def _reopened(self, act: Act) -> None:
        if self.wrong:
            return
        self.ledger.live = True
        if self.standing.tried:
            self._set(Kind.RE_ASSESSMENT, AGAIN, act.cause)
            self._plan_reviews(act.cause)
            self.contacts.renew(act.cause)
            self._ask_for_plans(act.cause)
        elif self.begun:
            self.ledger.set(Kind.FIRST_ASSESSMENT, FIRST, Level.MEDIUM, act.cause)

    def _plan_reviews(self, cause: Cause) -> None:
        for rank in RANKS:
            self.ledger.drop(Kind.RISK_REVIEW, rank)
            self._plan_review(rank, cause)

    def _plan_review(self, rank: Rank, cause: Cause) -> None:
        self._set(Kind.RISK_REVIEW, f"risk.review.{rank.value}", cause, rank=rank)

    def _ask_for_plans(self, cause: Cause) -> None:
        for kind, rule in PLANS.items():
            if not self.ledger.asks(rule, self.standing.level, cause.since):
                self.ledger.cancel(kind)
            elif kind not in self.made:
                self._set(kind, rule, cause)

    def _set(self, kind: Kind, rule: str, cause: Cause, *, rank: str = "") -> None:
        """Have something owed at the level that now stands, where policy asks for it and unless it is owed already."""
        self.ledger.set(kind, rule, self.standing.level, cause, rank=rank)
