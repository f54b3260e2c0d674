"""What the API shows of remedies, of restorative justice, and of menus."""

from typing import Any

from rest_framework import serializers

from asbcases.casework.api.shapes import Code, choice
from asbcases.policies.models import Confidence
from asbcases.remedies import choices
from asbcases.remedies.models import (
    Menu,
    MenuAction,
    Remedy,
    RemedyNote,
    Restorative,
    RestorativeSide,
)

BY = ("recorded_at", "recorded_by")


def number_of(source: str, help_text: str, **kwargs: Any) -> serializers.IntegerField:
    """Return the number by which something else is known."""
    return serializers.IntegerField(source=f"{source}.number", read_only=True, help_text=help_text, **kwargs)


class MenuActionShape(serializers.ModelSerializer[MenuAction]):
    """One action, in the words that the public reads."""

    effects = serializers.ListField(child=choice(choices.Effect), read_only=True)

    class Meta:
        model = MenuAction
        fields = ("number", "words", "effects")
        read_only_fields = fields


class RemedyMenuShape(serializers.ModelSerializer[Menu]):
    """One version of the community remedies of a police area."""

    confidence = choice(Confidence)
    actions: Any = MenuActionShape(many=True, read_only=True)
    published_by = Code("username", allow_null=True)

    class Meta:
        model = Menu
        fields = (
            *("id", "area", "name", "version", "in_force_from", "in_force_to", "source", "confidence"),
            *("actions", "published_at", "published_by"),
        )
        read_only_fields = fields


class RemedyShape(serializers.ModelSerializer[Remedy]):
    """A community remedy; what the victims said of it stands at `notes/` below it."""

    party = number_of("party", "The number of the person on the case")
    use = choice(choices.Use)
    decision = choice(choices.Decision, allow_blank=True)
    capacity = choice(choices.Capacity, allow_blank=True)
    met = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Which conditions of s.102(1) are shown"
    )
    action = number_of("action", "The number of the action on the menu", allow_null=True)
    decided_by = Code("username", allow_null=True)
    outcome = choice(choices.RemedyOutcome, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Remedy
        fields = (
            *("number", "party", "use", "happened_on", "behaviour", "menu", "decision", "capacity", "met"),
            *("shown", "action", "due_on", "reason", "decided_at", "decided_by", "outcome", "outcome_words"),
            *("what_then", "ended_at", *BY, "version"),
        )
        read_only_fields = fields


class RemedyNoteShape(serializers.ModelSerializer[RemedyNote]):
    """What a victim said and chose, or how somebody tried to ask them."""

    victim = number_of("victim", "The number of the person on the case; null: none is known", allow_null=True)
    heard: Any = choice(choices.Heard)
    choice = number_of("choice", "The number of the action on the menu that they chose", allow_null=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = RemedyNote
        fields = ("number", "victim", "heard", "words", "choice", *BY)
        read_only_fields = fields


class RestorativeShape(serializers.ModelSerializer[Restorative]):
    """One referral; what each of the two answered stands at `sides/` below it."""

    state = choice(choices.RestorativeState)
    outcome = choice(choices.RestorativeOutcome, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Restorative
        fields = (
            *("number", "state", "service", "words", "prepared_at", "prepared_words", "safe", "safe_at"),
            *("safe_words", "met_on", "met_words", "outcome", "outcome_words", "ended_at", *BY, "version"),
        )
        read_only_fields = fields


class RestorativeSideShape(serializers.ModelSerializer[RestorativeSide]):
    """One of the two: when it was offered to them, what they answered, and how content they were."""

    side = choice(choices.Side)
    party = number_of("party", "The number of the person on the case")
    answer = choice(choices.SideAnswer, allow_blank=True)
    satisfaction = choice(choices.Satisfaction, allow_blank=True)

    class Meta:
        model = RestorativeSide
        fields = (
            *("side", "party", "offered_at", "answer", "answer_words", "answered_at", "satisfaction"),
            *("satisfaction_words", "version"),
        )
        read_only_fields = fields


class RestorativeLookShape(serializers.Serializer[Any]):
    """How many incidents came within so many months after they met, of those that the person may see."""

    months = serializers.IntegerField()
    until = serializers.DateField()
    over = serializers.BooleanField(help_text="Whether the day has passed")
    found = serializers.IntegerField()


class RestorativeLooksShape(serializers.Serializer[Any]):
    """The looks at what came after, the shortest first; none before they met."""

    results: Any = RestorativeLookShape(many=True)
