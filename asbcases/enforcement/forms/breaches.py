"""Forms of appeals and of the ladder of a breach: each asks all that its rung owes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.cases.models import Incident
from asbcases.casework.forms.codes import YesOrNo
from asbcases.enforcement.choices import AppealGround, AppealOutcome, BreachDecision, BreachOrder, MeasureKind
from asbcases.enforcement.forms.measures import line, moment, text
from asbcases.enforcement.forms.passing_over import OverForm
from asbcases.enforcement.models import Breach, BreachTerm, Measure, MeasureTerm
from asbcases.enforcement.rules.proof import CRIMINAL
from asbcases.web.forms import ClockField, DayField

LONG, REASON = 4_000, 2_000


class AtForm(OverForm):
    """A form that asks when something was, as day and time; `at` is the instant."""

    day = DayField(label="Date", error_messages={"required": "Enter the date"})
    time = ClockField(
        label="Time", help_text="For example 6:42pm or 18:42", error_messages={"required": "Enter the time"}
    )
    at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out the instant."""
        self.at = moment(self, "day", "time", required=True)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said but for the two fields of the time."""
        return {name: one for name, one in super().said.items() if name not in ("day", "time")}


# --- Appeals --------------------------------------------------------------------------------------
class AppealForm(forms.Form):
    """That somebody appealed, on which grounds, to which court."""

    lodged_on = DayField(
        label="When was the appeal lodged?", error_messages={"required": "Enter the day of the appeal"}
    )
    grounds = forms.MultipleChoiceField(
        label="On which grounds?",
        choices=AppealGround.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="2014 Act s.46(1): all that the appeal names",
        error_messages={"required": "Choose at least one ground"},
    )
    court = line("Court", "For example Colchester Magistrates' Court", required=True)
    stop_suspended = YesOrNo(
        label="Did the court suspend what must stop as well?",
        help_text="Unless it says so, what must stop holds while the appeal is in progress (s.46(3))",
        error_messages={"required": "Choose yes or no"},
    )


class AppealEndForm(OverForm):
    """How an appeal ended."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=AppealOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended"},
    )
    decided_on = DayField(label="On which day?", error_messages={"required": "Enter the day"})
    words = text(
        "What the court decided, in its words",
        "Of a withdrawal, why. Where it modified the notice, the next page asks for the terms.",
        most=LONG,
        required=True,
    )


