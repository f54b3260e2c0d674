"""Exhibits of a case by the API, with their continuity."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Document
from asbcases.cases.queries import locked
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.casework.queries.documents import documents_of
from asbcases.enforcement.api import order_sent as sent
from asbcases.enforcement.api.order_shapes import ExhibitLineShape, ExhibitShape
from asbcases.enforcement.models import Exhibit
from asbcases.enforcement.queries.exhibits import exhibits_of
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.transitions.exhibits import add_exhibit, dispose, hand_over
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

ACT: dict[str, Any] = {"responses": {200: ExhibitShape}, "parameters": [IF_MATCH, ETAG]}


class ExhibitViewSet(CasePartViewSet):
    """What may be shown to a court; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "hand_over", "dispose"), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the exhibits of a case, by number",
        parameters=[Filter],
        responses=page_of(ExhibitLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With the hash of each file."""
        return self.listed(
            exhibits_of(self.record), ("number", "id"), ExhibitLineShape(), wanted=self.asked()
        )

    @extend_schema(summary="Read an exhibit", responses=ExhibitShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With its continuity."""
        return unless_known(request, self._shown(number))

    @extend_schema(
        summary="Add an exhibit",
        request=sent.NewExhibit,
        responses={201: ExhibitShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Without a label it gets the finder's next."""
        said = self.sent(sent.NewExhibit)
        said["document"] = self._document(said["document"])
        made = add_exhibit(self.record, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    def _document(self, number: int | None) -> Document | None:
        if number is None:
            return None
        found = documents_of(self.record).filter(STANDS, number=number).first()
        if found is None:
            raise ValidationError({"document": ["No file of the case has this number."]})
        return found

    @extend_schema(summary="Hand an exhibit over", request=sent.ExhibitHandedOver, **ACT)
    def hand_over(self, request: Request, reference: str, number: int) -> Response:
        """Refused from anybody but who holds it; the chain only grows."""
        return self._act(request, number, sent.ExhibitHandedOver, hand_over)

    @extend_schema(summary="Record what became of an exhibit", request=sent.ExhibitDisposed, **ACT)
    def dispose(self, request: Request, reference: str, number: int) -> Response:
        """It moves no more."""
        return self._act(request, number, sent.ExhibitDisposed, dispose)

    def read(self, **kwargs: Any) -> Response:
        """Return the exhibit of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _act(
        self, request: Request, number: int, shape: type[Strict], act: Callable[..., object]
    ) -> Response:
        locked(self.record)
        exhibit = locked_if_match(request, self._one(number))
        act(exhibit, **self.sent(shape), by=self.person, now=self.now)
        return self.changed(self._shown(number), self._address(number))

    def _one(self, number: int) -> Exhibit:
        return get_object_or_404(exhibits_of(self.record).select_related("case"), number=number)

    def _address(self, number: int) -> str:
        return reverse("api_exhibit", args=[self.record.reference, number])

    def _shown(self, number: int) -> Response:
        exhibit = self._one(number)
        return Response(ExhibitShape(exhibit).data, headers={"ETag": etag_of(exhibit)})
