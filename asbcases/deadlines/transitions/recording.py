"""What every event of the record says about a deadline."""

from datetime import datetime
from typing import cast

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import Root, RootKey, record
from asbcases.cases.models import Case, CaseReview, Incident, ProblemPlan, Report
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline

Owed = Report | Incident | Case | CaseReview | ProblemPlan
PATH = {
    **{Report: "/reports/", Incident: "/incidents/", Case: "/cases/"},
    **{CaseReview: "/reviews/", ProblemPlan: "/plans/"},
}


def record_on(
    verb: Verb,
    deadline: Deadline,
    *,
    by: User | None,
    now: datetime,
    happened_at: datetime | None = None,
    reason: str = "",
    **data: object,
) -> None:
    """Write an event about a deadline, on the record that it belongs to."""
    about = {**told_of(deadline), **data}
    record(verb, by=by, now=now, happened_at=happened_at, reason=reason, data=about, **_root_key_of(deadline))


def _root_key_of(deadline: Deadline) -> RootKey:
    """Return on which record it is owed, without a look at it."""
    if deadline.case_id:
        return {"case_id": deadline.case_id}
    if deadline.review_id:
        return {"review_id": deadline.review_id}
    if deadline.plan_id:
        return {"plan_id": deadline.plan_id}
    return (
        {"incident_id": deadline.incident_id} if deadline.incident_id else {"report_id": deadline.report_id}
    )


def root_of(deadline: Deadline) -> Root:
    """Return the one report, incident, case, review or plan on which it is owed."""
    if deadline.case:
        return {"case": deadline.case}
    if deadline.review:
        return {"review": deadline.review}
    if deadline.plan:
        return {"plan": deadline.plan}
    return {"incident": deadline.incident} if deadline.incident else {"report": cast(Report, deadline.report)}


def told_of(deadline: Deadline) -> dict[str, object]:
    """Return what every event of the record says about a deadline."""
    return {
        "deadline": deadline.pk,
        "kind": Kind(deadline.kind).label,
        "subject": deadline.subject,
        "rank": Rank(deadline.rank).label if deadline.rank else "",
        "due_at": deadline.due_at.isoformat(),
        "round": deadline.round,
        "owner_id": deadline.owner_id,
    }


def owed_on_of(deadline: Deadline) -> Owed:
    """Return the record on which it is owed."""
    return cast(
        Owed, deadline.case or deadline.incident or deadline.report or deadline.review or deadline.plan
    )


def path_of(owed_on: Owed) -> str:
    """Return the address of a record's page."""
    return f"{PATH[type(owed_on)]}{owed_on.reference}/"
