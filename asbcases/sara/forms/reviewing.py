"""What a supervisor decides when they look at a plan."""

from django import forms

from asbcases.sara.choices import ReviewDecision
from triggers.forms.outcomes import words_asked

MEANS = {
    ReviewDecision.CONTINUE: "It goes on as it is",
    ReviewDecision.CHANGE: "Say below what changes; the owner does it",
    ReviewDecision.ESCALATE: "An inspector is told at once",
    ReviewDecision.CLOSE: "It may be closed: that is signed off on a page of its own",
}


class Decisions(forms.RadioSelect):
    """The decisions, each with what it leads to."""

    hints = {decision.value: words for decision, words in MEANS.items()}


class ReviewForm(forms.Form):
    """What was decided, and what was looked at."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=ReviewDecision.choices,
        widget=Decisions,
        error_messages={"required": "Choose what you decide"},
    )
    words = words_asked("What you looked at, and why", "Say what you looked at, and why it goes on so")
