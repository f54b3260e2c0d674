"""What is typed into the journal of a case, and what is agreed about contact: forms that fit a phone in one hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseParty, ContactPlan
from asbcases.casework.forms.attendance import BIG, NOTE, MomentFields
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.casework.transitions.contact_plans import MOST_DAYS
from asbcases.casework.transitions.journal import AFTER_CLOSING, MEETINGS

# What stands in the journal where whoever came noted nothing more.
RESULTS = {
    Reached.YES: "Spoke to them.",
    Reached.NO_ANSWER: "No answer.",
    Reached.MESSAGE_LEFT: "Left a message.",
    Reached.NOT_SAFE: "It was not safe to speak.",
}
ROWS_SHORT = {"rows": 3}


class AboutParty(forms.Form):
    """A form that asks for one of the people of a case."""

    party = forms.ChoiceField(
        label="With whom?", widget=forms.RadioSelect(BIG), error_messages={"required": "Choose with whom"}
    )

    def offer_people(self, parties: Sequence[CaseParty]) -> None:
        """Offer these people, by their numbers; where there is one, they are chosen."""
        self.people = {str(party.number): party for party in parties}
        choices = [(number, words_of(party)) for number, party in self.people.items()]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial.setdefault("party", choices[0][0])

    @property
    def person(self) -> CaseParty | None:
        """Return whom the answer names."""
        return self.people.get(self.cleaned_data.get("party", ""))


def words_of(party: CaseParty) -> str:
    """Return somebody with what they are to the case."""
    return f"{party.person.name}, {party.get_role_display().lower()}"


class EntryForm(MomentFields, AboutParty):
    """What happened, with whom, and when: four answers, a note, and what is filled in already."""

    says_optional = False
    kind = forms.ChoiceField(
        label="What do you record?",
        choices=EntryKind.choices,
        widget=forms.RadioSelect({"class": "asb-side-by-side"}),
        error_messages={"required": "Choose what you record"},
    )
    reached = forms.ChoiceField(
        label="What happened?", choices=Reached.choices, widget=forms.RadioSelect(BIG), required=False
    )
    way = forms.ChoiceField(label="How?", choices=Way.choices, required=False)
    words = WordsField(
        label="What was said and seen",
        required=False,
        max_length=NOTE,
        widget=forms.Textarea(ROWS_SHORT),
        help_text="For a decision, also why",
    )
    is_view = forms.BooleanField(label="This is a view, and not a fact", required=False)
    new_harm = WordsField(
        label="New harm since the last time",
        required=False,
        max_length=NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text="Empty if there is none",
    )
    said_by = forms.CharField(
        label="Who says so?", max_length=LINE, error_messages={"required": "Enter who says so"}
    )
    agency = forms.CharField(label="Their agency", max_length=LINE, required=False)
    field_order = ("kind", "party", "reached", "way", "words", "is_view", "new_harm", "at_day", "at_time")

    def __init__(
        self, typed: Any, *, case: Case, parties: Sequence[CaseParty], by: User, now: datetime, **initial: Any
    ) -> None:
        says = {"said_by": by.name, "agency": by.agency.name, "way": Way.PHONE}
        super().__init__(typed, initial={**says, **initial})
        self.begin_now(now)
        self.offer_people(_victims_first(parties))
        self.fields["party"].required = False
        self.fields["at_day"].label, self.fields["at_time"].label = "It happened: date", "It happened: time"
        if case.stage == Stage.CLOSED:
            kinds = [(kind.value, kind.label) for kind in EntryKind if kind in AFTER_CLOSING]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    @property
    def is_meeting(self) -> bool:
        """Return whether somebody was met or tried."""
        return self.cleaned_data.get("kind") in MEETINGS

    def clean(self) -> dict[str, Any]:
        """Find fault with a meeting that nobody was met at, and with a note that says nothing."""
        said = super().clean() or {}
        self.read_moment()
        if "kind" in self.errors:
            return said
        if self.is_meeting and not said.get("party"):
            self.add_error("party", "Choose with whom")
        if self.is_meeting and not said.get("reached"):
            self.add_error("reached", "Choose what happened")
        if not self.is_meeting and not said.get("words") and "words" not in self.errors:
            self.add_error("words", "Enter what was said and seen")
        return said

    def entry(self) -> dict[str, Any]:
        """Return what was said, as the transition takes it; of a note, nothing about a meeting."""
        said = self.cleaned_data
        met = {
            "reached": said["reached"],
            "way": "" if said["kind"] == EntryKind.VISIT else said["way"],
            "words": "\n".join(filter(None, (RESULTS[Reached(said["reached"])], said["words"]))),
        } if self.is_meeting else {"words": said["words"]}  # fmt: skip
        same = {name: said[name] for name in ("is_view", "new_harm", "said_by", "agency")}
        return {**same, **met, "kind": EntryKind(said["kind"]), "party": self.person, "happened_at": self.at}


def _victims_first(parties: Sequence[CaseParty]) -> list[CaseParty]:
    return sorted(parties, key=lambda party: (party.role != PartyRole.VICTIM, party.number))


class ContactPlanForm(MomentFields, AboutParty):
    """How often, how and when a victim wants to hear from us."""

    every_days = forms.IntegerField(
        label="How many days between contacts, at most?",
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
    way = forms.ChoiceField(label="How?", choices=Way.choices, widget=forms.RadioSelect)
    times = forms.CharField(
        label="When is it good and safe, and when not?",
        max_length=LINE,
        required=False,
        help_text="For example: after 4pm; never on the landline",
    )
    words = WordsField(
        label="What else was agreed", required=False, max_length=NOTE, widget=forms.Textarea(ROWS_SHORT)
    )
    field_order = ("party", "every_days", "way", "times", "words", "at_day", "at_time")

    def __init__(
        self,
        typed: Any,
        *,
        victims: Sequence[CaseParty],
        plan: ContactPlan | None,
        now: datetime,
        **initial: Any,
    ) -> None:
        agreed = ("every_days", "way", "times", "words")
        stands = {name: getattr(plan, name) for name in agreed} if plan else {}
        super().__init__(typed, initial={**initial, **stands})
        self.begin_now(now)
        self.offer_people(victims)
        self.fields["at_day"].label, self.fields["at_time"].label = "Agreed: date", "Agreed: time"

    def clean(self) -> dict[str, Any]:
        """Work out when it was agreed."""
        said = super().clean() or {}
        self.read_moment()
        return said

    def plan(self) -> dict[str, Any]:
        """Return what was agreed, as the transition takes it."""
        said = self.cleaned_data
        same = {name: said[name] for name in ("every_days", "times", "words")}
        return {**same, "way": Way(said["way"]), "party": self.person, "agreed_at": self.at}
