"""Forms of issue, service, change and review of a warning or notice."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.cases.models import CaseParty, Document, Person
from asbcases.enforcement.choices import ASKS, ChangeKind, MeasureKind, ServiceMethod, Verdict
from asbcases.enforcement.forms.measures import ADDRESS, line, moment, text
from asbcases.enforcement.forms.passing_over import OverForm
from asbcases.enforcement.forms.terms import fault_of_hours, hours_of
from asbcases.enforcement.models import MeasureTerm, Paper
from asbcases.enforcement.transitions.drafting import LONGEST_TERM
from asbcases.law.words import instant_words
from asbcases.web.forms import ClockField, DayField

REASON = 2_000


class PaperField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the stored papers of a measure."""

    def label_from_instance(self, paper: Paper) -> str:
        """Return the number of a paper, what it is, and when it was made."""
        about = f" {paper.penalty.reference}" if paper.penalty else ""
        return f"{paper.number}. {paper.get_kind_display()}{about}, made on {instant_words(paper.made_at)}"


class ServiceForm(forms.Form):
    """How a paper reached somebody."""

    method = forms.ChoiceField(
        label="How was it served?",
        choices=ServiceMethod.choices,
        widget=forms.RadioSelect,
        help_text="E-mail never serves a notice by itself",
        error_messages={"required": "Choose how it was served"},
    )
    served_day = DayField(label="Date of service", error_messages={"required": "Enter the date of service"})
    served_time = ClockField(
        label="Time of service", error_messages={"required": "Enter the time of service"}
    )
    address = text("Where", "Empty: at the proper address", rows=2, most=ADDRESS)
    received_by = line("Who received it", "Or that it was refused, and how it was left")
    enquiries = text(
        "Which enquiries failed to find the occupier or owner",
        "Only where it is posted on premises",
        most=4_000,
    )
    photo = forms.ModelChoiceField(
        Document.objects.none(),
        label="Photograph of the posting",
        required=False,
        empty_label="None",
        help_text="One of the files of the case",
    )
    paper = PaperField(
        Paper.objects.none(),
        label="Which stored paper was served?",
        required=False,
        to_field_name="number",
        empty_label="The newest of its kind that was there by then",
        help_text="Its hash stands in the record of service",
        error_messages={"invalid_choice": "Choose one of the papers of this measure"},
    )
    served_at: datetime | None = None

    def __init__(self, *args: Any, documents: Any, papers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].queryset = documents  # type: ignore[attr-defined]
        if papers is None:
            del self.fields["paper"]
        else:
            self.fields["paper"].queryset = papers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Work out when it was served."""
        self.served_at = moment(self, "served_day", "served_time", required=True)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return the service as the transition takes it."""
        names = ("method", "address", "received_by", "enquiries", "photo", "paper")
        return {**{name: self.cleaned_data[name] for name in names}, "served_at": self.served_at}


class IssueForm(ServiceForm, OverForm):
    """The first service, with a reason for each warning of the law."""


class WhyForm(forms.Form):
    """A reason, and nothing else."""

    reason = text("Why", rows=3, most=REASON, required=True, error_messages={"required": "Say why"})

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or "Why"
        self.fields["reason"].help_text = help_text


