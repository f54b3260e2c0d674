"""Forms of exhibits: added, handed over, disposed of."""

from datetime import datetime
from typing import Any

from django import forms

from asbcases.cases.models import Document
from asbcases.enforcement.forms.measures import line, moment, text
from asbcases.web.forms import ClockField, DayField

REASON, SEAL, LABEL = 2_000, 40, 20


class WhenFields(forms.Form):
    """A day and a time."""

    at_day = DayField(label="Date", error_messages={"required": "Enter the date"})
    at_time = ClockField(label="Time", error_messages={"required": "Enter the time"})
    at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out when it was."""
        self.at = moment(self, "at_day", "at_time", required=True)
        return self.cleaned_data


class ExhibitForm(WhenFields):
    """One thing or file that may be shown to a court."""

    description = text(
        "What it is", rows=3, most=REASON, required=True, error_messages={"required": "Say what it is"}
    )
    found_by = line("Who found it", required=True, error_messages={"required": "Say who found it"})
    found_where = line("Where it was found", required=True, error_messages={"required": "Say where"})
    label = line(
        "Label", "Initials of the finder and a number, as on the thing; empty: the next", max_length=LABEL
    )
    seal = line("Seal number", max_length=SEAL)
    kept_at = line("Where it is kept")
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label="The file, where it is one",
        required=False,
        empty_label="It is no file of the case",
    )
    field_order = ("description", "found_by", "at_day", "at_time", "found_where", "label", "seal", "kept_at")

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at_day"].label, self.fields["at_time"].label = "Found: date", "Found: time"
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """Return the exhibit as the transition takes it."""
        names = ("description", "found_by", "found_where", "label", "seal", "kept_at", "document")
        return {**{name: self.cleaned_data[name] for name in names}, "found_at": self.at}


class MoveForm(WhenFields):
    """A handover."""

    from_whom = line("From whom", required=True, error_messages={"required": "Say from whom"})
    to_whom = line("To whom", required=True, error_messages={"required": "Say to whom"})
    kept_at = line(
        "Where it is kept from then on", required=True, error_messages={"required": "Say where it is kept"}
    )
    seal = line("New seal number", "Only where it was sealed anew", max_length=SEAL)
    why = line("Why", required=True, error_messages={"required": "Say why"})
    field_order = ("from_whom", "to_whom", "at_day", "at_time", "kept_at", "seal", "why")

    @property
    def said(self) -> dict[str, Any]:
        """Return the handover as the transition takes it."""
        names = ("from_whom", "to_whom", "kept_at", "seal", "why")
        return {**{name: self.cleaned_data[name] for name in names}, "moved_at": self.at}


class DisposalForm(WhenFields):
    """What became of an exhibit."""

    disposal = text(
        "What became of it",
        "Given back, destroyed, kept by the court, and by whose decision",
        rows=3,
        most=REASON,
        required=True,
        error_messages={"required": "Say what became of it"},
    )
