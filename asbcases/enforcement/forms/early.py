"""What is typed about an early measure: to whom, what was said, what they agree to, and how they answered."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.cases.models import CaseParty, Person, Premises
from asbcases.enforcement.choices import EARLY, EarlyAnswer, MeasureKind, TermKind
from asbcases.enforcement.forms.measures import line, moment, text
from asbcases.enforcement.rules.early import AFTER
from asbcases.web.forms import ClockField, DayField

ONE_A_LINE = "One a line, in the words of the paper"
SAID_BY = {
    MeasureKind.ADVICE: "Spoken or written",
    MeasureKind.WARNING_LETTER: "The paper is made from this",
    MeasureKind.ABC: "With a last day, and at least one thing they agree to",
    MeasureKind.MEDIATION: "Only where both sides want it",
    MeasureKind.DIVERSION: "For people under 18",
}


class EarlyForm(forms.Form):
    """One early measure as it was given or offered."""

    kind = forms.ChoiceField(
        label="What was done?",
        choices=[
            (kind.value, f"{kind.label}: {SAID_BY[kind][:1].lower()}{SAID_BY[kind][1:]}") for kind in EARLY
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was done"},
    )
    subject = forms.ChoiceField(
        label="To whom?", widget=forms.RadioSelect, error_messages={"required": "Choose to whom"}
    )
    conduct = text(
        "What it is about",
        "What was done or not done, when and where; of advice, what was said. No names of others",
        rows=5,
        required=True,
        error_messages={"required": "Say what it is about"},
    )
    effect = text("What it does to others", rows=2)
    will_not = text("They will not", ONE_A_LINE, rows=3, most=4_000)
    will = text("They will", ONE_A_LINE, rows=3, most=4_000)
    ability = text("What was checked of their ability to keep to it", rows=2, most=2_000)
    proper_address = text("Address", "To which a letter goes", rows=2, most=1_000)
    contact = text("Whom to write to", rows=2, most=1_000)
    premises = forms.ModelChoiceField(
        Premises.objects.none(), required=False, empty_label="It is not about premises"
    )
    given_day = DayField(label="Given or offered: date", required=False)
    given_time = ClockField(label="Given or offered: time", required=False, help_text="Empty: now")
    ends_on = DayField(label="Last day", required=False, help_text="Of a contract always")
    despite = text(
        "Why mediation is right all the same", "Only where it is not suggested above", rows=2, most=2_000
    )
    given_at: datetime | None = None

    def __init__(
        self, *args: Any, parties: Iterable[CaseParty], places: Any, against: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {}
        choices = []
        for party in parties:
            if party.person.reference not in self.people:
                self.people[party.person.reference] = party.person
                named = f"{party.person.name}, {party.get_role_display().lower()}"
                choices.append((party.person.reference, named))
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]
        self.fields["premises"].queryset = places  # type: ignore[attr-defined]
        if not against:
            del self.fields["despite"]

    def clean(self) -> dict[str, Any]:
        """Work out when it was given."""
        self.given_at = moment(self, "given_day", "given_time")
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return what was typed, as the verb takes it."""
        said = self.cleaned_data
        names = ("conduct", "effect", "ability", "proper_address", "contact", "premises", "ends_on")
        return {
            **{name: said[name] for name in names},
            "kind": MeasureKind(said["kind"]),
            "subject": self.people[said["subject"]],
            "terms": list(self._terms()),
            "despite": said.get("despite", ""),
        }

    def _terms(self) -> Iterator[tuple[TermKind, str]]:
        for name, kind in (("will_not", TermKind.STOP), ("will", TermKind.DO)):
            yield from ((kind, row.strip()) for row in self.cleaned_data[name].splitlines() if row.strip())


class EarlyAnswerForm(forms.Form):
    """How somebody answered, or whether they kept what they agreed to."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": "Choose what they answered"}
    )
    words = text("In their words, or how it is known", rows=3, most=2_000)

    def __init__(self, *args: Any, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(value, EarlyAnswer(value).label) for value in AFTER.get(before, ())]
        self.fields["answer"].choices = offered  # type: ignore[attr-defined]


class EarlyEndForm(forms.Form):
    """Why an early measure is over."""

    reason = line("Why it is over", required=True, error_messages={"required": "Say why it is over"})
