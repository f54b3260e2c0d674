"""Papers of a measure: those that were made, what one would say now, what it lacks, and whom it would name."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import PersonAddress
from asbcases.enforcement.choices import OPEN_STATES, PaperKind, Power, TermKind
from asbcases.enforcement.models import FixedPenalty, Measure, NamingReason, Paper
from asbcases.enforcement.papers.common import Making
from asbcases.enforcement.papers.compiler import texts_of
from asbcases.enforcement.papers.effects import explains
from asbcases.enforcement.papers.kinds import NOT_TO_RESPONDENT, words_of
from asbcases.enforcement.queries.issuing import OnDraft, lacking, to_issue
from asbcases.enforcement.queries.measures import authorities_of, authority_on, records_of, terms_of
from asbcases.enforcement.queries.reporters import reporters_of
from asbcases.enforcement.rules.issuing import missing
from asbcases.enforcement.rules.naming import Finding, Own, covered, told_of_all
from asbcases.law.periods import london_day
from asbcases.law.registry import rule_of
from asbcases.policies.queries import limits_in_force

# What must be recorded because the paper says it.
RECORDED = frozenset({"CPW-2", "CPN-6", "CPN-7", "CPN-10"})
OF_REQUEST = (
    ("CBO-1", "offence", "the offence"),
    ("CBO-2", "requester", "who asks"),
    ("CBO-2", "prosecutor", "who prosecutes"),
    (
        "CBO-3",
        "behaviour",
        "the behaviour that caused, or was likely to cause, harassment, alarm or distress",
    ),
    ("CBO-4", "helps", "how the order will help to prevent such behaviour"),
)
OF_PENALTY = (
    ("particulars", "the particulars of the offence"),
    ("amount", "the amount"),
    ("payable_to", "the name and address for payment"),
    ("methods", "how it may be paid"),
)
Facts = Mapping[str, Mapping[str, Any]]


def papers_of(measure: Measure) -> QuerySet[Paper]:
    """Return the papers of a measure without their bytes, the newest first."""
    found = Paper.objects.filter(measure=measure).select_related("recorded_by").defer("pdf", "data")
    return found.order_by("-number")


def penalties_of(measure: Measure) -> list[FixedPenalty]:
    """Return the fixed penalties for breaches of a measure that stand, the newest first."""
    stands = {"recorded_in_error_at": None, "cancelled_at": None}
    found = FixedPenalty.objects.filter(breach__measure=measure, breach__recorded_in_error_at=None, **stands)
    return list(found.select_related("breach", "recorded_by").order_by("-pk"))


def making_of(measure: Measure, penalty: FixedPenalty | None, *, by: User, now: datetime) -> Making:
    """Return what a paper is made from: in whose name, by which authority, under which limits."""
    authority = measure.authority
    if penalty is not None:
        who = penalty.recorded_by or by
        authority = authority_on(who, measure.case, penalty.fpn_on, Power.FPN) or authority
    elif measure.state in OPEN_STATES:
        authority = authority_on(by, measure.case, london_day(now))
    return Making(measure, by, now, limits_in_force(now), authority, penalty)


def unrecorded(kind: PaperKind, making: Making) -> list[str]:
    """Return what must be on record before a paper can say it, each with its section."""
    measure = making.measure
    if kind in (PaperKind.CPW, PaperKind.CPN):
        found = missing(to_issue(OnDraft.of(measure)))
        return [one.words for one in found if one.rule in RECORDED]
    if kind == PaperKind.CBO_REQUEST:
        request = measure.order_request
        return [
            _record(rule, words) for rule, name, words in OF_REQUEST if not getattr(request, name).strip()
        ]
    lacks = []
    if kind == PaperKind.WARNING_LETTER and not measure.conduct:
        lacks.append("Say in the draft what was done: the letter is about that.")
    if kind in (PaperKind.ABC, PaperKind.VARIATION) and not making.terms:
        lacks.append("Add at least one term: there is nothing to agree to, or to change.")
    return lacks


def _record(rule: str, words: str) -> str:
    return f"Record {words} ({rule_of(rule).section}, {rule})."


def facts_of_contents(kind: PaperKind, making: Making, words: Mapping[str, Any]) -> Facts:
    """Return the facts of the rules about what a paper of a kind contains, which says these words."""
    measure = making.measure
    if kind == PaperKind.CPW:
        return _of_warning(making)
    if kind == PaperKind.CPN:
        held = [{"from": one.starts_on, "to": one.ends_on} for one in authorities_of(making.by, measure.case)]
        named = (
            {"CPN-4": {"authorities": held, "issue_on": making.day}} if measure.state in OPEN_STATES else {}
        )
        return {
            **named,
            "CPN-9": {"conduct_identified": bool(measure.conduct), "effect_explained": explains(words)},
        }
    if kind == PaperKind.FPN:
        return {
            "CPB-8": {"missing": [words for name, words in OF_PENALTY if not getattr(making.penalty, name)]}
        }
    if kind == PaperKind.CBO_REQUEST:
        asked = [term for term in terms_of(measure) if term.kind == TermKind.REQUIREMENT]
        bare = sum(not term.supervisor.strip() for term in asked)
        return {"CBO-7": {"requirements": len(asked), "without_supervisor": bare}}
    return {}


def _of_warning(making: Making) -> Facts:
    """A warning that does not say that a notice follows is none: no notice can build on it."""
    measure = making.measure
    subject = measure.subject.reference
    return {
        "CPW-1": {
            "warning_written": True,
            "warning_says_notice_follows": measure.says_notice_follows,
            "warning_subject": subject,
            "notice_subject": subject,
        },
        "CPW-3": {"missing": lacking(OnDraft.of(measure), making.by, making.day)},
    }


# --- Whether a stored one says what holds ----------------------------------------------------------
# What differs from one making to the next of the same words.
OF_ITS_MAKING = ("Date", "Issued by", "Authority")
NOT_COMPARED = "Record of service"
FIRST_PART = "To whom, and by when"


def parts_that_differ(paper: Paper, *, by: User, now: datetime) -> list[str]:
    """Return the headings of the parts in which a stored paper says other words than one that were made now."""
    making = making_of(paper.measure, paper.penalty, by=by, now=now)
    before, after = _compared(paper.data), _compared(words_of(PaperKind(paper.kind), making))
    headings = dict.fromkeys((*before, *after))
    return [heading or FIRST_PART for heading in headings if before.get(heading) != after.get(heading)]


def _compared(words: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        one["heading"]: [_without_making(block) for block in one["blocks"]]
        for one in words["parts"]
        if one["heading"] != NOT_COMPARED
    }


def _without_making(block: Mapping[str, Any]) -> Mapping[str, Any]:
    if "facts" not in block:
        return block
    return {"facts": [[name, said] for name, said in block["facts"] if name not in OF_ITS_MAKING]}


# --- Whom it would name -------------------------------------------------------------------------
def told_by(kind: PaperKind, words: Any, making: Making) -> list[Finding]:
    """Return what a paper would tell the respondent of those who reported; the prosecution must know them."""
    if kind in NOT_TO_RESPONDENT:
        return []
    found = reporters_of(making.measure)
    return told_of_all(placed(words), found.everybody, found.seen, _own(making))


def placed(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a paper with its place: what is told of no part stands at its head."""
    yield from (("The head of the paper", text) for text in texts_of({**words, "parts": []}))
    for part in words["parts"]:
        yield part["heading"], part["heading"]
        for number, block in enumerate(part["blocks"], start=1):
            where = f"{part['heading'] or FIRST_PART}, paragraph {number}"
            yield from ((where, text) for text in texts_of(block))


def _own(making: Making) -> Own:
    measure = making.measure
    subject = list(records_of(measure.subject))
    homes = PersonAddress.objects.filter(person__in=subject, recorded_in_error_at=None).select_related(
        "premises"
    )
    issuers = [
        making.by.name,
        making.authority.holder.name if making.authority else "",
        making.by.agency.name,
    ]
    premises = [measure.premises.address] if measure.premises else []
    return Own(
        names=(*(one.name for one in subject), *filter(None, issuers)),
        addresses=(measure.proper_address, *premises, *(one.premises.address for one in homes)),
    )


def not_allowed(measure: Measure, found: list[Finding]) -> list[Finding]:
    """Return those passages for which neither a consent nor a supervisor's reason is kept."""
    kept = NamingReason.objects.filter(measure=measure).values_list("found", flat=True)
    allowed = [
        Finding(kind, passage) for one in kept for kind, passages in one.items() for passage in passages
    ]
    return [finding for finding in found if not covered(finding, allowed)]


def naming_reasons_of(measure: Measure) -> QuerySet[NamingReason]:
    """Return why words of reporters may stand in papers of a measure, the newest first."""
    return NamingReason.objects.filter(measure=measure).select_related("recorded_by").order_by("-pk")
