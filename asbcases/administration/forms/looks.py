"""Which looks an auditor asks for, and what they make of what is unusual."""

from datetime import date, timedelta
from typing import Any

from django import forms

from asbcases.accounts.models import Agency, User
from asbcases.audit.look_choices import Examined, Unusual
from asbcases.audit.queries.looks import Asked, Found, found_as
from asbcases.cases.rules.keys import name_key
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.casework.rules import reference_in
from asbcases.law.periods import london_midnight_after
from asbcases.web.forms import DayField

ENDS_BEFORE = "The last day lies before the first: change one of them"


class AskedForm(forms.Form):
    """Which looks: at whom or what, by whom, for which agency, and when; nothing chosen is all of them."""

    about = forms.CharField(
        label="Looked at",
        required=False,
        max_length=LINE,
        help_text="Reference of a person or record, or the whole name of a person",
    )
    who = forms.CharField(label="Who looked", required=False, max_length=LINE, help_text="Their sign-in name")
    agency = forms.ModelChoiceField(
        Agency.objects.order_by("name"), label="Agency", required=False, empty_label="All agencies"
    )
    since = DayField(label="From", required=False)
    until = DayField(label="Until", required=False)

    def clean_about(self) -> list[Found]:
        """Return the record with this reference, or the people with this name."""
        typed = self.cleaned_data["about"].strip()
        if not typed:
            return []
        found = found_as(reference_in(typed) or typed.upper(), name_key(typed))
        if not found:
            raise forms.ValidationError(
                "Nothing is known by that reference or name: give the whole reference, or first name and surname"
            )
        return found

    def clean_who(self) -> User | None:
        """Return who signs in with this name, active or not."""
        typed = self.cleaned_data["who"].strip().lower()
        user = User.objects.filter(username=typed).select_related("agency").first() if typed else None
        if typed and user is None:
            raise forms.ValidationError(f"Nobody signs in as {typed}: check the name")
        return user

    def clean(self) -> dict[str, Any]:
        """Return the answers; a time that ends before it begins is a fault."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", ENDS_BEFORE)
        return self.cleaned_data

    @property
    def several(self) -> list[Found]:
        """Return the people of one name, of whom one has to be chosen; nothing where it is clear who is meant."""
        found: list[Found] = self.cleaned_data.get("about", []) if self.is_valid() else []
        return found if len(found) > 1 else []

    @property
    def asked(self) -> Asked:
        """Return what is asked for."""
        said = self.cleaned_data
        about = said["about"][0] if said["about"] else None
        return Asked(
            user=said["who"], agency=said["agency"], about=about, **time_asked(said["since"], said["until"])
        )


def time_asked(since: date | None, until: date | None) -> dict[str, Any]:
    """Return from when and before when, of whole days; nothing for a day that was not said."""
    return {
        "since": london_midnight_after(since - timedelta(days=1)) if since else None,
        "before": london_midnight_after(until) if until else None,
    }


class FindingFilter(forms.Form):
    """Which findings: by rule, and whether somebody has examined them."""

    rule = forms.ChoiceField(label="Rule", required=False, choices=[("", "All rules"), *Unusual.choices])
    show = forms.ChoiceField(
        label="Show", required=False, choices=[("", "Not examined yet"), ("all", "All of them")]
    )


class ExamineForm(forms.Form):
    """What an auditor makes of unusual looks."""

    verdict = forms.ChoiceField(
        label="What did you find?",
        choices=Examined.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you found"},
    )
    words = WordsField(
        label="Why",
        max_length=4_000,
        widget=forms.Textarea({"rows": 5}),
        help_text="What you read, whom you asked and what they said. Auditors read this, and nobody else",
    )
