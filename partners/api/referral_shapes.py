"""What the API shows and takes of referrals and questions; whether it may be done is decided by the transitions."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from asbcases.accounts.models import Agency, User
from asbcases.casework.api.incident_sent import words as optional
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text
from partners.choices import Matter, ReferralStage
from partners.forms.referrals import WORDS
from partners.models import Question, QuestionAnswer, QuestionPart, Referral, Share
from partners.models.referrals import TelephonedStep
from partners.queries.referrals import due_of, officers_of
from partners.transitions.questions import MOST_PARTS
from partners.transitions.telephoned import Said

LINE = 200
NOBODY = "This is nobody of that agency with an open account."
OF_STEPS = ("acknowledged", "accepted", "declined", "returned")


class TelephonedShape(serializers.ModelSerializer[TelephonedStep]):
    """A step that the agency gave by telephone: who said it, when, and who entered it."""

    stage = choice(ReferralStage)
    entered_by = serializers.CharField(source="recorded_by.name", default="", read_only=True)

    class Meta:
        model = TelephonedStep
        fields = ("stage", "said_by", "said_at", "entered_by")
        read_only_fields = fields


class AskedOf(serializers.ModelSerializer[Any]):
    """What is asked of an agency, whatever it is."""

    agency = Code("name")
    named = serializers.CharField(
        source="named.name", default="", read_only=True, help_text="Who of the agency; empty for any officer"
    )
    due_at = serializers.SerializerMethodField(
        help_text="Until when the agency has time for what it does next"
    )

    def get_due_at(self, asked: Referral | Question) -> datetime | None:
        """Return the instant, None where the agency owes nothing."""
        return due_of(asked)


class RequestShape(AskedOf):
    """A referral as the agency reads it that it was sent to."""

    matter = choice(Matter)
    stage = choice(ReferralStage)

    class Meta:
        model = Referral
        fields: tuple[str, ...] = (
            *("reference", "agency", "named", "matter", "asks", "high", "respond_by", "stage", "due_at"),
            *("acknowledge_by", "accept_by", "sent_at", "closed_at", "declined_why", "outcome"),
            *(f"{step}_at" for step in OF_STEPS),
        )
        read_only_fields = fields


class ReferralLineShape(RequestShape):
    """A referral on the board: of which case, what is asked, and how far it has come."""

    case = Code("reference")

    class Meta(RequestShape.Meta):
        fields = ("case", "number", *RequestShape.Meta.fields)
        read_only_fields = fields


class ReferralShape(RequestShape):
    """A referral with all that became of it, for the police."""

    share = serializers.IntegerField(
        source="share.number", default=None, allow_null=True, read_only=True, help_text="Shared for it"
    )
    telephoned: Any = TelephonedShape(many=True, read_only=True)
    sent_by = Code("username", allow_null=True)
    closed_by = Code("username", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta(RequestShape.Meta):
        fields = (
            *("number", *RequestShape.Meta.fields, "share", "telephoned", "sent_by", "closed_by"),
            *("closing_words", "recorded_at", "recorded_by", "version"),
        )
        read_only_fields = fields


class AnswerShape(serializers.ModelSerializer[QuestionAnswer]):
    """What an agency answered to one part; the last stands first."""

    answered_by = serializers.CharField(source="answered_by.name", default="", read_only=True)

    class Meta:
        model = QuestionAnswer
        fields = ("words", "answered_at", "answered_by", "said_by", "said_at")
        read_only_fields = fields


class QuestionPartShape(serializers.ModelSerializer[QuestionPart]):
    """One thing that is asked, with the answers to it."""

    answers: Any = AnswerShape(many=True, read_only=True)

    class Meta:
        model = QuestionPart
        fields = ("number", "words", "answers")
        read_only_fields = fields


class AgencyQuestionLineShape(AskedOf):
    """A question on the board: about which case, and until when an answer is asked for."""

    case = Code("reference")

    class Meta:
        model = Question
        fields = (
            *("case", "number", "reference", "agency", "named", "asks", "due_on", "due_at", "sent_at"),
            "answered_at",
        )
        read_only_fields = fields


class RequestedAnswerShape(AskedOf):
    """A question as the agency reads it that it is asked of."""

    parts: Any = QuestionPartShape(many=True, read_only=True)

    class Meta:
        model = Question
        fields: tuple[str, ...] = (
            *("reference", "agency", "named", "asks", "due_on", "due_at", "sent_at", "answered_at"),
            *("closed_at", "parts"),
        )
        read_only_fields = fields


class AgencyQuestionShape(RequestedAnswerShape):
    """A question with all that became of it, for the police."""

    sent_by = Code("username", allow_null=True)
    closed_by = Code("username", allow_null=True)

    class Meta(RequestedAnswerShape.Meta):
        fields = (
            "number",
            *RequestedAnswerShape.Meta.fields,
            "sent_by",
            "closed_by",
            "closing_words",
            "version",
        )
        read_only_fields = fields


class AskedOfAgency(Strict):
    """Of whom something is asked: an agency, or one of its officers by name."""

    agency = Named(slug_field="name", queryset=Agency.objects.none(), help_text="Its name")
    named = optional(LINE, "Sign-in name of the one officer who is meant; empty for any")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent, with the person who is meant: nobody but the officers of the agency is looked at."""
        attrs["named"] = self._named(attrs["agency"], attrs["named"]) if attrs["named"] else None
        return attrs

    def _named(self, agency: Agency, username: str) -> User:
        found = officers_of(agency).filter(username=username).first()
        if found is None:
            raise serializers.ValidationError({"named": [NOBODY]})
        return found


