"""How a case ends, begins again and changes hands, and what supervisors are asked to decide."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.choices import Outcome
from asbcases.cases.models import Approval, Case
from asbcases.cases.queries import locked
from asbcases.casework.api.case_ends_shapes import (
    ApprovalFilter,
    ApprovalShape,
    ApprovalWhole,
    CaseClosing,
    CaseReopened,
    Decision,
    HandOverShape,
    NewHandOver,
    Withdrawn,
)
from asbcases.casework.api.cases import CaseViewSet
from asbcases.casework.api.shapes import CaseShape
from asbcases.casework.queries.allocation import hand_overs_of
from asbcases.casework.queries.approvals import waiting_for, with_all
from asbcases.casework.queries.case_ends import approvals_of
from asbcases.casework.transitions import ask_to_close, close_case, reallocate_case, reopen_case
from asbcases.casework.views.approvals import DECIDE
from asbcases.casework.views.proposals import since_returned
from asbcases.deadlines.transitions import withdraw_approval
from asbcases.enforcement.views.deciding import told_of
from asbcases.web.api.etags import etag_of, locked_if_match
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, LOCATION
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import case_for
from partners import access
from partners.choices import Action


class CaseEndViewSet(CaseViewSet):
    """The end of a case, its opening again, and its hand-overs."""

    needs: ClassVar = {
        "close": Action.CLOSE_CASE,
        "reopen": Action.CLOSE_CASE,
        "allocate": Action.ALLOCATE_CASE,
        "hand_overs": Action.WORK_CASE,
    }

    @extend_schema(
        summary="Close a case", request=CaseClosing, responses={200: CaseShape}, parameters=[IF_MATCH, ETAG]
    )
    def close(self, request: Request, reference: str) -> Response:
        """Refused while something stands in the way, or by a rank that does not suffice; the refusal names it."""
        case = locked_if_match(request, self.record)
        said = self.sent(CaseClosing)
        said["outcome"] = Outcome(said["outcome"])
        case = close_case(case, **said, by=self.person, now=self.now)
        return self.changed(self.shown(case), reverse("api_case", args=[reference]))

    @extend_schema(
        summary="Open a closed case again",
        request=CaseReopened,
        responses={200: CaseShape},
        parameters=[IF_MATCH, ETAG],
    )
    def reopen(self, request: Request, reference: str) -> Response:
        """By a decision, or because of an incident, which joins it then."""
        case = locked_if_match(request, self.record)
        visible = access.incidents_visible_to(self.person, now=self.now)
        said = self.sent(CaseReopened, among={"incident": visible})
        reopen_case(case, **said, by=self.person, now=self.now)
        case.refresh_from_db()
        return self.changed(self.shown(case), reverse("api_case", args=[reference]))

    @extend_schema(
        summary="Give a case to another lead",
        request=NewHandOver,
        responses={200: CaseShape},
        parameters=[IF_MATCH, ETAG],
    )
    def allocate(self, request: Request, reference: str) -> Response:
        """With the story so far; the new lead owes what the former one owed, by the same dates, and is told."""
        case = locked_if_match(request, self.record)
        reallocate_case(case, **self.sent(NewHandOver), by=self.person, now=self.now)
        case.refresh_from_db()
        return self.changed(self.shown(case), reverse("api_case", args=[reference]))

    @extend_schema(
        summary="List the hand-overs of a case, the newest first",
        parameters=[Filter],
        responses=page_of(HandOverShape),
    )
    def hand_overs(self, request: Request, reference: str) -> Response:
        """What each lead told the next; for police only."""
        rows = hand_overs_of(self.record)
        return self.listed(rows, ("-number", "-id"), HandOverShape(), wanted=self.asked())


class ApprovalViewSet(RecordViewSet[Case]):
    """What was asked on one case, and the decision."""

    needs: ClassVar = {
        "list": Action.WORK_CASE,
        "create": Action.CLOSE_CASE,
        "retrieve": Action.WORK_CASE,
        "decide": Action.DECIDE_MEASURES,
        "withdraw": Action.WORK_CASE,
    }
    door = staticmethod(case_for)

    @extend_schema(
        summary="List what supervisors were asked on a case, the newest first",
        parameters=[Filter],
        responses=page_of(ApprovalShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What waits and what was decided; for police only."""
        rows = approvals_of(self.record).select_related("case")
        return self.listed(rows, ("-number", "-id"), ApprovalShape(), wanted=self.asked())

    @extend_schema(
        summary="Ask the rank that may close a case to close it",
        request=CaseClosing,
        responses={201: ApprovalWhole},
        parameters=[IF_MATCH, LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """With the same answers; whoever decides has every check run again."""
        case = locked_if_match(request, self.record)
        said = self.sent(CaseClosing)
        said["outcome"] = Outcome(said["outcome"])
        asked = ask_to_close(case, **said, by=self.person, now=self.now)
        return self.made(self._shown(asked), reverse("api_approval", args=[reference, asked.number]))

    @extend_schema(summary="Read what was asked", responses=ApprovalWhole, parameters=[ETAG])
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With what stood when it was asked."""
        return self._shown(self._one(number))

    @extend_schema(
        summary="Grant or return what was asked",
        request=Decision,
        responses={200: ApprovalWhole},
        parameters=[IF_MATCH, ETAG],
    )
    def decide(self, request: Request, reference: str, number: int) -> Response:
        """Granting does what was asked, after every check has been run again."""
        # Whatever is done on a case locks it before what hangs on it.
        locked(self.record)
        approval = locked_if_match(request, self._one(number))
        if approval.kind != ApprovalKind.MEASURE and not access.may(self.person, Action.DECIDE_APPROVALS):
            raise PermissionDenied
        said = self.sent(Decision)
        decide = DECIDE[ApprovalKind(approval.kind)]
        verdict, decision = Verdict(said["verdict"]), said["decision"]
        approval = decide(approval, verdict=verdict, decision=decision, by=self.person, now=self.now)
        return self.changed(self._shown(approval), reverse("api_approval", args=[reference, number]))

    @extend_schema(
        summary="Withdraw what you asked",
        request=Withdrawn,
        responses={200: ApprovalWhole},
        parameters=[IF_MATCH, ETAG],
    )
    def withdraw(self, request: Request, reference: str, number: int) -> Response:
        """Before anybody has decided."""
        locked(self.record)
        approval = locked_if_match(request, self._one(number))
        approval = withdraw_approval(approval, **self.sent(Withdrawn), by=self.person, now=self.now)
        return self.changed(self._shown(approval), reverse("api_approval", args=[reference, number]))

    def read(self, **kwargs: Any) -> Response:
        """Return what was asked, as an address names it."""
        self.find(**kwargs)
        return self._shown(self._one(kwargs["number"]))

    def _one(self, number: int) -> Approval:
        return get_object_or_404(approvals_of(self.record).select_related("case"), number=number)

    def _shown(self, approval: Approval) -> Response:
        more = {
            "since_returned": [line._asdict() for line in since_returned(approval)],
            "deciding": told_of(approval, self.person, self.now),
        }
        return Response({**ApprovalShape(approval).data, **more}, headers={"ETag": etag_of(approval)})


class WaitingViewSet(ScopedViewSet):
    """What waits for this supervisor's decision."""

    needs: ClassVar = {"list": Action.DECIDE_MEASURES}

    @extend_schema(
        summary="List what waits for your decision, the oldest first",
        parameters=[ApprovalFilter],
        responses=page_of(ApprovalShape),
    )
    def list(self, request: Request) -> Response:
        """Of the cases that you see, by your rank, and nothing that you asked yourself."""
        wanted = self.asked(ApprovalFilter)
        chosen = {"kind": wanted["kind"]} if "kind" in wanted else {}
        waiting = with_all(waiting_for(self.person)).filter(**chosen).select_related("decided_by")
        rows = access.scope(waiting, self.person, path="case", now=self.now)
        return self.listed(rows, ("asked_at", "id"), ApprovalShape(), wanted=wanted, about="approvals")
