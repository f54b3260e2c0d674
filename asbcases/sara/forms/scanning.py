"""Forms of Scanning: the problem by the five questions of CHEERS, and whether the plan is taken on."""

from django import forms

from asbcases.enforcement.forms.measures import text
from asbcases.sara.choices import Decision
from asbcases.sara.transitions.scanning import ASKED
from triggers.forms.outcomes import words_asked


def _asked(name: str, label: str, help_text: str = "") -> forms.CharField:
    return words_asked(label, ASKED[name], help_text, rows=3)


class ScanForm(forms.Form):
    """The problem in words, and an answer to each question."""

    description = _asked("description", "What is the problem?")
    community = _asked("community", "Community: who is affected?", "A street, a school, those who use a park")
    harm = _asked("harm", "Harm: which harm is done?")
    expectation = _asked("expectation", "Expectation: what does the community expect of the police?")
    events = _asked("events", "Events: which separate events recur?", "How many, and since when")
    similarity = _asked("similarity", "Similarity: what do the events have in common?")
    harmed = _asked("harmed", "Who is harmed?")
    cost = text("What does it cost, and how much work does it make?", most=20_000)
    why_now = _asked("why_now", "Why is it taken up now?")


class ScreenForm(forms.Form):
    """Whether a plan is taken on, and why."""

    decision = forms.ChoiceField(
        label="Is it a problem for a plan?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is taken on"},
    )
    reason = words_asked("Why?", "Say why: the reason is kept with the decision")
