"""Forms of restorative justice: offered, answered, its steps, its end, how content both are."""

from typing import Any

from django import forms

from asbcases.casework.forms.words import LINE
from asbcases.remedies.choices import RestorativeOutcome, Satisfaction, Side, SideAnswer, Step
from asbcases.remedies.forms.remedies import PartyField, in_words, one_of
from asbcases.web.forms import DayField

SERVICE = "Essex Restorative and Mediation Service"


class OfferForm(forms.Form):
    """Between whom, by whom, and to whom it was offered."""

    harmed = PartyField("Who was harmed?", error_messages={"required": "Choose one of the victims"})
    respondent = PartyField("By whom?", error_messages={"required": "Choose one of the respondents"})
    service = forms.CharField(
        label="Who prepares and holds it?",
        max_length=LINE,
        initial=SERVICE,
        error_messages={"required": "Enter who prepares and holds it"},
    )
    words = in_words("What is it to put right?", wanting="Say what it is to put right")
    to = forms.MultipleChoiceField(
        label="To whom was it offered?",
        choices=Side.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="It is free to both. Mostly the harmed person is asked first",
        error_messages={"required": "Choose to whom it was offered"},
    )

    def __init__(self, typed: Any, *, victims: Any, respondents: Any) -> None:
        super().__init__(typed)
        self.fields["harmed"].queryset = victims  # type: ignore[attr-defined]
        self.fields["respondent"].queryset = respondents  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """Return the offer as the transition takes it."""
        return {**self.cleaned_data, "to": [Side(side) for side in self.cleaned_data["to"]]}


class OfferedForm(forms.Form):
    """That it was offered to the other of the two as well: there is nothing more to say."""


class AnswerForm(forms.Form):
    """What one of the two answers."""

    answer = one_of("What do they answer?", SideAnswer.choices, wanting="Choose what they answer")
    words = in_words("In their words", wanting="Note what they said")

    @property
    def said(self) -> dict[str, Any]:
        """Return the answer as the transition takes it."""
        return {**self.cleaned_data, "answer": SideAnswer(self.cleaned_data["answer"])}


class StepForm(forms.Form):
    """The next step, with what was found."""

    says_optional = False
    step = one_of("What do you note?", Step.choices, wanting="Choose what you note")
    words = in_words("What was done, by whom, and what was found", wanting="Say what was done and found")
    met_on = DayField(label="Where they met: on which day?", required=False)

    @property
    def said(self) -> dict[str, Any]:
        """Return the step as the transition takes it."""
        return {**self.cleaned_data, "step": Step(self.cleaned_data["step"])}


class EndedForm(forms.Form):
    """How it ended."""

    outcome = one_of("How did it end?", RestorativeOutcome.choices, wanting="Choose how it ended")
    words = in_words("What was agreed, or why it ended", wanting="Say how it ended")

    @property
    def said(self) -> dict[str, Any]:
        """Return the end as the transition takes it."""
        return {**self.cleaned_data, "outcome": RestorativeOutcome(self.cleaned_data["outcome"])}


class ContentForm(forms.Form):
    """How content one of the two is."""

    satisfaction = one_of(
        "How content are they?", Satisfaction.choices, wanting="Choose how content they are"
    )
    words = in_words("In their words")

    @property
    def said(self) -> dict[str, Any]:
        """Return it as the transition takes it."""
        return {**self.cleaned_data, "satisfaction": Satisfaction(self.cleaned_data["satisfaction"])}
