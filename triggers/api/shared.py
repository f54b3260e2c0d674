"""What the view sets of a case review share: the door, the parts of a review by number, and how they are described."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import CaseReview
from asbcases.cases.queries import locked
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import review_for
from partners.choices import Action
from triggers.views.asked import read_application

View = TypeVar("View", bound=type[Any])


def described(one: str, many: str, *, tagged: bool = True) -> Callable[[View], View]:
    """Return how a view set over one kind of part is described; `tagged` where a part has a version."""

    def describe(view: View) -> View:
        headers: dict[str, Any] = {"parameters": [IF_NONE_MATCH, ETAG]} if tagged else {}
        return extend_schema_view(
            list=extend_schema(
                summary=f"List the {many} of a case review",
                parameters=[Filter],
                responses=page_of(view.shape),
            ),
            retrieve=extend_schema(
                summary=f"Read one {one} of a case review", responses=view.shape, **headers
            ),
        )(view)

    return describe


def of_new(request: Any, shape: Any) -> dict[str, Any]:
    """Return how the act that adds a part is described."""
    return {"request": request, "responses": {201: shape}, "parameters": [LOCATION]}


def of_act(request: Any, shape: Any) -> dict[str, Any]:
    """Return how an act on what has a version is described."""
    return {"request": request, "responses": {200: shape}, "parameters": [IF_MATCH, ETAG]}


def who_may(*acts: str) -> dict[str, Action]:
    """Return who reads: whoever sees reviews; and who acts: whoever works on them."""
    return {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_REVIEWS),
        **dict.fromkeys(acts, Action.WORK_REVIEW),
    }


class OfReviewViewSet(RecordViewSet[CaseReview]):
    """What is asked of one review: with what was applied for, or like none where that is not to be known."""

    door = staticmethod(review_for)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let the request through, to a review whose application may be read."""
        super().initial(request, *args, **kwargs)
        if "reference" in kwargs:
            read_application(self.record, "person")

    def act(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.person, "now": self.now}


class ReviewPartViewSet(OfReviewViewSet):
    """What hangs on a review and is found by its number there."""

    needs: ClassVar = who_may("create")
    route: ClassVar[str]
    shape: ClassVar[type[serializers.ModelSerializer[Any]]]
    model: ClassVar[type[Model]]
    key: ClassVar[str] = "number"
    # What is read with a row, so that a page of them costs no more than one.
    joined: ClassVar[tuple[str, ...]] = ("recorded_by",)

    def list(self, request: Request, reference: str) -> Response:
        """In the order in which it came."""
        return self.listed(self.rows(), (self.key,), self.shape(), wanted=self.asked())

    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """By its number on the review."""
        answer = self.part(number)
        return unless_known(request, answer) if "ETag" in answer.headers else answer

    def read(self, **kwargs: Any) -> Response:
        """Return the part that these parts of an address name."""
        self.find(**kwargs)
        return self.part(kwargs["number"])

    def rows(self) -> QuerySet[Any]:
        """Return the rows of the review."""
        rows: QuerySet[Any] = self.model._default_manager.filter(review=self.record)
        return rows.select_related(*self.joined)

    def row(self, number: int) -> Any:
        """Return one row, which knows the review of the route."""
        row = get_object_or_404(self.rows(), **{self.key: number})
        row.review = self.record
        return row

    def part(self, number: int) -> Response:
        """Return the answer that shows one part, with its version where it has one."""
        row = self.row(number)
        headers = {"ETag": etag_of(row)} if hasattr(row, "version") else {}
        return Response(self.shape(row).data, headers=headers)

    def added(self, row: Any) -> Response:
        """Return the answer for a part that was added."""
        number = getattr(row, self.key)
        return self.made(self.part(number), self.address(number))

    def address(self, number: int) -> str:
        """Return the address of a part."""
        return reverse(self.route, args=[self.record.reference, number])

    def done(
        self,
        number: int,
        shape: type[serializers.Serializer[Any]] | None,
        verb: Callable[..., object],
        among: dict[str, QuerySet[Any]] | None = None,
    ) -> Response:
        """Do something with a part as its reader knew it, locked after its review, and show it."""
        locked(self.record)
        row = locked_if_match(self.request, self.row(number))
        row.review = self.record
        said = self.sent(shape, among=among or {}) if shape else {}
        verb(row, **said, **self.act())
        return self.changed(self.part(number), self.address(number))
