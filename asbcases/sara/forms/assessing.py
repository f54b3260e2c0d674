"""Forms of an assessment: which days are counted, counts that come from elsewhere, and what a person says of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.enforcement.forms.measures import line, text
from asbcases.sara.choices import Verdict
from asbcases.sara.queries.entering import Counts
from asbcases.sara.rules.window_shapes import WEEK, Days
from asbcases.web.forms import DayField
from triggers.forms.outcomes import words_asked

WHOLE = {"class": "govuk-input--width-5"}
MOST_DAYS, MOST = 731, 1_000_000
SHORTER = "This window is shorter than a week: each weekday has to occur equally often in both"


def count(label: str, asks: str) -> forms.IntegerField:
    """Return a field for a count."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(WHOLE),
        error_messages={
            "required": asks,
            "invalid": "Enter a whole number, such as 12",
            "min_value": "A count is nought or more",
        },
    )


class WindowsForm(forms.Form):
    """How many days after the response are counted, and why not as many as policy asks."""

    after_days = forms.IntegerField(
        label="How many days after the response are counted?",
        help_text="Whole weeks of them are, so that each weekday occurs equally often",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(WHOLE),
        error_messages={
            "invalid": "Enter a whole number of days, such as 56",
            "min_value": "Enter a number of days, such as 56",
            "max_value": f"Enter at most {MOST_DAYS} days",
        },
    )
    short_reason = text(
        "Why does nobody wait for more weeks?", "Where a window is shorter than policy asks", rows=2
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """Return the windows as the rules take them; what is faulty is not taken."""
        said = self.cleaned_data
        return {"after_days": said.get("after_days"), "short_reason": said.get("short_reason", "")}


class EnteredForm(forms.Form):
    """Two counts that somebody made elsewhere, of which days, and from which source."""

    before_from = DayField(
        label="Before: first day", error_messages={"required": "Enter the first day before"}
    )
    before_to = DayField(label="Before: last day", error_messages={"required": "Enter the last day before"})
    before = count("How many were counted before?", "Enter how many were counted before")
    after_from = DayField(label="After: first day", error_messages={"required": "Enter the first day after"})
    after_to = DayField(label="After: last day", error_messages={"required": "Enter the last day after"})
    after = count("How many were counted after?", "Enter how many were counted after")
    counted_from = line(
        "From where do the counts come?",
        "Such as a report of the council with its date",
        required=True,
        error_messages={"required": "Say from where the counts come"},
    )
    short_reason = text(
        "Why does nobody wait for more weeks?", "Where a window is shorter than policy asks", rows=2
    )

    def __init__(self, typed: Any, *, today: date, response_on: date | None, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.today, self.response_on = today, response_on

    def clean(self) -> dict[str, Any]:
        """Find fault with windows that end before they begin, overlap, reach into the response or are too short."""
        said = super().clean() or {}
        windows = {name: self._window(said, name) for name in ("before", "after")}
        before, after = windows["before"], windows["after"]
        if before and after and after.first_on <= before.last_on:
            self.add_error("after_from", "The two windows overlap: enter a day behind the last one before")
        if before and self.response_on and before.last_on >= self.response_on:
            self.add_error(
                "before_to", "It reaches into the response: what was done then is no part of how it was"
            )
        if after and after.last_on >= self.today:
            self.add_error("after_to", "The window after is not over: enter a day that has passed")
        return said

    def _window(self, said: Mapping[str, Any], name: str) -> Days | None:
        first, last = said.get(f"{name}_from"), said.get(f"{name}_to")
        if first is None or last is None:
            return None
        window = Days(first, last)
        if window.length < 1:
            self.add_error(f"{name}_to", "It ends before it begins: enter a later day")
        elif window.length < WEEK:
            self.add_error(f"{name}_to", SHORTER)
        return window

    @property
    def counts(self) -> Counts:
        """Return the counts with their windows."""
        said = self.cleaned_data
        return Counts(
            Days(said["before_from"], said["before_to"]),
            said["before"],
            Days(said["after_from"], said["after_to"]),
            said["after"],
            counted_from=said["counted_from"].strip(),
            short_reason=said["short_reason"].strip(),
        )


class VerdictForm(forms.Form):
    """What a person says came of the plan, with the headings of EMMIE."""

    verdict = forms.ChoiceField(
        label="What came of it?",
        help_text="You decide, and not the figures",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    verdict_words = words_asked("Why did it come out so?", "Say why it came out so")
    effect = text("Effect: what changed, for whom?")
    mechanism = text("Mechanism: how did it work, or why not?")
    moderators = text("Moderators: what helped or stood in the way here?")
    implementation = text("Implementation: what was done as planned, and what was not?")
    economy = text("Economy: what did it cost, and what did it save?")
    victims_view = text("What do those who were harmed say?")
    learning = text("What is learned from it?")
    shareable = forms.BooleanField(label="It may be shown to others who look for what worked", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, typed: Any, *, seen: str) -> None:
        super().__init__(typed, initial={"seen": seen})
        self.now_seen = seen

    def clean(self) -> dict[str, Any]:
        """Find fault with figures that are others than those which were read."""
        said = super().clean() or {}
        if said.pop("seen", "") != self.now_seen:
            self.data = {**self.data.dict(), "seen": self.now_seen}  # type: ignore[attr-defined]
            words = (
                "The figures have changed since you read them: look at them again, then keep the assessment."
            )
            raise ValidationError(words, code="refused")
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Return what is said as the transition takes it."""
        rest = {name: value for name, value in self.cleaned_data.items() if name != "verdict_words"}
        return {**rest, "words": self.cleaned_data["verdict_words"], "verdict": Verdict(rest["verdict"])}
