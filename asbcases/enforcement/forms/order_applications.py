"""Forms of notices of an application, of applications to vary or discharge, and of orders that others asked for."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from asbcases.cases.models import CaseParty, Person
from asbcases.enforcement.choices import Applicant, ApplicationOutcome, ChangeKind, Leave
from asbcases.enforcement.forms.measures import line, text
from asbcases.enforcement.forms.order_courts import COURT_MISSING, DAY_MISSING, REASON, MadeForm
from asbcases.web.forms import DayField


class NoticeForm(forms.Form):
    """On whom notice of an application was served, when and how."""

    given_on = DayField(label="Served on", error_messages=DAY_MISSING)
    to = line(
        "On whom",
        "The defendant and the court officer",
        required=True,
        error_messages={"required": "Say on whom it was served"},
    )
    how = line("How", "In person, by post, by e-mail", required=True, error_messages={"required": "Say how"})


class ApplicationForm(forms.Form):
    """An application to vary or discharge an order, as it was made."""

    # Leave is asked for only after a dismissed application: the law says when.
    says_optional = False
    kind = forms.ChoiceField(
        label="What is asked?",
        choices=ChangeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is asked"},
    )
    applicant = forms.ChoiceField(
        label="Who applies?",
        choices=Applicant.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who applies"},
    )
    court = line("Court", "The court that made the order", required=True, error_messages=COURT_MISSING)
    made_on = DayField(label="Made on", error_messages=DAY_MISSING)
    words = text(
        "What is asked, and why", rows=4, required=True, error_messages={"required": "Say what is asked"}
    )
    leave = forms.ChoiceField(
        label="After a dismissed application of that side",
        choices=Leave.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    leave_words = line("Who consented or agreed, and when")

    def __init__(self, *args: Any, needs_leave: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leave"].help_text = " ".join(needs_leave)

    @property
    def said(self) -> dict[str, Any]:
        """Return the application as the transition takes it."""
        said = self.cleaned_data
        chosen = {
            "kind": ChangeKind(said["kind"]),
            "applicant": Applicant(said["applicant"]),
            "leave": Leave(said["leave"]),
        }
        return {**said, **chosen}


class DecidedForm(forms.Form):
    """That an application was dismissed or withdrawn."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[
            (one.value, one.label) for one in (ApplicationOutcome.DISMISSED, ApplicationOutcome.WITHDRAWN)
        ],
        widget=forms.RadioSelect,
        help_text="One that was granted shows as the order as the court varied or discharged it",
        error_messages={"required": "Choose how it ended"},
    )
    decided_on = DayField(label="On", error_messages=DAY_MISSING)
    words = text(
        "What the court said, or who withdrew it and why",
        rows=3,
        most=REASON,
        required=True,
        error_messages={"required": "Say what was said"},
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return the end as the transition takes it."""
        return {**self.cleaned_data, "outcome": ApplicationOutcome(self.cleaned_data["outcome"])}


class GivenOrderForm(MadeForm):
    """An order that another body asked for, or that a court made by itself."""

    subject = forms.ChoiceField(
        label="Against whom?",
        widget=forms.RadioSelect,
        help_text="One of the people of this case",
        error_messages={"required": "Choose against whom"},
    )
    body = line(
        "From whom it comes",
        "The force, council or court",
        required=True,
        error_messages={"required": "Say from whom it comes"},
    )
    field_order: tuple[str, ...] = ("subject", "body", *MadeForm.field_order)
    asks_hearing = False

    def __init__(self, *args: Any, parties: Iterable[CaseParty], **kwargs: Any) -> None:
        super().__init__(*args, terms=(), **kwargs)
        self.people: dict[str, Person] = {}
        for party in parties:
            self.people.setdefault(str(party.person_id), party.person)
        choices = [(key, person.name) for key, person in self.people.items()]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]
        self.fields["hearing_day"].help_text = "Empty: not known"

    @property
    def said(self) -> dict[str, Any]:
        """Return the order as the transition takes it."""
        said = {name: one for name, one in super().said.items() if name != "left_out"}
        return {
            **said,
            "subject": self.people[self.cleaned_data["subject"]],
            "body": self.cleaned_data["body"],
        }
