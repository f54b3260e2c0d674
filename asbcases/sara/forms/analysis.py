"""Forms of the analysis: one for each kind of entry, and why an entry is wrong."""

from django import forms

from asbcases.enforcement.forms.measures import line, text
from asbcases.sara.choices import PatSide
from triggers.forms.outcomes import words_asked


class CauseForm(forms.Form):
    """A cause of the problem."""

    words = words_asked("What causes it?", "Describe the cause", "One cause; add others one by one")


class SourceForm(forms.Form):
    """A data source, and what it lacks."""

    words = words_asked(
        "Which data?",
        "Describe the data source",
        "For example incidents of the last year, or a survey of the street",
    )
    gaps = text("What does it lack?", "What nobody reports, or which days are missing")


class HypothesisForm(forms.Form):
    """Why the problem may be there."""

    words = words_asked(
        "The hypothesis",
        "Describe the hypothesis",
        "Why it happens here, then and to them; what would show that it is wrong",
    )


class PreviousForm(forms.Form):
    """What was tried before, and what came of it."""

    words = words_asked("What was tried before?", "Describe what was tried before")
    result = words_asked("What came of it?", "Say what came of it", "What failed is as useful to know")


class PanelForm(forms.Form):
    """One side of the problem analysis triangle, and who could control it."""

    side = forms.ChoiceField(
        label="Which side of the triangle?",
        choices=PatSide.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the side of the triangle"},
    )
    words = words_asked("What is known of it?", "Describe the side of the triangle")
    controller = line(
        "Who could control it?",
        "The guardian of a victim, the handler of an offender, the manager of a location",
    )


class WrongEntryForm(forms.Form):
    """Why an entry is wrong."""

    reason = words_asked(
        "What is wrong with it?",
        "Say what is wrong with it",
        "The entry stays, struck through, and counts no more",
    )


class SignOffForm(forms.Form):
    """Nothing is typed: what is signed off stands on the page."""
