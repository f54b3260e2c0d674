"""What somebody asked to have decided, in words: what it would change, and what has changed since it was asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.choices import Category, Outcome
from asbcases.cases.models import Approval, CaseParty
from asbcases.cases.rules import closing as rules
from asbcases.casework.queries.case_ends import on_file_of, picture_of
from asbcases.casework.transitions.case_closing import answers_of, said_in, told_of
from asbcases.casework.transitions.case_terms import terms_of
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.drafts import ORDER, points_of
from asbcases.enforcement.queries.drafts import picture_of as draft_of
from asbcases.enforcement.queries.measures import terms_of as terms_in
from risk.queries import standing_level

LEVELS = {"": "Not assessed", "standard": "Standard", "medium": "Medium", "high": "High"}
QUESTIONS = (
    ("identifiable_victim", "somerton_reason", "Is there an identifiable victim?"),
    ("victim_told", "told_words", "Was the victim told?"),
    ("support_offered", "support_words", "Was support offered?"),
)


class Line(NamedTuple):
    """One point of what was asked: what stood when it was asked, what stands now or would stand, and whether they differ."""

    words: str
    before: str
    now: str = ""
    changed: bool = False


def summary_of(approval: Approval) -> str:
    """Return in one line what it would change; no names."""
    asked: Mapping[str, Any] = approval.proposal
    if approval.kind == ApprovalKind.LOWER_RISK:
        return f"{level_words(asked.get('before'))} to {level_words(asked.get('level')).lower()}"
    if approval.kind == ApprovalKind.CLOSE:
        return f"{Outcome(asked['outcome']).label} ({level_words(asked['before'].get('level')).lower()})"
    if approval.kind == ApprovalKind.MEASURE:
        return f"{approval.subject}: {MeasureKind(asked['kind']).label.lower()}"
    return str(asked.get("words", ""))


def level_words(level: object) -> str:
    """Return a level as people read it."""
    return LEVELS.get(str(level or ""), str(level))


def lines_of(approval: Approval, now: datetime) -> list[Line]:
    """Return what was asked, point by point, with what stands now beside it."""
    of_kind = {
        ApprovalKind.CLOSE: _of_closing,
        ApprovalKind.LOWER_RISK: _of_lowering,
        ApprovalKind.WAIVE: _of_waiver,
        ApprovalKind.MEASURE: _of_measure,
    }
    return list(of_kind[ApprovalKind(approval.kind)](approval, now))


def _of_closing(approval: Approval, now: datetime) -> Iterator[Line]:
    asked = approval.proposal
    yield Line("Outcome", Outcome(asked["outcome"]).label)
    for answer, why, words in QUESTIONS:
        if asked.get(answer) is not None:
            said = "Yes" if asked[answer] else "No"
            yield Line(words, f"{said}. {asked.get(why, '')}".strip())
    if approval.verdict:
        return
    case = approval.case
    on_file = on_file_of(case, terms_of(case, now), now)
    yield from _differences(asked["before"], picture_of(on_file))
    # As a supervisor would close it: what they say when they grant it counts as their reason.
    answers = answers_of({**said_in(approval), "somerton_reason": "x" * 99})
    for item in rules.objections(on_file, answers, approval.rank):
        yield Line("Came up since", "Nothing in the way", told_of(item), changed=True)


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Line]:
    yield _line("Level of the case", level_words(before.get("level")), level_words(now["level"]))
    yield _line("Victims", str(before.get("victims", "")), str(now["victims"]))
    yield _line("Incidents", _incidents(before.get("incidents", {})), _incidents(now["incidents"]))


def _incidents(stood: Mapping[str, str]) -> str:
    named = (
        f"{reference} {Category(category).label.lower()}" for reference, category in sorted(stood.items())
    )
    return ", ".join(named) or "None"


def _line(words: str, before: str, now: str) -> Line:
    return Line(words, before, now, changed=before != now)


def _of_lowering(approval: Approval, now: datetime) -> Iterator[Line]:
    asked = approval.proposal
    party = (
        CaseParty.objects.filter(case=approval.case, number=asked["party"]).select_related("person").first()
    )
    if party:
        yield Line("Victim", party.person.name)
    before = level_words(asked.get("before"))
    if approval.verdict or party is None:
        yield Line("Level when it was asked", before)
    else:
        standing = standing_level(party)
        yield _line("Level that stands", before, level_words(standing.value if standing else ""))
    yield Line("Level proposed", level_words(asked.get("level")))
    if asked.get("floor"):
        yield Line("Floor", f"The answers ask for {level_words(asked['floor']).lower()} at least")


def _of_waiver(approval: Approval, now: datetime) -> Iterator[Line]:
    yield Line("What would be let go", str(approval.proposal.get("words", "")))
    if subject := approval.subject:
        party = CaseParty.objects.filter(case=approval.case, number=subject).select_related("person").first()
        if party:
            yield Line("Of", party.person.name)


def _of_measure(approval: Approval, now: datetime) -> Iterator[Line]:
    """What the draft said when it was asked against what it says now; of a request for an order as it was put."""
    asked = approval.proposal
    rows = Measure.objects.filter(case=approval.case_id, reference=approval.subject)
    measure = rows.select_related("subject", "premises", "warning").first()
    if measure is None or "said" not in asked:
        return
    yield Line("About", f"{measure.subject.name} ({measure.get_kind_display().lower()})")
    stands = asked if approval.verdict else draft_of(measure, terms_in(measure))
    yield from _compared(asked, stands)


def since_returned(approval: Approval) -> list[Line]:
    """Return what differs in a draft as it was sent now from what it said when it was last returned; nothing if it never was."""
    if approval.kind != ApprovalKind.MEASURE:
        return []
    returned = Approval.objects.filter(
        case=approval.case_id, kind=approval.kind, subject=approval.subject, verdict=Verdict.RETURNED
    )
    last = returned.filter(number__lt=approval.number).order_by("-number").first()
    return [line for line in _compared(last.proposal, approval.proposal) if line.changed] if last else []


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Line]:
    had, has = points_of(before), points_of(after)
    # A picture from before limbs were kept says nothing of them, and did not lack them.
    unknown = {name for kept in ("limbs", "order") if kept not in before for name in _names(kept, after)}
    for name in dict.fromkeys((*had, *has)):
        if name not in unknown:
            yield _line(name, had.get(name, "None"), has.get(name, "None"))


def _names(kept: str, picture: Mapping[str, Any]) -> Iterable[str]:
    return ORDER.values() if kept == "order" else picture.get(kept, {})
