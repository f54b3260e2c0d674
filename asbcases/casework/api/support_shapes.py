"""What the API shows and takes of what is done for a victim; whether it may be done is decided by the transitions."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.case_choices import Answer, Need, PlanKind, Right
from asbcases.cases.models import (
    EntitlementTold,
    NeedsAssessment,
    PanelDecision,
    SupportOffer,
    VictimPlan,
)
from asbcases.casework.api.incident_sent import words as if_any
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.forms.support import LONG
from asbcases.casework.forms.words import LINE
from asbcases.web.api.fields import Choice, Flag, Strict, Text

NO_PANEL = "Name the panel to which the case is referred."


class VictimNeedsShape(serializers.ModelSerializer[NeedsAssessment]):
    """What a victim needs, as it was kept last."""

    needs = serializers.ListField(child=choice(Need), read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = NeedsAssessment
        fields = ("needs", "words", "with_victim", "assessed_at", "recorded_by")
        read_only_fields = fields


class SupportOfferShape(serializers.ModelSerializer[SupportOffer]):
    """Support that a victim was offered, and what they answered."""

    answer = choice(Answer, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = SupportOffer
        fields = (
            *("number", "service", "words", "offered_at", "answer", "answered_at", "answer_words"),
            *("recorded_by", "version"),
        )
        read_only_fields = fields


class VictimPlanShape(serializers.ModelSerializer[VictimPlan]):
    """An action plan or a safety plan that holds."""

    kind = choice(PlanKind)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = VictimPlan
        fields = ("kind", "words", "shared_with_victim", "made_at", "recorded_by")
        read_only_fields = fields


class PanelDecisionShape(serializers.ModelSerializer[PanelDecision]):
    """Whether the case goes to the multi-agency panel, and that the panel agreed to end its part."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = PanelDecision
        fields = (
            "referred",
            "panel",
            "reason",
            "decided_at",
            "exit_agreed_at",
            "exit_words",
            "recorded_by",
        )
        read_only_fields = fields


class EntitlementToldShape(serializers.ModelSerializer[EntitlementTold]):
    """When a victim was told last of a right of the Victims' Code."""

    entitlement = choice(Right)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = EntitlementTold
        fields = ("entitlement", "words", "told_at", "recorded_by")
        read_only_fields = fields


class VictimSupportShape(serializers.Serializer[Any]):
    """What is done for one victim; of what is done again, the newest."""

    party = serializers.IntegerField(source="party.number", read_only=True, help_text="Number in the case")
    crime_recorded = serializers.BooleanField(
        read_only=True, help_text="The rights of the Victims' Code begin with a recorded crime"
    )
    needs: Any = VictimNeedsShape(read_only=True, allow_null=True)
    offers: Any = SupportOfferShape(read_only=True, many=True)
    plans: Any = VictimPlanShape(read_only=True, many=True)
    panel: Any = PanelDecisionShape(read_only=True, allow_null=True)
    rights: Any = EntitlementToldShape(read_only=True, many=True)


class NeedsSent(Strict):
    """What a victim needs; nothing, where the list is empty."""

    needs = serializers.ListField(
        child=Choice(choices=Need.choices), required=False, default=list, max_length=len(Need.choices)
    )
    words = if_any(LONG, "What exactly")
    with_victim = Flag(help_text="Asked with the victim, and not about them")


class OfferSent(Strict):
    """Support that a victim is offered."""

    service = Text(max_length=LINE, help_text="Who would help: the service, or the team")
    words = if_any(LONG, "With what")


class OfferAnswered(Strict):
    """What a victim answered."""

    answer = Choice(choices=Answer.choices)
    words = if_any(LONG, "In their words")


class VictimPlanSent(Strict):
    """An action plan or a safety plan, whole; the newest of a kind holds."""

    kind = Choice(choices=PlanKind.choices)
    words: Any = Text(max_length=LONG)
    shared_with_victim = Flag(help_text="Made with the victim, or gone through with them")


class VictimPanelSent(Strict):
    """Whether the case goes to the multi-agency panel, and why."""

    referred = Flag()
    panel = if_any(LINE, "Needed where it is referred")
    reason = Text(max_length=LONG)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a referral that names no panel."""
        if attrs["referred"] and not attrs["panel"].strip():
            raise serializers.ValidationError({"panel": [NO_PANEL]})
        return attrs


class PanelExitAgreed(Strict):
    """What the panel agreed about the end of its part, and when it met."""

    words: Any = Text(max_length=LONG)


class RightTold(Strict):
    """The right of which a victim was told."""

    entitlement = Choice(choices=Right.choices)
    words = if_any(LONG, "How they were told")
