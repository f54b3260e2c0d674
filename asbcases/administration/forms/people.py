"""What is typed about people, teams and agencies."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q

from asbcases.accounts.choices import AgencyKind, Desk, Rank, Role
from asbcases.accounts.models import Agency, Council, District, Team, User
from asbcases.accounts.rules import objection_to_program
from asbcases.administration import rules
from asbcases.administration.transitions import Particulars
from asbcases.web.forms import DayField

SHORT = {"class": "govuk-input--width-20", "autocomplete": "off"}


class SearchForm(forms.Form):
    """A part of a name that is looked for."""

    q = forms.CharField(required=False, max_length=80, label="Name")

    def sought(self) -> str:
        """Return what is looked for, or nothing when nothing usable was typed."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""


class TeamChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names a team with its agency, since two agencies may have a team of one name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Town team (Essex Police)"."""
        return f"{obj.name} ({obj.agency.name})"


class TeamSearchForm(SearchForm):
    """Which teams: by a part of a name, and by desk."""

    desk = forms.ChoiceField(
        required=False,
        label="Desk",
        choices=[("", "Any or no desk"), *[pair for pair in Desk.choices if pair[0]]],
    )

    def of_desk(self) -> str:
        """Return the desk that is chosen, or nothing."""
        return str(self.cleaned_data["desk"]) if self.is_valid() else ""


class UserForm(forms.Form):
    """What is stated about a person."""

    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(required=False, label="E-mail", widget=forms.EmailInput({"autocomplete": "off"}))
    collar_number = forms.CharField(required=False, max_length=12, widget=forms.TextInput(SHORT))
    role = forms.ChoiceField(choices=[("", "Choose a role"), *Role.choices])
    rank = forms.ChoiceField(choices=Rank.choices, required=False, help_text="Police officers and PCSOs only")
    agency = forms.ModelChoiceField(Agency.objects.none(), empty_label="Choose an agency")
    team = TeamChoice(Team.objects.none(), required=False, empty_label="No team")
    district = forms.ModelChoiceField(District.objects.none(), required=False, empty_label="No district")
    administers_agency = forms.BooleanField(
        required=False,
        label="Keeps the accounts of their agency",
        help_text="Partner officers and co-ordinators: makes, changes and suspends accounts of its partner officers",
    )

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_or_own = _open_or(person.agency_id if person else None)
        self.fields["agency"].queryset = Agency.objects.filter(open_or_own).order_by("name")  # type: ignore[attr-defined]
        teams = Team.objects.filter(_open_or(person.team_id if person else None)).select_related("agency")
        self.fields["team"].queryset = teams.order_by("agency__name", "name")  # type: ignore[attr-defined]
        self.fields["district"].queryset = District.objects.order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, person: User) -> "UserForm":
        """Return the form filled with what is stated about this person now."""
        names = [name for name in cls.base_fields if name != "username"]
        return cls(initial={name: getattr(person, name) for name in names}, person=person)

    def clean(self) -> dict[str, Any]:
        """Return what was typed, with each thing that does not fit said beside its field."""
        typed = super().clean() or {}
        role, agency = typed.get("role"), typed.get("agency")
        if role and agency:
            kind = AgencyKind(agency.kind)
            self._object("role", rules.objection_to_role(Role(role), kind))
            self._object("rank", rules.objection_to_rank(Rank(typed.get("rank", "")), kind))
            keeps = bool(typed.get("administers_agency"))
            self._object("administers_agency", rules.objection_to_keeper(Role(role), kind, keeps=keeps))
        if role:
            has_place = bool(typed.get("district") or typed.get("team"))
            self._object("district", rules.objection_to_place(Role(role), has_place=has_place))
        if agency and (team := typed.get("team")) and team.agency_id != agency.pk:
            self._object("team", f"{team} is a team of {team.agency}: choose a team of {agency}.")
        return typed

    def _object(self, field: str, objection: str) -> None:
        if objection and field not in self.errors:
            self.add_error(field, objection)

    def particulars(self) -> Particulars:
        """Return what was typed, as the verbs take it."""
        typed = dict(self.cleaned_data)
        typed.pop("username", None)
        typed.pop("is_program", None)
        return Particulars(**{**typed, "role": Role(typed["role"]), "rank": Rank(typed["rank"])})


