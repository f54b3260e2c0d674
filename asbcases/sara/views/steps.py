"""What comes next on a plan, as one button, and what may come at any time."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.plan_choices import PlanStage
from asbcases.law.ranks import at_least
from asbcases.sara.choices import EntryKind, ResponseState
from asbcases.sara.queries.on_file import OnFile
from asbcases.sara.rules.gates import SUPERVISOR


class Step(NamedTuple):
    """What comes next: the words of it, and the page on which it is done; none where somebody else does it."""

    words: str
    address: str = ""


class Stage(NamedTuple):
    """One stage of the strip: its letter and word, and whether it is over or the present one."""

    letter: str
    words: str
    is_over: bool
    is_now: bool


def stages_of(on_file: OnFile) -> list[Stage]:
    """Return the five stages, O-S-A-R-A, as far as the plan has come; of a closed plan none is the present one."""
    order: list[PlanStage] = [stage for stage in PlanStage if stage != PlanStage.CLOSED]
    plan = on_file.plan
    if plan.stage == PlanStage.CLOSED:
        reached = _reached(on_file)
        return [Stage(one.label[0], one.label, place <= reached, False) for place, one in enumerate(order)]
    now = order.index(PlanStage(plan.stage))
    return [Stage(one.label[0], one.label, place < now, place == now) for place, one in enumerate(order)]


def _reached(on_file: OnFile) -> int:
    """Return how far a closed plan came, by its place in the strip."""
    if on_file.assessments:
        return 4
    return 3 if on_file.plan.analysed_at else 1


def next_step(on_file: OnFile, user: User) -> Step | None:
    """Return what comes next on a plan, or None where nothing does."""
    return NEXT[PlanStage(on_file.plan.stage)](on_file, user)


def signs(on_file: OnFile, user: User) -> bool:
    """Return whether this person may sign what a supervisor signs who does not own the plan."""
    return at_least(user.rank, SUPERVISOR) and user.pk != on_file.plan.owner_id


def _step(on_file: OnFile, words: str, page: str, *more: object) -> Step:
    return Step(words, reverse(page, args=[on_file.plan.reference, *more]))


def _of_objective(on_file: OnFile, user: User) -> Step:
    return _step(on_file, "Fix the objective and its measure", "plan_freeze")


def _of_scanning(on_file: OnFile, user: User) -> Step:
    if not on_file.scans:
        return _step(on_file, "Describe the problem", "plan_scan")
    if signs(on_file, user):
        return _step(on_file, "Decide whether it is taken on", "plan_screen")
    return Step("A sergeant or above who does not own the plan decides whether it is taken on")


def _of_analysis(on_file: OnFile, user: User) -> Step:
    stand = {one.kind for one in on_file.entries if not one.recorded_in_error_at}
    if EntryKind.CAUSE not in stand:
        return _step(on_file, "Add a cause to the analysis", "plan_entry_new", "cause")
    if EntryKind.DATA_SOURCE not in stand:
        return _step(on_file, "Add a data source to the analysis", "plan_entry_new", "source")
    return _step(on_file, "Sign the analysis off", "plan_analysis_complete")


def _of_response(on_file: OnFile, user: User) -> Step:
    if not on_file.responses:
        return _step(on_file, "Plan a response", "plan_response_new")
    return _of_open_ones(on_file) or _step(on_file, "Assess what came of it", "plan_assess")


def _of_open_ones(on_file: OnFile) -> Step | None:
    """Return what comes next of the responses: one that is planned begins, one that has begun is finished."""
    waiting = [one for one in on_file.responses if one.is_open]
    planned = [one.number for one in waiting if one.state == ResponseState.PLANNED]
    if planned:
        return _step(on_file, f"Begin response {planned[0]}", "plan_response_begin", planned[0])
    if waiting:
        first = waiting[0].number
        return _step(on_file, f"Finish response {first}", "plan_response_finish", first)
    return None


def _of_assessment(on_file: OnFile, user: User) -> Step:
    if on_file.stale:
        return _step(on_file, "Assess it again: incidents were classified anew", "plan_assess")
    if waits := _of_open_ones(on_file):
        return waits
    if signs(on_file, user):
        return _step(on_file, "Close the plan", "plan_close")
    return Step("A sergeant or above who does not own the plan closes it, or a further response is planned")


def _of_closed(on_file: OnFile, user: User) -> Step | None:
    waits = on_file.closure and not on_file.aftercare
    return _step(on_file, "Look at it again: does it hold?", "plan_aftercare") if waits else None


NEXT: Mapping[PlanStage, Callable[[OnFile, User], Step | None]] = {
    PlanStage.OBJECTIVE: _of_objective,
    PlanStage.SCANNING: _of_scanning,
    PlanStage.ANALYSIS: _of_analysis,
    PlanStage.RESPONSE: _of_response,
    PlanStage.ASSESSMENT: _of_assessment,
    PlanStage.CLOSED: _of_closed,
}
