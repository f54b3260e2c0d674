"""Policy by the API, for administrators: every version of every rule, the next one, and the end of one."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.administration.api.kept import KeptViewSet
from asbcases.administration.transitions import choices_of, end_policy, in_words, set_policy
from asbcases.administration.views.policies import must_be_newest
from asbcases.administration.words import about
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.policies import rules
from asbcases.policies.models import Confidence, PolicyRow, Unit
from asbcases.web.api.fields import Choice, Day, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from partners.choices import Action

SOURCE, DIGITS = 500, 8


def amount(**kwargs: Any) -> serializers.DecimalField:
    """Return a number of policy or law, with its places."""
    return serializers.DecimalField(**{"max_digits": DIGITS, "decimal_places": 2, **kwargs})


class Offered(NamedTuple):
    """One of the choices of a rule."""

    choice: str
    words: str


class PolicyLineShape(serializers.ModelSerializer[PolicyRow]):
    """A version of a rule of policy: a number or a choice, when it is in force, and where it is written."""

    number = serializers.IntegerField(source="pk", read_only=True)
    about = serializers.SerializerMethodField(help_text="What it is called")
    stated = serializers.SerializerMethodField(help_text="What it states, in words")
    value = serializers.SerializerMethodField("get_counted", help_text="Null where it states a choice")
    unit = choice(Unit)
    confidence = choice(Confidence)
    added_by = Code("username", allow_null=True, help_text="Null: it came with the product")
    may_end = serializers.SerializerMethodField(
        help_text="It has no end, and policy may be silent on the rule"
    )

    class Meta:
        model = PolicyRow
        fields: tuple[str, ...] = (
            *("number", "rule", "qualifier", "about", "stated", "value", "unit", "choice"),
            *("in_force_from", "in_force_to", "source", "confidence", "added_at", "added_by", "may_end"),
        )
        read_only_fields = fields

    def get_about(self, row: PolicyRow) -> str:
        """Return what the rule is called, and what it is about."""
        return about(row)

    def get_stated(self, row: PolicyRow) -> str:
        """Return what it states, a choice by its words."""
        said: str = self.context["words"][row.pk]
        return said

    @extend_schema_field(amount(max_digits=10, allow_null=True))
    def get_counted(self, row: PolicyRow) -> str | None:
        """Return its number, with its places as every number is told."""
        return None if row.unit == Unit.CHOICE else f"{row.value:.2f}"

    def get_may_end(self, row: PolicyRow) -> bool:
        """Return whether it can be ended without a successor."""
        return row.in_force_to is None and rules.family_of(row.rule).may_be_silent


class OfferedShape(serializers.Serializer[Any]):
    """One of the choices of a rule."""

    choice = serializers.CharField(read_only=True)
    words = serializers.CharField(read_only=True)


class PolicyShape(PolicyLineShape):
    """A version of a rule, with what the next one may state."""

    units = serializers.SerializerMethodField(help_text="In which the rule may be counted")
    choices = serializers.SerializerMethodField(help_text="What the rule offers; empty where it is a number")

    class Meta(PolicyLineShape.Meta):
        fields = (*PolicyLineShape.Meta.fields, "units", "choices")
        read_only_fields = fields

    def get_units(self, row: PolicyRow) -> list[str]:
        """Return the units of the rule."""
        return list(rules.family_of(row.rule).units)

    @extend_schema_field(OfferedShape(many=True))
    def get_choices(self, row: PolicyRow) -> list[Any]:
        """Return the choices of the rule."""
        return [Offered(*pair)._asdict() for pair in choices_of(row.rule)]


class NewPolicy(Strict):
    """The next version of a rule: a number with its unit, or a choice."""

    value = amount(required=False, allow_null=True, default=None, help_text="Of a rule that counts")
    unit = Choice(
        choices=Unit.choices,
        required=False,
        default=Unit.CHOICE,
        help_text="In which it counts; left out of a rule that chooses",
    )
    choice = words(SOURCE, "Of a rule that chooses: one of its `choices`")
    in_force_from = Day(help_text="It holds for what starts on that day or later")
    source: Any = Text(
        max_length=SOURCE, help_text="Name, version and section: it is shown beside every date"
    )
    confidence = Choice(choices=Confidence.choices, help_text="S: stated, K: known, U: to be confirmed")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent; a choice has no number beside it."""
        if attrs["unit"] == Unit.CHOICE and attrs["value"] is not None:
            raise serializers.ValidationError({"unit": ["Say in which unit the number is counted."]})
        return attrs


class LastDayInForce(Strict):
    """The last day in force."""

    last_day = Day()


class PolicyViewSet(KeptViewSet[PolicyRow]):
    """Every version of every rule of policy."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "replace", "end"), Action.ADMINISTER)
    shape, route = PolicyShape, "api_policy"

    def rows(self) -> QuerySet[PolicyRow]:
        """Return every version of every rule."""
        return PolicyRow.objects.select_related("added_by")

    def shown(self, row: PolicyRow) -> Response:
        """Return the answer that shows a version."""
        return Response(PolicyShape(row, context={"words": in_words([row])}).data)

    @extend_schema(
        summary="List every version of every rule of policy, by rule",
        parameters=[Filter],
        responses=page_of(PolicyLineShape),
    )
    def list(self, request: Request) -> Response:
        """Of each rule and what it is about, the newest last."""
        order = ("rule", "qualifier", "in_force_from", "id")
        stated: dict[int, str] = {}
        shape = PolicyLineShape(context={"words": stated})

        def worded(rows: Sequence[PolicyRow]) -> Sequence[PolicyRow]:
            stated.update(in_words(rows))
            return rows

        return self.listed(self.rows(), order, shape, wanted=self.asked(), of_rows=worded)

    @extend_schema(summary="Read a version of a rule of policy", responses=PolicyShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """With what the next version may state."""
        return self.shown(self.row)

    @extend_schema(
        summary="Put a new version in the place of the newest one of a rule",
        request=NewPolicy,
        responses={201: PolicyShape},
        parameters=[LOCATION],
    )
    def replace(self, request: Request, pk: int) -> Response:
        """The newest ends the day before; what is open in the diary is reckoned anew, where the rule can move it."""
        said = self.sent(NewPolicy)
        said |= {"unit": Unit(said["unit"]), "confidence": Confidence(said["confidence"])}
        must_be_newest(self.row)
        return self.created(set_policy(self.row.rule, self.row.qualifier, **said, **self.by()).row)

    @extend_schema(
        summary="End a version of a rule without a successor",
        request=LastDayInForce,
        responses={200: PolicyShape},
    )
    def end(self, request: Request, pk: int) -> Response:
        """Where policy may be silent on the rule."""
        return self.done(end_policy(self.row, **self.sent(LastDayInForce), **self.by()).row)
