"""Forms of a community remedy: considered, the victims asked, decided, ended."""

from typing import Any

from django import forms

from asbcases.casework.forms.words import LONG, WordsField
from asbcases.law.rules.community_remedy import CONDITIONS
from asbcases.remedies.choices import Capacity, Decision, Heard, RemedyOutcome, Use
from asbcases.remedies.models import MenuAction
from asbcases.web.forms import DayField

DAY_MISSING = {"required": "Enter the day"}


def in_words(label: str, help_text: str = "", *, wanting: str = "") -> WordsField:
    """Return a field for words, which may be left out where nothing is said to be wanting."""
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONG,
        required=bool(wanting),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": wanting},
    )


def one_of(label: str, choices: Any, help_text: str = "", *, wanting: str = "") -> forms.ChoiceField:
    """Return radios, of which none need be chosen where nothing is said to be wanting."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.RadioSelect,
        required=bool(wanting),
        error_messages={"required": wanting},
    )


class PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the people of a case, by name."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        stated = {"label": label, "queryset": None, "widget": forms.RadioSelect, "empty_label": None}
        super().__init__(**{**stated, **kwargs})

    def label_from_instance(self, party: Any) -> str:
        """Return the name of somebody and their part."""
        return f"{party.person.name} ({str(party).lower()})"


class ConsiderForm(forms.Form):
    """For whom a remedy is considered, and for what behaviour."""

    party = PartyField("Who did it?", error_messages={"required": "Choose one of the respondents"})
    use = one_of("What for?", Use.choices, wanting="Choose what for")
    behaviour = in_words("What did they do?", wanting="Say what they did")
    happened_on = DayField(
        label="On which day?",
        help_text="The menu that was in force on that day counts",
        error_messages=DAY_MISSING,
    )
    area = forms.ChoiceField(label="In which police area?", widget=forms.RadioSelect)

    def __init__(self, typed: Any, *, respondents: Any, areas: dict[str, str], **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.fields["party"].queryset = respondents  # type: ignore[attr-defined]
        self.fields["area"].choices = list(areas.items())  # type: ignore[attr-defined]
        self.fields["area"].initial = next(iter(areas), None)

    @property
    def said(self) -> dict[str, Any]:
        """Return what is considered as the transition takes it."""
        return {**self.cleaned_data, "use": Use(self.cleaned_data["use"])}


class OfMenu(forms.Form):
    """A form in which an action of one menu may be chosen."""

    chosen = "action"

    def __init__(self, typed: Any, *, actions: Any, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.fields[self.chosen].queryset = actions  # type: ignore[attr-defined]


def action_of_menu(label: str, help_text: str = "") -> Any:
    """Return a field in which one action of a menu may be chosen."""
    return forms.ModelChoiceField(
        MenuAction.objects.none(),
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.RadioSelect,
        blank=True,
        empty_label="None of them",
    )


class VictimForm(OfMenu):
    """What a victim said and chose, or how somebody tried to ask them."""

    chosen = "choice"
    heard = one_of("What do you note?", Heard.choices, wanting="Choose what you note")
    victim = PartyField("Of whom?", required=False, empty_label="No victim is known", blank=True)
    words = in_words(
        "What they said, or what was tried, when and how",
        wanting="Say what the victim said, or what was tried",
    )
    choice = action_of_menu("Which action do they choose?", "From the menu, which they were shown or read")

    def __init__(self, typed: Any, *, victims: Any, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.fields["victim"].queryset = victims  # type: ignore[attr-defined]
        self.fields["victim"].initial = victims.first()

    @property
    def said(self) -> dict[str, Any]:
        """Return the note as the transition takes it."""
        return {**self.cleaned_data, "heard": Heard(self.cleaned_data["heard"])}


class DecideForm(OfMenu):
    """Whether somebody is invited to carry out an action; what the law wants is asked of the rules, all at once."""

    says_optional = False
    decision = one_of("What do you decide?", Decision.choices, wanting="Choose what you decide")
    capacity = one_of(
        "As what do you decide?", Capacity.choices, "A council officer as such may not decide (s.102(2))"
    )
    met = forms.MultipleChoiceField(
        label="What is shown?",
        choices=[(name, said[:1].upper() + said[1:]) for name, said in CONDITIONS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="All four, for a remedy out of court (s.102(1)); tick the last where it is no offence",
    )
    shown = in_words("What shows it")
    action = action_of_menu("Which action are they invited to carry out?")
    due_on = DayField(label="By which day?", required=False)
    reason = in_words(
        "Why not what a victim chose, or why it is not used",
        "Also how their views were taken into account, where victims differ",
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return the decision as the transition takes it."""
        stated = self.cleaned_data
        capacity = Capacity(stated["capacity"]) if stated["capacity"] else None
        return {**stated, "decision": Decision(stated["decision"]), "capacity": capacity}


class EndForm(forms.Form):
    """What came of an action."""

    outcome = one_of("What came of it?", RemedyOutcome.choices, wanting="Choose what came of it")
    words = in_words("How do you know?", wanting="Say how you know")
    what_then = in_words(
        "What happens next", "Where it was not carried out whole: court, a caution, another way"
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return the end as the transition takes it."""
        return {**self.cleaned_data, "outcome": RemedyOutcome(self.cleaned_data["outcome"])}
