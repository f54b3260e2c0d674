"""Forms of papers: making one, with a reason for each warning of the law, and allowing what would name a reporter."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from asbcases.casework.forms.words import WordsField
from asbcases.enforcement.transitions.weighing import Weighed

OVER = "over_"
LONGEST = 4_000


class PaperForm(forms.Form):
    """How a paper is made, and why in spite of what the law warns of."""

    large = forms.BooleanField(label="In large print (18 point)", required=False)

    def __init__(self, *args: Any, warnings: Iterable[Weighed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in warnings:
            self.fields[f"{OVER}{one.rule}"] = WordsField(
                label="Why it is made all the same",
                help_text=one.words,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea({"rows": 2}),
            )

    @property
    def over(self) -> Mapping[str, str]:
        """Return the reasons, by rule."""
        return {
            name.removeprefix(OVER): said
            for name, said in self.cleaned_data.items()
            if name.startswith(OVER) and said
        }


class NamingForm(forms.Form):
    """Who agreed that they are named, or why a supervisor has them named."""

    consent = forms.TypedChoiceField(
        label="On what does it rest?",
        choices=[("yes", "The reporter agrees"), ("no", "A supervisor decides: sergeant or above")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = WordsField(
        label="Who agreed, when and how; or why it must be said",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text="It is kept with the passages below, and holds for these alone",
    )
