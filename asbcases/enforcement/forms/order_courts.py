"""Forms of what courts do about an order, of its reviews, and of who was told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.enforcement.choices import Applicant, HearingKind, Restriction
from asbcases.enforcement.forms.measures import line, moment, text
from asbcases.enforcement.models import MeasureTerm
from asbcases.web.forms import ClockField, DayField

REASON = 2_000
COURT_MISSING = {"required": "Name the court"}
DAY_MISSING = {"required": "Enter the date"}


def reporting_field() -> forms.ChoiceField:
    """Return the question whether the court restricts reporting."""
    return forms.ChoiceField(
        label="What may be reported",
        choices=[(one.value, one.label) for one in Restriction],
        widget=forms.RadioSelect,
        required=False,
        help_text="Of somebody under 18 the automatic restriction does not apply; the court may impose one",
    )


class HearingForm(forms.Form):
    """When a court hears what."""

    kind = forms.ChoiceField(
        label="What is heard?",
        choices=HearingKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is heard"},
    )
    court = line("Court", required=True, error_messages=COURT_MISSING)
    at_day = DayField(label="Date of the hearing", error_messages=DAY_MISSING)
    at_time = ClockField(label="Time", error_messages={"required": "Enter the time"})
    at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out when it is."""
        self.at = moment(self, "at_day", "at_time", required=True)
        return self.cleaned_data


class OutcomeForm(forms.Form):
    """What came of a hearing."""

    outcome = text(
        "What came of it",
        "Or that it was taken out of the list; of a dismissed application also who made it",
        rows=4,
        most=REASON,
        required=True,
        error_messages={"required": "Say what came of it"},
    )


class LengthFields(forms.Form):
    """Until when an order runs, what may be reported, and which terms go."""

    # What may be left out depends on the kind of order.
    says_optional = False
    court = line("Court", required=True, error_messages=COURT_MISSING)
    made_on = DayField(label="Made on", error_messages=DAY_MISSING)
    ends_on = DayField(label="Last day", required=False)
    indefinite = forms.BooleanField(label="It has no end", required=False)
    reporting = reporting_field()
    reporting_words = text("What the court said of reporting", rows=2, most=REASON)

    def offer_terms(self, label: str, terms: Sequence[MeasureTerm]) -> None:
        """Offer the terms that may go."""
        rows = [(str(term.number), f"{term.number}. {term.words[:100]}") for term in terms]
        if rows:
            self.fields["left_out"] = forms.MultipleChoiceField(
                label=label, choices=rows, required=False, widget=forms.CheckboxSelectMultiple
            )

    @property
    def said(self) -> dict[str, Any]:
        """Return what the court said, as the transition takes it."""
        names = ("court", "made_on", "ends_on", "indefinite", "reporting_words")
        left_out = [int(number) for number in self.cleaned_data.get("left_out", ())]
        reporting = Restriction(self.cleaned_data["reporting"])
        return {
            **{name: self.cleaned_data[name] for name in names},
            "reporting": reporting,
            "left_out": left_out,
        }


