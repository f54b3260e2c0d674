"""Forms of the hearing of an appeal: when it is, and what became of hearsay notice."""

from datetime import date
from typing import Any

from django import forms

from asbcases.enforcement.forms.breaches import REASON
from asbcases.enforcement.forms.measures import text
from asbcases.enforcement.forms.order_courts import HearingForm
from asbcases.enforcement.forms.passing_over import OverForm
from asbcases.web.forms import DayField


class AppealHearingForm(HearingForm):
    """When and where an appeal is heard."""

    kind = None  # type: ignore[assignment]
    field_order = ("court", "at_day", "at_time")


class HearsayForm(OverForm):
    """When hearsay notice was served, on whom and how, or why none is."""

    SERVED, NONE = "served", "none"
    answer = forms.ChoiceField(
        label="Was hearsay notice served?",
        choices=[(SERVED, "Yes"), (NONE, "No: nothing that others said is relied on")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether notice was served"},
    )
    served_on = DayField(label="Date of service", required=False, help_text="Only if it was served")
    words = text(
        "On whom, and how; or why none is needed",
        "Statements of absent witnesses, and what officers were told, are hearsay",
        rows=3,
        most=REASON,
        required=True,
        error_messages={"required": "Say on whom it was served and how, or why none is needed"},
    )
    field_order = ("answer", "served_on", "words")

    def clean(self) -> dict[str, Any]:
        """Ask for the day of what was served."""
        served = self.cleaned_data.get("answer") == self.SERVED
        if served and "served_on" not in self.errors and not self.cleaned_data.get("served_on"):
            self.add_error("served_on", "Enter the date of service")
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return the day, or none, and the words."""
        served: date | None = self.cleaned_data["served_on"]
        return {
            "served_on": served if self.cleaned_data["answer"] == self.SERVED else None,
            "words": self.cleaned_data["words"],
        }
