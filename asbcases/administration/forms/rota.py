"""What is typed about the rota."""

from typing import Any

from django import forms

from asbcases.accounts.choices import Duty
from asbcases.accounts.models import District, User
from asbcases.administration.transitions import Hours
from asbcases.web.forms import ClockField, DayField


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names a person with the rank, on which a duty depends."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Ben Lane (sergeant)"."""
        return f"{obj.name} ({obj.get_rank_display().lower()})" if obj.rank else str(obj.name)


class ShiftForm(forms.Form):
    """One shift: who, from when until when, and on which duty."""

    user = PersonChoice(User.objects.none(), label="Person", empty_label="Choose a person")
    starts_on = DayField(label="First day")
    starts_at = ClockField(label="From", help_text="For example 7am or 19:00")
    ends_on = DayField(
        label="Last day", required=False, help_text="Leave empty where it ends within 24 hours"
    )
    ends_at = ClockField(label="Until", help_text="For example 3pm or 07:00")
    duty = forms.ChoiceField(choices=Duty.choices, required=False, initial="", widget=forms.RadioSelect)
    district = forms.ModelChoiceField(
        District.objects.none(),
        required=False,
        empty_label="No district",
        help_text="Of a duty supervisor only",
    )

    def __init__(self, *args: Any, people: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]

    def hours(self) -> Hours:
        """Return from when until when; an end that names no day is the first such hour after the beginning."""
        typed = self.cleaned_data
        return Hours.between(typed["starts_on"], typed["starts_at"], typed["ends_on"], typed["ends_at"])

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        typed = self.cleaned_data
        return {
            "user": typed["user"],
            "hours": self.hours(),
            "duty": Duty(typed["duty"]),
            "district": typed["district"],
        }


class ImportForm(forms.Form):
    """Many shifts at once, pasted as lines."""

    lines = forms.CharField(
        max_length=200_000,
        label="Shifts, one a line",
        help_text="Sign-in name, from, until, duty (empty, district or force), district",
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
    )


class RotaFilter(forms.Form):
    """Which shifts are shown: from a day on, of a person, of a district."""

    day = DayField(required=False, label="From")
    person = PersonChoice(User.objects.none(), required=False, empty_label="Everybody")
    district = forms.ModelChoiceField(District.objects.none(), required=False, empty_label="Every district")

    def __init__(self, *args: Any, people: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """Return what was chosen, or nothing where that cannot be used."""
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(name)