class MadeForm(LengthFields):
    """An order as the court made it."""

    effect_on = DayField(
        label="Takes effect on",
        required=False,
        help_text="Empty: when it is made; else when an earlier one ends",
    )
    interim = forms.BooleanField(label="It is an interim order, until a hearing", required=False)
    hearing_day = DayField(label="Of an interim order: date of the hearing", required=False)
    hearing_time = ClockField(label="Time of that hearing", required=False)
    field_order: tuple[str, ...] = (
        *("court", "made_on", "effect_on", "interim", "hearing_day", "hearing_time", "ends_on", "indefinite"),
        *("left_out", "reporting", "reporting_words"),
    )
    hearing_at: datetime | None = None
    # Of an order of ours: what others asked for may be told without it.
    asks_hearing = True

    def __init__(self, *args: Any, terms: Sequence[MeasureTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_terms("Terms that were asked for and not made", terms)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Work out when the hearing is, and ask for a length where the order is for good."""
        said = self.cleaned_data
        asked = bool(said.get("interim")) and self.asks_hearing
        self.hearing_at = moment(self, "hearing_day", "hearing_time", required=asked)
        need_length(self, exempt=bool(said.get("interim")))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return the order as the transition takes it."""
        names = ("effect_on", "interim")
        more = {name: self.cleaned_data[name] for name in names}
        return {**super().said, **more, "hearing_at": self.hearing_at}


class VariedForm(LengthFields):
    """An order as the court varied it."""

    applicant = forms.ChoiceField(
        label="Who applied?",
        choices=Applicant.choices,
        widget=forms.RadioSelect,
        help_text="After a dismissed application that side needs the court's consent or the other side's agreement",
        error_messages={"required": "Choose who applied"},
    )
    field_order = ("applicant", "court", "made_on", "ends_on", "indefinite", "left_out")

    def __init__(self, *args: Any, terms: Sequence[MeasureTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_on"].label = "Varied on"
        self.fields["ends_on"].label = "Last day as it stands now"
        self.offer_terms("Terms that the court took out", terms)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask for the length as it stands now."""
        need_length(self)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return the variation as the transition takes it."""
        return {**super().said, "applicant": Applicant(self.cleaned_data["applicant"])}


def need_length(form: forms.Form, *, exempt: bool = False) -> None:
    """Find fault with an order that has neither a last day nor none, or both."""
    said = form.cleaned_data
    if "ends_on" in form.errors or exempt:
        return
    if not said.get("ends_on") and not said.get("indefinite"):
        form.add_error("ends_on", "Enter the last day, or say that it has no end")
    elif said.get("ends_on") and said.get("indefinite"):
        form.add_error("indefinite", "It has a last day or it has no end: say one of the two")


class DischargedForm(forms.Form):
    """That the court discharged an order."""

    applicant = VariedForm.base_fields["applicant"]
    court = line("Court", required=True, error_messages=COURT_MISSING)
    made_on = DayField(label="Discharged on", error_messages=DAY_MISSING)
    words = text("Why", rows=3, most=REASON, required=True, error_messages={"required": "Say why"})


class RefusedForm(forms.Form):
    """That the court made no order."""

    refused_on = DayField(label="Refused on", error_messages=DAY_MISSING)
    words = text(
        "What the court said",
        rows=3,
        most=REASON,
        required=True,
        error_messages={"required": "Say what the court said"},
    )


class ReviewForm(forms.Form):
    """A review of an order: what was considered, who took part, what was decided."""

    # The law says what may not be left out, all of it at once.
    says_optional = False
    at_day = DayField(label="Date of the review", error_messages=DAY_MISSING)
    at_time = ClockField(label="Time", error_messages={"required": "Enter the time"})
    compliance = text("How far the order was complied with", rows=4)
    support = text("Support to help them comply", rows=4)
    application = text("Whether to apply to vary or discharge it", rows=3)
    police = line("Who of the police took part", "The chief officer of police carries the review out")
    council = line("Who of the council took part", "The council where the person lives co-operates")
    others = line("Others who took part", "Youth offending team, school, family")
    decision = text("What was decided", rows=3)
    reviewed_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out when it was."""
        self.reviewed_at = moment(self, "at_day", "at_time", required=True)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return the review as the transition takes it."""
        names = ("compliance", "support", "application", "police", "council", "others", "decision")
        return {**{name: self.cleaned_data[name] for name in names}, "reviewed_at": self.reviewed_at}


class SupervisorForm(forms.Form):
    """Which supervisor was told, how and when."""

    supervisor = forms.ChoiceField(
        label="Who was told?", widget=forms.RadioSelect, error_messages={"required": "Choose who was told"}
    )
    how = line("How", "By letter, telephone, meeting")
    at_day = DayField(label="Date", error_messages=DAY_MISSING)
    at_time = ClockField(label="Time", error_messages={"required": "Enter the time"})
    told_at: datetime | None = None

    def __init__(self, *args: Any, supervisors: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].choices = [(one, one) for one in supervisors]  # type: ignore[attr-defined]
        if len(supervisors) == 1:
            self.initial.setdefault("supervisor", supervisors[0])

    def clean(self) -> dict[str, Any]:
        """Work out when it was."""
        self.told_at = moment(self, "at_day", "at_time", required=True)
        return self.cleaned_data
