"""The facts that the law is asked of when a warning or notice is issued, read from its draft."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.models import Document
from asbcases.cases.queries import foremost
from asbcases.enforcement.choices import EARLY, LimbKind, MeasureKind, ServiceMethod
from asbcases.enforcement.models import Informed, Limb, LimbEvidence, Measure, MeasureTerm, Paper
from asbcases.enforcement.papers.effects import explains
from asbcases.enforcement.queries.conditions import counts, findings_by_term, worded
from asbcases.enforcement.queries.measures import (
    STANDS,
    WARNED,
    allowed_early,
    authorities_of,
    authority_on,
    born_on,
    evidence_after,
    evidence_of,
    is_body,
    records_of,
    terms_of,
)
from asbcases.enforcement.queries.served import paper_to_serve
from asbcases.enforcement.rules.conditions import Finding
from asbcases.enforcement.rules.issuing import ToIssue
from asbcases.enforcement.rules.poverty import poverty_facts
from asbcases.errors import Refused
from asbcases.law.limits import Limits, NoLimitError
from asbcases.law.periods import london_day
from asbcases.law.registry import consider

TEST = (LimbKind.DETRIMENTAL, LimbKind.PERSISTENT, LimbKind.UNREASONABLE)
# Of a warning, which the Act does not say how to serve, e-mail alone is only warned of.
SOFTENED_FOR_WARNINGS = frozenset({"CPN-12"})
Facts = Mapping[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Serving:
    """How and when a paper is served."""

    method: ServiceMethod
    served_at: datetime
    address: str = ""
    received_by: str = ""
    enquiries: str = ""
    photo: Document | None = None
    # The stored paper; where nobody says which, the newest of its kind that was there by then.
    paper: Paper | None = None

    @property
    def day(self) -> date:
        """Return the London day on which it is handed over, left, posted or sent."""
        return london_day(self.served_at)


@dataclass(frozen=True)
class OnDraft:
    """What hangs on a draft, read once."""

    measure: Measure
    terms: Sequence[MeasureTerm]
    limbs: Mapping[str, Limb]
    evidence: Sequence[LimbEvidence]
    informed: Sequence[Informed]

    @classmethod
    def of(cls, measure: Measure) -> "OnDraft":
        """Return what hangs on a draft."""
        return cls(
            measure,
            terms_of(measure),
            {limb.limb: limb for limb in Limb.objects.filter(measure=measure)},
            list(evidence_of(measure)),
            list(Informed.objects.filter(measure=measure).order_by("told_at", "pk")),
        )

    @property
    def is_notice(self) -> bool:
        """Return whether it is a notice and no warning."""
        return self.measure.kind == MeasureKind.CPN


def issued_day(serving: Serving, limits: Limits) -> date | None:
    """Return the day on which the person is issued with it, by how it is served (APP-1); None by e-mail alone."""
    try:
        answer = consider("APP-1", day_facts(serving), limits)
    except NoLimitError as error:
        raise Refused(f"{error} Correct the day.") from error
    return answer.values["issued_on"]  # type: ignore[no-any-return]


def day_facts(serving: Serving) -> dict[str, Any]:
    """Return what the day of issue and the time to appeal are counted from."""
    return {
        "service_method": str(serving.method),
        "issued_on": serving.day,
        "posted_on": serving.day,
        "posted_on_premises_at": serving.served_at,
    }


def to_issue(draft: OnDraft, serving: Serving | None = None) -> ToIssue:
    """Return what has to be recorded of a draft before it is issued, and of its service where that is known."""
    measure = draft.measure
    method = serving.method if serving else ""
    return ToIssue(
        notice=draft.is_notice,
        body=is_body(measure.subject),
        terms=len(draft.terms),
        comply_by=measure.comply_by is not None,
        informed=bool(draft.informed),
        lacking_purpose=tuple(term.number for term in draft.terms if not term.purpose.strip()),
        proper_address=measure.proper_address,
        premises=measure.premises_id is not None,
        capacity=measure.capacity,
        capacity_reason=measure.capacity_reason,
        equality=measure.equality,
        rights=measure.rights,
        poverty=measure.poverty,
        ability=measure.ability,
        method=str(method),
        address=serving.address if serving else "",
        enquiries=serving.enquiries if serving else "",
        photo=serving is not None and serving.photo is not None,
        earlier_step=draft.is_notice or bool(measure.skipped_why) or earlier_step(measure),
        skipped_why=measure.skipped_why,
    )


def earlier_step(measure: Measure, *others: MeasureKind) -> bool:
    """Return whether an early measure, or one of other kinds, came before, on this case and to this person."""
    kinds = (*EARLY, *others)
    taken = Measure.objects.filter(STANDS, case=measure.case_id, kind__in=kinds, issued_at__isnull=False)
    return taken.filter(subject__in=records_of(measure.subject)).exists()


def facts_to_issue(draft: OnDraft, serving: Serving, issued_on: date, reason: str, by: User) -> Facts:
    """Return the facts of every rule that is weighed at issue; `reason` says why less time was enough."""
    if draft.is_notice:
        facts = {
            **_of_warning(draft, serving, reason, by),
            **_of_notice(draft, serving, issued_on),
            "APP-1": day_facts(serving),
        }
    else:
        facts = _of_a_warning(draft, issued_on, by)
    poverty = poverty_facts(draft.measure.poverty)
    return {**facts, **_of_issuer(draft, serving, by), **_of_child(draft, issued_on), **poverty}


def _of_issuer(draft: OnDraft, serving: Serving, by: User) -> dict[str, Any]:
    held = [{"from": one.starts_on, "to": one.ends_on} for one in authorities_of(by, draft.measure.case)]
    return {
        "CPN-4": {"authorities": held, "issue_on": serving.day},
        "CPN-12": {"methods": [str(serving.method)]},
    }


def _of_a_warning(draft: OnDraft, issued_on: date, by: User) -> dict[str, Any]:
    return {
        "CPW-3": {"missing": lacking(draft, by, issued_on)},
        "CPW-4": {"issued_on": issued_on},
        "CPW-5": {"date_of_birth": _born(draft), "issue_on": issued_on},
    }


def lacking(draft: OnDraft, by: User, day: date) -> list[str]:
    """Return what good practice puts into a warning and a draft lacks, as a sentence lists it (CPW-3)."""
    measure = draft.measure
    items = (
        ("the address of the recipient", measure.proper_address),
        ("the conduct", measure.conduct),
        ("its effect and on whom", measure.effect),
        ("what must stop or be done", draft.terms),
        ("that a notice will follow", measure.says_notice_follows),
        ("the issuer's authority", authority_on(by, measure.case, day)),
        ("whom to write to", measure.contact),
    )
    return [words for words, held in items if not held]


def _of_warning(draft: OnDraft, serving: Serving, reason: str, by: User) -> dict[str, Any]:
    measure, warning = draft.measure, _given(draft.measure.warning)
    facts: dict[str, Any] = {
        "CPW-1": {
            "warning_written": warning is not None,
            "warning_says_notice_follows": warning is not None and warning.says_notice_follows,
            "warning_subject": foremost(warning.subject).reference if warning else None,
            "notice_subject": foremost(measure.subject).reference,
        }
    }
    if warning is None or warning.issued_at is None:
        return {**facts, "CPN-3": {"evidence_after_warning": 0}}
    fresh = sum(term.foreshadowed_by_id is None for term in draft.terms)
    return {
        **facts,
        "CPW-2": time_facts(measure, serving.served_at, reason, by),
        "CPW-4": {"issued_on": warning.issued_on, "notice_on": serving.day},
        "CPW-6": {"requirements_not_foreshadowed": fresh},
        "CPN-3": {"evidence_after_warning": evidence_after(measure, warning.issued_at, draft.evidence)},
    }


def _given(warning: Measure | None) -> Measure | None:
    """Return a warning that was given and stands."""
    stands = warning is not None and warning.state in WARNED and not warning.recorded_in_error_at
    return warning if stands else None


def time_facts(measure: Measure, notice_at: datetime, reason: str, by: User) -> dict[str, Any]:
    """Return the facts of the time to comply: with the reason of whoever issues, or one that was given before."""
    assert measure.warning  # noqa: S101 - whoever asks has looked
    early = None if reason.strip() else allowed_early(measure)
    return {
        "comply_by": measure.warning.comply_by,
        "notice_at": notice_at,
        "override_reason": early.reason if early else reason,
        "override_by_rank": early.rank if early else by.rank,
    }


def _of_notice(draft: OnDraft, serving: Serving, issued_on: date) -> dict[str, Any]:
    measure = draft.measure
    facts: dict[str, Any] = {
        "CPN-1": {
            "date_of_birth": _born(draft),
            "issue_on": issued_on,
            "is_body": is_body(measure.subject),
            "age_basis": measure.age_basis,
        },
        "CPN-2": {"limbs": {limb: _shown(draft, limb) for limb in TEST}},
        "CPN-9": contents(measure, serving.paper or paper_to_serve(measure, serving.served_at)),
        "CPN-13": {"issued_on": issued_on, "ends_on": measure.ends_on},
        **_of_terms(draft.terms, findings_by_term(measure, draft.terms, now=serving.served_at)),
    }
    if serving.method == ServiceMethod.PREMISES:
        facts["CPN-11"] = {
            "posted_on_premises_at": serving.served_at,
            "enquiries": serving.enquiries or None,
            "photo": serving.photo.name if serving.photo else None,
        }
    return facts


def contents(measure: Measure, paper: Paper | None) -> dict[str, Any]:
    """Return what a notice contains: whether it explains the effect is read in the stored paper, and nowhere else."""
    explained = paper is not None and explains(paper.data)
    lacks = "Paper of the notice" if paper else "No paper of the notice was made before it is served"
    about = {} if explained else {"about": lacks}
    return {"conduct_identified": bool(measure.conduct), "effect_explained": explained, **about}


def _shown(draft: OnDraft, limb: LimbKind) -> dict[str, Any]:
    said = draft.limbs.get(limb)
    return {
        "reason": said.reason if said else "",
        "evidence": sum(one.limb.limb == limb for one in draft.evidence),
    }


def _of_terms(terms: Sequence[MeasureTerm], found: Mapping[int, Sequence[Finding]]) -> dict[str, Any]:
    def each(of: Callable[[MeasureTerm], dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"about": f"Requirement {term.number}", **of(term)} for term in terms]

    return {
        "CPN-6": each(lambda term: {"type": term.kind}),
        "CPN-7": each(lambda term: worded(term, counts(found[term.number]))),
        "CPN-8": each(lambda term: {"type": term.kind, "by": term.do_by}),
    }


def _of_child(draft: OnDraft, issued_on: date) -> dict[str, Any]:
    born = _born(draft)
    if born is None:
        return {}
    facts: dict[str, Any] = {"FAIR-6": {"date_of_birth": born}}
    if draft.is_notice:
        told = any(one.youth_offending_team for one in draft.informed)
        facts["CPN-15"] = {"date_of_birth": born, "issue_on": issued_on, "yot_contacted": told}
    return facts


def _born(draft: OnDraft) -> date | None:
    return None if is_body(draft.measure.subject) else born_on(draft.measure.subject)
