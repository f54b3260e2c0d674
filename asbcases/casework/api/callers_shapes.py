"""What the API shows and takes of what is agreed with a caller; whether it may be done is decided by the transitions."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from asbcases.cases.models import CallBack, Reply, SafeContact
from asbcases.casework.api.incident_sent import REASON, words
from asbcases.casework.api.shapes import Code
from asbcases.casework.forms.desk import LONGEST, NOTE
from asbcases.web.api.fields import Flag, Moment, Number, Strict, Text

EMAIL, PHONE, WHEN_NOT = 254, 60, 500
TOO_FAR = "This is too far off for a call back: check the day."
NOT_AN_ADDRESS = "This must be an address of e-mail."


class CallBackShape(serializers.ModelSerializer[CallBack]):
    """A promise to ring a caller back, and what came of it."""

    made_by = Code("username", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = CallBack
        fields = (
            *("number", "call_by", "promised_at", "made_at", "made_by", "note"),
            *("recorded_at", "recorded_by", "version"),
        )
        read_only_fields = fields


class NewCallBack(Strict):
    """By when a caller is promised to hear from us."""

    call_by = Moment()

    def validate_call_by(self, call_by: datetime) -> datetime:
        """Refuse what is so far off that it is a slip of the pen."""
        if call_by > self.context["now"] + LONGEST:
            raise serializers.ValidationError(TOO_FAR)
        return call_by


class CallBackMade(Strict):
    """What came of a call."""

    note = Text(max_length=NOTE, help_text="What they were told and said; or that nobody answered, and when")


class SafeContactShape(serializers.ModelSerializer[SafeContact]):
    """How a caller may be reached without danger; empty ways are not used."""

    email = serializers.CharField(
        read_only=True, help_text="An address that only the caller reads; empty: do not write"
    )

    class Meta:
        model = SafeContact
        fields = ("email", "phone", "note", "from_hour", "until_hour", "discreet", "withdrawn_at")
        read_only_fields = fields


class WaySent(Strict):
    """How a caller may be reached: an address, a number, or when and how not to."""

    email = words(EMAIL, "An address that only the caller reads; empty: nobody writes")
    phone = words(PHONE, "A number that only the caller answers; empty: nobody rings")
    note = words(WHEN_NOT, "When and how not to reach them, in their words")
    from_hour = Number(
        min_value=0, max_value=23, required=False, default=0, help_text="Not before this hour in London"
    )
    until_hour = Number(
        min_value=1, max_value=24, required=False, default=24, help_text="Not from this hour on"
    )
    discreet = Flag(required=False, default=True, help_text="Nothing may show that the police wrote")

    def validate_email(self, email: str) -> str:
        """Refuse what is no address."""
        if email:
            serializers.EmailField(error_messages={"invalid": NOT_AN_ADDRESS}).run_validation(email)
        return email


class WayBack(Strict):
    """Why a caller must not be written to any more."""

    reason = Text(max_length=NOTE)


class ReplyShape(serializers.ModelSerializer[Reply]):
    """What was replied to a report, and when."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Reply
        fields = ("sent_at", "words", "recorded_at", "recorded_by")
        read_only_fields = fields


class NewReply(Strict):
    """When a reply was sent, and what it said, in short."""

    sent_at = Moment()
    words: Any = Text(max_length=REASON)
