"""Filters of the triage desk."""

from django import forms

from asbcases.accounts.models import User
from asbcases.cases.choices import Channel
from asbcases.casework.forms.filters import Filter
from asbcases.casework.queries.desk import DESKS, Part, Queue


class DeskFilter(Filter):
    """Which queue, and which part of it."""

    queue = forms.ChoiceField(required=False, choices=Queue.choices, widget=forms.HiddenInput)
    desk = forms.ChoiceField(
        label="Taken by",
        required=False,
        choices=[("", "Any desk"), *((desk.value, desk.label) for desk in DESKS)],
    )
    channel = forms.ChoiceField(
        label="Channel", required=False, choices=[("", "Any channel"), *Channel.choices]
    )
    field_order = ["queue", "district", "desk", "channel"]

    def defaults_for(self, user: User) -> dict[str, str]:
        """Return that reports which nobody has graded come first."""
        return {"queue": Queue.UNGRADED}

    @property
    def part(self) -> Part:
        """Return the part that is chosen."""
        return Part(self.chosen("district"), self.chosen("desk") or "", self.chosen("channel") or "")

    @property
    def query(self) -> dict[str, str]:
        """Return what is chosen beside the queue, as an address holds it."""
        names = [name for name in self.fields if name != "queue"]
        return {name: value for name in names if (value := self.data.get(name, ""))}

    @property
    def narrows(self) -> bool:
        """Return whether a part of the queue is chosen."""
        return bool(self.query)
