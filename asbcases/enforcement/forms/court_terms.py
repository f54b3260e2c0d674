"""The terms of a notice as a court modified them on appeal: which went, which came, and another last day."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.enforcement.forms.measures import KINDS, moment, text
from asbcases.enforcement.models import MeasureTerm
from asbcases.enforcement.transitions.drafting import LONGEST_TERM
from asbcases.web.forms import ClockField, DayField

# So many rows at once; the page may be used again for more.
ROWS = (1, 2, 3)


class CourtTermsForm(forms.Form):
    """What the court changed, row by row."""

    take_out = forms.MultipleChoiceField(
        label="Requirements that the court took out", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, terms: Sequence[MeasureTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(term.number), f"{term.number}. {term.words[:80]}") for term in terms]
        self.fields["take_out"].choices = rows  # type: ignore[attr-defined]
        for row in ROWS:
            self._add(row)
        self.fields["ends_on"] = DayField(
            label="Another last day", required=False, help_text="Empty: it stays"
        )
        self.do_by: dict[int, datetime | None] = {}

    def _add(self, row: int) -> None:
        kinds = [("", "None"), *((kind.value, kind.label) for kind in KINDS)]
        self.fields[f"kind_{row}"] = forms.ChoiceField(
            label=f"Kind of requirement {row} that the court put in", required=False, choices=kinds
        )
        self.fields[f"words_{row}"] = text(
            f"New requirement {row}, in the words of the court", most=LONGEST_TERM
        )
        self.fields[f"day_{row}"] = DayField(label=f"New requirement {row}, done by: date", required=False)
        self.fields[f"time_{row}"] = ClockField(label=f"New requirement {row}, done by: time", required=False)

    def clean(self) -> dict[str, Any]:
        """Work out the instants, and find fault with half a requirement."""
        said = self.cleaned_data
        for row in ROWS:
            self.do_by[row] = moment(self, f"day_{row}", f"time_{row}")
            if said.get(f"words_{row}") and not said.get(f"kind_{row}"):
                self.add_error(f"kind_{row}", "Choose what kind of requirement it is")
            if said.get(f"kind_{row}") and not said.get(f"words_{row}"):
                self.add_error(f"words_{row}", "Enter what the court asks")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return what the court changed, as the transition takes it."""
        said = self.cleaned_data
        return {
            "take_out": [int(number) for number in said["take_out"]],
            "terms": list(self._terms()),
            "ends_on": said["ends_on"],
        }

    def _terms(self) -> Iterator[dict[str, Any]]:
        for row in ROWS:
            if words := self.cleaned_data[f"words_{row}"]:
                yield {"kind": self.cleaned_data[f"kind_{row}"], "words": words, "do_by": self.do_by[row]}