class NewUserForm(UserForm):
    """What is stated about a person who gets an account."""

    username = forms.CharField(
        max_length=60,
        label="Sign-in name",
        help_text="It cannot be changed later; capitals make no difference",
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput({**SHORT, "autocapitalize": "none", "spellcheck": "false"}),
    )
    is_program = forms.BooleanField(
        required=False,
        label="Account of a program",
        help_text="Nobody signs in as it: it uses the API by tokens, as a contact handler or a partner officer",
    )
    field_order = ("username",)

    def clean(self) -> dict[str, Any]:
        """Return what was typed; a role that a program cannot have is refused beside it."""
        typed = super().clean()
        if typed.get("is_program") and typed.get("role"):
            self._object("role", objection_to_program(typed["role"]))
        return typed

    def clean_username(self) -> str:
        """Return the name in lower case; one that somebody has is refused."""
        username = str(self.cleaned_data["username"]).lower()
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError("Somebody else signs in with this name: choose another.")
        return username


class LeaveForm(forms.Form):
    """Until when a person is on leave."""

    until = DayField(required=False, label="Last day of leave", help_text="Leave empty when there is none")


class ReasonForm(forms.Form):
    """Why an account is suspended or restored."""

    reason = forms.CharField(
        max_length=500, help_text="It is kept on the record", widget=forms.Textarea({"rows": 3})
    )


class AgencyForm(forms.Form):
    """A body that works on anti-social behaviour."""

    name = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=[("", "Choose a kind"), *AgencyKind.choices])
    council = forms.ModelChoiceField(
        Council.objects.order_by("name"),
        required=False,
        label="Council area",
        empty_label="No single council area",
    )


class AgencyEditForm(AgencyForm):
    """An agency that there is already: it may also be closed."""

    active = forms.BooleanField(
        required=False, label="Open", help_text="A closed agency stays on the record; nobody can join it"
    )


class TeamForm(forms.Form):
    """A team of an agency."""

    name = forms.CharField(max_length=200)
    agency = forms.ModelChoiceField(
        Agency.objects.filter(active=True).order_by("name"), empty_label="Choose an agency"
    )
    district = forms.ModelChoiceField(
        District.objects.order_by("name"), required=False, empty_label="No district"
    )
    force_wide = forms.BooleanField(
        required=False,
        label="Works for the whole force area",
        help_text="Officers of a police team that does see the records of every district",
    )
    desk = forms.ChoiceField(
        required=False,
        choices=Desk.choices,
        help_text="Reports and incidents say through which desk they came",
    )

    def clean(self) -> dict[str, Any]:
        """Return what was typed; a team that cannot work for the whole force, or be a desk, is refused."""
        typed = super().clean() or {}
        if agency := typed.get("agency"):
            kind = AgencyKind(agency.kind)
            objection = rules.objection_to_team(
                force_wide=typed["force_wide"], has_district=typed.get("district") is not None, kind=kind
            )
            if objection:
                self.add_error("force_wide", objection)
            if objection := rules.objection_to_desk(Desk(typed.get("desk", "")), kind):
                self.add_error("desk", objection)
        return typed


class TeamEditForm(TeamForm):
    """A team that there is already: it stays with its agency, and may be closed."""

    active = forms.BooleanField(
        required=False, label="Open", help_text="A closed team stays on the record; nobody can join it"
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stays = forms.ModelChoiceField(Agency.objects.filter(pk=agency.pk), initial=agency, disabled=True)
        self.fields["agency"] = stays


def _open_or(own: int | None) -> Q:
    return Q(active=True) | Q(pk=own)
