"""The questions to somebody who applies for a case review without an account, one a page, in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from asbcases.casework.forms.public_parts import LITTLE, NeedsForm, Question, WaysForm, councils_at
from asbcases.casework.forms.words import LINE, LONG, WordsField
from triggers.choices import NOT_KNOWN, Consent, Involvement

# For whom somebody applies.
ME, OTHER, BUSINESS, GROUP = "me", "other", "business", "group"
UNSURE = "unsure"
NAME = 200


class WhomForm(Question):
    """For whom the application is."""

    title = "Who is this about?"
    whom = forms.ChoiceField(
        label="Who suffers from the behaviour?",
        choices=[
            (ME, "Me, or my household"),
            (OTHER, "Somebody else, for whom I apply"),
            (BUSINESS, "A business or an organisation for which I speak"),
            (GROUP, "A community or a group to which I belong"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who suffers from the behaviour"},
    )


class VictimForm(Question):
    """For which other person somebody applies, and whether that person agrees (ACR-4)."""

    title = "For whom do you apply?"
    victim_name = forms.CharField(
        label="Their name",
        max_length=NAME,
        error_messages={"required": "Enter the name of the person for whom you apply"},
    )
    relation = forms.CharField(
        label="Who are you to them?",
        max_length=NAME,
        required=False,
        help_text="For example a daughter, a support worker, a councillor",
    )
    consent = forms.ChoiceField(
        label="Do they agree that you apply for them?",
        choices=[(Consent.GIVEN, "Yes"), (Consent.WAITING, "Not yet, or I do not know")],
        widget=forms.RadioSelect,
        help_text="If they have not agreed yet, send it all the same. We keep it, and ask them first",
        error_messages={"required": "Say whether they agree"},
    )
    consent_words = forms.CharField(
        label="How did they say so?",
        max_length=LINE,
        help_text="For example: she asked me to, on the telephone last week",
        error_messages={"required": "Say how they told you that they agree"},
    )
    asked_after = {"consent_words": ("consent", Consent.GIVEN)}


class NamedForm(Question):
    """For which business or group somebody speaks."""

    title = "What is it called?"
    victim_name = forms.CharField(
        label="The business, organisation, community or group",
        max_length=NAME,
        error_messages={"required": "Enter what it is called, or what people call it"},
    )
    relation = forms.CharField(
        label="Who are you there?",
        max_length=NAME,
        required=False,
        help_text="For example the owner, a trustee, a neighbour",
    )


class AreaForm(Question):
    """In which area it happens: each has its own procedure."""

    title = "Where does it happen?"
    area = forms.ChoiceField(
        label="Which council is it in?",
        help_text="It is on the council tax bill. Where there are a county and another council, it is the other one",
        error_messages={"required": "Choose the council, or “I do not know”"},
    )
    place_text = forms.CharField(
        label="Address, postcode or place",
        max_length=LINE,
        required=False,
        help_text="For example 14 Mersea Road, CO2 7QS, or the play area behind the library",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101 - declared above
        councils = councils_at(self.now).values_list("code", "name")
        area.choices = [("", "Choose a council"), *councils, (NOT_KNOWN, "I do not know")]

    def clean(self) -> dict[str, Any]:
        """Ask for the place where nobody could find the council without it."""
        said = super().clean() or self.cleaned_data
        nowhere = said.get("area") == NOT_KNOWN and not said.get("place_text")
        if nowhere and "place_text" not in self.errors:
            self.add_error("place_text", "Enter the address, postcode or place, so that we find the council")
        return said


class ReportForm(Question):
    """One report that was made before: whatever of it somebody has at hand."""

    title = "Which reports did you make so far?"
    to_whom = forms.CharField(
        label="To whom did you report it?",
        max_length=NAME,
        required=False,
        help_text="For example the police on 101, the council, your landlord",
    )
    reported_on = forms.CharField(
        label="When?",
        max_length=NAME,
        required=False,
        help_text="As well as you know, for example: at the beginning of May",
    )
    its_reference = forms.CharField(
        label="Reference, if you were given one",
        max_length=NAME,
        required=False,
    )

    def line(self) -> str:
        """Return what was told of a report in one line; nothing where nothing was."""
        said = self.cleaned_data
        reference = f"reference {said['its_reference']}" if said["its_reference"] else ""
        return ", ".join(part for part in (said["to_whom"], said["reported_on"], reference) if part)


class Reports:
    """The reports that somebody told of, as a page of questions that was answered."""

    title = ReportForm.title
    nothing = "I do not have the details"

    def __init__(self, lines: list[str], *, none: bool) -> None:
        self.fields: dict[str, forms.Field] = {}
        told = "\n".join(lines) or (self.nothing if none else "")
        self.cleaned_data: dict[str, Any] = {"reported_to": told}
        self.lines = lines

    def is_valid(self) -> bool:
        """Return whether reports were told of, or that there are no details."""
        return bool(self.cleaned_data["reported_to"])

    def answered(self) -> Iterator[tuple[str, str]]:
        """Yield each report by its number."""
        if not self.lines:
            yield "Your reports", self.cleaned_data["reported_to"]
        yield from ((f"Report {number}", line) for number, line in enumerate(self.lines, start=1))


class SinceForm(Question):
    """What happened, and what has happened since it was reported."""

    title = "What has happened?"
    happened = WordsField(
        label="What has happened, and what has happened since you reported it?",
        max_length=LONG,
        help_text="Who did what, and how often. What was done about it, and what was not. "
        "Spelling does not matter",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Say what has happened"},
    )


class EffectForm(Question):
    """What it does to the victim, and what they hope for."""

    title = "What does it do to you?"
    effect = WordsField(
        label="How does it affect you, or the person for whom you apply?",
        max_length=LONG,
        required=False,
        help_text="For example sleep, health, children, work, or what you no longer dare to do",
        widget=forms.Textarea({"rows": 5}),
    )
    wanted = WordsField(
        label="What would you like to happen?",
        max_length=LONG,
        required=False,
        widget=LITTLE,
    )


class ReachForm(WaysForm):
    """How we reach whoever applies safely, and when not."""

    title = "How may we contact you safely?"
    caller_name = forms.CharField(
        label="Your name",
        max_length=NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    no_way = "Give at least one way to reach you: we have to tell you what comes of it"


class InvolvedForm(Question):
    """How far the victim wants to take part."""

    title = "How far do you want to be involved?"
    involvement = forms.ChoiceField(
        label="If there is a meeting about this, how do you want to be heard?",
        choices=[
            (Involvement.ATTEND, "I want to come, for a part of it"),
            (Involvement.REMOTE, "I want to take part by telephone or video"),
            (Involvement.REPRESENTED, "Somebody speaks for me"),
            (Involvement.WRITTEN, "I send my words in writing"),
            (Involvement.NONE, "I do not want to take part"),
            (UNSURE, "I do not know yet"),
        ],
        widget=forms.RadioSelect,
        help_text="The people who cause the trouble are not there. You may change your mind at any time",
        error_messages={"required": "Choose how you want to be heard, or “I do not know yet”"},
    )
    involvement_words = WordsField(
        label="Is there anything that we should know about it?",
        max_length=2_000,
        required=False,
        help_text="For example who speaks for you, or whom you do not want to meet",
        widget=LITTLE,
    )


QUESTIONS: Mapping[str, type[Question]] = {
    "whom": WhomForm,
    "victim": VictimForm,
    "named": NamedForm,
    "area": AreaForm,
    "reports": ReportForm,
    "since": SinceForm,
    "effect": EffectForm,
    "reach": ReachForm,
    "involved": InvolvedForm,
    "needs": NeedsForm,
}
PAGES = tuple(QUESTIONS)
# The pages that are asked only after one of these answers to the first.
ONLY_FOR: Mapping[str, tuple[str, ...]] = {"victim": (OTHER,), "named": (BUSINESS, GROUP)}


class StatusForm(forms.Form):
    """The reference of an application, and the code that was given for looking once."""

    reference = forms.CharField(
        label="Your reference",
        max_length=40,
        error_messages={"required": "Enter your reference"},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    code = forms.CharField(
        label="The code that we gave you",
        max_length=40,
        error_messages={"required": "Enter the code that we gave you"},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
