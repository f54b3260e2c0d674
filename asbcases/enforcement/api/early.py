"""Early measures by the API: made, answered, and noted as over."""

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Person, Premises
from asbcases.enforcement.api import measure_sent as sent
from asbcases.enforcement.api.measure_shapes import MeasureShape
from asbcases.enforcement.api.measures import ACT, MeasureViewSet
from asbcases.enforcement.choices import EARLY, EarlyAnswer, TermKind
from asbcases.enforcement.transitions.early import answer_early, end_early, make_early
from asbcases.enforcement.views.against import against_mediation
from asbcases.web.api.fields import Choice, Day, Moment, Named, Strict, Text
from asbcases.web.api.schema import ETAG, LOCATION
from partners.choices import Action

LONG, LONGEST, MOST = 2_000, 8_000, 20


class NewEarly(Strict):
    """One early measure as it was given or offered."""

    kind = Choice(choices=[(kind.value, kind.label) for kind in EARLY])
    subject = Named(
        slug_field="reference", queryset=Person.objects.none(), help_text="One of the people of the case"
    )
    premises = Named(
        slug_field="reference", queryset=Premises.objects.none(), required=False, allow_null=True
    )
    given_at = Moment(required=False, help_text="Now, if left out")
    conduct = Text(max_length=LONGEST)
    effect = Text(max_length=LONG, required=False, allow_blank=True)
    will_not = serializers.ListField(
        child=Text(max_length=LONG), required=False, default=list, max_length=MOST
    )
    will = serializers.ListField(child=Text(max_length=LONG), required=False, default=list, max_length=MOST)
    ability = Text(max_length=LONG, required=False, allow_blank=True)
    proper_address = Text(max_length=LONG, required=False, allow_blank=True)
    contact = Text(max_length=LONG, required=False, allow_blank=True)
    ends_on = Day(required=False, allow_null=True, help_text="The last day")
    despite = Text(
        max_length=LONG,
        required=False,
        allow_blank=True,
        help_text="Why mediation is right although it is not suggested",
    )


class NewEarlyAnswer(Strict):
    """How somebody answered, or whether they kept what they agreed to."""

    answer = Choice(choices=EarlyAnswer.choices)
    words = Text(max_length=LONG, required=False, allow_blank=True)


class EarlyViewSet(MeasureViewSet):
    """The early measures of a case; for police only."""

    needs: ClassVar = {
        **MeasureViewSet.needs,
        **dict.fromkeys(("make", "answer", "over"), Action.ENFORCE),
    }

    @extend_schema(
        summary="Make an early measure",
        request=NewEarly,
        responses={201: MeasureShape},
        parameters=[LOCATION, ETAG],
    )
    def make(self, request: Request, reference: str) -> Response:
        """Mediation takes a reason where the risk is high, or hate, domestic abuse or threats are recorded."""
        said = self.sent(NewEarly, among=self._among())
        kinds = ((TermKind.STOP, "will_not"), (TermKind.DO, "will"))
        terms = [(kind, words) for kind, name in kinds for words in said.pop(name)]
        given_at = said.pop("given_at", self.now)
        against = against_mediation(self.record)
        row = make_early(
            self.record, given_at=given_at, terms=terms, against_mediation=against, **said, **self._who
        )
        address = reverse("api_measure", args=[self.record.reference, row.reference])
        return self.made(self._shown(row.reference), address)

    @extend_schema(summary="Record the answer to an early measure", request=NewEarlyAnswer, **ACT)
    def answer(self, request: Request, reference: str, measure: str) -> Response:
        """Declined, kept and broken end it."""
        said: dict[str, Any] = self.sent(NewEarlyAnswer)
        said["answer"] = EarlyAnswer(said["answer"])
        return self._act(measure, lambda row: answer_early(row, **said, **self._who))

    @extend_schema(summary="Note that an early measure is over", request=sent.Why, **ACT)
    def over(self, request: Request, reference: str, measure: str) -> Response:
        """With the reason."""
        said = self.sent(sent.Why)
        return self._act(measure, lambda row: end_early(row, **said, **self._who))
