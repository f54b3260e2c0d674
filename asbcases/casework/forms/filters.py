"""Filters above the lists: sent by GET, and each list is whole when nothing is chosen."""

from collections.abc import Mapping
from typing import Any

from django import forms

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import Category, Grade, TermKind
from asbcases.cases.models import Term
from partners import access


class Filter(forms.Form):
    """A filter whose empty answers mean its defaults."""

    district = forms.ModelChoiceField(
        District.objects.order_by("name"), label="District", required=False, empty_label="Whole county"
    )

    def __init__(self, data: Mapping[str, str], *, user: User) -> None:
        self.defaults = self.defaults_for(user)
        sent = {name: value for name, value in data.items() if value}
        super().__init__({**self.defaults, **sent}, auto_id="filter_%s")
        if not self.county_wide(user):
            # Who sees one district needs no choice of districts.
            del self.fields["district"]

    def county_wide(self, user: User) -> bool:
        """Return whether the person sees these records of the whole county."""
        return access.sees_county_reports(user)

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return what is chosen while this person has chosen nothing."""
        return {}

    def chosen(self, name: str) -> Any:
        """Return the answer; nothing for a field that this person is not asked for."""
        return self.cleaned_data.get(name)

    @property
    def narrows(self) -> bool:
        """Return whether anything but the defaults is chosen."""
        return any(self.data.get(name, "") != self.defaults.get(name, "") for name in self.fields)


class ReportFilter(Filter):
    """Which reports: all, or those of which nobody has recorded an incident."""

    ALL, WAITING = "all", "waiting"

    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[(ALL, "All reports"), (WAITING, "Not recorded yet")],
    )
    until = forms.DateField(required=False, widget=forms.HiddenInput)
    field_order = ["show", "district"]

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return that all reports are shown."""
        return {"show": self.ALL}


class IncidentFilter(Filter):
    """Which incidents: by category, sub-type, grade and district, open or closed."""

    UNGRADED = "none"
    OPEN, CLOSED = "open", "closed"

    category = forms.ChoiceField(
        label="Category", required=False, choices=[("", "All categories"), *Category.choices]
    )
    subtype = forms.ChoiceField(label="Sub-type", required=False)
    grade = forms.ChoiceField(
        label="Grade",
        required=False,
        choices=[("", "All grades"), (UNGRADED, "Not graded yet"), *Grade.choices],
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Open and closed"), (OPEN, "Open"), (CLOSED, "Closed")],
    )
    field_order = ["state", "category", "subtype", "grade", "district"]

    def __init__(self, data: Mapping[str, str], *, user: User) -> None:
        super().__init__(data, user=user)
        subtype = self.fields["subtype"]
        assert isinstance(subtype, forms.ChoiceField)  # noqa: S101 - declared above
        # Of every day: the list shows incidents of all years.
        known = Term.objects.filter(kind=TermKind.SUBTYPE).order_by("name").values_list("code", "name")
        subtype.choices = [("", "All sub-types"), *known]

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what was chosen, as the query takes it."""
        grade, state = self.chosen("grade"), self.chosen("state")
        return {
            "category": self.chosen("category") or "",
            "subtype": self.chosen("subtype") or "",
            "district": self.chosen("district"),
            "grade": {"": None, self.UNGRADED: ""}.get(grade, grade),
            "closed": {self.OPEN: False, self.CLOSED: True}.get(state),
        }


class CaseFilter(Filter):
    """Which cases: whose, in which stage, and in which order."""

    MINE, ALL, OPENED = "mine", "all", "opened"
    OPEN, CLOSED = "open", "closed"
    DUE, NEWEST = "due", "newest"

    whose = forms.ChoiceField(label="Cases", required=False)
    stage = forms.ChoiceField(
        label="Stage",
        required=False,
        choices=[(OPEN, "Open and monitoring"), (CLOSED, "Closed"), (ALL, "Any stage")],
    )
    order = forms.ChoiceField(
        label="Order", required=False, choices=[(DUE, "What is due first"), (NEWEST, "Newest first")]
    )
    field_order = ["whose", "district", "stage", "order"]

    def __init__(self, data: Mapping[str, str], *, user: User) -> None:
        super().__init__(data, user=user)
        whose = self.fields["whose"]
        assert isinstance(whose, forms.ChoiceField)  # noqa: S101 - declared above
        whose.choices = self.whose_for(user)

    def whose_for(self, user: User) -> list[tuple[str, str]]:
        """Return which cases there are to choose from: own ones, those of the beat, and those opened by name."""
        opened = (self.OPENED, "Opened to me by name")
        if works_for_county(user):
            return [(self.MINE, "Led by me"), (self.ALL, "All cases")]
        if districts_of(user):
            return [(self.MINE, "Led by me"), (self.ALL, "All of my district"), opened]
        return [opened]

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return that who works on cases day by day begins with their own; who watches over others, with all."""
        offered = [value for value, _ in self.whose_for(user)]
        first = self.MINE if user.role == Role.CPT_OFFICER or self.ALL not in offered else self.ALL
        return {"whose": first if first in offered else self.OPENED, "stage": self.OPEN, "order": self.DUE}

    def county_wide(self, user: User) -> bool:
        """Return whether the person sees the cases of the whole county."""
        return works_for_county(user)

    @property
    def due_first(self) -> bool:
        """Return whether the list follows the diary; of a closed case only what is kept is reviewed."""
        return (self.chosen("order"), self.chosen("stage")) == (self.DUE, self.OPEN)
