"""Who somebody is: what is typed of a person, and the choice between those on file and a new record."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.cases.choices import PartyRole, PersonKind, Tie
from asbcases.casework.forms.words import LINE
from asbcases.casework.queries.people import Candidate, Sought
from asbcases.web.forms import DayField

SHORT = {"class": "govuk-input--width-20", "autocomplete": "off"}
OFF = {"autocomplete": "off"}
LEAST = 3


class ReachForm(forms.Form):
    """How somebody is reached."""

    phone = forms.CharField(
        label="Telephone number",
        max_length=60,
        required=False,
        widget=forms.TextInput({**SHORT, "inputmode": "tel"}),
    )
    email = forms.CharField(
        label="E-mail",
        max_length=254,
        required=False,
        widget=forms.TextInput({**SHORT, "inputmode": "email"}),
    )


class SearchForm(ReachForm):
    """What is known of somebody who is looked for."""

    name = forms.CharField(label="Name", max_length=200, required=False, widget=forms.TextInput(SHORT))
    address = forms.CharField(label="Address", max_length=LINE, required=False, widget=forms.TextInput(OFF))
    field_order: Sequence[str] = ("name", "phone", "email", "address")

    def clean(self) -> dict[str, Any]:
        """Find fault with a search for nearly everybody."""
        typed = super().clean() or {}
        if not self.errors and all(len(str(value).strip()) < LEAST for value in typed.values()):
            self.add_error("name", "Enter at least three letters of the name, or a number or address")
        return typed

    def sought(self) -> Sought:
        """Return what is looked for."""
        return Sought(**{name: self.cleaned_data[name] for name in ("name", "phone", "email", "address")})


class PersonForm(forms.Form):
    """What is stated of a person, business, community or group."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="Or how they are known, where no name is",
        widget=forms.TextInput(OFF),
        error_messages={"required": "Enter the name, or how they are known"},
    )
    kind = forms.ChoiceField(label="Kind", choices=PersonKind.choices, initial=PersonKind.PERSON)
    born_on = DayField(label="Date of birth", required=False, help_text="Empty if not known")
    language = forms.CharField(
        label="Language, if not English", max_length=60, required=False, widget=forms.TextInput(SHORT)
    )
    adjustments = forms.CharField(
        label="What they need in order to deal with us", max_length=LINE, required=False
    )

    def particulars(self) -> dict[str, Any]:
        """Return what was typed, as the transitions take it."""
        said = {name: self.cleaned_data[name] for name in PersonForm.base_fields}
        return {**said, "kind": PersonKind(said["kind"])}


class WhoForm(ReachForm, PersonForm):
    """Somebody who is on file already, or is not: whoever may be the same is offered before anything is kept."""

    NEW = "new"
    person = forms.ChoiceField(
        label="Who is it?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "required": "These are like what you typed: choose one, or say that it is somebody else"
        },
    )
    source = forms.CharField(
        label="Who or what says so",
        max_length=200,
        help_text="For example: the caller; the tenancy file; seen by the officer",
        error_messages={"required": "Say who or what says so"},
    )
    field_order: Sequence[str] = ("person", "name", "kind", "phone", "email")

    def __init__(self, *args: Any, found: Sequence[Candidate] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.person.reference: one for one in found}
        if not found:
            del self.fields["person"]
            return
        who = self.fields["person"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - declared above
        who.required = True
        known = [(reference, _words(one)) for reference, one in self.found.items()]
        who.choices = [*known, (self.NEW, "Somebody else: make a new record")]

    def chosen(self) -> Candidate | None:
        """Return who on file was chosen; nobody when it is somebody new."""
        return self.found.get(self.cleaned_data.get("person", ""))


def _words(one: Candidate) -> str:
    return f"{one.person.name}, {one.person.reference}: {', '.join(one.reasons)}"


class PartyForm(WhoForm):
    """Somebody and their role."""

    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose"), *PartyRole.choices],
        error_messages={"required": "Choose a role"},
    )
    field_order = ("role", "person", "name", "kind", "phone", "email")


class Days(forms.Form):
    """From which day to which something holds, and who says so."""

    since_on = DayField(label="From", required=False, help_text="Empty if not known")
    until_on = DayField(label="Until", required=False, help_text="Empty while it holds")
    source = forms.CharField(
        label="Who or what says so",
        max_length=200,
        help_text="For example: the caller; the tenancy file; seen by the officer",
        error_messages={"required": "Say who or what says so"},
    )

    def known(self) -> dict[str, Any]:
        """Return the days and the source, as the transitions take them."""
        return {name: self.cleaned_data[name] for name in ("source", "since_on", "until_on")}


class ContactForm(Days):
    """A way to reach somebody."""

    value = forms.CharField(
        label="Telephone number or e-mail address",
        max_length=254,
        widget=forms.TextInput(SHORT),
        error_messages={"required": "Enter the number or address"},
    )
    field_order = ("value",)


class AddressForm(Days):
    """Where somebody lives, works or meets."""

    address = forms.CharField(
        label="Address",
        max_length=LINE,
        widget=forms.TextInput(OFF),
        help_text="With its postcode, if you know it",
        error_messages={"required": "Enter the address"},
    )
    field_order = ("address",)


class VehicleFields(forms.Form):
    """A vehicle, by registration or by what tells it apart."""

    registration = forms.CharField(
        label="Registration", max_length=20, required=False, widget=forms.TextInput(SHORT)
    )
    description = forms.CharField(
        label="Description",
        max_length=LINE,
        required=False,
        help_text="Make, model, colour: needed where the registration is not known",
    )

    def clean(self) -> dict[str, Any]:
        """Find fault with a vehicle of which nothing is said."""
        typed = super().clean() or {}
        if not typed.get("registration") and not typed.get("description") and not self.errors:
            self.add_error("registration", "Enter the registration, or describe the vehicle")
        return typed


class VehicleForm(VehicleFields, Days):
    """A vehicle that somebody keeps or uses."""

    field_order = ("registration", "description")


class MemberForm(Days, WhoForm):
    """Somebody who belongs to a group."""

    part = forms.CharField(label="What they are in it", max_length=200, required=False)
    field_order = ("person", "name", "kind", "phone", "email", "born_on", "part")


class AssociationForm(Days, WhoForm):
    """Somebody with whom a person belongs together."""

    tie = forms.ChoiceField(
        label="How they belong together",
        choices=[("", "Choose"), *Tie.choices],
        error_messages={"required": "Choose how they belong together"},
    )
    field_order = ("tie", "person", "name", "kind", "phone", "email", "born_on")


class EndForm(forms.Form):
    """Until when something held."""

    until_on = DayField(label="Until", error_messages={"required": "Enter the last day on which it held"})


class WrongForm(forms.Form):
    """Why something is wrong."""

    reason = forms.CharField(
        label="Why is it wrong?",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="It stays on the record, struck out, with this reason",
        error_messages={"required": "Say why it is wrong"},
    )


class MatchForm(forms.Form):
    """Whether two records are of one person."""

    SAME, NOT = "same", "not"
    verdict = forms.ChoiceField(
        label="Are these one person?",
        choices=[(SAME, "Yes, one person"), (NOT, "No, not one person")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they are one person"},
    )
    note = forms.CharField(
        label="How do you know?", max_length=1_000, required=False, widget=forms.Textarea({"rows": 3})
    )
