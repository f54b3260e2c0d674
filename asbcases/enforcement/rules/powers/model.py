"""What is known on file, what a rule of law answers to it, and a power with all its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from asbcases.law.answers import Answer, Decision
from asbcases.law.facts import FactError
from asbcases.law.limits import Limits
from asbcases.law.periods import london_day
from asbcases.law.registry import consider, rule_of
from asbcases.law.words import day_words, instant_words


class Standing(StrEnum):
    """Whether a power may be used; the worst of its points decides."""

    AVAILABLE = "available"
    NEEDS = "needs"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Warned:
    """The newest written warning to the person or body, and what happened since."""

    reference: str
    subject: str
    issued_on: date
    issued_at: datetime
    comply_by: datetime | None
    says_notice_follows: bool = True
    evidence_after: int = 0
    # A notice that is in force on it.
    notice: str = ""


@dataclass(frozen=True)
class OnFile:
    """What the file says of one subject or of premises; what nobody recorded is None, and is asked for."""

    now: datetime
    limits: Limits
    subject: str = ""
    body: bool = False
    born: date | None = None
    age_basis: str = ""
    premises: str = ""
    closed: bool = False
    # Of whoever asks.
    rank: str = ""
    applicant: str = "chief_officer"
    authorities: Sequence[Mapping[str, date | None]] = ()
    warning: Warned | None = None
    yot_on: date | None = None
    # The facts of CBO-1 where a request says anything of a conviction.
    conviction: Mapping[str, Any] | None = None
    yot_views_on: date | None = None
    earlier: Sequence[str] = ()
    against_mediation: Sequence[str] = ()

    @property
    def today(self) -> date:
        """Return the London day on which it is asked."""
        return london_day(self.now)

    def ask(self, rule: str, **facts: Any) -> Answer:
        """Return what a rule of law answers to facts of today; raises FactError where one is missing."""
        return consider(rule, facts, self.limits)


@dataclass(frozen=True)
class Point:
    """One thing about a power: what is said, by which rule and section, how it stands, and the field that mends it."""

    words: str
    rule: str = ""
    standing: Standing = Standing.AVAILABLE
    mend: str = ""
    warns: bool = False

    @property
    def section(self) -> str:
        """Return the section that the rule rests on; nothing where practice alone speaks."""
        return rule_of(self.rule).section if self.rule else ""

    @property
    def cited(self) -> str:
        """Return section and rule as they stand behind the words; the section only where the words do not name it."""
        if not self.rule or self.section in self.words:
            return self.rule
        return f"{self.section}, {self.rule}"

    @property
    def met(self) -> bool:
        """Return whether a rule of law is satisfied by what is on file."""
        return bool(self.rule) and self.standing == Standing.AVAILABLE and not self.warns


@dataclass(frozen=True)
class Starts:
    """A clock that the power would start if it were used today."""

    what: str
    when: date | datetime
    rule: str

    @property
    def words(self) -> str:
        """Return the day or instant as people write it."""
        return instant_words(self.when) if isinstance(self.when, datetime) else day_words(self.when)


@dataclass(frozen=True)
class Power:
    """One power with what stands in its way, what its draft will ask, and which clocks it would start."""

    key: str
    title: str
    points: Sequence[Point]
    then: Sequence[Point] = field(default_factory=tuple)
    starts: Sequence[Starts] = field(default_factory=tuple)
    begin: str = ""

    @property
    def standing(self) -> Standing:
        """Return how the power stands: what blocks goes before what is missing."""
        found = {point.standing for point in self.points}
        for worst in (Standing.BLOCKED, Standing.NEEDS):
            if worst in found:
                return worst
        return Standing.AVAILABLE


def judged(file: OnFile, rule: str, *, mend: str = "", unknown: str = "", **facts: Any) -> Point:
    """Return a rule's answer as a point; where a fact is not known it needs that fact, with the field that mends it."""
    try:
        answer = file.ask(rule, **facts)
    except FactError as error:
        return needs(rule, unknown or str(error), mend)
    blocks = answer.decision == Decision.BLOCK
    words = " ".join(answer.reasons) or rule_of(rule).says
    standing = Standing.BLOCKED if blocks else Standing.AVAILABLE
    warns = answer.decision == Decision.WARN
    return Point(words, rule, standing, mend if blocks or warns else "", warns)


def needs(rule: str, words: str, mend: str) -> Point:
    """Return that a fact is not known."""
    return Point(words, rule, Standing.NEEDS, mend)


def blocked(words: str, rule: str = "", mend: str = "") -> Point:
    """Return that something stands in the way which no missing fact explains."""
    return Point(words, rule, Standing.BLOCKED, mend)


def asked_in_draft(*rules: str) -> tuple[Point, ...]:
    """Return what the draft will ask, as the register says it."""
    return tuple(Point(rule_of(rule).says, rule) for rule in rules)


def of_case(file: OnFile) -> list[Point]:
    """Return what holds of every power: nothing is begun on a closed case, and somebody is asked about."""
    return [blocked("The case is closed: open it again first.", mend="reopen")] if file.closed else []


def of_subject(file: OnFile) -> list[Point]:
    """Return what holds of every power that is used on somebody."""
    if file.subject:
        return of_case(file)
    return [*of_case(file), needs("", "Choose the person or body it is about.", "subject")]