class ReferralSent(AskedOfAgency):
    """What an agency is asked to take on."""

    matter = Choice(choices=Matter.choices)
    asks = Text(max_length=WORDS, help_text="The agency reads these words")
    high = Flag(required=False, default=False, help_text="A victim is at high risk: the shorter clock")
    respond_by = Day(help_text="Outcome asked for by the end of this day")
    share = Number(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=32_767,
        help_text="Number of the share of this case that goes with it",
    )

    def validate_share(self, number: int | None) -> Share | None:
        """Return the share with a number, of those that were not recalled."""
        if number is None:
            return None
        found: Share | None = self.context["shares"].filter(number=number).first()
        if found is None:
            raise serializers.ValidationError("There is no such share of the case, or it was recalled.")
        return found


class QuestionSent(AskedOfAgency):
    """What an agency is asked to answer, part by part."""

    asks = Text(max_length=WORDS, help_text="What it is about: the agency reads these words")
    parts = serializers.ListField(
        child=Text(max_length=WORDS),
        allow_empty=False,
        max_length=MOST_PARTS,
        help_text="Each is answered by itself",
    )
    due_on = Day(help_text="Answer asked for by the end of this day")


class ClosingWords(Strict):
    """What was decided, or why it is not needed any more."""

    words = Text(max_length=WORDS, help_text="For the police alone")


class QuestionClosed(Strict):
    """Why no answer is needed any more, or what is to be noted."""

    words = optional(WORDS, "For the police alone; needed where something is unanswered")


class Answered(Strict):
    """The words of an agency."""

    words = Text(max_length=WORDS)


class Telephoned(Strict):
    """What an agency said by telephone: who said it, when, and in which words."""

    said_by = Text(max_length=LINE, help_text="Who of the agency: name, and what they do there")
    said_at = Moment()
    words = Text(max_length=WORDS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent, with who said it when as the verbs take it."""
        said = Said(attrs.pop("said_by"), attrs.pop("said_at"))
        return {**attrs, "said": said}


class TelephonedStepSent(Telephoned):
    """The same of a referral: which step it was."""

    stage = Choice(choices=[(step, step) for step in OF_STEPS])
    words = optional(WORDS, "Why it is declined, or what came of it")
