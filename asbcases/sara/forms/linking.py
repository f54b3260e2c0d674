"""Forms of what a plan works on, and of who owns it."""

from typing import Any

from django import forms

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.casework.queries.leads import leads_for
from asbcases.casework.rules import reference_in
from asbcases.deadlines.forms import OfficerField
from triggers.forms.outcomes import words_asked


class LinkForm(forms.Form):
    """The reference of what the plan works on."""

    to = forms.CharField(
        label="Reference",
        max_length=20,
        widget=forms.TextInput(
            {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text="Of a case, an incident, a person or premises, for example ASB-2026-000123 or PRM-2026-000007",
        error_messages={"required": "Enter the reference of a case, an incident, a person or premises"},
    )

    @property
    def reference(self) -> str:
        """Return the reference that was typed, however it was written."""
        return reference_in(self.cleaned_data["to"])


class UnlinkForm(forms.Form):
    """Why a link is taken off."""

    reason = words_asked("Why is the link taken off?", "Say why the link is taken off: the reason is kept")


class TransferForm(forms.Form):
    """Who owns the plan from now on, and why."""

    to = OfficerField(
        User.objects.none(),
        label="Give it to",
        empty_label="Choose",
        error_messages={"required": "Choose who owns it from now on"},
    )
    reason = words_asked(
        "Why does it change hands?", "Say why the plan changes hands: the reason is kept with it", rows=3
    )

    def __init__(self, *args: Any, plan: ProblemPlan, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        takers = leads_for(plan.district, by).exclude(pk__in=[plan.owner_id, plan.supervisor_id])
        self.fields["to"].queryset = takers  # type: ignore[attr-defined]
