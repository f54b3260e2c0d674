"""Forms of statements: taken, signed, the name withheld, hearsay notified, and recorded in error."""

from typing import Any

from django import forms

from asbcases.cases.models import Document
from asbcases.enforcement.choices import StatementKind, StatementOf
from asbcases.enforcement.forms.exhibits import WhenFields
from asbcases.enforcement.forms.measures import line, text
from asbcases.enforcement.transitions.statements import MOST_PAGES
from asbcases.web.forms import DayField

REASON = 2_000
DAY_MISSING = {"required": "Enter the date"}


def pages_field() -> forms.IntegerField:
    """Return the question how many pages a statement has."""
    return forms.IntegerField(
        label="Pages",
        min_value=1,
        max_value=MOST_PAGES,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
        error_messages={"required": "Say how many pages it has"},
    )


class StatementForm(WhenFields):
    """A statement that somebody made."""

    role = forms.ChoiceField(
        label="Whose statement is it?",
        choices=StatementOf.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose it is"},
    )
    kind = forms.ChoiceField(
        label="For which proceedings?",
        choices=StatementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for which proceedings"},
    )
    witness = line("Name of the witness", required=True, error_messages={"required": "Say who makes it"})
    taken_by = line("Taken by", required=True, error_messages={"required": "Say who took it"})
    taken_where = line("Where it was taken", required=True, error_messages={"required": "Say where"})
    pages = pages_field()
    signed_on = DayField(label="Signed on", required=False, help_text="Empty: not signed yet")
    declared = forms.BooleanField(label="It bears the declaration that it is true", required=False)
    hearsay = forms.BooleanField(label="It tells what others said (hearsay)", required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(), label="The file", required=False, empty_label="On paper only"
    )
    field_order = ("role", "kind", "witness", "taken_by", "at_day", "at_time", "taken_where", "pages")

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at_day"].label, self.fields["at_time"].label = "Taken: date", "Taken: time"
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """Return the statement as the transition takes it."""
        names = (
            "witness",
            "taken_by",
            "taken_where",
            "pages",
            "signed_on",
            "declared",
            "hearsay",
            "document",
        )
        chosen = {
            "role": StatementOf(self.cleaned_data["role"]),
            "kind": StatementKind(self.cleaned_data["kind"]),
        }
        return {**chosen, **{name: self.cleaned_data[name] for name in names}, "taken_at": self.at}


class SignedForm(forms.Form):
    """That a statement was signed."""

    signed_on = DayField(label="Signed on", error_messages=DAY_MISSING)
    declared = forms.BooleanField(label="It bears the declaration that it is true", required=False)
    pages = pages_field()


class WithheldForm(forms.Form):
    """That the name of a witness is withheld."""

    asked = text(
        "Who asked that the name be withheld, and when",
        rows=2,
        most=REASON,
        required=True,
        error_messages={"required": "Say who asked, and when"},
    )
    risk = text(
        "What the assessment of the risk found",
        rows=4,
        most=REASON,
        required=True,
        error_messages={"required": "Say what the assessment found"},
    )
    redacted = forms.ModelChoiceField(
        Document.objects.none(),
        label="The redacted copy",
        help_text="A file of its own: add it to the case first",
        error_messages={"required": "Choose the redacted copy"},
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["redacted"].queryset = documents  # type: ignore[attr-defined]


class HearsayForm(forms.Form):
    """On whom notice of the hearsay was served, when and how."""

    notice_on = DayField(label="Served on", error_messages=DAY_MISSING)
    to = line("On whom", required=True, error_messages={"required": "Say on whom it was served"})
    how = line("How", required=True, error_messages={"required": "Say how"})


class WrongForm(forms.Form):
    """That a statement was recorded in error."""

    reason = text(
        "What is wrong", rows=3, most=REASON, required=True, error_messages={"required": "Say what is wrong"}
    )
