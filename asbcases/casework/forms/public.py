"""The questions of the public form, a few at a time, in plain words; each knows how to say what was answered."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from asbcases.accounts.models import Council
from asbcases.casework.forms.desk import FROM_HOURS, UNTIL_HOURS, HourField
from asbcases.casework.forms.happened import AskedForm, HappenedForm
from asbcases.casework.forms.words import LINE, LONG, WordsField
from asbcases.casework.views.words import span_words
from asbcases.law.periods import london_day

Answered = Iterator[tuple[str, str]]
LITTLE = forms.Textarea({"rows": 3})


class Question(AskedForm):
    """A page of the form."""

    title = ""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    def answered(self) -> Answered:
        """Yield each question with its answer in words, of those that were asked and answered."""
        for name, value in self.cleaned_data.items():
            if words := self.words_of(name, value):
                yield str(self.fields[name].label), words

    def words_of(self, name: str, value: Any) -> str:
        """Return an answer in words; nothing where none was given."""
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        if isinstance(value, list):
            return ", ".join(str(choices[each]) for each in value)
        return str(choices.get(value, value) if value not in (None, "") else "")


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
        standing = Council.objects.filter(valid_to__isnull=True) | Council.objects.filter(
            valid_to__gte=london_day(self.now)
        )
        council.queryset = standing.order_by("name")

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


class ContactForm(Question):
    """Whether and how we may reach whoever reports, without danger to them."""

    title = "How may we contact you?"
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
    caller_name = forms.CharField(
        label="Your name",
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    caller_phone = forms.CharField(
        label="Telephone number",
        max_length=60,
        required=False,
        validators=[RegexValidator(r"\d", "Enter a telephone number, such as 07700 900123")],
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    caller_email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        error_messages={"invalid": "Enter an e-mail address, such as name@example.com"},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    caller_address = forms.CharField(
        label="Where you live",
        max_length=LINE,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    safe = forms.MultipleChoiceField(
        label="How is it safe to reach you?",
        choices=[
            ("phone", "Ring this number: only I answer it"),
            ("email", "Write to this e-mail address: only I read it"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Think of who else sees your telephone or your messages. Tick nothing if you are not sure",
    )
    safe_from = HourField(label="Contact me only from", choices=FROM_HOURS, initial=0)
    safe_until = HourField(label="and only until", choices=UNTIL_HOURS, initial=24)
    safe_note = forms.CharField(
        label="When or how must we not contact you?",
        max_length=LINE,
        required=False,
        help_text="For example: not on Fridays, do not leave a message, do not come to the door",
    )
    ways = ("caller_name", "caller_phone", "caller_email", "caller_address")
    asked_after = {
        name: ("contact", "named") for name in (*ways, "safe", "safe_from", "safe_until", "safe_note")
    }

    def clean(self) -> dict[str, Any]:
        """Find fault with a wish to be contacted without any way, and with hours that end before they begin."""
        said = super().clean() or self.cleaned_data
        if said.get("contact") != "named":
            return said
        if not any(said.get(way) or way in self.errors for way in self.ways[1:]):
            self.add_error("caller_phone", "Give at least one way to reach you, or choose to stay anonymous")
        for way in said.get("safe", ()):
            if not said.get(f"caller_{way}") and f"caller_{way}" not in self.errors:
                self.add_error(
                    f"caller_{way}", "You ticked that we may use this: enter it, or untick it below"
                )
        if said.get("safe_from", 0) >= said.get("safe_until", 24):
            self.add_error("safe_until", "The hours must end after they begin: check both")
        return said

    def answered(self) -> Answered:
        """Leave out the hours where any hour will do."""
        every_hour = (self.cleaned_data.get("safe_from"), self.cleaned_data.get("safe_until")) == (0, 24)
        hours = (
            {str(self.fields[name].label) for name in ("safe_from", "safe_until")} if every_hour else set()
        )
        yield from (pair for pair in super().answered() if pair[0] not in hours)


class NeedsForm(Question):
    """What somebody needs in order to deal with us."""

    title = "Is there anything that would help you to deal with us?"
    language = forms.CharField(
        label="Your language, if not English",
        max_length=60,
        required=False,
        help_text="British Sign Language too",
    )
    adjustments = forms.CharField(
        label="What would help you?",
        max_length=LINE,
        required=False,
        help_text="For example large print, an interpreter, text instead of calls, or somebody who speaks for you",
    )


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
