"""The questions that every form without an account asks: how somebody is reached safely, and what they need."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet

from asbcases.accounts.models import Council
from asbcases.casework.forms.desk import FROM_HOURS, UNTIL_HOURS, HourField
from asbcases.casework.forms.happened import AskedForm
from asbcases.casework.forms.words import LINE
from asbcases.law.periods import london_day
from asbcases.web.public_forms.drafts import Answered

LITTLE = forms.Textarea({"rows": 3})


def councils_at(now: datetime) -> QuerySet[Council]:
    """Return the councils that stand on the London day of an instant, by name."""
    standing = Q(valid_to__isnull=True) | Q(valid_to__gte=london_day(now))
    return Council.objects.filter(standing).order_by("name")


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


class WaysForm(Question):
    """How we may reach somebody, without danger to them."""

    title = "How may we contact you?"
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
    no_way = "Give at least one way to reach you"

    def clean(self) -> dict[str, Any]:
        """Find fault with no way at all, with one that was ticked and not given, and with hours that end too early."""
        said = super().clean() or self.cleaned_data
        if not any(said.get(way) or way in self.errors for way in self.ways[1:]):
            self.add_error("caller_phone", self.no_way)
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
