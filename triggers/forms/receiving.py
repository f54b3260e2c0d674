"""Forms of what follows an application: consent, acknowledgement, the bodies and their replies, days agreed, withdrawal."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.accounts.models import Agency
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.enforcement.forms.measures import line, text
from asbcases.web.forms import DayField
from triggers.choices import BodyAnswer, BodyKind, Ending
from triggers.forms.shared import LONG, SHORT, WhenForm
from triggers.queries.reviews import Body


class LetterForm(WhenForm):
    """What the applicant was told, word for word, how and when."""

    done = "Sent or said"
    words = WordsField(
        label="What the applicant was told, word for word",
        max_length=LONG,
        widget=forms.Textarea({"rows": 12}),
        error_messages={"required": "Write what the applicant was told"},
    )
    how = forms.CharField(
        label="How",
        max_length=LINE,
        help_text="For example by post, by e-mail to the safe address, by telephone",
        error_messages={"required": "Say how the applicant was told"},
    )


class ConsentForm(forms.Form):
    """How the victim consented."""

    how = forms.CharField(
        label="How did the victim consent?",
        max_length=LINE,
        help_text="For example by telephone today",
        error_messages={"required": "Say how the victim consented"},
    )


class WithdrawForm(forms.Form):
    """Why an application ends before the review does."""

    ending = forms.ChoiceField(
        label="What happened?",
        choices=[(one.value, one.label) for one in (Ending.WITHDRAWN, Ending.NO_CONSENT)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the applicant withdrew or the victim does not consent"},
    )
    reason = text(
        "Why, in the words of whoever withdrew",
        most=SHORT,
        required=True,
        error_messages={"required": "Say why, in the words of whoever withdrew"},
    )
    told_how = forms.CharField(
        label="How was the applicant told that it ends, or why not?",
        max_length=LINE,
        error_messages={"required": "Say how the applicant was told that it ends, or why not"},
    )


class TellBodyForm(forms.Form):
    """A further body that was told of the application."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        required=False,
        empty_label="None of these",
        help_text="One that works with us here",
    )
    name = line("Or the name of the body", "Where it is none of these")
    kind = forms.ChoiceField(
        label="What sort of body is it?",
        choices=BodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what sort of body it is"},
    )
    how = forms.CharField(
        label="How was it told?",
        max_length=LINE,
        error_messages={"required": "Say how the body was told"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(active=True).order_by("name")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a body."""
        said = self.cleaned_data
        if "agency" not in self.errors and not said.get("agency") and not said.get("name"):
            self.add_error("agency", "Choose an agency, or enter the name of the body")
        return said

    @property
    def body(self) -> Body:
        """Return the body that was named."""
        agency: Agency | None = self.cleaned_data["agency"]
        name = agency.name if agency else self.cleaned_data["name"].strip()
        return Body(name, BodyKind(self.cleaned_data["kind"]), agency)


class ReplyForm(WhenForm):
    """What a body replied."""

    done = "Replied"
    answer = forms.ChoiceField(
        label="What did it reply?",
        choices=[(one.value, one.label) for one in BodyAnswer if one is not BodyAnswer.NONE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it replied"},
    )
    words = text("What it holds, or why it refused", "Each complaint goes on the worksheet", most=LONG)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a refusal."""
        said = super().clean()
        if said.get("answer") == BodyAnswer.REFUSED and not said.get("words"):
            self.add_error("words", "Say why the body refused")
        return said


class SettleForm(forms.Form):
    """The area to which a review belongs whose applicant did not know it."""

    area = forms.ChoiceField(
        label="Council area where the victim lives", error_messages={"required": "Choose the area"}
    )
    why = text(
        "How was it found out?",
        "For example by the postcode, or by asking the applicant",
        rows=2,
        most=SHORT,
        required=True,
        error_messages={"required": "Say how the area was found out"},
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101 - declared above
        area.choices = [("", "Choose an area"), *areas]


class AgreeForm(forms.Form):
    """The last day that was agreed with the applicant."""

    on = DayField(label="Last day", error_messages={"required": "Enter the day that was agreed"})
    how = text(
        "How was it agreed, or why could it not be?",
        "For example by telephone with the applicant today",
        most=SHORT,
        required=True,
        error_messages={"required": "Say how the day was agreed, or why it could not be"},
    )
