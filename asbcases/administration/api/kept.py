"""What view sets of what administrators keep share: whoever may not is told so, whichever record they name."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.response import Response

from asbcases.web.api.etags import etag_of, locked_if_match
from asbcases.web.api.fields import Strict
from asbcases.web.api.views import ScopedViewSet
from asbcases.web.scoped import require
from asbcases.web.versions import FIELD
from partners.choices import Action

Row = TypeVar("Row", bound=Model)


class KeptViewSet(ScopedViewSet, Generic[Row]):
    """Rows of one kind, known by their number, for whoever keeps them."""

    shape: ClassVar[type[serializers.BaseSerializer[Any]]]
    route: ClassVar[str]
    row: Row

    def find(self, **kwargs: Any) -> None:
        """Find the row of the route, for who may do this; another method finds nothing."""
        if self.action:
            # Before the row, so that nobody learns which numbers there are.
            require(self.request._request, self.needed())
            if "pk" in kwargs:
                self.row = get_object_or_404(self.rows(), pk=kwargs["pk"])

    def needed(self) -> Action:
        """Return what the act of this request takes."""
        return self.needs[self.action or ""] or Action.ADMINISTER

    def rows(self) -> QuerySet[Row]:
        """Return the rows that the person keeps."""
        raise NotImplementedError

    def seen_with(self) -> dict[str, Any]:
        """Return what the shape of a row needs to know beside it."""
        return {}

    def read(self, **kwargs: Any) -> Response:
        """Return the row of an address, as it stands."""
        return self.shown(get_object_or_404(self.rows(), pk=kwargs["pk"]))

    def shown(self, row: Row) -> Response:
        """Return the answer that shows a row, with its version if it has one."""
        headers = {"ETag": etag_of(row)} if hasattr(row, FIELD) else {}
        return Response(self.shape(row, context=self.seen_with()).data, headers=headers)

    def address(self, row: Row) -> str:
        """Return where a row stands."""
        return reverse(self.route, args=[row.pk])

    def by(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.person, "now": self.now}

    def created(self, row: Row) -> Response:
        """Return the answer for a row that was made."""
        return self.made(self.read(pk=row.pk), self.address(row))

    def done(self, row: Row) -> Response:
        """Return the answer for a row that was changed."""
        return self.changed(self.read(pk=row.pk), self.address(row))

    def acted(self, verb: Callable[..., Row], shape: type[Strict], **context: Any) -> Response:
        """Act on the row as its reader knew it, and show it as it stands then."""
        row = locked_if_match(self.request, self.row)
        return self.done(verb(row, **self.sent(shape, **context), **self.by()))
