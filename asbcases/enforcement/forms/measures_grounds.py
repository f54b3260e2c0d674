"""Forms of why a notice is justified: its limbs with what shows them, and who was informed before it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.cases.models import Document, Incident, JournalEntry
from asbcases.enforcement.choices import NOTICE_LIMBS, LimbKind, SharedUnder
from asbcases.enforcement.forms.measures import line, moment, text
from asbcases.enforcement.models import Statement
from asbcases.enforcement.transitions.evidence import PURPOSE
from asbcases.law.words import day_words
from asbcases.web.forms import ClockField, DayField

Thing = Incident | JournalEntry | Document | Statement


class LimbsForm(forms.Form):
    """Why each limb of the test is met, and what of the case shows it."""

    def __init__(
        self,
        *args: Any,
        incidents: Sequence[Incident],
        entries: Sequence[JournalEntry],
        documents: Sequence[Document],
        statements: Sequence[Statement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, Thing] = {
            **{f"incident-{one.pk}": one for one in incidents},
            **{f"entry-{one.pk}": one for one in entries},
            **{f"document-{one.pk}": one for one in documents},
            **{f"statement-{one.pk}": one for one in statements},
        }
        choices = [(key, thing_words(one)) for key, one in self.things.items()]
        for limb in NOTICE_LIMBS:
            self.fields[f"{limb}_reason"] = text(f"{limb.label}: why", rows=3)
            self.fields[f"{limb}_shown"] = forms.MultipleChoiceField(
                label=f"{limb.label}: what shows it",
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="Only what happened after the warning counts here"
                if limb == LimbKind.STILL
                else "",
            )


def thing_words(thing: Thing) -> str:
    """Return in one line what may show a limb."""
    if isinstance(thing, Statement):
        return f"{thing}: {thing.get_role_display().lower()}, {thing.by}"
    if isinstance(thing, Incident):
        return f"Incident {thing.reference}: {thing.summary}"
    if isinstance(thing, JournalEntry):
        return (
            f"{thing.get_kind_display()} {thing.number}, {day_words(thing.happened_at)}: {thing.words[:80]}"
        )
    return f"File {thing.number}: {thing.name}"


class InformedForm(forms.Form):
    """Who was informed before issue, or why nobody was."""

    body = line("Who was informed or consulted", "Landlord, council team, youth offending team, social care")
    youth_offending_team = forms.BooleanField(label="This is the youth offending team", required=False)
    how = line("How", "By telephone, letter, meeting")
    words = text("What they said", rows=2, most=4_000)
    none_because = text("Or why nobody was informed", "Only where it is nobody", rows=2, most=2_000)
    purpose = line("For what they were told", initial=PURPOSE)
    basis = forms.ChoiceField(
        label="Under which law were personal data shared?",
        choices=SharedUnder.choices,
        initial=SharedUnder.LAW_ENFORCEMENT,
        required=False,
        widget=forms.RadioSelect,
        help_text="The sharing is logged with recipient, purpose and basis (FAIR-8)",
    )
    told_day = DayField(label="Date", required=False, help_text="Empty: now")
    told_time = ClockField(label="Time", required=False)
    told_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out when it was."""
        self.told_at = moment(self, "told_day", "told_time")
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said, as the transition takes it."""
        names = ("body", "youth_offending_team", "how", "words", "none_because", "purpose")
        basis = SharedUnder(self.cleaned_data["basis"] or SharedUnder.LAW_ENFORCEMENT)
        return {
            **{name: self.cleaned_data[name] for name in names},
            "basis": basis,
            "told_at": self.told_at,
        }
