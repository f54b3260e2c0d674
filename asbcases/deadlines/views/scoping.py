"""Which deadlines a person may see: those whose report, incident, case, review or plan they may know of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from asbcases.accounts.models import User
from asbcases.accounts.queries import works_for_county
from asbcases.audit.look_choices import Look
from asbcases.cases.models import Case, CaseReview, Incident, ProblemPlan, Report
from asbcases.deadlines.models import Deadline
from asbcases.web.scoped import case_for, incident_for, plan_for, report_for, review_for
from partners import access
from partners.letting_in import let_in
from partners.plans.access import plans_visible_to

Root = Case | CaseReview | Incident | ProblemPlan | Report
# By what each root is hidden with a restricted record: a review by its case, a plan by none.
HIDDEN_BY = {"case": "case", "incident": "incident", "report": "report", "review__case": "case"}
NAMES: Mapping[type[Any], str] = {
    **{Case: "case", CaseReview: "review", Incident: "incident", Report: "report"},
    ProblemPlan: "plan",
}
# What every page says of a deadline, at hand in one query.
AT_HAND = ("owner__team", "case", "incident", "report", "review__council", "plan", "district")
# What the rows of a list say of its owner and its record, by page and by API: these have a hundred columns more.
LISTED: Mapping[str, tuple[str, ...]] = {
    "owner": ("name", "username", "role", "is_active", "on_leave_until"),
    **dict.fromkeys(("case", "incident"), ("reference", "summary")),
    "report": ("reference", "place_text"),
    "review": ("reference", "area"),
    "review__council": ("name",),
    "plan": ("reference", "title"),
    "district": ("name",),
}
COLUMNS = (
    *(field.name for field in Deadline._meta.concrete_fields),
    *(f"{path}__{name}" for path, names in LISTED.items() for name in names),
)
DOORS: Mapping[str, Any] = {
    **{"ASB": case_for, "INC": incident_for, "RPT": report_for, "ACR": review_for},
    "SAR": plan_for,
}


def visible(deadlines: QuerySet[Deadline], user: User, *, now: datetime) -> QuerySet[Deadline]:
    """Return those whose root, whichever it is, the person may know of."""
    return deadlines.filter(seen_by(user, now=now))


def seen_by(user: User, *, now: datetime) -> Q:
    """Return the condition that the person may know of the root: a page that shows several lists asks for it once.

    Each root is asked for by its key, row by row, as a value that is there or not: for several EXISTS in one
    condition PostgreSQL would gather every root that the person sees before it looks at the first deadline, and for
    a comparison it would expect so few rows that it sorts the whole district for one page.
    """
    if works_for_county(user):
        return Q(*(access.not_hidden(user, kind, f"{root}_id") for root, kind in HIDDEN_BY.items()))
    granted = let_in(user, now=now)
    roots: Mapping[str, QuerySet[Any]] = {
        "case": access.cases_visible_to(user, now=now, let_in=granted),
        "incident": access.incidents_visible_to(user, now=now, let_in=granted),
        "report": _reports(user, now, granted),
        "review": access.reviews_visible_to(user, now=now, let_in=granted),
        "plan": plans_visible_to(user, now=now),
    }
    seen = Q()
    for name, allowed in roots.items():
        found = Subquery(allowed.filter(pk=OuterRef(f"{name}_id")).values("pk")[:1])
        seen |= Q(IsNull(found, False), **{f"{name}_id__isnull": False})
    return seen


def for_list(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Return deadlines with as much of their owners and records as the rows of a list say."""
    return deadlines.select_related(*LISTED).only(*COLUMNS)


def _reports(user: User, now: datetime, granted: access.LetIn) -> QuerySet[Report]:
    """Return the reports whose clocks are shown: an agency reads its own reports, and not what the police owe on them."""
    reports = access.reports_visible_to(user, now=now, let_in=granted)
    return reports.none() if user.role in access.AGENCY else reports


def root_for(request: HttpRequest, reference: str, *, look: Look = Look.PAGE) -> Root:
    """Return the record of a route, or 404 when this person may not know of it; the look is recorded."""
    record: Root = DOORS[reference[:3]](request, reference, look=look)
    return record


def deadline_of(record: Root, pk: int) -> Deadline:
    """Return a deadline of this record, or 404: none is fetched by its own number."""
    of_record = {NAMES[type(record)]: record}
    rows = Deadline.objects.select_related(*AT_HAND, "policy", "met_by", "cancelled_by")
    return get_object_or_404(rows, **of_record, pk=pk)


def record_of(deadline: Deadline) -> Root:
    """Return the record on which a deadline is owed, which its reader may know of."""
    record = deadline.case or deadline.incident or deadline.report or deadline.review or deadline.plan
    if record is None:
        raise LookupError("A deadline was read without the record that it belongs to.")
    return record
