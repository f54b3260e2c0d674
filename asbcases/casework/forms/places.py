"""What is typed of premises, and of where an incident happened."""

from typing import Any

from django import forms

from asbcases.accounts.models import Council
from asbcases.cases.models import Premises
from asbcases.casework.forms.people import OFF, SHORT, VehicleFields
from asbcases.casework.forms.words import LINE, DistrictField, ForUser


class PremisesForm(ForUser):
    """An address or place, and what whoever goes there must know."""

    address = forms.CharField(
        label="Address",
        max_length=LINE,
        widget=forms.TextInput(OFF),
        error_messages={"required": "Enter the address"},
    )
    uprn = forms.CharField(
        label="UPRN",
        max_length=12,
        required=False,
        help_text="Unique Property Reference Number, where known",
        widget=forms.TextInput({**SHORT, "inputmode": "numeric"}),
    )
    district = DistrictField(required=False, empty_label="Not known yet")
    council = forms.ModelChoiceField(
        Council.objects.order_by("name"), required=False, label="Council area", empty_label="Not known yet"
    )
    warning = forms.CharField(
        label="Warning",
        max_length=1_000,
        required=False,
        help_text="What whoever goes there must know, for example a dog or a blind corner",
        widget=forms.Textarea({"rows": 3}),
    )

    @classmethod
    def showing(cls, premises: Premises, **kwargs: Any) -> "PremisesForm":
        """Return the form filled with what is stated now."""
        return cls(initial={name: getattr(premises, name) for name in cls.base_fields}, **kwargs)


class PlaceForm(forms.Form):
    """The premises at which an incident happened."""

    address = forms.CharField(
        label="Address of the premises",
        max_length=LINE,
        widget=forms.TextInput(OFF),
        help_text="Premises on file are found however the address is written; else a new record is made",
        error_messages={"required": "Enter the address"},
    )


class SeenForm(VehicleFields):
    """A vehicle that was seen at an incident."""

    how = forms.CharField(label="What it had to do with it", max_length=LINE, required=False)
