"""What the API takes about one incident: shapes only; whether it may be done is decided by the transitions."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.models import Agency
from asbcases.cases.choices import Category, Grade, Handling, RiskLevel, Told, Trigger
from asbcases.web.api.fields import Choice, Flag, Named, Strict, Text

REASON, LONG, CODE, LINE = 1_000, 4_000, 40, 200


def words(most: int, help_text: str = "", **kwargs: Any) -> Text:
    """Return a text that may be left out."""
    stated = {"required": False, "allow_blank": True, "default": "", "help_text": help_text}
    return Text(max_length=most, **{**stated, **kwargs})


def codes(help_text: str, most: int = 20) -> serializers.ListField:
    """Return a list of codes that may be left out."""
    child = Text(max_length=CODE)
    return serializers.ListField(
        child=child, required=False, default=list, max_length=most, help_text=help_text
    )


class NewClassification(Strict):
    """All codes of an open incident, and the additional information that changes them."""

    category = Choice(choices=Category.choices)
    subtype = words(
        CODE, "Code of a sub-type in force on the day of the incident; any goes with any category"
    )
    call_type = words(CODE, "Code of a call type in force on that day")
    qualifiers = codes("Codes of qualifiers in force on that day")
    reason = Text(max_length=REASON)


class NewCrimeDecision(Strict):
    """Whether a crime is recorded: yes with its reference, or no with the reason."""

    crime = Flag()
    crime_reference = words(LINE, "Needed for yes")
    offences = words(REASON)
    not_crime_reason = words(REASON, "Needed for no")


class NewClosing(Strict):
    """How an incident ends. The question of a victim has no default: leave it out and the closing is refused."""

    identifiable_victim = Flag(
        required=False,
        allow_null=True,
        default=None,
        help_text="Is there an identifiable victim, or a person targeted or specially affected?",
    )
    category = Choice(choices=Category.choices)
    subtype = words(CODE)
    qualifiers = codes("Codes of qualifiers in force on the day of the incident")
    result = Text(max_length=LONG, help_text="What came of it")
    supervisor_reason = words(REASON, "A supervisor's, for closing against what the file says")
    no_assessment_reason = words(REASON, "A sergeant's, where the victim's risk was not assessed")
    crime = Flag(
        required=False, allow_null=True, default=None, help_text="Needed unless it was decided before"
    )
    crime_reference = words(LINE)
    offences = words(REASON)
    not_crime_reason = words(REASON)


class NewReopening(Strict):
    """Why a closed incident is opened again."""

    reason = Text(max_length=REASON)


class Said(serializers.DictField):
    """What was answered to one letter: its state, and codes by question."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return it; each answer is a code or a list of codes."""
        said: dict[str, Any] = super().to_internal_value(data)
        for code, answer in said.items():
            if not all(isinstance(each, str) for each in (answer if isinstance(answer, list) else [answer])):
                raise serializers.ValidationError({code: ["This must be a code, or a list of codes."]})
        return said


class NewTriage(Strict):
    """One triage by THRIVE; the grade is proposed by rule, and a difference needs a reason."""

    trigger = Choice(choices=Trigger.choices)
    answers = serializers.DictField(
        child=Said(), help_text="Code of each of the six letters to its state and answers"
    )
    reported_facts = Text(
        max_length=LONG, help_text="What was said, apart from what the handler thinks of it"
    )
    view = words(LONG, "What the handler thinks of it")
    interim_level = Choice(choices=RiskLevel.choices)
    interim_risk = words(REASON, "What may happen before somebody comes; needed below emergency")
    interim_measures = codes("Codes of what was advised")
    grade = Choice(choices=Grade.choices)
    grade_reason = words(REASON, "Needed where the grade is not the proposed one")
    handling = Choice(choices=Handling.choices)
    partner = Named(
        slug_field="name",
        queryset=Agency.objects.all(),
        required=False,
        allow_null=True,
        default=None,
        help_text="Name of the agency for which it is held",
    )
    supervisor_reason = words(REASON, "A supervisor's, where nobody attends although something asks for it")
    review_told = Choice(choices=Told.choices, help_text="Whether the ASB case review was explained")
    review_told_how = words(REASON)
    expectations = words(REASON, "What the caller was told would happen")
