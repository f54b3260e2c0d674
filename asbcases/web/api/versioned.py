"""What view sets over records with a version share: who acts, how a record is shown, and acts on it as it was read."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.urls import reverse
from rest_framework import serializers
from rest_framework.response import Response

from asbcases.web.api.etags import etag_of, locked_if_match
from asbcases.web.api.views import RecordViewSet

Record = TypeVar("Record", bound=Model)


class VersionedViewSet(RecordViewSet[Record]):
    """Records known by a reference or a number, each with the version that its acts answer to."""

    shape: ClassVar[Any]
    route: ClassVar[str]
    named: ClassVar[str] = "reference"

    def shown(self, record: Record) -> Response:
        """Return the answer that shows a record, with its version."""
        shape = self.shape(record, context=self.seen_with(record))
        return Response(shape.data, headers={"ETag": etag_of(record)})

    def seen_with(self, record: Record) -> dict[str, Any]:
        """Return what the shape of a record needs to know beside it."""
        return {"now": self.now}

    def address(self, record: Record) -> str:
        """Return where a record stands."""
        return reverse(self.route, args=[getattr(record, self.named)])

    def by(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.person, "now": self.now}

    def created(self, record: Record) -> Response:
        """Return the answer for a record that was made."""
        return self.made(self.shown(record), self.address(record))

    def acted(
        self,
        record: Record,
        verb: Callable[..., Any],
        shape: type[serializers.Serializer[Any]],
        **context: Any,
    ) -> Response:
        """Act on a record as its reader knew it, and show it as it stands then."""
        row = locked_if_match(self.request, record)
        done = verb(row, **self.sent(shape, **context), **self.by())
        return self.changed(self.shown(done), self.address(done))
