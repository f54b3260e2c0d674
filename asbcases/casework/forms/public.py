"""The questions of the public form, a few at a time, in plain words; each knows how to say what was answered."""

from collections.abc import Mapping
from typing import Any

from django import forms

from asbcases.accounts.models import Council
from asbcases.casework.forms.happened import HappenedForm
from asbcases.casework.forms.public_parts import LITTLE, NeedsForm, Question, WaysForm, councils_at
from asbcases.casework.forms.words import LINE, LONG, WordsField
from asbcases.casework.views.words import span_words
from asbcases.web.public_forms.drafts import Answered


class WhatForm(Question):
    """What happened, and whether it goes on."""

    title = "What happened?"
    narrative = WordsField(
        label="What happened, in your own words",
        max_length=LONG,
        help_text="Who did what, and what it does to you. You need not know the law, and spelling does not matter. "
        "If you know who did it, say so",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Say what happened"},
    )
    going_on = forms.ChoiceField(
        label="Is it still going on?",
        choices=[
            ("now", "Yes, at this moment"),
            ("again", "It comes back again and again"),
            ("over", "No, it is over"),
            ("unsure", "I am not sure"),
        ],
        widget=forms.RadioSelect,
        help_text="If somebody may be hurt now, ring 999. We do not read this form at once",
    )


class WhereForm(Question):
    """Where it happened."""

    title = "Where did it happen?"
    place_text = forms.CharField(
        label="Address, postcode or place",
        max_length=LINE,
        help_text="For example 14 Mersea Road, CO2 7QS, or the play area behind the library",
        error_messages={"required": "Say where it happened, as well as you can"},
    )
    council = forms.ModelChoiceField(
        label="Which council is it in?",
        queryset=Council.objects.none(),
        required=False,
        empty_label="I do not know",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        council = self.fields["council"]
        assert isinstance(council, forms.ModelChoiceField)  # noqa: S101 - declared above
        council.queryset = councils_at(self.now)

    def words_of(self, name: str, value: Any) -> str:
        """Return the council by its name."""
        return str(value or "")


class WhenForm(HappenedForm):
    """When it happened: exactly, between two times, or in a month."""

    title = "When did it happen?"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["happened_precision"]
        asked.label, asked.help_text = (
            "How well do you know the time?",
            "If it happened more than once, tell us about the last time here, and about the others in your own words",
        )

    def answered(self) -> Answered:
        """Yield the one answer."""
        if self.span:
            yield "When it happened", span_words(*self.span)


class WhoForm(Question):
    """Who is affected, and whether somebody speaks for another."""

    title = "Who is affected?"
    affected = forms.ChoiceField(
        label="Who is affected most?",
        choices=[
            ("me", "Me, or my household"),
            ("other", "Another person or family"),
            ("group", "A group of people, because of who they are"),
            ("all", "Everybody around here"),
            ("place", "Only the place, such as a wall or a park"),
        ],
        widget=forms.RadioSelect,
    )
    affected_more = WordsField(
        label="Is there anything that makes it harder for them, or for you?",
        max_length=2_000,
        required=False,
        help_text="For example age, illness, a disability, children, or living alone",
        widget=LITTLE,
    )
    for_other = forms.ChoiceField(
        label="Are you reporting for somebody else?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
    )
    on_behalf_of = forms.CharField(
        label="For whom do you report, and do they know?",
        max_length=200,
        required=False,
        help_text="Their name, or how you know them. You may leave it empty",
    )
    asked_after = {"on_behalf_of": ("for_other", "yes")}


class ContactForm(WaysForm):
    """Whether and how we may reach whoever reports, without danger to them."""

    contact = forms.ChoiceField(
        label="Do you want to tell us who you are?",
        choices=[
            ("named", "Yes, you may contact me"),
            ("anonymous", "No, I want to stay anonymous"),
        ],
        widget=forms.RadioSelect,
        help_text="If you stay anonymous, we cannot ask you anything, tell you what we did or support you, "
        "and your report may count for less later on",
    )
    asked_after = {
        name: ("contact", "named")
        for name in (*WaysForm.ways, "safe", "safe_from", "safe_until", "safe_note")
    }
    field_order = ("contact",)
    no_way = "Give at least one way to reach you, or choose to stay anonymous"

    def clean(self) -> dict[str, Any]:
        """Ask for a way only of those who want to be contacted."""
        if self.data.get("contact") == "named":
            return super().clean()
        return self.cleaned_data


class ManyFiles(forms.ClearableFileInput):
    """A control that takes several files at once."""

    allow_multiple_selected = True


class FilesForm(forms.Form):
    """Files that show what happened."""

    title = "Do you have pictures, films or other files?"
    evidence = forms.Field(
        label="Choose files",
        required=False,
        widget=ManyFiles({"multiple": True}),
    )


QUESTIONS: Mapping[str, type[Question] | type[WhenForm]] = {
    "what": WhatForm,
    "where": WhereForm,
    "when": WhenForm,
    "who": WhoForm,
    "contact": ContactForm,
    "needs": NeedsForm,
}
# The pages in their order: files come between the questions.
PAGES = ("what", "where", "when", "who", "files", "contact", "needs")