# --- The ladder of a breach -----------------------------------------------------------------------
class AllegeForm(AtForm):
    """What is said to have happened, where and when, against which terms."""

    terms = forms.MultipleChoiceField(
        label="Which terms are said not to have been kept?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the exact term"},
    )
    place = line("Where", required=True, error_messages={"required": "Enter where it happened"})
    words = text(
        "What is said to have happened",
        "Who saw or heard what. It is an allegation until a court, or the person, says otherwise.",
        most=LONG,
        required=True,
        error_messages={"required": "Enter what is said to have happened"},
    )
    field_order = ("terms", "day", "time", "place", "words")

    def __init__(self, *args: Any, terms: Sequence[MeasureTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(term.number): term for term in terms}
        choices = [(str(term.number), f"{term.number}. {term.words}") for term in terms]
        self.fields["terms"].choices = choices  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said, with the terms themselves."""
        return {**super().said, "terms": [self.rows[number] for number in self.cleaned_data["terms"]]}


class EvidenceForm(forms.Form):
    """What shows the breach of each term, and the incident in which it was recorded."""

    def __init__(self, *args: Any, rows: Sequence[BreachTerm], incidents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            number = row.term.number
            self.fields[f"evidence_{number}"] = text(
                f"What shows that term {number} was not kept",
                row.term.words,
                rows=4,
                most=LONG,
                initial=row.evidence,
            )
            self.fields[f"incident_{number}"] = forms.ModelChoiceField(
                incidents,
                label=f"Incident that shows it (term {number})",
                required=False,
                empty_label="None",
                initial=row.incident_id,
            )

    @property
    def evidence(self) -> dict[int, str]:
        """Return what was written, by number of the term."""
        return {row.term.number: self.cleaned_data[f"evidence_{row.term.number}"] for row in self.rows}

    @property
    def incidents(self) -> dict[int, Incident | None]:
        """Return the incidents, by number of the term."""
        return {row.term.number: self.cleaned_data[f"incident_{row.term.number}"] for row in self.rows}


class ExplanationForm(AtForm):
    """What the person says about it."""

    excuse = text(
        "The explanation that was offered, or that none was",
        "All reasonable steps, or another reasonable excuse, and it is no offence (2014 Act s.48(3))",
        rows=4,
        most=LONG,
        required=True,
        error_messages={"required": "Enter the explanation, or that none was offered"},
    )
    field_order = ("excuse", "day", "time")


class DecisionForm(OverForm):
    """What is done about a breach, and why."""

    decision = forms.ChoiceField(
        label="What is done about it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is done"},
    )
    proof = text(
        "What proves it",
        f"{CRIMINAL} (EVD-1). Needed for a penalty, a prosecution and a return to court",
        rows=4,
        most=LONG,
    )
    public_interest = text(
        "Public interest and proportionality",
        "Why this and nothing milder",
        rows=4,
        most=LONG,
        required=True,
        error_messages={"required": "Enter why it is in the public interest and proportionate"},
    )
    equality = text(
        "Equality and disability",
        "What was considered, and which adjustments were made (Equality Act 2010 s.149)",
        most=LONG,
        required=True,
        error_messages={"required": "Enter what was considered"},
    )
    yot_consulted = text(
        "Youth offending team",
        "Whom you consulted, when, and what they said: needed before a child goes before a court",
        most=LONG,
    )

    def __init__(self, *args: Any, breach: Breach, child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notice = breach.measure.kind == MeasureKind.CPN
        offered = [one for one in BreachDecision if notice or one != BreachDecision.PENALTY]
        self.fields["decision"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        if not child:
            del self.fields["yot_consulted"]


class ToldForm(AtForm):
    """How somebody was told."""

    how = text("How were they told?", rows=2, most=REASON, required=True)
    field_order = ("how", "day", "time")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].label = label
        self.fields["how"].error_messages["required"] = "Enter how, or why not"


class OutcomeForm(forms.Form):
    """What came of a breach."""

    outcome = text(
        "What came of it",
        "With a sentence, and any remedial order or forfeiture (2014 Act ss.49, 50)",
        rows=4,
        most=LONG,
        required=True,
        error_messages={"required": "Enter what came of it"},
    )


class FileForm(AtForm):
    """That the file went to the prosecutor."""

    yot_consulted = text("Youth offending team", "Whom you consulted, when, and what they said", most=LONG)

    def __init__(self, *args: Any, child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not child:
            del self.fields["yot_consulted"]


class ProceedingsForm(forms.Form):
    """When proceedings began."""

    proceedings_on = DayField(
        label="On which day did proceedings begin?", error_messages={"required": "Enter the day"}
    )


class CourtOrderForm(forms.Form):
    """What the court ordered besides the sentence (WRK-4)."""

    order = forms.ChoiceField(
        label="What did the court order?",
        choices=BreachOrder.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the court ordered"},
    )
    made_on = DayField(label="On which day?", error_messages={"required": "Enter the day"})
    words = text(
        "The order, in the words of the court",
        "What is to be done, by whom and by when, or what is forfeited. Nobody enters a home for it without consent (s.49)",
        most=LONG,
        required=True,
    )


class ReasonForm(forms.Form):
    """Why something is wrong, or taken back."""

    reason = text("Why", rows=3, most=REASON, required=True, error_messages={"required": "Say why"})

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


def terms_to_breach(measure: Measure) -> list[MeasureTerm]:
    """Return every term that ever held, by number: what was varied may have been breached before."""
    return list(MeasureTerm.objects.filter(measure=measure).order_by("number"))
