"""Forms of responses: what is to be done by whom, and how it ended."""

from typing import Any

from django import forms

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import ProblemPlan
from asbcases.casework.queries.leads import leads_for
from asbcases.deadlines.forms import OfficerField
from asbcases.enforcement.forms.measures import line, text
from asbcases.sara.choices import FourP, PatSide
from asbcases.web.forms import DayField
from triggers.forms.outcomes import words_asked


class ResponseForm(forms.Form):
    """Who does what by when, at which side of the problem, and at what cost."""

    action = words_asked("What is to be done?", "Say what is to be done")
    four_p = forms.ChoiceField(
        label="What sort of response is it?",
        choices=FourP.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what sort of response it is"},
    )
    side = forms.ChoiceField(
        label="At which side of the triangle?",
        choices=[*PatSide.choices, ("", "None of them alone")],
        widget=forms.RadioSelect,
        required=False,
    )
    owner = OfficerField(
        User.objects.none(),
        label="Who answers for it?",
        error_messages={"required": "Choose who answers for it"},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Which agency does it?",
        required=False,
        empty_label="The police",
    )
    starts_on = DayField(
        label="It starts on", error_messages={"required": "Enter the day on which it starts"}
    )
    due_on = DayField(label="To be done by", error_messages={"required": "Enter the day by which it is done"})
    basis = text("What shows that it works?", "A guide, a study, or a plan that worked elsewhere")
    cost = line("What will it cost?", "Money or hours")
    immediate = forms.BooleanField(
        label="It is a quick fix",
        help_text="It may begin at once, before the analysis, and is marked so",
        required=False,
    )

    def __init__(self, typed: Any, *, plan: ProblemPlan, by: User) -> None:
        super().__init__(typed, initial={"owner": plan.owner_id})
        self.fields["owner"].queryset = leads_for(plan.district, by)  # type: ignore[attr-defined]
        agencies = Agency.objects.filter(active=True).order_by("name")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find fault with a response that is due before it starts."""
        said = super().clean() or {}
        starts, due = said.get("starts_on"), said.get("due_on")
        if starts and due and due < starts:
            self.add_error("due_on", "It is due before it starts: enter a later day")
        return said


class BeginForm(forms.Form):
    """Nothing is typed: a response begins now."""


class FinishForm(forms.Form):
    """What came of a response, and what it cost."""

    result = words_asked("What came of it?", "Say what came of it")
    cost = line("What did it cost?", "Money or hours")


class DropForm(forms.Form):
    """Why a response is not done."""

    reason = words_asked("Why is it not done?", "Say why it is not done")
