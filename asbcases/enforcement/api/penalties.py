"""Fixed penalties, and what is seized, by the API."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.enforcement.api import breach_sent as sent
from asbcases.enforcement.api.after_a_notice import BreachPartViewSet
from asbcases.enforcement.api.breach_shapes import PenaltyShape, SeizureShape
from asbcases.enforcement.models import FixedPenalty, Seizure
from asbcases.enforcement.queries.breaches import penalties_of, seizures_of
from asbcases.enforcement.transitions.penalties import cancel_penalty, offer_penalty, pay_penalty
from asbcases.enforcement.transitions.seizures import note_warrant, return_item, seize_item
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.web.api.etags import etag_of, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

PENALTY: dict[str, Any] = {"responses": {200: PenaltyShape}, "parameters": [IF_MATCH, ETAG]}
SEIZURE: dict[str, Any] = {"responses": {200: SeizureShape}, "parameters": [IF_MATCH, ETAG]}


class PenaltyViewSet(BreachPartViewSet):
    """The fixed penalties of a breach; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "paid", "cancel"), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the fixed penalties of a breach, the newest first",
        parameters=[Filter],
        responses=page_of(PenaltyShape),
    )
    def list(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """With those that were cancelled."""
        rows = penalties_of(self.breach(number)).select_related("breach")
        return self.listed(rows, ("-id",), PenaltyShape(), wanted=self.asked())

    @extend_schema(summary="Read a fixed penalty", responses=PenaltyShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, measure: str, number: int, penalty: str) -> Response:
        """With its last day to pay and the first day of proceedings."""
        return unless_known(request, self._shown(number, penalty))

    @extend_schema(
        summary="Offer a fixed penalty",
        request=sent.NewPenalty,
        responses={201: PenaltyShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """For a breach of which so was decided, by whoever has the authority (CPB-4 to CPB-9)."""
        said = self.sent(sent.NewPenalty)
        made = offer_penalty(self.breach(number), **said, by=self.person, now=self.now)
        return self.made(self._shown(number, made.reference), self._address(number, made.reference))

    @extend_schema(summary="Record that a penalty was paid", request=sent.PenaltyPaid, **PENALTY)
    def paid(self, request: Request, reference: str, measure: str, number: int, penalty: str) -> Response:
        """In its days it bars a conviction."""
        row = self.to_change(request, self._one(number, penalty))
        pay_penalty(row, **self.sent(sent.PenaltyPaid), by=self.person, now=self.now)
        return self.changed(self._shown(number, penalty), self._address(number, penalty))

    @extend_schema(summary="Cancel a penalty", request=sent.RecordedInError, **PENALTY)
    def cancel(self, request: Request, reference: str, measure: str, number: int, penalty: str) -> Response:
        """That was not paid."""
        row = self.to_change(request, self._one(number, penalty))
        why = self.sent(sent.RecordedInError)["reason"]
        cancel_penalty(row, why=why, by=self.person, now=self.now)
        return self.changed(self._shown(number, penalty), self._address(number, penalty))

    def read(self, **kwargs: Any) -> Response:
        """Return the penalty of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"], kwargs["penalty"])

    def _one(self, number: int, penalty: str) -> FixedPenalty:
        found = penalties_of(self.breach(number)).select_related("breach__measure__case")
        return get_object_or_404(found, reference=penalty)

    def _address(self, number: int, penalty: str) -> str:
        return reverse("api_penalty", args=self.address(number, penalty))

    def _shown(self, number: int, penalty: str) -> Response:
        row = self._one(number, penalty)
        return Response(PenaltyShape(row).data, headers={"ETag": etag_of(row)})


class SeizureViewSet(BreachPartViewSet):
    """Warrants to seize what was used in a breach; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "seized", "returned", "wrong"), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the warrants to seize for a breach, by number",
        parameters=[Filter],
        responses=page_of(SeizureShape),
    )
    def list(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """With what became of each item."""
        rows = seizures_of(self.breach(number))
        return self.listed(rows, ("number", "id"), SeizureShape(), wanted=self.asked())

    @extend_schema(
        summary="Read a warrant to seize", responses=SeizureShape, parameters=[IF_NONE_MATCH, ETAG]
    )
    def retrieve(self, request: Request, reference: str, measure: str, number: int, item: int) -> Response:
        """With what became of the item."""
        return unless_known(request, self._shown(number, item))

    @extend_schema(
        summary="Record a warrant to seize",
        request=sent.NewWarrant,
        responses={201: SeizureShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """It is entered under within a time from its issue (WRK-5)."""
        said = self.sent(sent.NewWarrant)
        made = note_warrant(self.breach(number), **said, by=self.person, now=self.now)
        return self.made(self._shown(number, made.number), self._address(number, made.number))

    @extend_schema(summary="Record that an item was seized", request=sent.ItemSeized, **SEIZURE)
    def seized(self, request: Request, reference: str, measure: str, number: int, item: int) -> Response:
        """It is kept only if proceedings begin in time (WRK-6)."""
        row = self.to_change(request, self._one(number, item))
        seize_item(row, **self.sent(sent.ItemSeized), by=self.person, now=self.now)
        return self.changed(self._shown(number, item), self._address(number, item))

    @extend_schema(summary="Record what became of an item", request=sent.ItemReturned, **SEIZURE)
    def returned(self, request: Request, reference: str, measure: str, number: int, item: int) -> Response:
        """On a closed case too."""
        row = self.to_change(request, self._one(number, item))
        return_item(row, **self.sent(sent.ItemReturned), by=self.person, now=self.now)
        return self.changed(self._shown(number, item), self._address(number, item))

    @extend_schema(summary="Mark a warrant as recorded in error", request=sent.RecordedInError, **SEIZURE)
    def wrong(self, request: Request, reference: str, measure: str, number: int, item: int) -> Response:
        """It stays, with the reason."""
        row = self.to_change(request, self._one(number, item))
        part_in_error(row, **self.sent(sent.RecordedInError), by=self.person, now=self.now)
        return self.changed(self._shown(number, item), self._address(number, item))

    def read(self, **kwargs: Any) -> Response:
        """Return the warrant of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"], kwargs["item"])

    def _one(self, number: int, item: int) -> Seizure:
        found = seizures_of(self.breach(number)).select_related("breach__measure__case")
        return get_object_or_404(found, number=item)

    def _address(self, number: int, item: int) -> str:
        return reverse("api_seizure", args=self.address(number, item))

    def _shown(self, number: int, item: int) -> Response:
        row = self._one(number, item)
        return Response(SeizureShape(row).data, headers={"ETag": etag_of(row)})
