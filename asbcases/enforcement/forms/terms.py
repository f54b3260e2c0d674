"""Forms of one term of a draft: must or must not, exactly what, where, between when, until; and the clause it begins as."""

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.enforcement.choices import TermKind
from asbcases.enforcement.forms.measures import KINDS, line, moment, parts_of, text
from asbcases.enforcement.models import MeasureTerm
from asbcases.enforcement.rules.clauses import Clause, began_as
from asbcases.enforcement.transitions.drafting import LONGEST_TERM
from asbcases.law.words import day_words
from asbcases.web.forms import ClockField, DayField

SHOWN = 90
ORDER_KINDS = (TermKind.PROHIBITION, TermKind.REQUIREMENT)
ONE_ACT = (
    "Begin with “You must” or “You must not”, then one act: what can be seen, heard, counted or measured"
)


def fault_of_hours(form: forms.Form) -> None:
    """Find fault with half of the hours."""
    said = form.cleaned_data
    if (said.get("hours_from") is None) != (said.get("hours_to") is None):
        form.add_error("hours_to", "Enter both times, or neither")


def hours_of(said: Mapping[str, Any]) -> list[list[str]]:
    """Return the hours as a row keeps them."""
    if said.get("hours_from") is None or said.get("hours_to") is None:
        return []
    return [[said["days"] or "Mon-Sun", f"{said['hours_from']:%H:%M}", f"{said['hours_to']:%H:%M}"]]


class WordedForm(forms.Form):
    """What every term says: must or must not, exactly what, where, between when, until."""

    words = text(
        "The requirement",
        ONE_ACT,
        rows=3,
        most=LONGEST_TERM,
        required=True,
        error_messages={"required": "Say what is asked: one act in one row"},
    )
    place = line("Where", "Exactly where it holds; empty: everywhere")
    days = line("On which days", "For example Mon-Sun or Fri-Sat", max_length=40)
    hours_from = ClockField(label="From what time", required=False)
    hours_to = ClockField(label="Until what time", required=False)
    until_on = DayField(label="Last day", required=False, help_text="Empty: as long as the notice holds")
    clause = forms.CharField(required=False, widget=forms.HiddenInput)
    # Whose fields a row of the table takes as they are.
    same: tuple[str, ...] = ("words", "place", "until_on", "clause")

    def clean_clause(self) -> str:
        """Take the name of a clause of the library, and nothing else."""
        clause: str = self.cleaned_data["clause"]
        if clause and began_as(clause) is None:
            raise ValidationError("That clause is none of the library: choose it again.")
        return clause

    def clean(self) -> dict[str, Any]:
        """Find fault with half of the hours."""
        fault_of_hours(self)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return the row as the transition takes it."""
        said = self.cleaned_data
        return {
            "kind": TermKind(said["kind"]),
            **{name: said[name] for name in self.same},
            "hours": self.hours,
        }

    @property
    def hours(self) -> list[list[str]]:
        """Return the hours as a row keeps them."""
        return hours_of(self.cleaned_data)

    def with_clause(self, clause: Clause, kind: str) -> dict[str, Any]:
        """Return all that was typed with the words of a clause: its gaps filled from it, and nothing of it lost."""
        typed = {name: self[name].data for name in self.fields}
        earlier = began_as(typed["clause"] or "")
        words = (typed["words"] or "").strip()
        if earlier is not None and earlier.reads(words):
            words = ""
        put = clause.filled(**self._gaps())
        return {
            **typed,
            "kind": kind,
            "words": f"{words}\n{put}" if words else put,
            "clause": clause.kept_as,
        }

    def _gaps(self) -> dict[str, str]:
        """Return what is known of the gaps of a clause."""
        self.full_clean()
        said = self.cleaned_data
        hours = self.hours
        gaps = {
            "place": said.get("place") or "",
            "until": day_words(said["until_on"]) if said.get("until_on") else "",
            "by": day_words(said["do_day"]) if said.get("do_day") else "",
            "hours": f"between {hours[0][1]} and {hours[0][2]}" if hours else "",
        }
        return {name: words for name, words in gaps.items() if words}


class TermForm(WordedForm):
    """One requirement of a warning or notice, with what it is for, and the day it is done by."""

    kind = forms.ChoiceField(
        label="What kind of requirement?",
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of requirement it is"},
    )
    purpose = text("What it prevents or reduces", rows=2, most=1_000)
    from_on = DayField(label="First day", required=False, help_text="Empty: from the day of issue")
    do_day = DayField(label="Done by: date", required=False, help_text="Of something to do, or steps to take")
    do_time = ClockField(label="Done by: time", required=False)
    foreshadowed_by = forms.ModelChoiceField(
        MeasureTerm.objects.none(),
        label="The requirement of the warning that it matches",
        required=False,
        empty_label="None: it is new",
    )
    field_order = (
        *("kind", "words", "purpose", "place", "days", "hours_from", "hours_to", "from_on", "until_on"),
        *("do_day", "do_time", "foreshadowed_by", "clause"),
    )
    same = (*WordedForm.same, "purpose", "from_on")

    def __init__(self, *args: Any, foreseen: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if foreseen is None:
            del self.fields["foreshadowed_by"]
        else:
            field = self.fields["foreshadowed_by"]
            field.queryset = foreseen  # type: ignore[attr-defined]
            field.label_from_instance = _row_of  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Work out by when it is done."""
        self.do_by = moment(self, "do_day", "do_time")
        return super().clean()

    @property
    def said(self) -> dict[str, Any]:
        """Return the row as the transition takes it."""
        said = self.cleaned_data
        more = {"foreshadowed_by": said["foreshadowed_by"]} if "foreshadowed_by" in said else {}
        return {**super().said, "do_by": self.do_by, **more}

    @classmethod
    def initial_of(cls, term: MeasureTerm) -> dict[str, Any]:
        """Return what a row says."""
        days, start, end = term.hours[0] if term.hours else ("", "", "")
        return {
            **{name: getattr(term, name) for name in ("kind", *cls.same)},
            **{"days": days, "hours_from": start, "hours_to": end},
            **parts_of(term.do_by, "do_day", "do_time"),
            "foreshadowed_by": term.foreshadowed_by_id,
        }


class OrderTermForm(WordedForm):
    """One term of an order that is asked for, with who supervises it."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.value, kind.label) for kind in ORDER_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    supervisor = line(
        "Who supervises it", "Of a requirement: a person or organisation (Sentencing Code s.333)"
    )
    field_order = (
        *("kind", "words", "place", "days", "hours_from", "hours_to", "until_on"),
        *("supervisor", "clause"),
    )
    same = (*WordedForm.same, "supervisor")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "The term"
        self.fields["place"].help_text = "Named as on the map"
        self.fields["until_on"].label = "Until"
        self.fields["until_on"].help_text = "Empty: as long as the order runs"


class ClauseChoice(forms.Form):
    """Which clause of the library is put into the form beside it."""

    put_in = forms.ChoiceField(
        label="A clause of the library",
        help_text="By behaviour. What stands in brackets is still to be filled in",
        required=False,
        widget=forms.Select({"form": "term"}),
    )

    def __init__(self, *args: Any, clauses: Iterable[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for clause in clauses:
            groups.setdefault(clause.about, []).append(
                (clause.key, shorten(clause.words, SHOWN, placeholder=" …"))
            )
        self.fields["put_in"].choices = [("", "Choose a clause"), *groups.items()]  # type: ignore[attr-defined]


def _row_of(term: MeasureTerm) -> str:
    return f"{term.number}. {term.words[:80]}"
