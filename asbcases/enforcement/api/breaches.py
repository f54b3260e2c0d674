"""Breaches by the API: each rung of the ladder is one operation."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.enforcement.api import breach_sent as sent
from asbcases.enforcement.api.after_a_notice import BreachPartViewSet
from asbcases.enforcement.api.breach_shapes import BreachShape
from asbcases.enforcement.models import Breach, MeasureTerm
from asbcases.enforcement.queries.breaches import breaches_of
from asbcases.enforcement.transitions.breach_orders import note_court_order
from asbcases.enforcement.transitions.breaches import (
    allege_breach,
    conclude_breach,
    decide_breach,
    gather_evidence,
    seek_explanation,
    tell_subject,
    tell_victim,
)
from asbcases.enforcement.transitions.penalties import begin_proceedings, file_breach
from asbcases.enforcement.transitions.struck import part_in_error
from asbcases.web.api.etags import etag_of, unless_known
from asbcases.web.api.fields import Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

ACT: dict[str, Any] = {"responses": {200: BreachShape}, "parameters": [IF_MATCH, ETAG]}


class BreachViewSet(BreachPartViewSet):
    """What is said to be a breach of a notice or order, from the allegation to the outcome; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "evidence", "explanation", "decision", "outcome"), Action.ENFORCE),
        **dict.fromkeys(
            ("tell_person", "tell_victim", "file", "proceedings", "ordered", "wrong"), Action.ENFORCE
        ),
    }

    @extend_schema(
        summary="List the alleged breaches of a notice or order, by number",
        parameters=[Filter],
        responses=page_of(BreachShape),
    )
    def list(self, request: Request, reference: str, measure: str) -> Response:
        """With those that were recorded in error, which say so."""
        rows = breaches_of(self.measure)
        return self.listed(rows, ("number", "id"), BreachShape(), wanted=self.asked())

    @extend_schema(summary="Read an alleged breach", responses=BreachShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Alleged until a court, or the person, says otherwise."""
        return unless_known(request, self._shown(number))

    @extend_schema(
        summary="Record an alleged breach",
        request=sent.NewBreach,
        responses={201: BreachShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str, measure: str) -> Response:
        """Of exact terms; refused for a term that an appeal suspends on that day (APP-3)."""
        said = self.sent(sent.NewBreach)
        said["terms"] = self._terms(said["terms"])
        made = allege_breach(self.measure, **said, by=self.person, now=self.now)
        return self.made(self._shown(made.number), self._address(made.number))

    @extend_schema(summary="Keep what shows a breach", request=sent.Evidence, **ACT)
    def evidence(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """For each of its terms."""

        def act(breach: Breach, said: dict[str, Any]) -> Breach:
            by_number = {int(term): words for term, words in said["evidence"].items() if term.isdecimal()}
            return gather_evidence(breach, evidence=by_number, by=self.person, now=self.now)

        return self._act(request, number, sent.Evidence, act)

    @extend_schema(summary="Keep the explanation of a breach", request=sent.Explanation, **ACT)
    def explanation(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Or that none was offered."""
        return self._act(request, number, sent.Explanation, self._by(seek_explanation, "explained_at"))

    @extend_schema(summary="Decide what is done about a breach", request=sent.BreachDecided, **ACT)
    def decision(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Refused where the notice was not in force then (CPB-4)."""
        return self._act(request, number, sent.BreachDecided, self._by(decide_breach))

    @extend_schema(summary="Record that the person was told", request=sent.BreachTold, **ACT)
    def tell_person(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """What was decided."""
        return self._act(request, number, sent.BreachTold, self._by(tell_subject, "told_at"))

    @extend_schema(summary="Record that the victim was told", request=sent.BreachTold, **ACT)
    def tell_victim(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """What was decided."""
        return self._act(request, number, sent.BreachTold, self._by(tell_victim, "told_at"))

    @extend_schema(summary="Record what came of a breach", request=sent.BreachOutcome, **ACT)
    def outcome(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """On a closed case too."""
        return self._act(request, number, sent.BreachOutcome, self._by(conclude_breach))

    @extend_schema(
        summary="Record that the file of a breach went to the prosecutor", request=sent.BreachFiled, **ACT
    )
    def file(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Refused while a fixed penalty may still be paid, or was (CPB-6)."""
        return self._act(request, number, sent.BreachFiled, self._by(file_breach, "filed_at"))

    @extend_schema(summary="Record that proceedings began", request=sent.Proceedings, **ACT)
    def proceedings(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """As the prosecutor says."""
        return self._act(request, number, sent.Proceedings, self._by(begin_proceedings))

    @extend_schema(summary="Record what a court ordered besides the sentence", request=sent.CourtOrder, **ACT)
    def ordered(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Remedial action, or forfeiture (WRK-4)."""
        return self._act(request, number, sent.CourtOrder, self._by(note_court_order))

    @extend_schema(summary="Mark a breach as recorded in error", request=sent.RecordedInError, **ACT)
    def wrong(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """It stays, with the reason."""
        return self._act(request, number, sent.RecordedInError, self._by(part_in_error))

    def read(self, **kwargs: Any) -> Response:
        """Return the breach of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _by(self, act: Callable[..., Any], *moments: str) -> Callable[[Breach, dict[str, Any]], Any]:
        """Return an act by whoever asks; the moment at which it was done is now where none was sent."""
        now = dict.fromkeys(moments, self.now)
        return lambda breach, said: act(breach, **{**now, **said}, by=self.person, now=self.now)

    def _act(
        self,
        request: Request,
        number: int,
        shape: type[Strict],
        act: Callable[[Breach, dict[str, Any]], object],
    ) -> Response:
        breach = self.breach(number)
        self.to_change(request, breach)
        act(breach, self.sent(shape))
        return self.changed(self._shown(number), self._address(number))

    def _terms(self, numbers: Sequence[int]) -> Sequence[MeasureTerm]:
        found = list(MeasureTerm.objects.filter(measure=self.measure, number__in=numbers))
        if len(found) != len(set(numbers)):
            raise ValidationError({"terms": ["No term has this number."]})
        return found

    def _address(self, number: int) -> str:
        return reverse("api_breach", args=self.address(number))

    def _shown(self, number: int) -> Response:
        breach = self.breach(number)
        return Response(BreachShape(breach).data, headers={"ETag": etag_of(breach)})
