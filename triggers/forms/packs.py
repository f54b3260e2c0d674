"""The form of a pack for a panel: how much it holds, and for whom it is made."""

from typing import Any

from django import forms

from asbcases.casework.forms.words import LINE
from triggers.choices import PackLevel
from triggers.rules.packs import HOLDS


def _shown(level: PackLevel) -> str:
    """Return a level as it is chosen; the tiers by the number that stands on the grants."""
    tier = f" (tier {level.value})" if PackLevel.NOBODY < level < PackLevel.WHOLE else ""
    return f"{level.label}{tier}. {HOLDS[level]}"


class PackForm(forms.Form):
    """At which level, for whom, and in which size."""

    level = forms.TypedChoiceField(
        label="How much does it hold?",
        choices=[(one.value, _shown(one)) for one in PackLevel],
        coerce=int,
        widget=forms.RadioSelect,
        help_text="What a level does not hold is not in the file at all. Who attends reads the packs of their own tier",
        error_messages={"required": "Choose how much it holds"},
    )
    for_whom = forms.CharField(
        label="For whom is it made?",
        max_length=LINE,
        help_text="It is kept with the pack, and does not stand in it",
        error_messages={"required": "Say for whom the pack is made"},
    )
    large = forms.BooleanField(label="In large print, 18 point", required=False)

    @property
    def said(self) -> dict[str, Any]:
        """Return what was typed as the transition takes it."""
        return {**self.cleaned_data, "level": PackLevel(self.cleaned_data["level"])}
