"""What the page of a case says of its end and of who leads it: decisions that wait, hand-overs, and what may be done next."""

from typing import NamedTuple

from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.cases.models import Approval, Case, CaseClosing, HandOver
from asbcases.casework.queries.allocation import hand_overs_of
from asbcases.casework.queries.case_ends import approvals_of
from partners import access
from partners.choices import Action


class Ends(NamedTuple):
    """Decisions that wait, the last hand-over, how it was closed, and what this person may do."""

    approvals: list[Approval]
    handed: HandOver | None
    to_read: bool
    closing: CaseClosing | None
    may_move: bool
    may_allocate: bool
    may_work: bool


def ends_of(case: Case, user: User) -> Ends:
    """Return what stands of the end of a case: what waits to be decided, the last hand-over, and the last closing."""
    waiting = list(approvals_of(case).filter(verdict=""))
    handed = hand_overs_of(case).first()
    is_open = case.stage != Stage.CLOSED
    closing = None if is_open else case.closings.select_related("recorded_by").order_by("-number").first()
    return Ends(
        waiting,
        handed,
        to_read=bool(handed and handed.read_at is None and handed.taker_id == user.pk),
        closing=closing,
        may_move=access.may(user, Action.CLOSE_CASE),
        may_allocate=is_open and access.may(user, Action.ALLOCATE_CASE),
        may_work=is_open and access.may(user, Action.WORK_CASE),
    )
