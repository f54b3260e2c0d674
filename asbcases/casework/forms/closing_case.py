"""Forms of how a case ends, begins again, waits to be decided and changes hands."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Verdict
from asbcases.cases.choices import Outcome
from asbcases.cases.models import Incident
from asbcases.cases.rules.somerton import QUESTION, SHORTEST_REASON
from asbcases.casework.forms.cases import LeadField
from asbcases.casework.forms.codes import YesOrNo
from asbcases.casework.forms.words import WordsField

WORDS, SHORT = 4_000, 1_000
UNANSWERED = "Answer this: nothing is answered for you"


def words(label: str, help_text: str = "", *, rows: int = 3, most: int = SHORT, **kwargs: Any) -> WordsField:
    """Return a field for words as they are said."""
    box = forms.Textarea({"rows": rows})
    return WordsField(label=label, help_text=help_text, max_length=most, widget=box, **kwargs)


class CloseCaseForm(forms.Form):
    """How a case ends, and every question that is asked before; none is answered for anybody."""

    outcome = forms.ChoiceField(
        label="Outcome",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an outcome"},
    )
    reason = words(
        "Why the case can be closed",
        "What was done, what has changed, and what the victim says of it",
        rows=5,
        most=WORDS,
    )
    identifiable_victim = YesOrNo(
        label=QUESTION,
        error_messages={"required": "Answer whether there is a victim: nothing is answered for you"},
    )
    somerton_reason = words(
        "A supervisor's reason for closing against what the file says",
        f"Only where the answer above speaks against the file: at least {SHORTEST_REASON} characters",
        rows=2,
        required=False,
    )
    victim_told = YesOrNo(
        label="Was the victim told that the case closes?", error_messages={"required": UNANSWERED}
    )
    told_words = words("How and when they were told, or why not", rows=2, required=False)
    support_offered = YesOrNo(label="Was support offered?", error_messages={"required": UNANSWERED})
    support_words = words("Which support, and what they answered, or why none", rows=2, required=False)

    def __init__(self, *args: Any, supervisor: bool, victims: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dropped = [] if supervisor else ["somerton_reason"]
        if not victims:
            dropped += ["victim_told", "told_words", "support_offered", "support_words"]
        for name in dropped:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Find fault with a "no" that says nothing of why."""
        said = super().clean() or {}
        for answer, why in (("victim_told", "told_words"), ("support_offered", "support_words")):
            if said.get(answer) is False and not said.get(why) and why not in self.errors:
                self.add_error(why, "Say why not")
        return said


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    reason = words("Why", "Kept in the record of the case", rows=4, most=WORDS)

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label
        self.fields["reason"].help_text = help_text or self.fields["reason"].help_text


class DecideForm(forms.Form):
    """Whether a supervisor grants what was asked, and why."""

    verdict = forms.ChoiceField(
        label="Your decision",
        choices=[(Verdict.GRANTED.value, "Grant it"), (Verdict.RETURNED.value, "Return it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose: grant it, or return it"},
    )
    decision = words("Why", "Whoever asked reads this, and it stays on the case", rows=4, most=WORDS)


class ReopenForm(forms.Form):
    """Why a closed case is opened again, and by which incident."""

    incident = forms.ModelChoiceField(
        label="Opened again by an incident",
        queryset=Incident.objects.none(),
        to_field_name="reference",
        required=False,
        empty_label="No incident: it was decided",
        help_text="New incidents of the same people or place. It joins the case",
    )
    reason = words("Why the case is opened again", rows=4, most=WORDS)

    def __init__(self, *args: Any, incidents: QuerySet[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["incident"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = incidents


class HandOverForm(forms.Form):
    """To whom a case is given, why, and what they have to know."""

    lead = LeadField(empty_label="Choose the new lead", error_messages={"required": "Choose the new lead"})
    reason = words("Why the case changes hands", rows=2)
    story = words(
        "The story so far", "What goes on, what was tried, what is planned and why", rows=6, most=WORDS
    )
    promises = words("What was promised, to whom and by when", "Write none where there is none", most=WORDS)
    dangers = words("What is dangerous, to whom", "Write none known where there is none", most=WORDS)

    def __init__(
        self, *args: Any, leads: QuerySet[User], today: date, former_at_work: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, LeadField)  # noqa: S101 - declared above
        lead.today, lead.queryset = today, leads
        if not former_at_work:
            for name in ("story", "promises", "dangers"):
                self.fields[name].required = False
            self.fields["story"].help_text = "The former lead cannot write it: what you know of it"


class SpocForm(forms.Form):
    """The one person to whom the victims turn."""

    spoc = LeadField(
        label="Single point of contact",
        empty_label="Choose somebody",
        error_messages={"required": "Choose somebody"},
    )

    def __init__(self, *args: Any, people: QuerySet[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoc = self.fields["spoc"]
        assert isinstance(spoc, LeadField)  # noqa: S101 - declared above
        spoc.today, spoc.queryset = today, people


class ReallocateForm(forms.Form):
    """Several cases to one new lead, with what is known of them."""

    lead = LeadField(empty_label="Choose the new lead", error_messages={"required": "Choose the new lead"})
    reason = words("Why these cases change hands", rows=2)
    story = words(
        "What is known, for whoever takes them", "The same for all: each case keeps its own", required=False
    )

    def __init__(self, *args: Any, leads: QuerySet[User], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, LeadField)  # noqa: S101 - declared above
        lead.today, lead.queryset = today, leads


def chosen(form: forms.Form, names: Sequence[str]) -> dict[str, Any]:
    """Return what was said in these fields; one that was not asked is left out."""
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
