"""What is typed about who may issue what."""

from typing import Any

from django import forms

from asbcases.accounts.models import Agency, District, Team, User
from asbcases.enforcement.choices import AuthorityBasis, Power
from asbcases.web.forms import DayField

LINE = 300
STATES = (("current", "Holds now"), ("ended", "Ended"), ("all", "All"))


class HolderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names an officer with the rank, on which the basis depends."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Amira Osei (constable)"."""
        return f"{obj.name} ({obj.get_rank_display().lower()})" if obj.rank else str(obj.name)


class AuthorityForm(forms.Form):
    """One power of one officer: by whom given, and for which days."""

    holder = HolderChoice(User.objects.none(), label="Officer", empty_label="Choose an officer")
    power = forms.ChoiceField(choices=Power.choices, widget=forms.RadioSelect)
    basis = forms.ChoiceField(choices=AuthorityBasis.choices, widget=forms.RadioSelect)
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        empty_label="Their own agency",
        help_text="For which body they issue",
    )
    district = forms.ModelChoiceField(
        District.objects.none(),
        required=False,
        empty_label="The whole force area",
        help_text="Where it holds",
    )
    designated_by = forms.CharField(
        label="Designated by",
        max_length=LINE,
        help_text="Who, and in what paper. Of a constable: by office",
    )
    paper = forms.CharField(label="Reference of the paper", max_length=LINE, required=False)
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, help_text="Leave empty while it holds")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]
        self.fields["agency"].queryset = Agency.objects.filter(active=True).order_by("name")  # type: ignore[attr-defined]
        self.fields["district"].queryset = District.objects.order_by("name")  # type: ignore[attr-defined]

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        said = self.cleaned_data
        return {**said, "power": Power(said["power"]), "basis": AuthorityBasis(said["basis"])}


class ByOfficeForm(forms.Form):
    """The power that all constables of a team hold by office."""

    team = forms.ModelChoiceField(Team.objects.none(), empty_label="Choose a team")
    power = forms.ChoiceField(choices=Power.choices, widget=forms.RadioSelect)
    starts_on = DayField(label="First day")

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class EndAuthorityForm(forms.Form):
    """The last day of an authority, and why it ends."""

    ends_on = DayField(label="Last day")
    why = forms.CharField(label="Why it ends", max_length=1000, widget=forms.Textarea({"rows": 3}))


class AuthorityFilter(forms.Form):
    """Which authorities are shown: of whom, for what, and whether they hold."""

    person = HolderChoice(User.objects.none(), required=False, empty_label="Everybody")
    power = forms.ChoiceField(choices=[("", "Every power"), *Power.choices], required=False)
    state = forms.ChoiceField(label="Show", choices=STATES, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """Return what was chosen, or nothing where that cannot be used."""
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(name)
