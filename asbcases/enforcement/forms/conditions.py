"""Forms about how conditions are worded: which clauses are shown, a wording to try, and where somebody must be when."""

from django import forms
from django.core.exceptions import ValidationError

from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.forms.measures import text
from asbcases.enforcement.rules.clauses import BEHAVIOURS
from asbcases.enforcement.rules.conditions import Duty
from asbcases.enforcement.rules.duties import EXAMPLE, read_duties
from asbcases.errors import Refused

POWERS = (MeasureKind.CPW, MeasureKind.CPN, MeasureKind.CBO)
MOST_DUTIES = 12_000


class ClauseFilter(forms.Form):
    """Which clauses of the library are shown."""

    behaviour = forms.ChoiceField(choices=[("", "Every behaviour"), *BEHAVIOURS.items()], required=False)
    power = forms.ChoiceField(
        choices=[("", "Every power"), *((power.value, power.label) for power in POWERS)], required=False
    )

    def chosen(self, name: str) -> str:
        """Return what was chosen, or nothing where that cannot be used."""
        self.is_valid()
        return str(getattr(self, "cleaned_data", {}).get(name, ""))


class DutiesForm(forms.Form):
    """Where somebody must be when, one line for each."""

    duties = text(
        "Where they must be, and when",
        "One line for each: Work, School, Worship, Medicine or Reporting, then the place, a semicolon, the days and the "
        f"hours. Only what a condition might keep them from. For example: {EXAMPLE}",
        rows=8,
        most=MOST_DUTIES,
    )
    read: tuple[Duty, ...] = ()

    def clean_duties(self) -> str:
        """Read each line; say which cannot be read."""
        words: str = self.cleaned_data["duties"]
        try:
            self.read = tuple(read_duties(words))
        except Refused as fault:
            raise ValidationError(str(fault)) from fault
        return words
