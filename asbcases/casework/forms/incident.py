"""The event that a report tells of: its category, its sentence, and the incident that was recorded already."""

from django import forms
from django.core.exceptions import ValidationError

from asbcases.cases.choices import Category
from asbcases.casework.forms.words import LINE, DistrictField, ForUser, WordsField
from asbcases.casework.rules import reference_in


class CategoryRadios(forms.RadioSelect):
    """The NSIR categories, each with the question that decides for it, asked in this order (NSIR 2011)."""

    hints = {
        Category.PERSONAL.value: "1. Is somebody targeted, or hit harder than others: a person or group whom one "
        "could name? An unknown caller can be one. When Nuisance fits too, it is still Personal.",
        Category.NUISANCE.value: "2. Otherwise: does the public in general suffer trouble or annoyance?",
        Category.ENVIRONMENTAL.value: "3. Otherwise: is only the place harmed, such as litter or an abandoned car?",
    }


class IncidentFields(forms.Form):
    """What an incident is recorded with; place and district are carried over, never typed again."""

    category = forms.ChoiceField(
        label="Category",
        choices=Category.choices,
        widget=CategoryRadios,
        error_messages={"required": "Choose a category"},
    )
    category_reason = WordsField(
        label="Why this category",
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Whoever audits the record reads this first",
    )
    summary = forms.CharField(
        label="What happened, in one sentence",
        max_length=LINE,
        help_text="No names: this line stands in lists",
    )
    place_text = forms.CharField(label="Where it happened", max_length=LINE)
    district = DistrictField(required=False, empty_label="Not known yet")


class IncidentForm(ForUser, IncidentFields):
    """The event that a report tells of."""


class AttachForm(forms.Form):
    """The incident of which a report tells as well."""

    incident = forms.CharField(
        label="Reference of the incident",
        max_length=40,
        help_text="For example INC-2014-000123",
        error_messages={"required": "Enter the reference of the incident"},
    )

    def clean_incident(self) -> str:
        """Return the reference as it is written in the file."""
        reference = reference_in(self.cleaned_data["incident"])
        if not reference.startswith("INC-"):
            raise ValidationError("Enter the reference of an incident, such as INC-2014-000123")
        return reference
