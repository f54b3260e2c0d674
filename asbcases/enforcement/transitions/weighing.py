"""What the law answers when somebody acts: what it blocks is refused, what it warns of takes a reason, all is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from asbcases.accounts.models import User
from asbcases.enforcement.models import Measure, RuleWeighed
from asbcases.errors import Refused
from asbcases.law.answers import Answer, Decision
from asbcases.law.facts import FactError
from asbcases.law.limits import Limits, NoLimitError
from asbcases.law.registry import consider, rule_of
from asbcases.policies.queries import limits_in_force

# The facts of each rule; several where the rule is asked several times, as of each requirement.
Facts = Mapping[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]]
# Not read by any rule: of what the facts are, where there are several.
ABOUT = "about"


class Weighed(NamedTuple):
    """One rule, the facts it was given, and its answer."""

    rule: str
    facts: Mapping[str, Any]
    answer: Answer

    @property
    def words(self) -> str:
        """Return the reasons, which cite their sections, with the id of the rule, and of what it was asked."""
        about = f"{self.facts[ABOUT]}: " if self.facts.get(ABOUT) else ""
        return f"{about}{' '.join(self.answer.reasons)} ({self.rule})"

    def decided(self, decision: Decision) -> bool:
        """Return whether the rule decided so."""
        return self.answer.decision == decision


def weighed(facts: Facts, limits: Limits, *, softened: Collection[str] = ()) -> list[Weighed]:
    """Return what each rule answers to its facts; one that is softened warns where it would block."""
    return [
        _weighed(rule, one, limits, soft=rule in softened)
        for rule, given in facts.items()
        for one in ([given] if isinstance(given, Mapping) else given)
    ]


def _weighed(rule: str, facts: Mapping[str, Any], limits: Limits, *, soft: bool) -> Weighed:
    try:
        answer = consider(rule, facts, limits)
    except FactError as error:
        raise Refused(f"{error} ({rule_of(rule).section}, {rule})") from error
    except NoLimitError as error:
        raise Refused(f"{error} Correct the day.") from error
    if soft and answer.decision == Decision.BLOCK:
        answer = replace(answer, decision=Decision.WARN)
    return Weighed(rule, facts, answer)


def weigh(
    measure: Measure,
    facts: Facts,
    *,
    over: Mapping[str, str] | None = None,
    softened: Collection[str] = (),
    by: User,
    now: datetime,
) -> list[Weighed]:
    """Weigh the rules of an act on a measure and keep every answer; return them.

    What the statute makes invalid is refused where the measure is ours, and kept as a warning where a court or another
    body did it. A warning takes a written reason, by rule, in `over`.
    """
    found = weighed(facts, limits_in_force(now), softened=softened)
    reasons = over or {}
    if measure.ours:
        refuse_blocked(found)
        refuse_without_reason(found, reasons)
    RuleWeighed.objects.bulk_create(
        _row(measure, one, reasons.get(one.rule, ""), by=by, now=now) for one in found
    )
    return found


def refuse_blocked(found: Sequence[Weighed]) -> None:
    """Refuse an act that the statute makes invalid, naming every rule that does."""
    if blocked := [one.words for one in found if one.decided(Decision.BLOCK)]:
        raise Refused(" ".join(blocked))


def refuse_without_reason(found: Sequence[Weighed], reasons: Mapping[str, str]) -> None:
    """Refuse to pass over a warning without a written reason, naming every one that lacks it."""
    bare = [
        one.words for one in found if one.decided(Decision.WARN) and not reasons.get(one.rule, "").strip()
    ]
    if bare:
        raise Refused(f"Give a reason, or mend it: {' '.join(bare)}")


def _row(measure: Measure, one: Weighed, reason: str, *, by: User, now: datetime) -> RuleWeighed:
    decision = one.answer.decision or ""
    kept = decision
    if not measure.ours and decision in (Decision.BLOCK, Decision.WARN):
        kept, reason = Decision.WARN, reason or "Recorded as it was given."
    return RuleWeighed(
        case_id=measure.case_id,
        measure=measure,
        rule=one.rule,
        decision=kept,
        facts=plain(one.facts),
        answer=plain(one.answer.values) | {"reasons": list(one.answer.reasons)},
        reason=reason.strip() if kept == Decision.WARN else "",
        rank=by.rank,
        weighed_at=now,
        recorded_at=now,
        recorded_by=by,
    )


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON keeps them: days and instants in ISO 8601, pounds as numbers."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
