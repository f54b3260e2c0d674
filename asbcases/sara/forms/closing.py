"""Forms of the end of a plan: who was contacted, why it closes, and whether it holds."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Person, ProblemPlan
from asbcases.enforcement.forms.measures import line, text
from asbcases.sara.choices import ClosingReason
from asbcases.sara.rules.gates import Order
from asbcases.sara.transitions.closing import Closing
from partners.plans.access import plans_visible_to
from triggers.forms.outcomes import words_asked
from triggers.forms.shared import WhenForm

HOLDS = {"yes": True, "no": False}


class VictimForm(WhenForm):
    """Which victim was contacted, when, and what they said."""

    done = "Contacted"
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Which victim?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the victim"},
    )
    words = words_asked(
        "How were they reached, and what did they say?", "Say how the victim was reached, and what they said"
    )

    def __init__(self, *args: Any, victims: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = victims  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why a plan is closed, which risk is left, and what a transfer, a merger or a short window needs beside."""

    reason = forms.ChoiceField(
        label="Why is it closed?",
        choices=ClosingReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why the plan is closed"},
    )
    words = words_asked("How it ended, in words", "Say how it ended")
    residual_risk = words_asked("Which risk is left?", "Say which risk is left, or that there is none")
    short_reason = text(
        "Why does nobody wait for the whole window after?", "Only where it is not over", rows=2
    )
    transferred_to = line("To whom was it transferred?", "Only of a transfer")
    transfer_accepted = forms.BooleanField(label="They accepted it", required=False)
    merged_into = line(
        "Into which plan is it merged?", "Only of a merger: its reference, such as SAR-2026-000001"
    )

    def __init__(self, typed: Any, *, by: User, now: datetime) -> None:
        super().__init__(typed)
        self.by, self.now = by, now

    def clean_merged_into(self) -> ProblemPlan | None:
        """Return the plan that is named."""
        reference = str(self.cleaned_data["merged_into"] or "").strip().upper()
        if not reference:
            return None
        found = plans_visible_to(self.by, now=self.now).filter(reference=reference).first()
        if found is None:
            raise ValidationError("There is no such plan, or it is not for you: look at the reference again")
        return found

    def closing(self, orders: list[Order]) -> Closing:
        """Return the closing as the transition takes it."""
        said = {**self.cleaned_data, "reason": ClosingReason(self.cleaned_data["reason"])}
        return Closing(**said, orders=orders)


class AftercareForm(forms.Form):
    """Whether what a plan achieved holds, and from where that is known."""

    holds = forms.ChoiceField(
        label="Does it hold?",
        choices=[("yes", "It holds"), ("no", "It does not hold")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it holds"},
    )
    words = words_asked(
        "What you found, and from where it is known", "Say what you found, and from where it is known"
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return what was found as the transition takes it."""
        return {**self.cleaned_data, "holds": HOLDS[self.cleaned_data["holds"]]}
