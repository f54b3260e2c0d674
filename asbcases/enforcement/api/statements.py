"""Statements of a case by the API; for police only."""

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
from asbcases.enforcement.api import statement_sent as sent
from asbcases.enforcement.api.statement_shapes import StatementLineShape, StatementShape
from asbcases.enforcement.models import Statement
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.queries.statements import statements_of
from asbcases.enforcement.transitions.statements import (
    notify_hearsay,
    sign_statement,
    statement_in_error,
    take_statement,
    withhold_name,
)
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

ACT: dict[str, Any] = {"responses": {200: StatementShape}, "parameters": [IF_MATCH, ETAG]}
ACTS = ("sign", "withhold", "hearsay", "wrong")


class StatementViewSet(CasePartViewSet):
    """What witnesses said, signed and declared true."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", *ACTS), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the statements of a case, by number",
        parameters=[Filter],
        responses=page_of(StatementLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """A name that is withheld stands in no list."""
        rows = statements_of(self.record)
        return self.listed(rows, ("number", "id"), StatementLineShape(), wanted=self.asked())

    @extend_schema(summary="Read a statement", responses=StatementShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With who made it, and the exhibit that its original is; also one that was recorded in error, and why."""
        return unless_known(request, self._shown(self._kept(number)))

    @extend_schema(
        summary="Keep a statement",
        request=sent.NewStatement,
        responses={201: StatementShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Its original becomes an exhibit of the case."""
        said = self._with_files(self.sent(sent.NewStatement))
        made = take_statement(self.record, **said, by=self.person, now=self.now)
        return self.made(self._shown(self._one(made.number)), self._address(made.number))

    @extend_schema(summary="Keep that a statement was signed", request=sent.StatementSigned, **ACT)
    def sign(self, request: Request, reference: str, number: int) -> Response:
        """With its declaration of truth, or without."""
        return self._act(request, number, sent.StatementSigned, sign_statement)

    @extend_schema(summary="Withhold the name of a witness", request=sent.NameWithheld, **ACT)
    def withhold(self, request: Request, reference: str, number: int) -> Response:
        """On request, and after the risk was assessed (EVD-6)."""
        return self._act(request, number, sent.NameWithheld, withhold_name)

    @extend_schema(summary="Keep notice of the hearsay in a statement", request=sent.HearsayNotified, **ACT)
    def hearsay(self, request: Request, reference: str, number: int) -> Response:
        """On whom it was served, when and how (EVD-5)."""
        return self._act(request, number, sent.HearsayNotified, notify_hearsay)

    @extend_schema(summary="Mark a statement as recorded in error", request=sent.StatementWrong, **ACT)
    def wrong(self, request: Request, reference: str, number: int) -> Response:
        """Refused while a measure rests on it."""
        return self._act(request, number, sent.StatementWrong, statement_in_error)

    def read(self, **kwargs: Any) -> Response:
        """Return the statement of an address."""
        self.find(**kwargs)
        return self._shown(self._kept(kwargs["number"]))

    def _act(
        self, request: Request, number: int, shape: type[Strict], act: Callable[..., Statement]
    ) -> Response:
        locked(self.record)
        statement = locked_if_match(request, self._one(number))
        said = self._with_files(self.sent(shape))
        done = act(statement, **said, by=self.person, now=self.now)
        return self.changed(self._shown(done), self._address(number))

    def _with_files(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent with the files that its numbers mean."""
        named = {name: said[name] for name in ("document", "redacted") if said.get(name) is not None}
        return {**said, **{name: self._file(name, number) for name, number in named.items()}}

    def _file(self, name: str, number: int) -> Document:
        found = documents_of(self.record).filter(STANDS, number=number).first()
        if found is None:
            raise ValidationError({name: ["No file of the case has this number."]})
        return found

    def _one(self, number: int) -> Statement:
        return get_object_or_404(statements_of(self.record).select_related("case"), number=number)

    def _kept(self, number: int) -> Statement:
        return get_object_or_404(Statement.objects.select_related("case"), case=self.record, number=number)

    def _address(self, number: int) -> str:
        return reverse("api_statement", args=[self.record.reference, number])

    def _shown(self, statement: Statement) -> Response:
        return Response(StatementShape(statement).data, headers={"ETag": etag_of(statement)})
