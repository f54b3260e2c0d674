"""The form of who supervises a plan, and to whom those who are harmed turn."""

from typing import Any

from django import forms

from asbcases.accounts.models import User
from asbcases.cases.models import ProblemPlan
from asbcases.casework.queries.leads import leads_for
from asbcases.deadlines.forms import OfficerField
from triggers.forms.outcomes import words_asked


class PeopleForm(forms.Form):
    """Who supervises the plan and whom those who are harmed turn to from now on, and why it changes."""

    supervisor = OfficerField(
        User.objects.none(),
        label="Who supervises it?",
        empty_label=None,
        help_text="Who owes the reviews of their rank from now on",
        error_messages={"required": "Choose who supervises it"},
    )
    spoc = OfficerField(
        User.objects.none(),
        label="To whom do those who are harmed turn?",
        required=False,
        empty_label="Nobody is named",
    )
    reason = words_asked("Why does it change?", "Say why it changes: the reason is kept with it", rows=3)

    def __init__(self, *args: Any, plan: ProblemPlan, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = leads_for(plan.district, by)
        for name, now in (("supervisor", plan.supervisor), ("spoc", plan.spoc)):
            named = here | User.objects.filter(pk=now.pk) if now else here
            self.fields[name].queryset = named.order_by("name", "pk")  # type: ignore[attr-defined]
            self.fields[name].initial = now.pk if now else None
        supervisors = self.fields["supervisor"]
        supervisors.queryset = supervisors.queryset.exclude(pk=plan.owner_id)  # type: ignore[attr-defined]
