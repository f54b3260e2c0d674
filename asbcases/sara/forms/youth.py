"""The form of youth justice support for a child."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.cases.models import Person
from triggers.forms.outcomes import words_asked
from triggers.forms.shared import WhenForm

CONSIDERED = {"yes": True, "no": False}


class YouthForm(WhenForm):
    """For which child, whether support was considered, which or why not, and when."""

    done = "Decided"
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Which child?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the child"},
    )
    considered = forms.ChoiceField(
        label="Was youth justice support considered?",
        choices=[("yes", "It was considered"), ("no", "It was not")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was considered"},
    )
    words = words_asked(
        "Which support, or why none?", "Say which support was considered, or why none was", rows=3
    )

    def __init__(self, *args: Any, children: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = Person.objects.filter(pk__in=[child.pk for child in children]).order_by("pk")
        self.fields["person"].queryset = among  # type: ignore[attr-defined]

    @property
    def support(self) -> dict[str, Any]:
        """Return what was typed as the transition takes it."""
        return {**self.said, "considered": CONSIDERED[self.cleaned_data["considered"]]}
