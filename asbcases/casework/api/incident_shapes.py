"""What the API shows of the decisions on one incident."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import Desk
from asbcases.cases.choices import (
    Category,
    Channel,
    ClassifiedAt,
    Grade,
    Handling,
    RiskLevel,
    Told,
    Trigger,
)
from asbcases.cases.models import Classification, Closing, CrimeDecision, Triage
from asbcases.casework.api.shapes import Code, choice

BY = ("recorded_at", "recorded_by")
HANDS = ("channel", "team", "desk")


class ClassificationShape(serializers.ModelSerializer[Classification]):
    """One decision on the codes of an incident; the newest counts."""

    at_stage = choice(ClassifiedAt)
    category = choice(Category)
    qualifiers = serializers.ListField(child=serializers.CharField(), read_only=True)
    channel = choice(Channel, allow_blank=True)
    desk = choice(Desk, allow_blank=True)
    team = Code("name", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Classification
        fields = (
            *("id", "at_stage", "category", "subtype", "call_type", "qualifiers", "reason"),
            *HANDS,
            *BY,
        )
        read_only_fields = fields


class ClosingShape(serializers.ModelSerializer[Closing]):
    """One closing of an incident, with what spoke for a victim then."""

    category = choice(Category)
    signals = serializers.ListField(child=serializers.CharField(), read_only=True)
    channel = choice(Channel, allow_blank=True)
    desk = choice(Desk, allow_blank=True)
    team = Code("name", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Closing
        fields = (
            *("id", "identifiable_victim", "signals", "category", "result"),
            *("supervisor_reason", "no_assessment_reason"),
            *HANDS,
            *BY,
        )
        read_only_fields = fields


class BeforeClosingShape(serializers.Serializer[Any]):
    """What speaks for a victim, to be read before the question is answered."""

    question = serializers.CharField()
    signals = serializers.DictField(
        child=serializers.CharField(), help_text="Code of each signal to its words"
    )
    assessed = serializers.BooleanField(help_text="Whether the risk to a victim was assessed")
    crime_decided = serializers.BooleanField(help_text="Whether somebody decided if it is a crime")


class CrimeDecisionShape(serializers.ModelSerializer[CrimeDecision]):
    """One decision whether it is a crime; the newest counts."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = CrimeDecision
        fields = ("id", "crime", "crime_reference", "offences", "reason", *BY)
        read_only_fields = fields


class TriageShape(serializers.ModelSerializer[Triage]):
    """One triage, as it was."""

    template = serializers.SerializerMethodField(help_text="Code and version of the questions")
    trigger = choice(Trigger)
    answers = serializers.DictField(read_only=True)
    interim_level = choice(RiskLevel)
    interim_measures = serializers.ListField(child=serializers.CharField(), read_only=True)
    proposed_grade = choice(Grade)
    proposed_facts = serializers.ListField(child=serializers.CharField(), read_only=True)
    grade = choice(Grade)
    bars = serializers.ListField(child=serializers.CharField(), read_only=True)
    handling = choice(Handling)
    partner = Code("name", allow_null=True)
    suggested_category = choice(Category)
    review_told = choice(Told)
    channel = choice(Channel, allow_blank=True)
    desk = choice(Desk, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Triage
        fields = (
            *("number", "template", "trigger", "answers", "reported_facts", "view"),
            *("interim_level", "interim_risk", "interim_measures"),
            *(
                "proposed_grade",
                "proposed_facts",
                "proposed_why",
                "grade",
                "grade_reason",
                "bars",
                "handling",
            ),
            *("partner", "supervisor_reason", "suggested_category", "repeat_rule"),
            *("review_told", "review_told_how", "expectations", "channel", "desk"),
            *BY,
        )
        read_only_fields = fields

    def get_template(self, triage: Triage) -> str:
        """Return code and version of the questions that were answered."""
        return str(triage.template)
