"""What the API shows of a case's risk."""

from typing import Any

from rest_framework import serializers

from asbcases.casework.api.shapes import Code, choice
from risk.choices import Level
from risk.models import Assessment, InstrumentVersion, Option, Question


class AssessmentLineShape(serializers.ModelSerializer[Assessment]):
    """An assessment as lists show it; `level` is the one that counts."""

    party = Code("number")
    instrument = serializers.CharField(source="version.instrument.code", read_only=True)
    instrument_version = serializers.CharField(source="version.version", read_only=True)
    band_level = choice(Level)
    floor_level = choice(Level, allow_blank=True)
    level = choice(Level)
    floor_reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Assessment
        fields: tuple[str, ...] = (
            "id",
            "party",
            "instrument",
            "instrument_version",
            "with_victim",
            "score",
            "band_level",
            "floor_level",
            "floor_reasons",
            "level",
            "completed_at",
            "recorded_by",
        )
        read_only_fields = fields


class AssessmentShape(AssessmentLineShape):
    """An assessment with its answers."""

    answers = serializers.SerializerMethodField(help_text="Code of each question to the code of its answer")

    class Meta(AssessmentLineShape.Meta):
        fields = (*AssessmentLineShape.Meta.fields, "answers")
        read_only_fields = fields

    def get_answers(self, assessment: Assessment) -> dict[str, str]:
        """Return the code of the option chosen for the code of each question."""
        answers = assessment.answers.select_related("question", "option").order_by("question__number")
        return {answer.question.code: answer.option.code for answer in answers}


class OptionShape(serializers.ModelSerializer[Option]):
    """An answer that may be given."""

    class Meta:
        model = Option
        fields = ("code", "label")
        read_only_fields = fields


class QuestionShape(serializers.ModelSerializer[Question]):
    """A question with the answers it allows."""

    options: Any = OptionShape(many=True, read_only=True)

    class Meta:
        model = Question
        fields = ("code", "text", "help", "options")
        read_only_fields = fields


class RiskFormShape(serializers.ModelSerializer[InstrumentVersion]):
    """The risk form in use today: what a completed assessment has to answer."""

    instrument = Code("code")
    title = serializers.CharField(source="instrument.title", read_only=True)
    questions: Any = QuestionShape(many=True, read_only=True)

    class Meta:
        model = InstrumentVersion
        fields = ("instrument", "title", "version", "status", "require_all", "questions")
        read_only_fields = fields
