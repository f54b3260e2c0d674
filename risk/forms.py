"""The questions of a risk instrument as a form, made of its rows; and what is ruled, signed off and reviewed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from risk.choices import Level, Result, Unanswered
from risk.models import Answer, Assessment, InstrumentVersion, Question
from risk.ruling_rules import SHORTEST_REASON, is_reasoned

Typed = Mapping[str, Any] | None
# Before the value of a choice that is no answer: no code of an option begins like it.
NO_ANSWER = "?"
# The button that keeps what is done so far.
IN_PART = "in_part"
SEEN_AS = {
    Level.STANDARD: "Small (standard)",
    Level.MEDIUM: "Real (medium)",
    Level.HIGH: "Great (high)",
}


class Radios(forms.RadioSelect):
    """Radio buttons, each with a hint of its own if there is one."""

    def __init__(self, hints: dict[str, str] | None = None) -> None:
        super().__init__()
        self.hints = hints or {}


class QuestionField(forms.ChoiceField):
    """A question of the form: its answers, and behind them in one row why there may be none."""

    def __init__(self, question: Question, *, hints: dict[str, str], said: str, checked: str = "") -> None:
        self.question, self.said = question, said
        options = [(option.code, option.label) for option in question.options.all()]
        super().__init__(
            label=question.text,
            help_text=escape(question.help),
            choices=[*options, *((NO_ANSWER + one.value, one.label) for one in Unanswered)],
            widget=Radios(hints),
            initial=checked or None,
        )
        self.template_name = "risk/question.html"


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
            self.add_error(None, ValidationError(self.moved_on, code="refused"))
        return self.cleaned_data


class AssessmentForm(ShownForm):
    """Every question of one version, none answered beforehand; the last answers stand beside the new ones.

    Who goes on with an assessment that is not complete finds the answers of it filled in.
    """

    moved_on = (
        "The questions have changed since you opened this page. What still fits is kept: "
        "check it, answer the rest, and save again."
    )
    says_optional = False
    with_victim = forms.TypedChoiceField(
        label="Are these questions asked with the victim?",
        choices=(("yes", "Yes, the victim answers"), ("no", "No, from what we know or others say")),
        coerce=lambda value: value == "yes",
        widget=Radios,
    )

    def __init__(
        self, typed: Typed, *, version: InstrumentVersion, last: Assessment | None, going_on: bool = False
    ) -> None:
        self.in_part = typed is not None and bool(typed.get(IN_PART))
        super().__init__(typed, shown=version.pk)
        self.questions = list(version.questions.all())
        given = {answer.question.code: answer for answer in last_answers(last)}
        for question in self.questions:
            self.fields[name_of(question)] = field_of(
                question, given.get(question.code), going_on=going_on, required=not self.in_part
            )
        for name, field in views_of_the_level().items():
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Return what was answered; a level above the answers needs its reason."""
        said = super().clean()
        if said.get("raised_to") and not is_reasoned(said.get("raise_reason", "")):
            self.add_error("raise_reason", f"Say why, in at least {SHORTEST_REASON} characters")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said as the verbs take it; in part, a question left open was not asked."""
        chosen = {
            question.code: self.cleaned_data.get(name_of(question)) or NO_ANSWER + Unanswered.NOT_ASKED
            for question in self.questions
        }
        return {
            "answers": {code: one for code, one in chosen.items() if not one.startswith(NO_ANSWER)},
            "unanswered": {
                code: Unanswered(one.removeprefix(NO_ANSWER))
                for code, one in chosen.items()
                if one.startswith(NO_ANSWER)
            },
            "with_victim": self.cleaned_data["with_victim"],
            "victim_view": self.cleaned_data["victim_view"],
            "raised_to": self.cleaned_data["raised_to"],
            "raise_reason": self.cleaned_data["raise_reason"] if self.cleaned_data["raised_to"] else "",
        }


def views_of_the_level() -> dict[str, forms.Field]:
    """Return what the victim and whoever asks think of the level, beside what the answers come to."""
    return {
        "victim_view": forms.ChoiceField(
            label="How great is the risk, in the victim's own eyes?",
            help_text="If it is greater than what the answers come to, it stands until a supervisor decides.",
            choices=(("", "Not asked"), *((level.value, SEEN_AS[level]) for level in Level)),
            required=False,
            widget=Radios,
        ),
        "raised_to": forms.ChoiceField(
            label="Do you see a greater risk than the answers may show?",
            choices=(
                ("", "No"),
                (Level.MEDIUM.value, "Yes, at least medium"),
                (Level.HIGH.value, "Yes, high"),
            ),
            required=False,
            widget=Radios,
        ),
        "raise_reason": forms.CharField(
            label="If yes: why?",
            help_text="What you saw or know that the questions do not ask.",
            required=False,
            max_length=4_000,
            widget=forms.Textarea({"rows": 3}),
        ),
    }


class NotAssessedForm(forms.Form):
    """Why a victim was not assessed, and what was tried."""

    result = forms.ChoiceField(
        label="What came of it?",
        choices=(
            (Result.REFUSED.value, "The victim does not want to be asked"),
            (Result.UNREACHABLE.value, "The victim could not be reached"),
        ),
        widget=Radios(
            {Result.UNREACHABLE.value: "The assessment stays owed: somebody has to try again in time."}
        ),
    )
    reason = forms.CharField(
        label="What was tried, and what did they say?",
        help_text="The next to try reads it: when, how, and what would make it easier.",
        widget=forms.Textarea({"rows": 4}),
        max_length=4_000,
    )


class RulingForm(ShownForm):
    """Another level than the one that stands, and why."""

    moved_on = (
        "Another level stands since you opened this page. It is shown now: "
        "see whether your decision still fits, and save again."
    )
    level = forms.ChoiceField(label="Which level?", widget=Radios)
    reason = forms.CharField(
        label="Why?",
        help_text=f"At least {SHORTEST_REASON} characters. It is read at every review of the risk.",
        widget=forms.Textarea({"rows": 4}),
        max_length=4_000,
    )

    def __init__(self, typed: Typed, *, shown: object, levels: Iterable[Level]) -> None:
        super().__init__(typed, shown=shown)
        choices = self.fields["level"]
        assert isinstance(choices, forms.ChoiceField)  # noqa: S101 - declared above
        choices.choices = [(level.value, f"{level.label} risk") for level in levels]

    def clean_reason(self) -> str:
        """Return the reason; one that is too short is named here, beside the box."""
        reason = str(self.cleaned_data["reason"])
        if not is_reasoned(reason):
            raise forms.ValidationError(f"Say why, in at least {SHORTEST_REASON} characters")
        return reason


class SignOffForm(ShownForm):
    """Whether a supervisor agrees with an assessment, or what has to be asked again."""

    moved_on = (
        "The risk was assessed again since you opened this page. The newer answers are shown now: "
        "read them, then sign off or return them."
    )
    says_optional = False
    agreed = forms.TypedChoiceField(
        label="Do you agree with this assessment?",
        choices=(("yes", "Yes, sign it off"), ("no", "No, return it: it has to be assessed again")),
        coerce=lambda value: value == "yes",
        widget=Radios,
    )
    note = forms.CharField(
        label="Note",
        help_text="Where you return it: what has to be asked again, and why. Otherwise it may be left empty.",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        max_length=10_000,
    )

    def clean(self) -> dict[str, Any]:
        """Return the decision; returning it says what has to be asked again."""
        said = super().clean()
        if said.get("agreed") is False and not said.get("note", "").strip():
            self.add_error("note", "Say what has to be asked again")
        return said


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


def field_of(
    question: Question, last: Answer | None, *, going_on: bool = False, required: bool = True
) -> QuestionField:
    """Return a question as a field, saying beside its answers which one was given last time."""
    options = {option.code: option.label for option in question.options.all()}
    value, label = (value_of(last), label_of(last)) if last else ("", "")
    offered = value in options or value.startswith(NO_ANSWER)
    hints = {value: f"The answer on {day_of(last)}"} if last and offered else {}
    said = f"The answer on {day_of(last)} was “{label}”." if last and not offered else ""
    checked = value if going_on and value in options else ""
    field = QuestionField(question, hints=hints, said=said, checked=checked)
    field.required = required
    return field


def value_of(answer: Answer) -> str:
    """Return the value by which a form sends this answer, or that there was none."""
    return answer.option.code if answer.option else NO_ANSWER + answer.unanswered


def label_of(answer: Answer) -> str:
    """Return what was answered in words, or why nothing was."""
    return str(answer.option.label if answer.option else answer.get_unanswered_display())


def last_answers(last: Assessment | None) -> list[Answer]:
    """Return the answers of the last assessment; none before the first."""
    return list(last.answers.select_related("question", "option", "assessment")) if last else []


def day_of(answer: Answer) -> str:
    """Return the London day on which an answer was given."""
    return day_words(london_day(answer.assessment.completed_at))
