"""Issuing a warning or notice: what is missing is refused, the law is weighed, the paper is served, its clocks start."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Unpack

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Case, Document, Person
from asbcases.cases.queries import locked, next_reference
from asbcases.enforcement.choices import OPEN_STATES, MeasureKind, MeasureState, ServiceMethod
from asbcases.enforcement.models import Measure, Paper, RuleWeighed
from asbcases.enforcement.queries.issuing import (
    SOFTENED_FOR_WARNINGS,
    OnDraft,
    Serving,
    facts_to_issue,
    issued_day,
    time_facts,
    to_issue,
)
from asbcases.enforcement.queries.measures import allowed_early, authority_on, notice_on
from asbcases.enforcement.rules.issuing import missing
from asbcases.enforcement.transitions.approving import rank_to_approve
from asbcases.enforcement.transitions.drafting import (
    NUMBERED,
    Draft,
    held,
    kind_words,
    open_case,
    refuse_unsound,
    told_of,
)
from asbcases.enforcement.transitions.serving import keep_service, refuse_future, served_paper
from asbcases.enforcement.transitions.starting import start_clocks
from asbcases.enforcement.transitions.weighing import Weighed, weigh
from asbcases.errors import Refused
from asbcases.law.answers import Decision
from asbcases.law.periods import whole_minute
from asbcases.policies.queries import limits_in_force

ISSUABLE = (MeasureKind.CPW, MeasureKind.CPN)


@transaction.atomic
def issue(
    measure: Measure,
    *,
    method: ServiceMethod,
    served_at: datetime,
    address: str = "",
    received_by: str = "",
    enquiries: str = "",
    photo: Document | None = None,
    paper: Paper | None = None,
    over: Mapping[str, str] | None = None,
    by: User,
    now: datetime,
) -> Measure:
    """Issue a warning or notice by its first service, and return it; `over` gives a reason for each warning of the law."""
    measure = _to_issue(measure, now)
    paper = _paper_of_issue(measure, paper, served_at)
    serving = Serving(
        method, served_at, address.strip(), received_by.strip(), enquiries.strip(), photo, paper
    )
    _refuse_untimely(measure, serving, now)
    draft, reasons = OnDraft.of(measure), dict(over or {})
    if faults := missing(to_issue(draft, serving)):
        raise Refused(" ".join(one.words for one in faults))
    issued_on = issued_day(serving, limits_in_force(now)) or serving.day
    facts = facts_to_issue(draft, serving, issued_on, reasons.get("CPW-2", ""), by)
    if early := allowed_early(measure):
        reasons.setdefault("CPW-2", early.reason)
    softened = () if draft.is_notice else SOFTENED_FOR_WARNINGS
    answers = weigh(measure, facts, over=reasons, softened=softened, by=by, now=now)
    _issue(measure, serving, issued_on, answers, by=by, now=now)
    return measure


def _to_issue(measure: Measure, now: datetime) -> Measure:
    """Return a draft locked that may be issued by its state; who comes second is told who was first."""
    open_case(measure.case)
    measure = held(measure)
    if measure.kind not in ISSUABLE:
        raise Refused(f"{measure.reference} is not issued by us: choose a warning or notice.")
    if measure.state not in OPEN_STATES:
        who = f" by {measure.issued_by.name}" if measure.issued_by else ""
        raise Refused(f"{measure.reference} was issued or dropped already{who}: load the page again.")
    rank = rank_to_approve(measure, now)
    if rank is not None and measure.state != MeasureState.APPROVED:
        raise Refused(
            f"{measure.reference} is not approved: send it for approval ({rank.label.lower()}) first."
        )
    if rank is None and measure.state == MeasureState.SUBMITTED:
        raise Refused(f"{measure.reference} waits for approval: withdraw what was asked first.")
    if measure.warning:
        measure.warning = locked(measure.warning)
        if other := notice_on(measure.warning, measure):
            who = f" by {other.issued_by.name}" if other.issued_by else ""
            raise Refused(
                f"{other.reference} was issued on this warning already{who}: vary or discharge it first."
            )
    return measure


def _paper_of_issue(measure: Measure, paper: Paper | None, served_at: datetime) -> Paper | None:
    """Return the stored paper by whose service it is issued."""
    paper = served_paper(measure, paper, served_at)
    if paper and paper.kind != measure.kind:
        raise Refused(f"Paper {paper.number} issues nothing: choose the paper of the {kind_words(measure)}.")
    return paper


def _refuse_untimely(measure: Measure, serving: Serving, now: datetime) -> None:
    refuse_future(serving.served_at, now)
    approved = measure.approval if measure.state == MeasureState.APPROVED else None
    if approved and approved.decided_at and serving.served_at < whole_minute(approved.decided_at):
        raise Refused("It was served before it was approved: correct the time.")
    if measure.kind == MeasureKind.CPW and measure.comply_by and measure.comply_by <= serving.served_at:
        raise Refused("The time to comply is over before the warning is given: set a later one.")
    if measure.ends_on and measure.ends_on < serving.day:
        raise Refused("The last day lies before the day of issue: set a later one.")


def _issue(
    measure: Measure, serving: Serving, issued_on: date, answers: list[Weighed], *, by: User, now: datetime
) -> None:
    measure.state = MeasureState.ISSUED
    measure.authority = authority_on(by, measure.case, serving.day)
    measure.issued_at, measure.issued_by, measure.issued_on = serving.served_at, by, issued_on
    deemed_on = None if serving.method == ServiceMethod.EMAIL else issued_on
    keep_service(measure, serving, deemed_on, by=by, now=now)
    data = told_of(measure, method=ServiceMethod(serving.method).label, warning=_name_of_warning(measure))
    record(Verb.MEASURE_ISSUED, by=by, now=now, happened_at=serving.served_at, case=measure.case, data=data)
    start_clocks(measure, answers, by=by, now=now)
    measure.version += 1
    measure.save()


def _name_of_warning(measure: Measure) -> str:
    return measure.warning.reference if measure.warning else ""


@transaction.atomic
def allow_early(measure: Measure, *, reason: str, by: User, now: datetime) -> RuleWeighed:
    """Say in writing, as an inspector or above, why less time than the warning gave was enough (CPW-2); return it."""
    open_case(measure.case)
    measure = held(measure)
    if measure.state not in OPEN_STATES or measure.warning is None or measure.warning.comply_by is None:
        raise Refused(
            "There is no draft of a notice on a warning with a time to comply: load the page again."
        )
    if not reason.strip():
        raise Refused("Say why the time was enough: the reason is kept.")
    facts = time_facts(measure, now, reason, by) | {"allowed_for": measure.warning.reference}
    answer = weigh(measure, {"CPW-2": facts}, over={"CPW-2": reason}, by=by, now=now)[0].answer
    if answer.decision != Decision.WARN:
        raise Refused("The time that the warning gives has run: nobody has to allow anything.")
    told = told_of(measure, what="the time to comply was shortened")
    record(Verb.MEASURE_CHANGED, by=by, now=now, case=measure.case, reason=reason, data=told)
    return RuleWeighed.objects.filter(measure=measure, rule="CPW-2").latest("pk")


@transaction.atomic
def record_of_another(
    case: Case,
    *,
    kind: MeasureKind,
    subject: Person,
    body: str,
    method: ServiceMethod,
    served_at: datetime,
    by: User,
    now: datetime,
    **said: Unpack[Draft],
) -> Measure:
    """Record a warning or notice as another body gave it, whatever it says, and return it."""
    case = locked(case)
    if not body.strip():
        raise Refused("Say which body issued it.")
    refuse_future(served_at, now)
    if kind not in ISSUABLE:
        raise Refused("Choose a warning or a notice.")
    measure = Measure(
        case=case, reference=next_reference(NUMBERED[kind], now), kind=kind, subject=subject, ours=False,
        other_body=body.strip(), recorded_at=now, recorded_by=by,
    )  # fmt: skip
    refuse_unsound(measure, said)
    serving = Serving(method, served_at, said.get("proper_address", ""))
    issued_on = issued_day(serving, limits_in_force(now)) or serving.day
    measure.state, measure.issued_at, measure.issued_on = MeasureState.ISSUED, served_at, issued_on
    measure.save()
    weigh(measure, _of_another(measure, issued_on), by=by, now=now)
    keep_service(measure, serving, None if method == ServiceMethod.EMAIL else issued_on, by=by, now=now)
    data = told_of(measure, body=measure.other_body)
    record(Verb.MEASURE_RECORDED, by=by, now=now, happened_at=served_at, case=case, data=data)
    return measure


def _of_another(measure: Measure, issued_on: date) -> dict[str, dict[str, Any]]:
    """Return the facts of what can be judged of a paper that we did not make."""
    draft = OnDraft(measure, [], {}, [], [])
    rules = ("CPN-1", "CPN-13") if measure.kind == MeasureKind.CPN else ("CPW-4", "CPW-5")
    serving = Serving(ServiceMethod.HAND, measure.issued_at or measure.recorded_at)
    facts = facts_to_issue(draft, serving, issued_on, "", measure.recorded_by or User())
    return {rule: dict(facts[rule]) for rule in rules}  # type: ignore[arg-type]
