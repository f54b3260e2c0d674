"""View sets of what hangs on one record: each row reached through it, listed the newest first, and struck out where wrong."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.casework.api.who import WrongSent
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION, described_by
from asbcases.web.api.views import RecordViewSet

Record = TypeVar("Record", bound=Model)
View = TypeVar("View", bound=type[Any])


class RowsViewSet(RecordViewSet[Record], Generic[Record]):
    """Rows of one kind on a record: each is kept, and none is reached by its id alone."""

    shape: ClassVar[type[serializers.ModelSerializer[Any]]]
    page: ClassVar[str]
    key: ClassVar[str] = "id"
    named: ClassVar[str] = "reference"

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """Return the rows on the record."""

    def seen_with(self) -> dict[str, Any]:
        """Return what the shape of a row needs to know beside it."""
        return {}

    def answered(self) -> Response:
        """Return one page of the rows, the newest first."""
        shape = self.shape(context=self.seen_with())
        return self.listed(self.rows(), ("-recorded_at", "-id"), shape, wanted=self.asked())

    def one(self, number: int) -> Response:
        """Return one row."""
        row = get_object_or_404(self.rows(), **{self.key: number})
        return Response(self.shape(row, context=self.seen_with()).data)

    def added(self, row: Model) -> Response:
        """Return the answer for a new row, with its address."""
        number = getattr(row, self.key)
        return self.made(self.one(number), self.address(number))

    def address(self, number: int) -> str:
        """Return where a row stands."""
        return reverse(self.page, args=[getattr(self.record, self.named), number])

    def read(self, **kwargs: Any) -> Response:
        """Return the row that an address names."""
        self.find(**kwargs)
        return self.one(kwargs["number"])


class PartsViewSet(RowsViewSet[Record], Generic[Record]):
    """One kind of what hangs on a record; what turns out wrong stays, struck out."""

    takes: ClassVar[type[Strict]]

    def note(self, **said: Any) -> Any:
        """Note what was sent, and return it."""
        raise NotImplementedError

    def strike(self, row: Any, *, reason: str) -> None:
        """Strike a row out."""
        raise NotImplementedError

    def sent_with(self) -> dict[str, Any]:
        """Return what the shape of what is sent needs to know beside it."""
        return {}

    def list(self, request: Request, reference: str) -> Response:
        """With what was struck out, which says so."""
        return self.answered()

    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With who noted it."""
        return self.one(number)

    def create(self, request: Request, reference: str) -> Response:
        """What is not on file yet is recorded."""
        said = self.sent(self.takes, **self.sent_with())
        return self.added(self.note(**said, by=self.person, now=self.now))

    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """With the reason."""
        row = get_object_or_404(self.rows(), **{self.key: number})
        self.strike(row, **self.sent(WrongSent))
        return self.changed(self.one(number), self.address(number))


def described(one: str, many: str, of: str, shape: Any, sent: Any) -> Callable[[View], View]:
    """Return how the view set of one kind of part of a record is described."""
    hows = {
        "list": extend_schema(
            summary=f"List the {many} of {of}, the one noted last first",
            parameters=[Filter],
            responses=page_of(shape),
        ),
        "retrieve": extend_schema(summary=f"Read {one} of {of}", responses=shape),
        "create": extend_schema(
            summary=f"Note {one} of {of}", request=sent, responses={201: shape}, parameters=[LOCATION]
        ),
        "wrong": extend_schema(
            summary=f"Say that {one} of {of} is wrong", request=WrongSent, responses={200: shape}
        ),
    }
    return described_by(hows)
