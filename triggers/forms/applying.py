"""An application as staff take it down, by telephone, on paper or at the counter: everything on one page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.casework.forms.desk import FROM_HOURS, UNTIL_HOURS, HourField
from asbcases.casework.forms.words import WordsField
from asbcases.enforcement.forms.measures import line, text
from triggers.choices import Channel, Consent, Involvement, VictimKind
from triggers.forms.shared import LONG, SHORT, WhenForm

# Who enters it says how it came; what comes by the public form enters itself.
CHANNELS = [(one.value, one.label) for one in Channel if one is not Channel.ONLINE]
CONSENTS = [
    (Consent.OWN.value, "The victim"),
    (Consent.GIVEN.value, "Somebody else, and the victim consents"),
    (Consent.WAITING.value, "Somebody else, and the victim was not asked yet"),
]
APART = ("area", "channel", "consent", "victim_kind", "happened", "consent_words", "case")
PHONE = {"inputmode": "tel", "autocomplete": "off"}


class PassOnForm(WhenForm):
    """Who applies, for whom, what happened, and how they are reached safely."""

    done = "Received"
    area = forms.ChoiceField(
        label="Council area where the victim lives",
        error_messages={"required": "Choose the area where the victim lives"},
    )
    channel = forms.ChoiceField(
        label="How did it come?",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came"},
    )
    consent = forms.ChoiceField(
        label="Who applies?",
        choices=CONSENTS,
        widget=forms.RadioSelect,
        help_text="Without consent it is kept, and the victim is asked within one working day",
        error_messages={"required": "Choose who applies"},
    )
    applicant_name = line("Name of whoever applies")
    applicant_phone = line("Their telephone", widget=forms.TextInput(PHONE))
    applicant_email = forms.EmailField(label="Their e-mail", required=False)
    applicant_address = text("Their address", rows=2, most=SHORT)
    victim_kind = forms.ChoiceField(
        label="Who is harmed?",
        choices=VictimKind.choices,
        widget=forms.RadioSelect,
        initial=VictimKind.PERSON,
        error_messages={"required": "Choose who is harmed"},
    )
    victim_name = line("Name of the victim", "Where somebody else applies")
    relation = line(
        "Who is the applicant to the victim?", "For example a daughter, a councillor, an advocate"
    )
    consent_words = text(
        "How did the victim consent?", "For example by telephone on 3 November", rows=2, most=SHORT
    )
    happened = WordsField(
        label="What happened, in their words",
        max_length=LONG,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Write what happened"},
    )
    place_text = line("Where")
    reported_to = text(
        "To whom was it reported, and when?",
        "References are not needed. Each report that they remember goes on the worksheet later",
        rows=3,
        most=LONG,
    )
    wanted = text("What do they hope for?", rows=2, most=LONG)
    involvement = forms.ChoiceField(
        label="How far do they want to take part in the panel?", choices=Involvement.choices, required=False
    )
    involvement_words = line("What they say about that")
    language = line("Language", "Empty for English")
    adjustments = text("What do they need in order to deal with us?", rows=2, most=SHORT)
    contact_phone = line(
        "A number that only they answer", "Empty: nobody rings", widget=forms.TextInput(PHONE)
    )
    contact_email = forms.EmailField(
        label="An address that only they read", required=False, help_text="Empty: nobody writes"
    )
    contact_note = text("When and how not to reach them", rows=2, most=SHORT)
    from_hour = HourField(label="Not before", choices=FROM_HOURS, initial=0)
    until_hour = HourField(label="Not from this hour on", choices=UNTIL_HOURS, initial=24)
    discreet = forms.BooleanField(
        label="Nothing may show who wrote, or about what", required=False, initial=True
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101 - declared above
        first = [] if len(areas) == 1 else [("", "Choose an area")]
        area.choices = [*first, *areas]

    def clean(self) -> dict[str, Any]:
        """Ask for the victim's name and consent where somebody else applies, and for hours in order."""
        said = super().clean()
        if said.get("consent") in (Consent.GIVEN, Consent.WAITING) and not said.get("victim_name"):
            self.add_error("victim_name", "Enter the name of the victim for whom somebody else applies")
        if said.get("consent") == Consent.GIVEN and not said.get("consent_words"):
            self.add_error("consent_words", "Say how the victim consented, or that they were not asked yet")
        begins, ends = said.get("from_hour"), said.get("until_hour")
        if begins is not None and ends is not None and begins >= ends:
            self.add_error("until_hour", "These hours end before they begin")
        return said

    @property
    def told(self) -> dict[str, Any]:
        """Return what may be left out, as the transition takes it."""
        return {name: value for name, value in self.said.items() if name not in APART}

    @property
    def stated(self) -> dict[str, Any]:
        """Return what every application has."""
        said = self.cleaned_data
        return {
            "area": said["area"],
            "channel": Channel(said["channel"]),
            "happened": said["happened"],
            "consent": Consent(said["consent"]),
            "consent_words": said["consent_words"],
            "victim_kind": VictimKind(said["victim_kind"]),
        }


class ApplicationForm(PassOnForm):
    """The same, with the case to which it belongs, where there is one."""

    case = forms.CharField(
        label="Case to link",
        required=False,
        max_length=40,
        help_text="Its reference, where there is a case about this",
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
