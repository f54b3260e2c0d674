"""What is typed when a plan is shared with an agency, when that ends, and by the agency of its own responses."""

from typing import Any

from django import forms

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency
from asbcases.web.forms import DayField
from partners.choices import Gateway, Progress, Purpose
from partners.queries.offering import until

WORDS = 1_000


def _words(label: str, error: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=WORDS,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": error},
    )


class SharePlanForm(forms.Form):
    """With which agency a plan is shared, for what, by which gateway, why, and until when."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="With which agency",
        empty_label="Choose",
        error_messages={"required": "Choose with which agency"},
    )
    purpose = forms.ChoiceField(
        label="For what",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for what"},
    )
    gateway = forms.ChoiceField(
        label="By which gateway of the law",
        choices=[("", "Choose a gateway"), *Gateway.choices],
        error_messages={"required": "Choose by which gateway of the law it is shared"},
    )
    proportionality = _words(
        "Why so much, and no more",
        "Say in one sentence why so much, and no more, is needed",
        "One sentence: it is kept with the share",
    )
    ends_on = DayField(
        label="Until",
        help_text="The last day on which they see it",
        error_messages={"required": "Enter the last day"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE).order_by("name")
        self.fields["agency"].queryset = partners  # type: ignore[attr-defined]

    @property
    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        said = dict(self.cleaned_data)
        ends_at = until(said.pop("ends_on"))
        return {**said, "ends_at": ends_at}


class UnshareForm(forms.Form):
    """Why an agency sees the plan no more."""

    reason = _words(
        "Why does it end?", "Say why it is ended", "It is kept on the record, and not told to the agency"
    )


class ProgressForm(forms.Form):
    """How far an agency is with a response that it owns."""

    progress = forms.ChoiceField(
        label="How far is it?",
        choices=Progress.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it has begun or is done"},
    )
    words = _words("What was done?", "Say what was done", "The police who work on the plan read it")
