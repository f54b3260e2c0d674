"""The form of the next version of an area's menu."""

from typing import Any

from django import forms

from asbcases.remedies.choices import Effect
from asbcases.remedies.forms.remedies import DAY_MISSING, in_words
from asbcases.remedies.models import Menu
from asbcases.web.forms import DayField

MOST_ACTIONS = 40


class MenuForm(forms.Form):
    """From when, by whom, and the actions by what they do; one that stands in two boxes does both."""

    in_force_from = DayField(
        label="From which day?",
        help_text="Today or later: what was done before keeps its menu",
        error_messages=DAY_MISSING,
    )
    source = in_words(
        "Who agreed it, who was consulted, and where is it published?", wanting="Say where it is published"
    )
    repairs = in_words(
        "Actions that repair", "One on each line; one that does two things stands in both boxes"
    )
    rehabilitates = in_words("Actions that rehabilitate", "One on each line")
    punishes = in_words("Actions that punish", "One on each line")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)

    def clean(self) -> dict[str, Any]:
        """Refuse a menu without an action, or with more than anybody reads."""
        if not 1 <= len(self.actions) <= MOST_ACTIONS:
            self.add_error("repairs", f"Name from 1 to {MOST_ACTIONS} actions")
        return self.cleaned_data

    @property
    def actions(self) -> list[tuple[str, list[Effect]]]:
        """Return each action once, with all that it does."""
        found: dict[str, list[Effect]] = {}
        for effect in (Effect.REPAIRS, Effect.REHABILITATES, Effect.PUNISHES):
            for line in self.cleaned_data.get(effect.value, "").splitlines():
                if line.strip() and effect not in found.setdefault(line.strip(), []):
                    found[line.strip()].append(effect)
        return list(found.items())

    @property
    def said(self) -> dict[str, Any]:
        """Return the version as the transition takes it."""
        named = {name: self.cleaned_data[name] for name in ("in_force_from", "source", "seen")}
        return {**named, "actions": self.actions}


def initial_of(menu: Menu) -> dict[str, Any]:
    """Return what the next version begins with: the actions of the newest, and which one that is."""
    actions = list(menu.actions.order_by("number"))
    boxes = {
        effect.value: "\n".join(action.words for action in actions if effect.value in action.effects)
        for effect in Effect
    }
    return {**boxes, "seen": menu.version}
