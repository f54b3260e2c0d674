"""“May I?” by the API: each power with what stands in its way, by which section, and what it would start."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.casework.api.parts import CasePartViewSet
from asbcases.enforcement.forms.powers import PowersForm
from asbcases.enforcement.queries.powers import Asked, may_i, parties_to_ask, premises_to_ask
from asbcases.enforcement.rules.powers import Standing
from asbcases.enforcement.views.against import against_mediation
from asbcases.web.api.fields import Strict, Text
from asbcases.web.api.paging import asked as asked_for
from partners.choices import Action

STANDINGS = [one.value for one in Standing]


class PowersFilter(Strict):
    """About whom or what it is asked."""

    subject = Text(required=False, max_length=20, help_text="Reference of a person or body of the case")
    premises = Text(required=False, max_length=20, help_text="Reference of premises of the case")


class PointShape(serializers.Serializer[Any]):
    """One thing about a power."""

    words = serializers.CharField(read_only=True)
    rule = serializers.CharField(read_only=True, help_text="Id of the rule of law; empty for practice")
    section = serializers.CharField(read_only=True)
    standing = serializers.ChoiceField(choices=STANDINGS, read_only=True)
    warns = serializers.BooleanField(read_only=True, help_text="It takes a written reason")
    mend = serializers.CharField(read_only=True, help_text="The kind of field that mends it, or empty")


class StartsShape(serializers.Serializer[Any]):
    """A clock that a power would start today."""

    what = serializers.CharField(read_only=True)
    when = serializers.SerializerMethodField(help_text="A day, or an instant")
    rule = serializers.CharField(read_only=True)

    def get_when(self, start: Any) -> str:
        """Return the day or instant in ISO 8601."""
        return str(start.when.isoformat())


class PowerShape(serializers.Serializer[Any]):
    """One power and its answer."""

    key = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    standing = serializers.ChoiceField(choices=STANDINGS, read_only=True)
    points = PointShape(many=True, read_only=True)
    then = PointShape(many=True, read_only=True, help_text="What else the law asks for")
    starts = StartsShape(many=True, read_only=True)


class PowersShape(serializers.Serializer[Any]):
    """Every power, for one subject and premises of a case."""

    subject = serializers.CharField(read_only=True, help_text="Reference, or empty")
    premises = serializers.CharField(read_only=True, help_text="Reference, or empty")
    powers = PowerShape(many=True, read_only=True)


class PowersViewSet(CasePartViewSet):
    """Which power may be used on a case; for police only."""

    needs: ClassVar = {"retrieve": Action.SEE_ORDERS}

    @extend_schema(summary="Ask which powers may be used", parameters=[PowersFilter], responses=PowersShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """Who or what is no part of the case is as if nothing was named."""
        case = self.record
        form = PowersForm(
            asked_for(request, PowersFilter), parties=parties_to_ask(case), premises=premises_to_ask(case)
        )
        asked = Asked(case, form.whom, form.where, self.person, self.now)
        found = may_i(asked, against_mediation=against_mediation(case))
        named = {"subject": asked.subject, "premises": asked.premises}
        answer = {name: one.reference if one else "" for name, one in named.items()}
        return Response(PowersShape({**answer, "powers": found.powers}).data)
