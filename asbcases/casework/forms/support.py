"""Forms of what is done for a victim: needs, an offer and its answer, plans, the panel, rights."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.cases.case_choices import Answer, Need, PlanKind, Right
from asbcases.casework.forms.codes import NO, YES, YesOrNo
from asbcases.casework.forms.words import LINE, WordsField

LONG = 10_000


def yes_or_no(label: str, *, yes: str = "Yes", no: str = "No") -> YesOrNo:
    """Return a question with two answers in these words, of which none is given beforehand."""
    missing = {"required": "Choose one of the two"}
    return YesOrNo(label=label, choices=((YES, yes), (NO, no)), error_messages=missing)


class NeedsForm(forms.Form):
    """What a victim needs."""

    with_victim = yes_or_no(
        "Is this asked with the victim?", yes="Yes, the victim says so", no="No, from what we know"
    )
    needs = forms.MultipleChoiceField(
        label="What do they need?",
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Leave all empty where they need nothing",
    )
    words = WordsField(
        label="What exactly", max_length=LONG, required=False, widget=forms.Textarea({"rows": 4})
    )


class OfferForm(forms.Form):
    """Support that a victim is offered."""

    service = forms.CharField(
        label="Who would help",
        max_length=LINE,
        help_text="The service or team, for example the victim support service",
        error_messages={"required": "Enter who would help"},
    )
    words = WordsField(label="With what", max_length=LONG, required=False, widget=forms.Textarea({"rows": 3}))


class AnswerForm(forms.Form):
    """What a victim answered."""

    answer = forms.ChoiceField(
        label="What did the victim answer?",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
    words = WordsField(
        label="In their words", max_length=LONG, required=False, widget=forms.Textarea({"rows": 3})
    )


class PlanForm(forms.Form):
    """An action plan or a safety plan."""

    words = WordsField(
        max_length=LONG,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Enter what is planned"},
    )
    shared_with_victim = yes_or_no(
        "Was the plan made with the victim, or gone through with them?",
        yes="Yes",
        no="No, not yet, or not safe to do",
    )

    def __init__(self, typed: Any, *, kind: PlanKind, newest: str) -> None:
        super().__init__(typed, initial={"words": newest})
        words = self.fields["words"]
        if kind is PlanKind.SAFETY:
            words.label = "What keeps the victim safe"
            words.help_text = (
                "Whom to ring, where to go, locks and lights, cameras, the marker on the address, children"
            )
        else:
            words.label = "What is done about it"
            words.help_text = "Who does what, by when; each step may be an action of the case too"


class PanelForm(forms.Form):
    """Whether the case goes to the multi-agency panel."""

    referred = yes_or_no("Is the case referred to the multi-agency panel?")
    panel = forms.CharField(
        label="Which panel, where it is referred",
        max_length=LINE,
        required=False,
        help_text="For example the anti-social behaviour risk assessment conference (ASBRAC)",
    )
    reason = WordsField(
        label="Why",
        max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Enter why"},
    )

    def clean(self) -> dict[str, Any]:
        """Return what was answered; a referral names its panel."""
        said = self.cleaned_data
        if said.get("referred") and not said.get("panel", "").strip():
            self.add_error("panel", "Enter the panel to which the case is referred")
        return said


class ExitForm(forms.Form):
    """What the panel agreed about its end."""

    words = WordsField(
        label="What the panel agreed, and when it met",
        max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Enter what the panel agreed"},
    )


class RightsForm(forms.Form):
    """The right of which a victim was told."""

    entitlement = forms.ChoiceField(
        label="Of which right were they told?",
        choices=Right.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a right"},
    )
    words = WordsField(
        label="How they were told", max_length=LONG, required=False, widget=forms.Textarea({"rows": 3})
    )


class SampleForm(forms.Form):
    """How many cases are drawn, from where, and by which seed."""

    size = forms.IntegerField(
        label="How many cases",
        min_value=1,
        max_value=50,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=0,
        max_value=2_147_483_647,
        help_text="The same seed on the same cases draws the same sample again",
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )


class SampledForm(forms.Form):
    """What a reviewer found in a sampled case: a verdict for each point of the rubric."""

    note = WordsField(
        label="What the lead should learn from it",
        max_length=LONG,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(
        self, typed: Any, *, points: Sequence[dict[str, str]], verdicts: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(typed)
        self.points = points
        asked = {f"point_{point['code']}": self._asked(point, verdicts) for point in points}
        self.fields = {**asked, **self.fields}

    @staticmethod
    def _asked(point: dict[str, str], verdicts: Sequence[tuple[str, str]]) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=point["question"],
            help_text=point["good"],
            choices=verdicts,
            widget=forms.RadioSelect,
            error_messages={"required": f"Choose an answer: {point['question']}"},
        )

    @property
    def verdicts(self) -> dict[str, str]:
        """Return the verdict on each point, by its code."""
        return {point["code"]: self.cleaned_data[f"point_{point['code']}"] for point in self.points}
