"""The questions of a risk instrument as a form, made of its rows; and the note of a review."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import escape

from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from risk.models import Answer, Assessment, InstrumentVersion, Question

Typed = Mapping[str, Any] | None


class Radios(forms.RadioSelect):
    """Radio buttons, each with a hint of its own if there is one."""

    def __init__(self, hints: dict[str, str] | None = None) -> None:
        super().__init__()
        self.hints = hints or {}


class ShownForm(forms.Form):
    """A form that answers to a row on the page; when another row has taken its place, it is asked again."""

    shown = forms.CharField(widget=forms.HiddenInput)
    moved_on = ""

    def __init__(self, typed: Typed, *, shown: object) -> None:
        self.has_moved_on = typed is not None and typed.get("shown") != str(shown)
        if typed is not None:
            # The page that comes back shows the newer row, so it must answer to that one when it is sent again.
            typed = {**{name: typed.get(name) for name in typed}, "shown": str(shown)}
        super().__init__(typed, initial={"shown": shown})

    def clean(self) -> dict[str, Any]:
        """Return what was answered, unless it was answered to another row."""
        if self.has_moved_on:
            self.add_error(None, self.moved_on)
        return self.cleaned_data


class AssessmentForm(ShownForm):
    """Every question of one version, none answered beforehand; the last answers stand beside the new ones."""

    moved_on = (
        "The questions have changed since you opened this page. What still fits is kept: "
        "check it, answer the rest, and save again."
    )
    with_victim = forms.TypedChoiceField(
        label="Are these questions asked with the victim?",
        choices=(("yes", "Yes, the victim answers"), ("no", "No, from what we know or others say")),
        coerce=lambda value: value == "yes",
        widget=Radios,
    )

    def __init__(self, typed: Typed, *, version: InstrumentVersion, last: Assessment | None) -> None:
        super().__init__(typed, shown=version.pk)
        self.questions = list(version.questions.all())
        given = {answer.question.code: answer for answer in last_answers(last)}
        for question in self.questions:
            self.fields[name_of(question)] = field_of(question, given.get(question.code))

    @property
    def answers(self) -> dict[str, str]:
        """Return the option chosen for each question, by code."""
        return {question.code: self.cleaned_data[name_of(question)] for question in self.questions}


class ReviewForm(ShownForm):
    """What a supervisor found in the assessment on the page."""

    moved_on = (
        "The risk was assessed again since you opened this page. The newer answers are shown now: "
        "read them, see whether your note still fits, and save again."
    )
    note = forms.CharField(
        label="What did you check, and what do you decide?",
        help_text="Whether the level is right, what is done about it, and what must happen before the next review.",
        widget=forms.Textarea,
        max_length=10_000,
    )


def name_of(question: Question) -> str:
    """Return the name of a question's field, which no other field of the form can have."""
    return f"answer_{question.code}"


def field_of(question: Question, last: Answer | None) -> forms.ChoiceField:
    """Return a question as a field, saying beside its answers which one was given last time."""
    options = {option.code: option.label for option in question.options.all()}
    hints: dict[str, str] = {}
    help_text = escape(question.help)
    if last and last.option.code in options:
        hints = {last.option.code: f"The answer on {day_of(last)}"}
    elif last:
        help_text += escape(f" The answer on {day_of(last)} was “{last.option.label}”.")
    return forms.ChoiceField(
        label=question.text, help_text=help_text, choices=list(options.items()), widget=Radios(hints)
    )


def last_answers(last: Assessment | None) -> list[Answer]:
    """Return the answers of the last assessment; none before the first."""
    return list(last.answers.select_related("question", "option", "assessment")) if last else []


def day_of(answer: Answer) -> str:
    """Return the London day on which an answer was given."""
    return day_words(london_day(answer.assessment.completed_at))
