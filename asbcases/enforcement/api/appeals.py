"""Appeals against a notice, and works in default, by the API."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.enforcement.api import breach_sent as sent
from asbcases.enforcement.api.after_a_notice import MeasurePartViewSet
from asbcases.enforcement.api.breach_shapes import AppealShape, WorksShape
from asbcases.enforcement.api.order_sent import HearingOutcome
from asbcases.enforcement.models import Appeal, Hearing, RemedialWork
from asbcases.enforcement.queries.breaches import appeals_of, heard_of, works_of
from asbcases.enforcement.transitions.appeals import decide_appeal, lodge_appeal
from asbcases.enforcement.transitions.hearings import hear_appeal, hold_hearing
from asbcases.enforcement.transitions.hearsay import note_hearsay
from asbcases.enforcement.transitions.modifying import vary_by_court
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.enforcement.transitions.works import bill_works, consent_to_works, do_works, propose_works
from asbcases.web.api.etags import etag_of, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

APPEAL: dict[str, Any] = {"responses": {200: AppealShape}, "parameters": [IF_MATCH, ETAG]}
WORKS: dict[str, Any] = {"responses": {200: WorksShape}, "parameters": [IF_MATCH, ETAG]}


class AppealViewSet(MeasurePartViewSet):
    """The appeals against a notice; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "decide", "terms", "hear", "held", "hearsay"), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the appeals against a notice, the newest first",
        parameters=[Filter],
        responses=page_of(AppealShape),
    )
    def list(self, request: Request, reference: str, measure: str) -> Response:
        """In time or not."""
        rows = appeals_of(self.measure)
        return self.listed(rows, ("-lodged_on", "-id"), AppealShape(), wanted=self.asked())

    @extend_schema(summary="Read an appeal", responses=AppealShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, measure: str, appeal: int) -> Response:
        """With how it ended."""
        return unless_known(request, self._shown(appeal))

    @extend_schema(
        summary="Record an appeal against a notice",
        request=sent.NewAppeal,
        responses={201: AppealShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str, measure: str) -> Response:
        """Never refused because it comes late; in time it suspends what is to be done (APP-1, APP-3)."""
        made = lodge_appeal(self.measure, **self.sent(sent.NewAppeal), by=self.person, now=self.now)
        return self.made(self._shown(made.pk), self._address(made.pk))

    @extend_schema(summary="Record how an appeal ended", request=sent.AppealEnd, **APPEAL)
    def decide(self, request: Request, reference: str, measure: str, appeal: int) -> Response:
        """A quashed notice is over (APP-4)."""
        row = self.to_change(request, self._one(appeal))
        decide_appeal(row, **self.sent(sent.AppealEnd), by=self.person, now=self.now)
        return self.changed(self._shown(appeal), self._address(appeal))

    @extend_schema(summary="Keep a hearing of an appeal", request=sent.AppealHeard, **APPEAL)
    def hear(self, request: Request, reference: str, measure: str, appeal: int) -> Response:
        """From it hearsay notice is owed (EVD-2)."""
        row = self.to_change(request, self._one(appeal))
        hear_appeal(row, **self.sent(sent.AppealHeard), by=self.person, now=self.now)
        return self.changed(self._shown(appeal), self._address(appeal))

    @extend_schema(summary="Record what came of a hearing of an appeal", request=HearingOutcome, **APPEAL)
    def held(self, request: Request, reference: str, measure: str, appeal: int, number: int) -> Response:
        """Or that it was taken out of the list."""
        self.to_change(request, self._one(appeal))
        said = self.sent(HearingOutcome)
        hold_hearing(self._hearing(appeal, number), **said, by=self.person, now=self.now)
        return self.changed(self._shown(appeal), self._address(appeal))

    @extend_schema(
        summary="Note hearsay notice before the hearing of an appeal", request=sent.HearsayNoted, **APPEAL
    )
    def hearsay(self, request: Request, reference: str, measure: str, appeal: int, number: int) -> Response:
        """One that is late takes a reason (EVD-2); it goes to weight and costs alone (EVD-3)."""
        self.to_change(request, self._one(appeal))
        said = self.sent(sent.HearsayNoted)
        note_hearsay(self._hearing(appeal, number), **said, by=self.person, now=self.now)
        return self.changed(self._shown(appeal), self._address(appeal))

    @extend_schema(summary="Record the terms as the court modified them", request=sent.CourtTerms, **APPEAL)
    def terms(self, request: Request, reference: str, measure: str, appeal: int) -> Response:
        """Kept as given, once the appeal has ended so; what is to be done from now on has its clock."""
        row, said = self.to_change(request, self._one(appeal)), self.sent(sent.CourtTerms)
        for term in said["terms"]:
            term.pop("foreshadowed_by")
        vary_by_court(row, **said, by=self.person, now=self.now)
        return self.changed(self._shown(appeal), self._address(appeal))

    def read(self, **kwargs: Any) -> Response:
        """Return the appeal of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["appeal"])

    def _one(self, appeal: int) -> Appeal:
        return get_object_or_404(appeals_of(self.measure).select_related("measure__case"), pk=appeal)

    def _hearing(self, appeal: int, number: int) -> Hearing:
        found = heard_of(self.measure).filter(appeal=appeal).select_related("measure__case", "appeal")
        return get_object_or_404(found, number=number)

    def _address(self, appeal: int) -> str:
        return reverse("api_appeal", args=self.address(appeal))

    def _shown(self, appeal: int) -> Response:
        row = self._one(appeal)
        return Response(AppealShape(row).data, headers={"ETag": etag_of(row)})


class WorksViewSet(MeasurePartViewSet):
    """Works in default under a notice; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "consent", "done", "bill", "wrong"), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the works under a notice, by number", parameters=[Filter], responses=page_of(WorksShape)
    )
    def list(self, request: Request, reference: str, measure: str) -> Response:
        """With consents and bills."""
        rows = works_of(self.measure)
        return self.listed(rows, ("number", "id"), WorksShape(), wanted=self.asked())

    @extend_schema(summary="Read works", responses=WorksShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """With consents and bill."""
        return unless_known(request, self._shown(number))

    @extend_schema(
        summary="Record works that a council means to do",
        request=sent.NewWorks,
        responses={201: WorksShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str, measure: str) -> Response:
        """On open land without asking, elsewhere with an invitation to consent (WRK-1, WRK-2)."""
        made = propose_works(self.measure, **self.sent(sent.NewWorks), by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(summary="Record consent to works", request=sent.Consent, **WORKS)
    def consent(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Of whoever had to do it, and of the owner."""
        row = self.to_change(request, self._one(number))
        consent_to_works(row, **self.sent(sent.Consent), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    @extend_schema(summary="Record that works were done", request=sent.WorksDone, **WORKS)
    def done(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Refused without the consents (WRK-2)."""
        row = self.to_change(request, self._one(number))
        do_works(row, **self.sent(sent.WorksDone), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    @extend_schema(summary="Record the bill for works", request=sent.Bill, **WORKS)
    def bill(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """There is a time to appeal against its amount (WRK-3)."""
        row = self.to_change(request, self._one(number))
        bill_works(row, **self.sent(sent.Bill), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    @extend_schema(summary="Mark works as recorded in error", request=sent.RecordedInError, **WORKS)
    def wrong(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """They stay, with the reason."""
        row = self.to_change(request, self._one(number))
        part_in_error(row, **self.sent(sent.RecordedInError), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    def read(self, **kwargs: Any) -> Response:
        """Return the works of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _one(self, number: int) -> RemedialWork:
        return get_object_or_404(works_of(self.measure).select_related("measure__case"), number=number)

    def _address(self, number: int) -> str:
        return reverse("api_works", args=self.address(number))

    def _shown(self, number: int) -> Response:
        row = self._one(number)
        return Response(WorksShape(row).data, headers={"ETag": etag_of(row)})
