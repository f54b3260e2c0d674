"""What is typed about agreements on sharing and their parties."""

from typing import Any

from django import forms

from asbcases.accounts.models import Agency
from asbcases.web.forms import DayField
from partners.choices import Gateway, Item, Purpose, Regime
from partners.models import Agreement
from partners.queries.offering import partners_at_work

LINE, WORDS = 300, 2_000


def _line(label: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LINE, **{"required": False, **kwargs})


def _words(label: str, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": 2})
    return forms.CharField(label=label, max_length=WORDS, widget=widget, **{"required": False, **kwargs})


class AgreementForm(forms.Form):
    """What is written in an agreement."""

    title = _line("Title", required=True)
    purposes = forms.MultipleChoiceField(
        label="For what", choices=Purpose.choices, widget=forms.CheckboxSelectMultiple
    )
    gateways = forms.MultipleChoiceField(
        label="By which gateways of the law", choices=Gateway.choices, widget=forms.CheckboxSelectMultiple
    )
    regime = forms.ChoiceField(
        label="How the partners process it", choices=Regime.choices, widget=forms.RadioSelect
    )
    items = forms.MultipleChoiceField(
        label="Which parts of a case", choices=Item.choices, widget=forms.CheckboxSelectMultiple
    )
    subjects = _words("About whom")
    special_categories = _words("Special categories of data")
    frequency = _line("How often")
    method = _line("In which way")
    retention = _line("How long it is kept")
    security = _words("How it is secured")
    access_lead = _line("Who answers subject access requests")
    impact_assessment = _line("Reference of the data protection impact assessment")
    breach_contact = _line("Whom to tell of a breach, at any hour", required=True)
    starts_on = DayField(label="First day")
    review_on = DayField(label="To be reviewed by")
    expires_on = DayField(label="Last day")

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return dict(self.cleaned_data)


class ChangeAgreementForm(AgreementForm):
    """What is written in an agreement from now on, and why it is changed."""

    reason = forms.CharField(label="Why it is changed", max_length=WORDS, widget=forms.Textarea({"rows": 2}))

    def __init__(self, typed: Any, *, agreement: Agreement) -> None:
        super().__init__(
            typed, initial={name: getattr(agreement, name) for name in AgreementForm.base_fields}
        )


class PartyForm(forms.Form):
    """Which agency becomes party to an agreement."""

    agency = forms.ModelChoiceField(Agency.objects.none(), empty_label="Choose an agency")

    def __init__(self, typed: Any, *, agreement: Agreement) -> None:
        super().__init__(typed)
        there = agreement.parties.filter(left_on__isnull=True).values("agency")
        self.fields["agency"].queryset = partners_at_work().exclude(pk__in=there)  # type: ignore[attr-defined]

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return dict(self.cleaned_data)


class SignForm(forms.Form):
    """Who signed for a party, as what, and when."""

    signatory = _line("Who signed", required=True)
    signatory_role = _line("As what", required=True)
    signed_on = DayField(label="On")

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return dict(self.cleaned_data)


class LeaveForm(forms.Form):
    """The last day of a party, and why it leaves."""

    left_on = DayField(label="Last day", help_text="What is shared with it under the agreement ends that day")
    reason = forms.CharField(label="Why it leaves", max_length=WORDS, widget=forms.Textarea({"rows": 2}))

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return dict(self.cleaned_data)


class EndForm(forms.Form):
    """The last day of an agreement, and why it ends."""

    ended_on = DayField(label="Last day", help_text="What is shared under it ends that day")
    why = forms.CharField(label="Why it ends", max_length=WORDS, widget=forms.Textarea({"rows": 2}))

    def stated(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        return dict(self.cleaned_data)