class ChangeForm(forms.Form):
    """What is asked for, by whom, and what it would be."""

    kind = forms.ChoiceField(
        label="What is asked for?",
        choices=ChangeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is asked for"},
    )
    asked_by = forms.ChoiceField(
        label="Who asks?",
        choices=[(who.value, who.label) for who in ASKS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who asks"},
    )
    words = text(
        "What they ask, and why", rows=4, required=True, error_messages={"required": "Say what is asked"}
    )
    asked_day = DayField(label="Asked on", required=False, help_text="Empty: now")
    asked_time = ClockField(label="At what time", required=False)
    take_out = forms.MultipleChoiceField(
        label="Requirements that would go", required=False, widget=forms.CheckboxSelectMultiple
    )
    new_kind = forms.ChoiceField(label="Kind of a requirement that would come", required=False)
    new_words = text("The requirement that would come", rows=3, most=LONGEST_TERM)
    new_purpose = text("What it prevents or reduces", rows=2, most=1_000)
    new_place = line("Where", "Exactly where it would hold; empty: everywhere")
    days = line("On which days", "For example Mon-Sun or Fri-Sat", max_length=40)
    hours_from = ClockField(label="From what time", required=False)
    hours_to = ClockField(label="Until what time", required=False)
    new_day = DayField(label="Done by: date", required=False)
    new_time = ClockField(label="Done by: time", required=False)
    ends_on = DayField(label="Another last day", required=False, help_text="Empty: it stays")
    asked_at: datetime | None = None
    do_by: datetime | None = None

    def __init__(self, *args: Any, terms: Sequence[MeasureTerm], kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(term.number), f"{term.number}. {term.words[:80]}") for term in terms]
        self.fields["take_out"].choices = rows  # type: ignore[attr-defined]
        self.fields["new_kind"].choices = [("", "None would come"), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Work out the instants, and find fault with half a requirement."""
        said = self.cleaned_data
        self.asked_at = moment(self, "asked_day", "asked_time")
        self.do_by = moment(self, "new_day", "new_time")
        if said.get("new_words") and not said.get("new_kind"):
            self.add_error("new_kind", "Choose what kind of requirement would come")
        if said.get("new_kind") and not said.get("new_words"):
            self.add_error("new_words", "Say what would be asked")
        fault_of_hours(self)
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return the request as the transition takes it."""
        said = self.cleaned_data
        proposal: dict[str, Any] = {"take_out": [int(number) for number in said["take_out"]], "terms": []}
        if said["new_words"]:
            row = {name: said[f"new_{name}"] for name in ("kind", "words", "purpose", "place")}
            proposal["terms"].append({**row, "hours": hours_of(said), "do_by": self.do_by})
        if said["ends_on"]:
            proposal["ends_on"] = said["ends_on"]
        names = ("kind", "asked_by", "words")
        return {**{name: said[name] for name in names}, "asked_at": self.asked_at, "proposal": proposal}


class DecideChangeForm(OverForm):
    """Whether a request is granted, and why."""

    verdict = forms.ChoiceField(
        label="Your decision",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose: granted or refused"},
    )
    decision = text(
        "Why",
        "The person it binds may read this",
        rows=4,
        required=True,
        error_messages={"required": "Say why"},
    )


class ReviewForm(forms.Form):
    """How it is complied with, and what is decided."""

    compliance = text(
        "How it is complied with",
        rows=4,
        required=True,
        error_messages={"required": "Say how it is complied with"},
    )
    support = text("Support to help them comply", rows=2)
    decision = text(
        "What is decided",
        "It stays, is varied, or is discharged, and why",
        rows=3,
        required=True,
        error_messages={"required": "Say what is decided"},
    )


class OtherBodyForm(ServiceForm):
    """A warning or notice as another body gave it."""

    kind = forms.ChoiceField(
        label="What did they issue?",
        choices=[(kind.value, kind.label) for kind in (MeasureKind.CPW, MeasureKind.CPN)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they issued"},
    )
    subject = forms.ChoiceField(
        label="To whom?", widget=forms.RadioSelect, error_messages={"required": "Choose to whom"}
    )
    body = line("Which body", required=True, error_messages={"required": "Say which body issued it"})
    conduct = text("The conduct, as it says", rows=4)
    comply_day = DayField(label="Comply by: date", required=False)
    comply_time = ClockField(label="Comply by: time", required=False)
    ends_on = DayField(label="Last day", required=False)
    field_order = ("kind", "subject", "body", "conduct", "comply_day", "comply_time", "ends_on")
    comply_by: datetime | None = None

    def __init__(self, *args: Any, parties: Iterable[CaseParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {str(party.person_id): party.person for party in parties}
        choices = [(key, person.name) for key, person in self.people.items()]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]
        for name in ("enquiries", "photo", "received_by"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Work out the instants."""
        super().clean()
        self.comply_by = moment(self, "comply_day", "comply_time")
        return self.cleaned_data

    @property
    def recorded(self) -> dict[str, Any]:
        """Return what is recorded, as the transition takes it."""
        said = self.cleaned_data
        names = ("kind", "body", "method", "conduct", "ends_on")
        return {
            **{name: said[name] for name in names},
            "subject": self.people[said["subject"]],
            "served_at": self.served_at,
            "comply_by": self.comply_by,
            "proper_address": said["address"],
        }
