"""What whoever keeps the accounts of an agency types about its officers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Team, User
from asbcases.administration.forms.people import NewUserForm
from asbcases.administration.transitions import Particulars


def particulars_of(stated: Mapping[str, Any], keeper: User, person: User | None) -> Particulars:
    """Return what is stated of a colleague, with all else as it stands or as a partner officer of the agency has it."""
    return Particulars(
        **stated,
        collar_number=person.collar_number if person else "",
        role=Role.PARTNER,
        rank=Rank.NONE,
        agency=keeper.agency,
        district=person.district if person else None,
        administers_agency=bool(person and person.administers_agency),
    )


class ColleagueForm(forms.Form):
    """What is stated about a colleague; agency and role are what they are."""

    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(required=False, label="E-mail", widget=forms.EmailInput({"autocomplete": "off"}))
    team = forms.ModelChoiceField(Team.objects.none(), required=False, empty_label="No team")

    def __init__(self, *args: Any, keeper: User, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeper, self.person = keeper, person
        teams = Team.objects.filter(agency=keeper.agency_id, active=True)
        self.fields["team"].queryset = teams.order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, person: User, keeper: User) -> "ColleagueForm":
        """Return the form filled with what is stated about this colleague now."""
        return cls(
            initial={name: getattr(person, name) for name in cls.base_fields}, keeper=keeper, person=person
        )

    def particulars(self) -> Particulars:
        """Return what was typed, with all else as it is."""
        stated = {name: self.cleaned_data[name] for name in ("name", "email", "team")}
        return particulars_of(stated, self.keeper, self.person)


class NewColleagueForm(ColleagueForm):
    """What is stated about a colleague who gets an account."""

    username = NewUserForm.base_fields["username"]
    is_program = forms.BooleanField(
        required=False,
        label="Account of a program",
        help_text="Nobody signs in as it: it uses the API by tokens, and sees what your agency sees",
    )
    field_order = ("username",)

    clean_username = NewUserForm.clean_username
