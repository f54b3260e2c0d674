"""Forms of the threshold worksheet: a complaint, a correction, duplicates, and the decision."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.enforcement.forms.measures import line, text
from asbcases.law.words import day_words
from asbcases.web.forms import DayField
from triggers.choices import BodyKind, Link
from triggers.forms.shared import LONG, SHORT
from triggers.models import ReviewComplaint

STATED = (
    *("agency", "agency_name", "agency_reference", "complaint_on", "behaviour_from", "behaviour_until"),
    *("complainant", "victim", "place", "hate", "link", "words"),
)


class ComplaintForm(forms.Form):
    """One complaint to one agency: to whom, when, of behaviour on which days, and how it is tied to the application."""

    agency = forms.ChoiceField(
        label="To whom was it made?",
        choices=BodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose to whom it was made"},
    )
    agency_name = line("Name of the agency")
    agency_reference = line("Its reference", "As the agency knows it")
    complaint_on = DayField(
        label="Day of the complaint", error_messages={"required": "Enter the day of the complaint"}
    )
    behaviour_from = DayField(
        label="Day of the behaviour, or the first day",
        required=False,
        help_text="Empty where nobody knows it: it does not count until somebody asks",
    )
    behaviour_until = DayField(
        label="Last day of the behaviour", required=False, help_text="Empty: one day only"
    )
    complainant = line("Who complained", "Empty: anonymous")
    victim = line("Who suffered it")
    place = line("Where")
    words = text("What was complained of, in short", rows=2, most=SHORT)
    link = forms.ChoiceField(
        label="How is it tied to what the application is about?",
        choices=Link.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is tied to the application"},
    )
    hate = forms.BooleanField(label="It was reported as hate", required=False)

    def clean(self) -> dict[str, Any]:
        """Find fault with behaviour that ends before it begins."""
        said = self.cleaned_data
        begins, ends = said.get("behaviour_from"), said.get("behaviour_until")
        if ends and not begins and "behaviour_from" not in self.errors:
            self.add_error("behaviour_from", "Enter the first day of the behaviour too")
        elif begins and ends and ends < begins:
            self.add_error("behaviour_until", "The last day lies before the first")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return what is known of the complaint, as the transition takes it."""
        said = {name: self.cleaned_data[name] for name in STATED}
        return {**said, "agency": BodyKind(said["agency"]), "link": Link(said["link"])}

    @classmethod
    def initial_of(cls, complaint: ReviewComplaint) -> dict[str, Any]:
        """Return what is known of a complaint."""
        known = {name: getattr(complaint, name) for name in STATED}
        if known["behaviour_until"] == known["behaviour_from"]:
            known["behaviour_until"] = None
        return known


class CorrectForm(ComplaintForm):
    """The same, with the reason for the correction."""

    reason = text(
        "Why is it corrected?",
        rows=2,
        most=SHORT,
        required=True,
        error_messages={"required": "Say why it is corrected"},
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = text("Why?", most=SHORT, required=True, error_messages={"required": "Say why"})


class DuplicateForm(forms.Form):
    """Of which complaint another is a duplicate, or of none."""

    NONE = "none"
    of = forms.ChoiceField(
        label="Is it a duplicate?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is a duplicate"},
    )
    reason = text(
        "The reason, by the area's rule on duplicates",
        most=SHORT,
        required=True,
        error_messages={"required": "Give the reason, by the area's rule on duplicates"},
    )

    def __init__(self, *args: Any, others: Sequence[ReviewComplaint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.number): one for one in others}
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)  # noqa: S101 - declared above
        of.choices = [
            (self.NONE, "No, it counts for itself"),
            *((number, f"Yes, of complaint {number} ({_named(one)})") for number, one in self.others.items()),
        ]

    @property
    def chosen(self) -> ReviewComplaint | None:
        """Return the complaint of which it is a duplicate; None where it is of none."""
        return self.others.get(self.cleaned_data["of"])


def _named(one: ReviewComplaint) -> str:
    return f"{one.get_agency_display().lower()}, {day_words(one.complaint_on)}"


class ThresholdForm(forms.Form):
    """Whether the threshold is met; below the number of complaints with a reason on each factor."""

    MET, NOT_MET = "met", "not_met"
    verdict = forms.ChoiceField(
        label="Is the threshold met?",
        choices=[(MET, "Met: there will be a review"), (NOT_MET, "Not met")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the threshold is met"},
    )
    persistence = text("Persistence", "How often it happens, and for how long", most=LONG)
    harm = text("Harm or potential harm", "To the victim, and how vulnerable they are", most=LONG)
    adequacy = text("Adequacy of the response", "What was done about it, and what came of it", most=LONG)
    reason = text("What else was weighed", most=LONG)

    def __init__(self, *args: Any, reached: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reached:
            for name in ("persistence", "harm", "adequacy"):
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """Return the decision as the transition takes it."""
        said = dict(self.cleaned_data)
        return {"met": said.pop("verdict") == self.MET, **said}
