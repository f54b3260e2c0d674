"""Forms of what follows a panel: recommendations, the plan, appeals, and the end of a review."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.accounts.models import Agency
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.enforcement.forms.measures import line, moment, text
from asbcases.web.forms import ClockField, DayField
from triggers.choices import AppealAgainst, AppealOutcome, Ending, RecommendationAnswer
from triggers.forms.shared import LONG, SHORT, WhenForm


def words_asked(label: str, asks: str, help_text: str = "", *, rows: int = 4, most: int = LONG) -> WordsField:
    """Return a field for words that must be written."""
    return text(label, help_text, rows=rows, most=most, required=True, error_messages={"required": asks})


def line_asked(label: str, asks: str, help_text: str = "") -> forms.CharField:
    """Return a field for one line that must be written."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=LINE, error_messages={"required": asks}
    )


class RecommendForm(WhenForm):
    """What is recommended to whom, who does it there, and by when it is answered."""

    done = "Sent"
    body = line_asked(
        "To whom?", "Say to whom the panel recommends it", "A person or body with public functions"
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Which agency is that here?", required=False, empty_label="None of these"
    )
    words = words_asked("What is recommended", "Write what the panel recommends")
    owner_name = line_asked("Who does it there?", "Name who is to do it there")
    answer_by = DayField(label="Answer by", error_messages={"required": "Enter the last day to answer"})
    due_on = DayField(label="To be done by", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(active=True).order_by("name")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class AnsweredForm(WhenForm):
    """What a body answered."""

    done = "Answered"
    answer = forms.ChoiceField(
        label="What did it answer?",
        choices=[
            (one.value, one.label) for one in RecommendationAnswer if one is not RecommendationAnswer.NONE
        ],
        widget=forms.RadioSelect,
        help_text="It must have regard to a recommendation, and is not bound by it",
        error_messages={"required": "Choose what the body answered"},
    )
    words = text("In words; why it does not follow", most=LONG)

    def clean(self) -> dict[str, Any]:
        """Ask why a recommendation is not followed."""
        said = super().clean()
        if said.get("answer") == RecommendationAnswer.NOT_FOLLOWED and not said.get("words"):
            self.add_error("words", "Write why the body does not follow the recommendation")
        return said


class DoneForm(WhenForm):
    """What was done, and what shows it."""

    words = words_asked("What was done, and what shows it", "Write what was done, and what shows it")


class PlanForm(forms.Form):
    """The draft of an action plan."""

    words = words_asked("The plan, in plain words", "Write the plan", rows=10)


class PutForm(WhenForm):
    """How the plan was put to the victim."""

    done = "Put to the victim"
    how = line_asked("How?", "Say how the plan was put to the victim", "For example at a visit, by letter")


class CommentForm(WhenForm):
    """What the victim said to the plan."""

    done = "Said"
    comments = words_asked(
        "What the victim said to the plan, or that nothing came",
        "Write what the victim said to the plan, or that nothing came",
    )


class FinalForm(forms.Form):
    """The plan as it is final."""

    final_words = words_asked("The plan as it is final", "Write the plan as it is final", rows=10)
    not_put_why = text("Why was the victim not asked?", rows=2, most=SHORT)

    def __init__(self, *args: Any, was_put: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if was_put:
            del self.fields["not_put_why"]


class AppealForm(WhenForm):
    """That the applicant is dissatisfied, with what, and who hears it."""

    done = "Asked"
    against = forms.ChoiceField(
        label="With what is the applicant dissatisfied?",
        choices=AppealAgainst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose with what the applicant is dissatisfied"},
    )
    words = words_asked("Why, in their words", "Write why the applicant is dissatisfied, in their words")
    body = line("Who hears it?", "Empty: whom the area's procedure names")
    hears_on = DayField(label="It is heard on", required=False)
    lpb_day = DayField(label="The local policing body was told on", required=False)
    lpb_time = ClockField(label="At", required=False)
    lpb_told_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out when the local policing body was told."""
        said = super().clean()
        self.lpb_told_at = moment(self, "lpb_day", "lpb_time")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return the appeal as the transition takes it."""
        said = {name: one for name, one in super().said.items() if not name.startswith("lpb_")}
        return {**said, "against": AppealAgainst(said["against"]), "lpb_told_at": self.lpb_told_at}


class AppealEndForm(WhenForm):
    """How an appeal ended, and what the applicant was told of it."""

    done = "Decided"
    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[(one.value, one.label) for one in AppealOutcome if one is not AppealOutcome.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the appeal ended"},
    )
    words = words_asked(
        "What was decided, and why", "Write what was decided on the appeal, and why, or why it was withdrawn"
    )
    told_words = text("What the applicant was told, word for word", rows=8, most=LONG)
    told_how = line("How were they told?")
    told_day = DayField(label="They were told on", required=False)
    told_time = ClockField(label="Told at", required=False)
    lpb_day = DayField(label="The local policing body was told on", required=False)
    lpb_time = ClockField(label="At", required=False)
    told_at: datetime | None = None
    lpb_told_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Work out when the applicant and the local policing body were told."""
        said = super().clean()
        self.told_at = moment(self, "told_day", "told_time")
        self.lpb_told_at = moment(self, "lpb_day", "lpb_time")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return the end of the appeal as the transition takes it."""
        said = {name: self.cleaned_data[name] for name in ("words", "told_words", "told_how")}
        outcome = AppealOutcome(self.cleaned_data["outcome"])
        return {**said, "outcome": outcome, "told_at": self.told_at, "lpb_told_at": self.lpb_told_at}


class CloseForm(forms.Form):
    """Why a review is closed, and how the applicant was told that and why."""

    ending = forms.ChoiceField(
        label="How does it end?", widget=forms.RadioSelect, error_messages={"required": "Choose how it ends"}
    )
    reason = words_asked("Why is it closed?", "Say why the review is closed", most=SHORT)
    told_how = line_asked(
        "How was the applicant told that and why it closes, or why not?",
        "Say how the applicant was told that and why it closes, or why not",
    )
    words = text("The letter, word for word", "Where there was one: it is kept", rows=8, most=LONG)
    why_unanswered = text("What was done about the answers that are late, and why it closes so", most=SHORT)
    instead_why = text("Why do you close it, and not the point of contact?", rows=2, most=SHORT)

    def __init__(
        self, *args: Any, endings: Sequence[Ending], late: bool, by_owner: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ending"].choices = [(one.value, one.label) for one in endings]  # type: ignore[attr-defined]
        if not late:
            del self.fields["why_unanswered"]
        if by_owner:
            del self.fields["instead_why"]

    @property
    def said(self) -> dict[str, Any]:
        """Return the closing as the transition takes it."""
        return {**self.cleaned_data, "ending": Ending(self.cleaned_data["ending"])}


class ReopenForm(forms.Form):
    """Why a review is opened again, and by when it goes on."""

    reason = words_asked(
        "Why is it opened again?", "Say why the review is opened again", "For example what an appeal decided"
    )
    until = DayField(
        label="A panel meets, or the threshold is decided again, by",
        error_messages={"required": "Enter the day"},
    )
