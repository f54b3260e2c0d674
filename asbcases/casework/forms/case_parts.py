"""Short forms of a case: actions, premises, operations, links, and why something was wrong."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Operation
from asbcases.casework.forms.cases import LeadField
from asbcases.casework.forms.people import OFF
from asbcases.casework.forms.places import PlaceForm
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.casework.queries.leads import leads_for
from asbcases.casework.rules import reference_in
from asbcases.web.forms import DayField

REASON = 2_000


class ActionForm(forms.Form):
    """What is to be done, by whom, and by when."""

    words = WordsField(
        label="What is to be done",
        max_length=REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Enter what is to be done"},
    )
    owner = LeadField(label="Who answers for it", empty_label=None)
    doer = forms.CharField(
        label="Who does it, where that is somebody of another agency",
        max_length=LINE,
        required=False,
        help_text="Name and agency",
    )
    due_on = DayField(label="To be done by", help_text="The end of this day")

    def __init__(self, typed: Any, *, case: Case, by: User, today: date) -> None:
        super().__init__(typed, initial={"owner": by.pk})
        owner = self.fields["owner"]
        assert isinstance(owner, LeadField)  # noqa: S101 - declared above
        offered = leads_for(case.district, by) | User.objects.filter(pk=case.lead_id, is_active=True)
        owner.today, owner.queryset = today, offered.distinct().order_by("name", "pk")


class ResultForm(forms.Form):
    """What came of an action, or why it is not done."""

    result = WordsField(label="What came of it", max_length=REASON, widget=forms.Textarea({"rows": 4}))

    def __init__(self, typed: Any, *, asks: str) -> None:
        super().__init__(typed)
        self.fields["result"].label = asks
        self.fields["result"].error_messages["required"] = f"Say {asks[:1].lower()}{asks[1:]}"


class CasePremisesForm(PlaceForm):
    """Premises that a case is about."""

    note = forms.CharField(label="What they have to do with it", max_length=LINE, required=False)


class CaseOperationForm(forms.Form):
    """The operation under which a case is worked."""

    operation = forms.ModelChoiceField(
        Operation.objects.none(),
        label="Operation",
        empty_label=None,
        error_messages={"required": "Choose an operation"},
    )

    def __init__(self, typed: Any, *, among: QuerySet[Operation]) -> None:
        super().__init__(typed)
        self.fields["operation"].queryset = among  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """Another case that belongs together with this one."""

    other = forms.CharField(
        label="Reference of the other case",
        max_length=20,
        widget=forms.TextInput(OFF),
        help_text="For example ASB-2014-000123",
        error_messages={"required": "Enter the reference of the other case"},
    )
    reason = WordsField(
        label="Why they belong together",
        max_length=REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Enter why they belong together"},
    )

    @property
    def reference(self) -> str:
        """Return the reference that was typed, however it was written."""
        return reference_in(self.cleaned_data["other"])


class WhyForm(forms.Form):
    """Why something is marked as wrong."""

    why = WordsField(
        label="What is wrong with it?",
        max_length=REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Enter what is wrong with it"},
    )
