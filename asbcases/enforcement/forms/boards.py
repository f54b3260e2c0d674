"""Which orders the board shows, and whom and where the kerbside check is about."""

from datetime import datetime
from typing import Any

from django import forms

from asbcases.accounts.models import User
from asbcases.accounts.queries import works_for_county
from asbcases.casework.forms.filters import Filter
from asbcases.casework.rules import reference_in
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.forms.measures import moment
from asbcases.web.forms import ClockField, DayField

LINE = 200
NOBODY_MEANT = "Enter the reference of a person or of premises, such as PER-2014-000123"


def person_or_place_in(typed: str) -> str:
    """Return the reference of a person or of premises that somebody meant; else nothing."""
    reference = reference_in(typed)
    return reference if reference[:3] in ("PER", "PRM") else ""


class BoardFilter(Filter):
    """Which measures: live or drafts, of which kind, about whom or where, in which order."""

    NEXT, ENDS, OPEN_ENDED, NEWEST = "next", "ends", "open", "newest"
    WAITING, DRAFTS = "waiting", "drafts"

    SHOWN = (
        (NEXT, "Next reply or review"),
        (ENDS, "In force, what ends first"),
        (OPEN_ENDED, "In force, without a last day"),
        (NEWEST, "In force, newest first"),
        (WAITING, "Drafts that wait for approval"),
        (DRAFTS, "Other drafts"),
    )

    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *MeasureKind.choices])
    about = forms.CharField(
        label="Person or place",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "off", "placeholder": "PER-2014-000123"}
        ),
    )
    field_order = ("show", "kind", "about", "district")

    def county_wide(self, user: User) -> bool:
        """Return whether the person sees the cases of the whole county."""
        return works_for_county(user)

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return that what is in force is shown, what ends first at the top."""
        return {"show": self.ENDS}

    def clean_about(self) -> str:
        """Return the reference that was meant."""
        typed = str(self.cleaned_data.get("about") or "").strip()
        reference = person_or_place_in(typed)
        if typed and not reference:
            raise forms.ValidationError(NOBODY_MEANT)
        return reference


class KerbsideForm(forms.Form):
    """Who is met where, and when; now, where no time is typed."""

    who = forms.CharField(
        label="Who",
        max_length=LINE,
        help_text="Name or reference",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Enter a name, or the reference of a person"},
    )
    where = forms.CharField(
        label="Where",
        max_length=LINE,
        required=False,
        help_text="Street or place, or the reference of premises",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    day = DayField(label="Another day", required=False)
    clock = ClockField(label="Another time", required=False, help_text="For example 10:40pm; empty: now")
    at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out the instant that is asked about."""
        self.at = moment(self, "day", "clock")
        return self.cleaned_data
