"""What is sent to the API about remedies, restorative justice and menus."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.models import CaseParty
from asbcases.casework.api.incident_sent import words as optional
from asbcases.law.rules.community_remedy import CONDITIONS
from asbcases.remedies import choices
from asbcases.remedies.models import MenuAction
from asbcases.web.api.fields import MISSING, Choice, Day, Named, Number, Strict, Text

AREA, LINE, LONG, LARGEST, MOST_ACTIONS = 40, 500, 4_000, 32_000, 40


class Numbered(Named):
    """One of a list, by its number there."""

    default_error_messages = {**MISSING, "invalid": "This must be a whole number."}

    def __init__(self, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(slug_field="number", help_text=help_text, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """Return the record of that number."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        if not 0 <= data <= LARGEST:
            self.fail("does_not_exist")
        return serializers.SlugRelatedField.to_internal_value(self, data)


def party(help_text: str, **kwargs: Any) -> Numbered:
    """Return one of the people of the case, by number."""
    return Numbered(help_text, queryset=CaseParty.objects.none(), **kwargs)


def action(help_text: str) -> Numbered:
    """Return an action of the menu that counts, by number, which may be left out."""
    return Numbered(
        help_text, queryset=MenuAction.objects.none(), required=False, allow_null=True, default=None
    )


class NewRemedy(Strict):
    """For whom a remedy is considered, and for what behaviour."""

    party = party("A respondent of the case, by number")
    use = Choice(choices=choices.Use.choices)
    happened_on = Day()
    area = Text(max_length=AREA, help_text="Code of the police area in which it happened")
    behaviour = Text(max_length=LONG)


class NewRemedyNote(Strict):
    """What a victim said and chose, or how somebody tried to ask them."""

    heard = Choice(choices=choices.Heard.choices)
    victim = party(
        "A victim of the case, by number; null where none is known",
        required=False,
        allow_null=True,
        default=None,
    )
    words = Text(max_length=LONG)
    choice = action("The action of the menu that they chose")


class RemedyDecided(Strict):
    """Whether somebody is invited to carry out an action; what the law wants is said at once in a 409."""

    decision = Choice(choices=choices.Decision.choices)
    capacity = Choice(
        choices=choices.Capacity.choices,
        required=False,
        allow_null=True,
        default=None,
        help_text="As what the person decides (s.102(2))",
    )
    met = serializers.ListField(
        child=Choice(choices=list(CONDITIONS)),
        required=False,
        default=list,
        max_length=len(CONDITIONS),
        help_text="Which conditions of s.102(1) are shown",
    )
    shown = optional(LONG, "What shows it")
    action = action("To which action of the menu they are invited")
    due_on = Day(required=False, allow_null=True, default=None)
    reason = optional(LONG, "Why not what a victim chose, or why it is not used")


class RemedyEnded(Strict):
    """What came of an action."""

    outcome = Choice(choices=choices.RemedyOutcome.choices)
    words = Text(max_length=LONG)
    what_then = optional(LONG, "What happens next where it was not carried out whole")


class NewRestorative(Strict):
    """Between whom, by whom, and to whom it was offered."""

    harmed = party("A victim of the case, by number")
    respondent = party("A respondent of the case, by number")
    service = Text(max_length=LINE, help_text="Who prepares and holds it")
    words = Text(max_length=LONG, help_text="What it is to put right")
    to = serializers.ListField(
        child=Choice(choices=choices.Side.choices), min_length=1, max_length=len(choices.Side)
    )


class SideAnswered(Strict):
    """What one of the two answers: it is free to them."""

    answer = Choice(choices=choices.SideAnswer.choices)
    words = Text(max_length=LONG)


class SideContent(Strict):
    """How content one of the two is."""

    satisfaction = Choice(choices=choices.Satisfaction.choices)
    words = optional(LONG)


class StepTaken(Strict):
    """The next step, with what was found."""

    step = Choice(choices=choices.Step.choices)
    words = Text(max_length=LONG)
    met_on = Day(required=False, allow_null=True, default=None, help_text="Where they met: on which day")


class RestorativeEnded(Strict):
    """How it ended."""

    outcome = Choice(choices=choices.RestorativeOutcome.choices)
    words = Text(max_length=LONG)


class NewMenuAction(Strict):
    """One action of a menu, and what it does (s.101(3))."""

    words = Text(max_length=LONG)
    effects = serializers.ListField(
        child=Choice(choices=choices.Effect.choices), min_length=1, max_length=len(choices.Effect)
    )


class NewRemedyMenu(Strict):
    """The next version of an area that has a menu."""

    area = Text(max_length=AREA, help_text="Code of the police area")
    in_force_from = Day(help_text="Today or later")
    actions = serializers.ListField(child=NewMenuAction(), min_length=1, max_length=MOST_ACTIONS)
    seen = Number(min_value=1, max_value=LARGEST, help_text="The newest version, as you read it")

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with one whose name serializers keep for themselves."""
        fields = super().get_fields()
        source = Text(max_length=LONG, help_text="Who agreed it, who was consulted, where it is published")
        return {**fields, "source": source}
