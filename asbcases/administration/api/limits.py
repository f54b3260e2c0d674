"""Numbers of the law by the API, for administrators: what is in force, one more with a sign-off, and its end."""

from dataclasses import asdict
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Council
from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.api.policies import SOURCE, LastDayInForce, amount
from asbcases.administration.transitions import SignOff, add_legal_limit, end_legal_limit
from asbcases.administration.views.limits import Row, powers_at
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.law.limits import Limit, shipped_limits
from asbcases.law.pending import pending_changes
from asbcases.policies.models import Confidence, LegalLimit
from asbcases.policies.queries import as_limit
from asbcases.web.api.etags import unless_known
from asbcases.web.api.fields import Choice, Day, Named, Strict, Text
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act, of_new
from partners.choices import Action

LAWYER, RULE, NAME = 200, 10, 40
NO_SUCH_NUMBER = "There is no such number of the law: choose one of the list."


class LegalNumberRowShape(serializers.Serializer[Any]):
    """A row of a number of the law: what it states, where and when it holds."""

    stated = serializers.CharField(source="limit.stated", read_only=True)
    value = amount(source="limit.value", read_only=True, max_digits=10)
    unit = serializers.CharField(source="limit.unit", read_only=True)
    area = serializers.CharField(source="limit.area", read_only=True, help_text="Empty: everywhere")
    in_force_from = serializers.DateField(source="limit.in_force_from", read_only=True)
    in_force_to = serializers.DateField(
        source="limit.in_force_to", read_only=True, allow_null=True, help_text="The last day"
    )
    source: Any = serializers.CharField(source="limit.source", read_only=True)
    confidence = choice(Confidence, source="limit.confidence")
    state = serializers.SerializerMethodField(help_text="In force, to come or ended")
    added = serializers.IntegerField(
        source="added.pk", default=None, read_only=True, allow_null=True,
        help_text="By which an administrator's is addressed; null for what came with the product",
    )  # fmt: skip
    may_end = serializers.BooleanField(read_only=True)

    def get_state(self, row: Row) -> str:
        """Return whether it is in force, in words."""
        return row.state[0]


class LegalNumberShape(serializers.Serializer[Any]):
    """A number of the law, with its rows from the newest on."""

    rule = serializers.CharField(source="rule.id", read_only=True)
    name = serializers.CharField(read_only=True, help_text="Which number of the rule, where it has several")
    rows = LegalNumberRowShape(many=True, read_only=True)


class LegalPowerShape(serializers.Serializer[Any]):
    """A power, with the numbers of its rules."""

    power = serializers.CharField(read_only=True)
    numbers = LegalNumberShape(many=True, read_only=True)


class NotInForceShape(serializers.Serializer[Any]):
    """A change of the law that is passed or proposed and not in force, with the rules that it would touch."""

    change = serializers.CharField(read_only=True)
    rules = serializers.ListField(child=serializers.CharField(), read_only=True)
    known = serializers.CharField(read_only=True)
    status = serializers.CharField(read_only=True)
    confidence = serializers.CharField(read_only=True)


class LegalNumbersShape(serializers.Serializer[Any]):
    """Every number of the law, and what is not in force yet."""

    powers = LegalPowerShape(many=True, read_only=True)
    not_in_force = NotInForceShape(many=True, read_only=True)


class LegalLimitShape(serializers.ModelSerializer[LegalLimit]):
    """A number of the law that an administrator added, with who signed it off."""

    number = serializers.IntegerField(source="pk", read_only=True)
    stated = serializers.SerializerMethodField(help_text="What it states, in words")
    confidence = choice(Confidence)
    added_by = Code("username")

    class Meta:
        model = LegalLimit
        fields = (
            *("number", "rule", "name", "stated", "value", "unit", "area", "in_force_from", "in_force_to"),
            *("source", "confidence", "signed_off_by", "signed_off_on", "added_at", "added_by", "version"),
        )
        read_only_fields = fields

    def get_stated(self, row: LegalLimit) -> str:
        """Return what it states."""
        return as_limit(row, known_at=self.context["now"]).stated


class NewLegalLimit(Strict):
    """A number of the law, where and from when it holds, where it is written, and who signed it off."""

    rule = Text(max_length=RULE, help_text="Id of the rule, such as CPB-5")
    name = words(NAME, "Which number of the rule, where it has several")
    value = amount(help_text="In the unit of the number")
    area = Named(
        slug_field="code", queryset=Council.objects.all(), required=False, allow_null=True, default=None,
        help_text="Code of the council where it holds; null: everywhere",
    )  # fmt: skip
    in_force_from = Day(help_text="It decides what happens on that day or later")
    source: Any = Text(max_length=SOURCE, help_text="The Act and section, the regulations, or the policy")
    confidence = Choice(choices=Confidence.choices, help_text="S: stated, K: known, U: to be confirmed")
    signed_off_by = Text(max_length=LAWYER, help_text="Name and office of the lawyer")
    signed_off_on = Day()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent, counted as the number is that came with the product."""
        shipped = shipped_limits().named(attrs["rule"], attrs["name"])
        if not shipped:
            raise serializers.ValidationError({"rule": [NO_SUCH_NUMBER]})
        return {**attrs, "unit": shipped[0].unit}


class LegalLimitViewSet(KeptViewSet[LegalLimit]):
    """Numbers of the law: those that came with the product, and those that administrators added."""

    needs: ClassVar = dict.fromkeys(("numbers", "create", "retrieve", "end"), Action.ADMINISTER)
    shape, route = LegalLimitShape, "api_limit"

    def rows(self) -> QuerySet[LegalLimit]:
        """Return every row that an administrator added."""
        return LegalLimit.objects.select_related("added_by")

    def seen_with(self) -> dict[str, Any]:
        """Return the instant at which it is asked."""
        return {"now": self.now}

    @extend_schema(
        operation_id="administration_limits",
        summary="Read every number of the law, and what is passed and not in force",
        responses=LegalNumbersShape,
    )
    def numbers(self, request: Request) -> Response:
        """All at once, power by power."""
        powers = [{"power": power, "numbers": numbers} for power, numbers in powers_at(self.now)]
        pending = [asdict(change) for change in pending_changes().changes]
        return Response(LegalNumbersShape({"powers": powers, "not_in_force": pending}).data)

    @extend_schema(
        summary="Read a number of the law that an administrator added",
        responses=LegalLimitShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, pk: int) -> Response:
        """With who signed it off."""
        return unless_known(request, self.shown(self.row))

    @extend_schema(
        summary="Add a number of the law beside what there is", **of_new(NewLegalLimit, LegalLimitShape)
    )
    def create(self, request: Request) -> Response:
        """What happened before its first day is judged as it was."""
        said = self.sent(NewLegalLimit)
        area, signed = said.pop("area"), SignOff(said.pop("signed_off_by"), said.pop("signed_off_on"))
        limit = Limit(**said, area=area.code if area else "")
        return self.created(add_legal_limit(limit, signed_off=signed, **self.by()))

    @extend_schema(
        summary="End a number of the law that an administrator added",
        **of_act(LastDayInForce, LegalLimitShape),
    )
    def end(self, request: Request, pk: int) -> Response:
        """From the day after, the number that came with the product holds again."""
        return self.acted(end_legal_limit, LastDayInForce)
