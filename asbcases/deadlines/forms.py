"""What is chosen of the board, and what is typed when somebody decides about a deadline."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet

from asbcases.accounts.choices import CASE_WORK, Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.casework.forms.cases import LeadField
from asbcases.casework.forms.clock import instants_or_fault, midnight_of
from asbcases.casework.forms.filters import Filter
from asbcases.casework.forms.words import WordsField
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.queries import UNDER, When
from asbcases.law.periods import LONDON
from asbcases.web.forms import ClockField, DayField

# What nobody owes is on nobody's board.
OWED = [(kind.value, kind.label.capitalize()) for kind in Kind if kind is not Kind.SHARE_EXPIRY]
UNDER_NOTICES = (UNDER, "Under notices")
LONGEST_REASON = 2_000


def officers_of(districts: list[int]) -> QuerySet[User]:
    """Return those who work on cases in these districts, by name."""
    works_there = Q(district__in=districts) | Q(
        district__isnull=True, team__district__in=districts, team__active=True
    )
    return User.objects.filter(works_there, is_active=True, role__in=CASE_WORK).order_by("name", "pk")


class OfficerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague, named without a reference to anybody else."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name."""
        return str(obj.name)


class WeeksFilter(Filter):
    """Which of the deadlines: of which kind, whose, and where; of what the person may see."""

    kind = forms.ChoiceField(label="What is owed", required=False, choices=[("", "Anything"), *OWED])
    officer = OfficerField(User.objects.none(), label="Officer", required=False, empty_label="Everybody")
    field_order = ["when", "kind", "district", "officer"]

    def __init__(self, data: Mapping[str, str], *, user: User) -> None:
        super().__init__(data, user=user)
        districts = self._districts(user)
        officer = self.fields["officer"]
        assert isinstance(officer, OfficerField)  # noqa: S101 - declared above
        officer.queryset = officers_of(districts)
        if not districts:
            # One's own board has one officer; that of the county asks for the district first.
            del self.fields["officer"]

    def _districts(self, user: User) -> list[int]:
        if works_for_county(user):
            chosen = str(self.data.get("district", ""))
            return [int(chosen)] if chosen.isdecimal() and len(chosen) < 10 else []
        return districts_of(user) if user.role == Role.SUPERVISOR else []

    def county_wide(self, user: User) -> bool:
        """Return whether the person watches over the whole county."""
        return works_for_county(user)

    @property
    def about(self) -> Q:
        """Return the condition on kind, owner and district, whenever it is due."""
        wanted = Q()
        for name, field in (("kind", "kind"), ("officer", "owner"), ("district", "district")):
            if chosen := self.chosen(name):
                wanted &= Q(**{field: chosen})
        return wanted

    @property
    def query(self) -> str:
        """Return what is chosen, but for when, as an address says it."""
        return self._address("kind", "officer", "district")

    @property
    def whole_query(self) -> str:
        """Return everything that is chosen, as an address says it."""
        return self._address("when", "kind", "officer", "district")

    def _address(self, *names: str) -> str:
        return urlencode(
            {name: self.data[name] for name in names if name in self.fields and self.data.get(name)}
        )


class BoardFilter(WeeksFilter):
    """Which of the deadlines, and how near."""

    when = forms.ChoiceField(
        label="When", required=False, choices=[("", "All"), *When.choices, UNDER_NOTICES]
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = WordsField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why"},
        help_text="Kept with the date, for whoever asks later",
    )


class UntilForm(ReasonForm):
    """An instant still to come, and why: the end of a day, or a time on it."""

    until = DayField(label="Until the end of", error_messages={"required": "Enter a day"})
    clock = ClockField(
        label="Or until this time on that day (optional)",
        required=False,
        help_text="For example 5pm or 17:00",
    )
    field_order = ["until", "clock", "reason"]

    def clean(self) -> dict[str, Any]:
        """Find the instant that is meant; a day without a time is meant whole."""
        said = super().clean() or {}
        day, clock = said.get("until"), said.get("clock")
        if day and clock:
            try:
                # Where the clocks go back and a time comes twice, more time is meant.
                said["instant"] = instants_or_fault(day, clock)[-1]
            except forms.ValidationError as fault:
                self.add_error("clock", fault)
        elif day:
            said["instant"] = midnight_of(day + timedelta(days=1))
        return said

    @classmethod
    def showing(cls, until: datetime | None) -> "UntilForm":
        """Return the form filled with an instant that somebody asked for."""
        if until is None:
            return cls()
        clock = until.astimezone(LONDON)
        whole_day = (clock.hour, clock.minute) == (0, 0)
        day = clock.date() - timedelta(days=1) if whole_day else clock.date()
        return cls(initial={"until": day, "clock": "" if whole_day else f"{clock:%H:%M}"})


class ReassignForm(ReasonForm):
    """Who is to do it from now on, and why."""

    to = LeadField(label="Who is to do it", empty_label="Choose somebody")
    field_order = ["to", "reason"]

    def __init__(self, *args: Any, user: User, districts: list[int], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, LeadField)  # noqa: S101 - declared above
        to.today, to.queryset = (
            now.astimezone(LONDON).date(),
            officers_of(districts) | User.objects.filter(pk=user.pk),
        )
