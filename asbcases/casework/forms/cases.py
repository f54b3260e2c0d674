"""Forms of the opening of a case."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from asbcases.accounts.models import District, User
from asbcases.casework.forms.words import LINE
from asbcases.casework.queries.leads import leads_for
from asbcases.casework.rules import reference_in
from asbcases.law.words import day_words


class LeadField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An officer who works on cases in the district of the problem."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": User.objects.none(), "label": "Lead of the case", **kwargs})
        self.today: date | None = None

    def label_from_instance(self, obj: Any) -> str:
        """Return name and rank, and until when somebody is on leave."""
        words = f"{obj.name}, {obj.get_rank_display() or obj.get_role_display()}"
        if self.today and obj.on_leave_until and obj.on_leave_until >= self.today:
            return f"{words} (on leave until {day_words(obj.on_leave_until)})"
        return words


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick, each with a line under it."""

    hints: Mapping[str, str] = {}


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
    """Offer choices (value, words, the line under them), or drop the question where there is nothing to choose."""
    if not choices:
        del form.fields[name]
        return
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared by the form
    field.choices = [(value, words) for value, words, _ in choices]
    field.widget.hints = {value: why for value, _, why in choices}


class Picks(forms.RadioSelect):
    """Radio buttons, each with a line under it."""

    hints: Mapping[str, str] = {}


class OpenCaseForm(forms.Form):
    """The problem, its incidents, who suffers it, and who works on it; what is on file is ticked and not typed."""

    incidents = forms.MultipleChoiceField(
        label="Other open incidents of the same people or place", required=False, widget=Ticks
    )
    summary = forms.CharField(
        label="The problem in one sentence",
        max_length=LINE,
        help_text="What goes on, where and how often; no names",
    )
    victims = forms.MultipleChoiceField(label="Who suffers by it?", required=False, widget=Ticks)
    victim_name = forms.CharField(
        label="Name of the victim",
        error_messages={"required": "Enter the name of the victim"},
        max_length=200,
        help_text="The caller, where one gave a name: change it when somebody else suffers",
    )
    victim_contact = forms.CharField(
        label="Telephone or e-mail of the victim", max_length=200, required=False
    )
    lead = LeadField(empty_label=None)

    def __init__(
        self,
        *args: Any,
        user: User,
        district: District | None,
        today: date,
        others: Sequence[tuple[str, str, str]],
        people: Sequence[tuple[str, str, str]],
        victim_known: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, LeadField)  # noqa: S101 - declared above
        lead.today, lead.queryset = today, leads_for(district, user)
        self.initial.setdefault("lead", user.pk)
        self.anybody_known = victim_known or bool(people)
        self.victim_known = victim_known
        offer(self, "incidents", others)
        offer(self, "victims", people)
        if self.anybody_known:
            name = self.fields["victim_name"]
            name.label, name.help_text = (
                "Name of somebody else who suffers",
                "Only of whom nothing is on file",
            )
            self.fields["victim_contact"].label = "Their telephone or e-mail"
        self.fields["victim_name"].required = not self.anybody_known

    def clean(self) -> dict[str, Any]:
        """Find fault with a case in which nobody suffers."""
        said = super().clean() or {}
        if self.victim_known or said.get("victims") or said.get("victim_name") or self.errors:
            return said
        self.add_error("victims", "Choose who suffers, or enter the name of somebody else")
        return said


class JoinCaseForm(forms.Form):
    """The open case to which an incident is added: one that is offered, or another by its reference."""

    case = forms.ChoiceField(label="Which case?", widget=Picks, required=False)
    other = forms.CharField(
        label="Reference of another open case",
        max_length=20,
        required=False,
        help_text="For example ASB-2014-000123",
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = bool(cases)
        offer(self, "case", cases)

    def clean(self) -> dict[str, Any]:
        """Find fault with no case, and with two."""
        said = super().clean() or {}
        picked, other = said.get("case"), said.get("other")
        if self.errors:
            return said
        if not picked and not other:
            self.add_error(
                "case" if self.offered else "other", "Choose a case, or enter the reference of one"
            )
        elif picked and other and picked != reference_in(other):
            self.add_error("other", "You have chosen a case above: leave this empty, or choose none above")
        return said

    @property
    def reference(self) -> str:
        """Return the reference of the case that was chosen or typed."""
        said = self.cleaned_data
        return said.get("case") or reference_in(said["other"])
