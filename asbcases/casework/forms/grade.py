"""What is decided at a triage beside the THRIVE answers: grade, handling, what may happen meanwhile, what was promised."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.cases.choices import Grade, Handling, RiskLevel, TermKind, Told, Trigger
from asbcases.casework.forms.codes import WordFields
from asbcases.casework.forms.desk import PromiseFields
from asbcases.casework.forms.happened import AskedForm
from asbcases.casework.forms.incident import IncidentFields
from asbcases.casework.forms.thrive import COLUMNS, ThriveFields
from asbcases.casework.forms.words import LINE, LONG, ForUser, WordsField
from asbcases.casework.queries.matches import OpenCase
from asbcases.casework.transitions.joining import NOT_OFFERED
from asbcases.web.forms import LastingRadios, LastingTicks

# Remove, avoid, reduce or accept the risk until somebody comes.
MEASURES = [
    ("advice", "Safety advice given"),
    ("stay_on_line", "Stays on the line"),
    ("leave", "Leaves the place"),
    ("lock_doors", "Locks the doors and stays in"),
    ("neighbour", "Neighbour or relative told"),
    ("partner_check", "Partner asked to look in"),
    ("evidence", "Told how to keep the evidence"),
    ("accepted", "None: the risk is accepted"),
]
RADIOS = {"class": "govuk-radios--inline"}


class TriageFields(AskedForm):
    """What the handler decides and why; the facts apart from the view."""

    reported_facts = WordsField(
        label="What was said, in short",
        max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
        help_text="Facts only. Your own view has a box of its own",
        error_messages={"required": "Enter what was said, in short"},
    )
    view = WordsField(
        label="Your view (optional)", max_length=4_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    interim_level = forms.ChoiceField(
        label="Risk until somebody comes",
        choices=RiskLevel.choices,
        widget=LastingRadios(RADIOS),
        error_messages={"required": "Choose the risk until somebody comes"},
    )
    interim_risk = WordsField(
        label="What may happen between this call and our coming",
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    interim_measures = forms.MultipleChoiceField(
        label="What was done about it (optional)",
        choices=MEASURES,
        required=False,
        widget=LastingTicks({"class": COLUMNS}),
    )
    grade = forms.ChoiceField(
        label="Grade", choices=Grade.choices, required=False, widget=LastingRadios(RADIOS)
    )
    grade_reason = WordsField(
        label="Why another grade than the proposed one",
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    handling = forms.ChoiceField(
        label="What follows",
        choices=Handling.choices,
        widget=LastingRadios({"class": "asb-handling"}),
        error_messages={"required": "Choose what follows"},
    )
    partner = forms.ModelChoiceField(
        label="Partner for whom it is held",
        queryset=Agency.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the partner for whom it is held"},
    )
    supervisor_reason = WordsField(
        label="A supervisor's reason why nobody attends although something asks for it",
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Sergeant or above, at least 20 characters",
    )
    expectations = forms.CharField(
        label="What the caller was told would happen (optional)", max_length=1_000, required=False
    )
    review_told = forms.ChoiceField(
        label="Was the ASB case review explained?",
        choices=Told.choices,
        widget=LastingRadios(RADIOS),
        help_text="They may ask for a case review once several reports led to nothing that helped",
        error_messages={"required": "Say whether the ASB case review was explained"},
    )
    review_told_how = forms.CharField(label="If explained: how", max_length=LINE, required=False)

    asked_after = {"partner": ("handling", Handling.PARTNER)}
    proposed = ""

    def offer_partners(self) -> None:
        """Offer the agencies that work with us."""
        field = self.fields["partner"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        partners = Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE).order_by("name")
        field.queryset = partners
        # A short list is read in one go: Django would have the server keep a cursor for it.
        field.choices = lambda: [("", field.empty_label), *partners.values_list("pk", "name")]

    def check_grade(self) -> None:
        """Find fault with a decision that lacks its reason, so that each stands at its box."""
        said = self.cleaned_data
        if not said.get("grade") and "grade" not in self.errors:
            self.add_error("grade", "Choose the grade: press Propose to see what the answers ask for")
        if said.get("grade") != Grade.EMERGENCY and not said.get("interim_risk"):
            self.add_error("interim_risk", "Enter what may happen between this call and our coming")
        if said.get("review_told") == Told.EXPLAINED and not said.get("review_told_how"):
            self.add_error("review_told_how", "Enter how the case review was explained, for example by phone")

    def decided(self) -> dict[str, Any]:
        """Return what was decided, as the transition takes it."""
        said = {name: self.cleaned_data.get(name) for name in TriageFields.base_fields}
        return {
            **said,
            "grade": Grade(cast(str, said["grade"])),
            "handling": Handling(cast(str, said["handling"])),
            "interim_level": RiskLevel(cast(str, said["interim_level"])),
            "review_told": Told(cast(str, said["review_told"])),
        }


class VictimOfFields(forms.Form):
    """Who suffers: whoever was recognised or named, and another person who can be named."""

    caller_is_victim = forms.BooleanField(label="The caller is a victim", required=False)
    other_victim = forms.CharField(
        label="Another victim (optional)",
        max_length=200,
        required=False,
        help_text="A name, or enough to know them again. Nobody is recorded twice: one tick for whom we know",
    )


class CaseOfFields(forms.Form):
    """To which open case of the same caller or place the incident is added."""

    join_case = forms.ChoiceField(
        label="Add it to an open case?",
        required=False,
        widget=forms.RadioSelect,
        help_text="Its lead is told, and the people in the incident become part of the case",
        error_messages={"invalid_choice": NOT_OFFERED},
    )

    def offer_cases(self, cases: Sequence[OpenCase]) -> None:
        """Offer the cases that were shown at intake."""
        field = self.fields["join_case"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        offered = [(case.reference, f"{case.reference} with {case.lead}: {case.summary}") for case in cases]
        field.choices = [("", "No"), *offered]


class FirstTriageForm(
    ForUser,
    WordFields,
    TriageFields,
    ThriveFields,
    IncidentFields,
    VictimOfFields,
    CaseOfFields,
    PromiseFields,
):
    """Records the incident that a report tells of together with its first triage."""

    call_type = forms.ChoiceField(label="Call type", required=False)
    lists = {**WordFields.lists, "call_type": TermKind.CALL_TYPE}

    def __init__(
        self,
        *args: Any,
        content: dict[str, Any],
        now: datetime,
        day: date,
        cases: Sequence[OpenCase] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.now = now
        self.offer_cases(cases)
        self.add_letters(content)
        self.offer_partners()
        self.order_fields(_in_order(self.fields))

    def clean(self) -> dict[str, Any]:
        """Find fault with blank letters and with decisions that lack their reasons."""
        super().clean()
        self.check_letters()
        self.check_grade()
        self.read_promise()
        return self.cleaned_data

    def recorded(self) -> dict[str, Any]:
        """Return what the incident is recorded with."""
        names = (*IncidentFields.base_fields, "subtype", "call_type", "qualifiers")
        return {name: self.cleaned_data[name] for name in names}


class AgainForm(TriageFields, ThriveFields):
    """Triages an incident again: a new row, whatever was answered before."""

    trigger = forms.ChoiceField(
        label="Why it is triaged again",
        choices=[choice for choice in Trigger.choices if choice[0] != Trigger.FIRST],
        error_messages={"required": "Choose why it is triaged again"},
    )
    # The triage that the page showed as the newest: a later one is a decision that this one did not see.
    last = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, content: dict[str, Any], first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["trigger"]
        self.add_letters(content)
        self.offer_partners()
        self.order_fields(["trigger", *_in_order(self.fields)])

    def clean(self) -> dict[str, Any]:
        """Find fault with blank letters and with decisions that lack their reasons."""
        super().clean()
        self.check_letters()
        self.check_grade()
        return self.cleaned_data


def _in_order(fields: dict[str, forms.Field]) -> list[str]:
    """Return the names of fields as the page shows them, the letters first."""
    after = (
        *(
            "reported_facts",
            "view",
            "summary",
            "category",
            "category_reason",
            "subtype",
            "call_type",
            "qualifiers",
        ),
        *(
            "place_text",
            "district",
            *VictimOfFields.base_fields,
            *CaseOfFields.base_fields,
            *TriageFields.base_fields,
        ),
        *PromiseFields.base_fields,
    )
    return [name for name in fields if name not in after] + [name for name in after if name in fields]
