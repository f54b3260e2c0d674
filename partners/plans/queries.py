"""What an agency is shown of a plan that is shared with it, and with whom a plan is shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Func, JSONField, QuerySet, Value

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import AccessGrant, ProblemPlan
from asbcases.cases.plan_choices import PlanStage
from partners.models import PlanProgress, PlanShare
from partners.plans.access import plans_shared_with


@dataclass(frozen=True)
class OwnResponse:
    """One response that the agency owns, as far as it is shown."""

    number: int
    action: str
    starts_on: date
    due_on: date
    state: str

    @property
    def is_open(self) -> bool:
        """Return whether something may still be noted of it."""
        return self.state in {"planned", "begun"}


@dataclass(frozen=True)
class SharedPlan:
    """What an agency is shown of a plan, and nothing else of it."""

    pk: int
    reference: str
    title: str
    stage: str
    statement: str
    responses: tuple[OwnResponse, ...]


def plan_lines(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the grants by which plans are shared with a person now, each with the `line` of its plan that the database gives."""
    line = Func(F("plan_id"), function="asb_shared_plan_line", output_field=JSONField())
    return plans_shared_with(user, now=now).annotate(line=line).filter(line__isnull=False)


def shared_plan(reference: str, user: User, *, now: datetime) -> SharedPlan | None:
    """Return what somebody is shown of a plan, or None where it is not shared with them now: each lock is asked."""
    given = Func(Value(reference), function="asb_shared_plan", output_field=JSONField())
    said: Mapping[str, Any] | None = User.objects.filter(pk=user.pk).values_list(given, flat=True).first()
    if not said or not plans_shared_with(user, now=now).filter(plan_id=said["plan"]).exists():
        return None
    return SharedPlan(
        said["plan"],
        said["reference"],
        said["title"],
        PlanStage(said["stage"]).label,
        said["statement"],
        tuple(_response(row) for row in said["responses"]),
    )


def _response(row: Mapping[str, Any]) -> OwnResponse:
    days = (date.fromisoformat(row["starts_on"]), date.fromisoformat(row["due_on"]))
    return OwnResponse(row["number"], row["action"], *days, row["state"])


def progress_of(plan: int, agency: Agency | None = None) -> QuerySet[PlanProgress]:
    """Return what agencies noted of the responses of a plan, or what one did, the newest first."""
    rows = PlanProgress.objects.filter(plan=plan, **({"agency": agency} if agency else {}))
    return rows.select_related("agency", "recorded_by").order_by("-noted_at", "-pk")


def shares_of_plan(plan: ProblemPlan) -> QuerySet[PlanShare]:
    """Return the shares of a plan, the newest first."""
    rows = PlanShare.objects.filter(plan=plan).select_related("grant__agency", "agreement", "recorded_by")
    return rows.order_by("-number")
