"""Which plans the board shows."""

from django import forms

from asbcases.accounts.models import User
from asbcases.accounts.queries import works_for_county
from asbcases.cases.plan_choices import PlanStage
from asbcases.casework.forms.filters import Filter


class PlanFilter(Filter):
    """Which plans: all that go on, the stuck ones or the closed ones; whose, at which stage, of which district."""

    OPEN, STUCK, CLOSED = "open", "stuck", "closed"
    MINE, SUPERVISED = "mine", "supervised"

    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            (OPEN, "Next review first"),
            (STUCK, "Stuck plans"),
            (CLOSED, "Closed, newest first"),
        ],
    )
    whose = forms.ChoiceField(
        label="Whose",
        required=False,
        choices=[("", "Everybody's"), (MINE, "Owned by me"), (SUPERVISED, "Supervised by me")],
    )
    stage = forms.ChoiceField(
        label="Stage",
        required=False,
        choices=[
            ("", "Any stage"),
            *((one.value, one.label) for one in PlanStage if one != PlanStage.CLOSED),
        ],
    )
    field_order = ("show", "whose", "stage", "district")

    def county_wide(self, user: User) -> bool:
        """Return whether the person sees the plans of the whole county."""
        return works_for_county(user)

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return that what is reviewed next stands on top."""
        return {"show": self.OPEN}
