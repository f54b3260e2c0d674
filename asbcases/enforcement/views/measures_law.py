"""What the law says of a draft now: every rule with its answer and section, and where what it misses is mended."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.enforcement.choices import MeasureState, PaperKind, ServiceMethod
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.issuing import (
    SOFTENED_FOR_WARNINGS,
    OnDraft,
    Serving,
    facts_to_issue,
    issued_day,
    to_issue,
)
from asbcases.enforcement.queries.measures import allowed_early, grown_up
from asbcases.enforcement.rules.issuing import missing
from asbcases.enforcement.transitions.approving import rank_to_approve
from asbcases.enforcement.transitions.weighing import Weighed, weighed
from asbcases.law.answers import Decision
from asbcases.law.registry import rule_of
from asbcases.policies.queries import limits_in_force

# On which page of the draft what a rule misses is mended, by the rule or by what is missing.
MENDED_ON: Mapping[str, str] = {
    **dict.fromkeys(("CPW-1", "CPN-1", "CPN-10", "CPW-5", "CPW-4"), "measure_about"),
    **dict.fromkeys(("proper_address", "capacity", "premises"), "measure_about"),
    **dict.fromkeys(("CPW-3", "CPN-9", "skipped_why"), "measure_conduct"),
    **dict.fromkeys(("CPN-13", "comply_by"), "measure_times"),
    **dict.fromkeys(("CPN-2", "CPN-3"), "measure_limbs"),
    **dict.fromkeys(("CPN-5", "CPN-15", "informed"), "measure_informed"),
    **dict.fromkeys(("CPN-6", "CPN-7", "CPN-8", "CPW-6", "terms"), "measure_term_new"),
    **dict.fromkeys(("CPN-16", "FAIR-3", "equality", "rights", "ability", "poverty"), "measure_fairness"),
    "CPW-2": "measure_early",
}
COLOURS = {"block": "red", "record": "red", "warn": "yellow", "allow": "green"}
REQUIREMENT = re.compile(r"requirement (\d+)", re.IGNORECASE)
PRACTICE = "Practice"
LABELS = {"block": "Blocks", "record": "Missing", "warn": "Warns", "allow": "Met"}


@dataclass(frozen=True)
class Line:
    """One rule, what it answers, and the page on which that is mended."""

    rule: str
    section: str
    kind: str
    words: str
    mend: str = ""
    # What can be mended only after the approval, as the paper that is made of the words that were approved.
    later: bool = False

    @property
    def label(self) -> str:
        """Return the answer in one word."""
        return LABELS.get(self.kind, "Counts")

    @property
    def colour(self) -> str:
        """Return the colour of its tag."""
        return COLOURS.get(self.kind, "grey")


@dataclass(frozen=True)
class LawNow:
    """What the law says of a draft now."""

    lines: list[Line]
    warned: list[Weighed]

    @property
    def blocks(self) -> list[Line]:
        """Return what stands in the way of issue."""
        return [line for line in self.lines if line.kind in ("block", "record") and not line.later]


def law_now(measure: Measure, by: User, now: datetime, serving: Serving | None = None) -> LawNow:
    """Return what the law says if the draft were served now, or as it is said, by whoever asks."""
    draft, limits = OnDraft.of(measure), limits_in_force(now)
    assumed = serving or Serving(ServiceMethod.HAND, now)
    issued_on = issued_day(assumed, limits) or assumed.day
    softened = () if draft.is_notice else SOFTENED_FOR_WARNINGS
    answers = weighed(facts_to_issue(draft, assumed, issued_on, "", by), limits, softened=softened)
    lacks = [
        Line(
            one.rule or PRACTICE,
            _section(one.rule),
            "record",
            one.words,
            _page(measure, one.field, one.words),
        )
        for one in missing(to_issue(draft, serving))
    ]
    excused = {"CPW-2"} if allowed_early(measure) else set()
    answers = [one for one in answers if not grown_up(one.answer.values, assumed.day)]
    warned = [one for one in answers if one.decided(Decision.WARN) and one.rule not in excused]
    unapproved = measure.state != MeasureState.APPROVED and rank_to_approve(measure, now) is not None
    lines = [_line(measure, one, unapproved=unapproved) for one in _worst_first(answers)]
    return LawNow([*lacks, *lines], warned)


def _section(rule: str) -> str:
    return rule_of(rule).section if rule else "no law orders it"


def _worst_first(answers: list[Weighed]) -> list[Weighed]:
    order = [Decision.BLOCK, Decision.WARN, Decision.ALLOW, None]
    return sorted(answers, key=lambda one: order.index(one.answer.decision))


def _line(measure: Measure, one: Weighed, *, unapproved: bool) -> Line:
    decision = str(one.answer.decision or "")
    rule = rule_of(one.rule)
    about = f"{one.facts['about']}: " if one.facts.get("about") else ""
    words = f"{about}{' '.join(one.answer.reasons) or rule.says}"
    mend = _page(measure, one.rule, words) if decision in ("block", "warn") else ""
    later = False
    if mend and one.facts.get("effect_explained") is False and one.facts.get("conduct_identified"):
        mend = reverse("paper_new", args=[measure.case.reference, measure.reference, PaperKind.CPN])
        later = unapproved
    return Line(one.rule, rule.section, decision, words, mend, later)


def _page(measure: Measure, wanted: str, words: str) -> str:
    """Return where something is mended: of one requirement on its own page, of all on that of a new one."""
    name, where = MENDED_ON.get(wanted), [measure.case.reference, measure.reference]
    if name == "measure_term_new" and (found := REQUIREMENT.search(words)):
        return reverse("measure_term_edit", args=[*where, int(found[1])])
    return reverse(name, args=where) if name else ""
