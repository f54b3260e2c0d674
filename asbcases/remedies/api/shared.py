"""What the view sets of a case share: who acts and when."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from asbcases.cases.models import CaseParty
from asbcases.cases.queries import locked
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.remedies.choices import Side
from asbcases.remedies.queries import parties
from asbcases.web.api.etags import etag_of, locked_if_match


class RemedyPartViewSet(CasePartViewSet):
    """What hangs on a case and is found by its number there; for police only."""

    shape: ClassVar[Any]

    @abstractmethod
    def row(self, **named: Any) -> Any:
        """Return the row that these parts of an address name, of the case of the route."""

    @abstractmethod
    def address(self, row: Any) -> str:
        """Return where a row stands."""

    def read(self, **kwargs: Any) -> Response:
        """Return what these parts of an address name."""
        self.find(**kwargs)
        return self.tagged(self.row(**{name: part for name, part in kwargs.items() if name != "reference"}))

    def tagged(self, row: Any) -> Response:
        """Return the answer that shows a row, with its version."""
        return Response(self.shape(row).data, headers={"ETag": etag_of(row)})

    def by(self) -> dict[str, Any]:
        """Return who acts, and when."""
        return {"by": self.person, "now": self.now}

    def among(self, **sides: Side) -> dict[str, QuerySet[CaseParty]]:
        """Return the people of the case who may be named, by the field in which they are."""
        return {name: parties(self.record, side) for name, side in sides.items()}

    def done(
        self,
        verb: Callable[..., object],
        shape: type[Serializer[Any]] | None,
        among: Callable[[Any], dict[str, Any]] | None = None,
        **named: Any,
    ) -> Response:
        """Do something with a row as its reader knew it, locked after its case, and show it."""
        locked(self.record)
        row = locked_if_match(self.request, self.row(**named))
        said = self.sent(shape, among=among(row) if among else {}) if shape else {}
        verb(row, **said, **self.by())
        fresh = self.row(**named)
        return self.changed(self.tagged(fresh), self.address(fresh))
