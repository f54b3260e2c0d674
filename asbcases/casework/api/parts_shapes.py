"""What the API shows of a case's risk."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import Rank
from asbcases.casework.api.shapes import Code, choice
from risk.choices import Level, Result
from risk.models import Assessment, InstrumentVersion, Option, Question, Review, SignOff
from risk.queries import answers_of


class AssessmentLineShape(serializers.ModelSerializer[Assessment]):
    """An assessment as lists show it; `level` is what it came to, empty where it came to none."""

    party = Code("number")
    instrument = serializers.CharField(source="version.instrument.code", read_only=True)
    instrument_version = serializers.CharField(source="version.version", read_only=True)
    result = choice(Result)
    score = serializers.IntegerField(read_only=True, allow_null=True)
    band_level = choice(Level, allow_blank=True)
    floor_level = choice(Level, allow_blank=True)
    could_be = choice(Level, allow_blank=True)
    victim_view = choice(Level, allow_blank=True)
    raised_to = choice(Level, allow_blank=True)
    level = choice(Level, allow_blank=True)
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
            "result",
            "score",
            "band_level",
            "floor_level",
            "floor_reasons",
            "could_be",
            "victim_view",
            "raised_to",
            "level",
            "completed_at",
            "recorded_by",
        )
        read_only_fields = fields


class AssessmentShape(AssessmentLineShape):
    """An assessment with its answers."""

    answers = serializers.SerializerMethodField(help_text="Code of each question to the code of its answer")

    unanswered = serializers.SerializerMethodField(
        help_text="Code of each question without an answer to why there is none"
    )

    class Meta(AssessmentLineShape.Meta):
        fields = (*AssessmentLineShape.Meta.fields, "answers", "unanswered")
        read_only_fields = fields

    def get_answers(self, assessment: Assessment) -> dict[str, str]:
        """Return the code of the option chosen for the code of each question."""
        return {
            answer.question.code: answer.option.code for answer in answers_of(assessment) if answer.option
        }

    def get_unanswered(self, assessment: Assessment) -> dict[str, str]:
        """Return why there is no answer, for the code of each question without one."""
        answers = answers_of(assessment)
        return {answer.question.code: answer.unanswered for answer in answers if answer.unanswered}


class SignOffShape(serializers.ModelSerializer[SignOff]):
    """That a supervisor read an assessment, and agreed with it or returned it."""

    rank = choice(Rank)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = SignOff
        fields = ("id", "agreed", "note", "rank", "signed_at", "recorded_by")
        read_only_fields = fields


class ReviewShape(serializers.ModelSerializer[Review]):
    """A supervisor's review of the risk to a victim, of one assessment."""

    rank = choice(Rank)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Review
        fields = ("id", "note", "rank", "reviewed_at", "recorded_by")
        read_only_fields = fields


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
