"""Which reviews the board shows."""

from typing import Any

from django import forms

from asbcases.accounts.models import Council, User
from asbcases.accounts.queries import works_for_county
from asbcases.casework.forms.filters import Filter
from asbcases.deadlines.choices import Kind
from triggers.choices import BodyKind

# What may be due next on a review, in the order in which it comes.
NEXT = (
    *(Kind.ACR_AGREE_DATE, Kind.ACR_ACKNOWLEDGE, Kind.ACR_REPLY, Kind.ACR_THRESHOLD, Kind.ACR_TOLD),
    *(Kind.ACR_PANEL, Kind.ACR_PAPERS, Kind.ACR_OUTCOME, Kind.ACR_RECOMMENDATION, Kind.ACR_ACTION),
    Kind.ACR_APPEAL,
)


class ReviewFilter(Filter):
    """Which reviews: open, closed or left behind, of which area, with what due next, and for which a body owes its reply."""

    DUE, OPEN, GONE, CLOSED = "due", "open", "gone", "closed"

    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            (DUE, "What is due first"),
            (OPEN, "All that are open, newest first"),
            (GONE, "Whose co-ordinator has gone"),
            (CLOSED, "Closed and withdrawn, newest first"),
        ],
    )
    area = forms.ChoiceField(label="Area", required=False)
    step = forms.ChoiceField(
        label="Due next",
        required=False,
        choices=[("", "Anything"), *((kind.value, kind.label.capitalize()) for kind in NEXT)],
    )
    body = forms.ChoiceField(
        label="Reply owed by",
        required=False,
        choices=[("", "Any body, or none"), *BodyKind.choices],
    )
    district = None  # type: ignore[assignment]
    field_order = ("show", "area", "step", "body")

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, user=user)
        councils = Council.objects.order_by("name").values_list("code", "name")
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101 - declared above
        area.choices = [("", "Every area"), *councils]
        if not works_for_county(user):
            # Who sees one district or one area needs no choice of areas.
            del self.fields["area"]

    def county_wide(self, user: User) -> bool:
        """Return that the fields stay as they are: areas are chosen here, and no districts."""
        return True

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return that what is due first stands on top."""
        return {"show": self.DUE}
