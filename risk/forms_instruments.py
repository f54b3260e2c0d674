"""What an administrator types of a risk form: each part of a draft on its own form, and what is decided about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.web.forms import DayField
from risk.choices import Level, Scoring
from risk.forms import Radios
from risk.instruments import LONGEST_CODE
from risk.models import InstrumentDraft
from risk.rules import Question, Sheet

NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
SHORT = {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
MOST_POINTS = 100
SPARE_ROWS = 3
CODE_HELP = "Small letters and numbers, joined by - or _"


def words(label: str, *, hint: str = "", required: bool = True, longest: int = 500, rows: int = 3) -> Any:
    """Return a field for a few lines of text."""
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=longest, widget=area)


def whole(label: str, *, hint: str = "", required: bool = False, most: int = 999) -> Any:
    """Return a field for a whole number."""
    box = forms.TextInput(NUMBER)
    return forms.IntegerField(
        label=label, help_text=hint, required=required, min_value=0, max_value=most, widget=box
    )


def yes_or_no(label: str, yes: str, no: str, *, hint: str = "") -> Any:
    """Return a field that answers one of two."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=(("yes", yes), ("no", no)),
        coerce=lambda value: value == "yes",
        widget=Radios,
    )


class HeadForm(forms.Form):
    """What a version is called, and how its answers become a score."""

    title = words("Title", hint="As officers know the form", longest=200, rows=1)
    code = forms.SlugField(
        label="Code", help_text=CODE_HELP, max_length=LONGEST_CODE, widget=forms.TextInput(SHORT)
    )
    version = forms.CharField(
        label="Version", help_text="For example 2 or 2027-04", max_length=20, widget=forms.TextInput(NUMBER)
    )
    source = words("Source", hint="Whose form it is, and where it is written")


class DraftForm(forms.Form):
    """A form that changes a draft as it stood on the page; where it was changed meanwhile, it is asked again."""

    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, typed: Any, *, draft: InstrumentDraft, initial: Mapping[str, Any] | None = None
    ) -> None:
        self.has_moved_on = typed is not None and typed.get("shown") != str(draft.row_version)
        if typed is not None:
            typed = typed.copy()
            typed["shown"] = str(draft.row_version)
        super().__init__(typed, initial={**(initial or {}), "shown": draft.row_version})

    def clean(self) -> dict[str, Any]:
        """Return what was typed, unless it was typed beside an older draft."""
        if self.has_moved_on:
            moved_on = (
                "The draft was changed since you opened this page. What you typed is kept here: "
                "look at the draft, see whether it still fits, and save again."
            )
            self.add_error(None, ValidationError(moved_on, code="refused"))
        return self.cleaned_data

    def stated(self) -> dict[str, Any]:
        """Return what was typed, without what belongs to the page."""
        return {name: value for name, value in self.cleaned_data.items() if name != "shown"}


class DraftHeadForm(DraftForm, HeadForm):
    """The head of a draft, with how its answers are counted."""

    scoring = forms.ChoiceField(label="How answers are counted", choices=Scoring.choices, widget=Radios)
    require_all = yes_or_no(
        "Must every question be answered?",
        "Yes: without all answers there is no level",
        "No: what is not known leaves the level to the rest",
        hint="What is not known is never a “no”",
    )


class QuestionForm(DraftForm):
    """A question: its words, how to ask it, and whether it scores."""

    text = words("Question", hint="As it is put to the victim")
    help = words("Help", hint="Shown below the question", required=False)
    help_by_phone = words("How to ask it over the telephone", required=False)
    sensitive = yes_or_no("Is it sensitive?", "Yes: asked with care, where nobody listens in", "No")
    scored = yes_or_no("Do its answers score?", "Yes", "No: they only advise, or raise the level")


class NewQuestionForm(QuestionForm):
    """A question that is not there yet; its code stays, because versions are compared by it."""

    code = forms.SlugField(
        label="Code",
        help_text=f"{CODE_HELP}. Left empty, it is made of the question's words. It stays as it is.",
        required=False,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(SHORT),
    )


