"""What the API shows of a plan: one line of a list, and the plan itself."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.models import ProblemPlan
from asbcases.cases.plan_choices import PlanSource, PlanStage, PlanType
from asbcases.casework.api.shapes import Code, choice
from asbcases.sara.api.part_shapes import PlanClosureShape, PlanScreeningShape


class PlanLineShape(serializers.ModelSerializer[ProblemPlan]):
    """A plan as lists show it."""

    type: Any = choice(PlanType)
    stage = choice(PlanStage)
    district = Code("code")
    owner = Code("username")
    supervisor = Code("username")

    class Meta:
        model = ProblemPlan
        fields: tuple[str, ...] = (
            *("reference", "title", "type", "stage", "district", "area", "owner", "supervisor"),
            *("raised_at", "recorded_at", "closed_at", "version"),
        )
        read_only_fields = fields


class PlanShape(PlanLineShape):
    """A plan. What changes without it, such as its responses, stands at addresses below it."""

    source: Any = choice(PlanSource)
    spoc = Code("username", allow_null=True)
    recorded_by = Code("username", allow_null=True)
    screening = PlanScreeningShape(read_only=True, allow_null=True)
    closure = PlanClosureShape(read_only=True, allow_null=True)

    class Meta(PlanLineShape.Meta):
        fields = (
            *PlanLineShape.Meta.fields,
            *("source", "source_words", "spoc", "recorded_by", "analysed_at", "screening", "closure"),
        )
        read_only_fields = fields