class OptionsForm(DraftForm):
    """The answers to a question in their order, with room for a few more; one without words is taken out."""

    says_optional = False

    def __init__(self, typed: Any, *, draft: InstrumentDraft, options: list[dict[str, Any]]) -> None:
        initial = {
            f"{name}_{number}": option[name]
            for number, option in enumerate(options, start=1)
            for name in ("label", "score", "code")
        }
        super().__init__(typed, draft=draft, initial=initial)
        self.numbers = range(1, len(options) + SPARE_ROWS + 1)
        for number in self.numbers:
            self.fields[f"label_{number}"] = forms.CharField(
                label="Words", max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"})
            )
            self.fields[f"score_{number}"] = whole("Points", most=MOST_POINTS)
            self.fields[f"code_{number}"] = forms.SlugField(
                label="Code", required=False, max_length=LONGEST_CODE, widget=forms.TextInput(SHORT)
            )

    def sets(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Yield the fields of each answer, with its number."""
        for number in self.numbers:
            yield number, [self[f"{name}_{number}"] for name in ("label", "score", "code")]

    def rows(self) -> list[dict[str, Any]]:
        """Return the answers that have words."""
        typed = self.cleaned_data
        return [
            {
                "code": typed[f"code_{number}"],
                "label": typed[f"label_{number}"],
                "score": typed[f"score_{number}"] or 0,
            }
            for number in self.numbers
            if typed[f"label_{number}"]
        ]


class BandsForm(DraftForm):
    """From which score on each level begins; standard begins at nothing, and the highest ends with the most."""

    medium = whole("Medium begins at", hint="Left empty, there is no such level")
    high = whole("High begins at", hint="Left empty, there is no such level")

    def starts(self) -> dict[str, int | None]:
        """Return where each level begins, the lowest first."""
        typed = self.cleaned_data
        return {Level.STANDARD.value: 0, Level.MEDIUM.value: typed["medium"], Level.HIGH.value: typed["high"]}


class FloorForm(DraftForm):
    """A condition on the answers that raises the level, and never lowers it."""

    says_optional = False
    level = forms.ChoiceField(
        label="The level is then at least",
        choices=[(one.value, one.label) for one in Level][1:],
        widget=Radios,
    )
    reason = words("Reason", hint="Shown to officers beside the level")
    at_least = whole(
        "How many of these questions have to be answered so", hint="Left empty: all of those ticked below"
    )

    def __init__(
        self, typed: Any, *, draft: InstrumentDraft, sheet: Sheet, initial: Mapping[str, Any] | None = None
    ) -> None:
        initial = initial or {}
        ticked = {_ticks(code): options for code, options in initial.get("condition", {}).items()}
        super().__init__(typed, draft=draft, initial={**initial, **ticked})
        self.asked = [question.code for question in sheet.questions]
        for question in sheet.questions:
            self.fields[_ticks(question.code)] = forms.MultipleChoiceField(
                label=question.text,
                choices=[(option.code, option.label) for option in question.options],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def floor(self) -> dict[str, Any]:
        """Return the floor as a draft keeps it."""
        ticked = {code: self.cleaned_data[_ticks(code)] for code in self.asked}
        condition = {code: options for code, options in ticked.items() if options}
        kept = ("level", "reason", "at_least")
        return {"condition": condition, **{name: self.cleaned_data[name] for name in kept}}


def _ticks(code: str) -> str:
    """Return the name of the field for the answers to a question, which no other field of the form can have."""
    return f"answers_{code}"


class ApproveForm(DraftForm):
    """The approval of a form: by which authority, and from which day on."""

    authority = words("Authority", hint="Who in the force approved it, and where that is written")
    first_day = DayField(
        label="First day", help_text="Today or later. The form in use until then ends on the day before."
    )


class ReturnForm(DraftForm):
    """What has to be changed before a form can be approved."""

    note = words("What has to be changed", longest=2000, rows=5)


class RetireForm(forms.Form):
    """The last day of a version."""

    last_day = DayField(label="Last day", help_text="Today or later. What was assessed by it stays as it is.")
    reason = words("Reason")


class TryForm(forms.Form):
    """Every question of a form, to be answered or left: nothing is kept."""

    says_optional = False

    def __init__(self, typed: Any, *, questions: tuple[Question, ...]) -> None:
        super().__init__(typed)
        self.asked = [question.code for question in questions]
        for question in questions:
            choices = [("", "Not known"), *((option.code, option.label) for option in question.options)]
            self.fields[_ticks(question.code)] = forms.ChoiceField(
                label=question.text, choices=choices, required=False, widget=forms.Select
            )

    @property
    def answers(self) -> dict[str, str]:
        """Return what was answered, by the code of the question."""
        given = {code: self.cleaned_data[_ticks(code)] for code in self.asked}
        return {code: option for code, option in given.items() if option}
