"""Forms of a panel: when and under whom it meets, who comes, what is shared, and what it decides."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import Tier
from asbcases.casework.forms.words import LINE
from asbcases.enforcement.forms.measures import line, moment, parts_of, text
from asbcases.web.forms import ClockField, DayField
from triggers.choices import Involvement
from triggers.forms.shared import LONG, SHORT, WhenForm
from triggers.models import Panel, PanelAttendee


class WithAccount(forms.Form):
    """Somebody, with their account here where they have one."""

    username = line("Their username here", "Empty where they have no account")
    person: User | None = None

    def clean_username(self) -> str:
        """Find the account."""
        typed = str(self.cleaned_data["username"]).strip()
        self.person = User.objects.filter(username=typed, is_active=True).first() if typed else None
        if typed and self.person is None:
            raise forms.ValidationError("Nobody has this username: correct it, or leave it out")
        return typed


class PanelForm(WithAccount):
    """When and where a panel meets, who chairs it, and how it was checked that they are independent."""

    meets_day = DayField(label="It meets on", error_messages={"required": "Enter the date"})
    meets_time = ClockField(
        label="At", help_text="For example 10am", error_messages={"required": "Enter the time"}
    )
    place = line("Where, or by what link")
    chair_name = forms.CharField(
        label="Who chairs it?", max_length=LINE, error_messages={"required": "Name the chair of the panel"}
    )
    chair_agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Of which agency", required=False, empty_label="None of these"
    )
    independence = text(
        "How was it checked that they are independent of the case?",
        "Or why they chair although they worked on it",
        most=SHORT,
        required=True,
        error_messages={"required": "Say how the independence of the chair was checked"},
    )
    chair_worked_case = forms.BooleanField(
        label="They worked on the case, and chair it knowingly", required=False
    )
    field_order: Sequence[str] = (
        *("meets_day", "meets_time", "place", "chair_name", "username", "chair_agency"),
        *("independence", "chair_worked_case"),
    )
    meets_at: datetime | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(active=True).order_by("name")
        self.fields["chair_agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["username"].label = "The chair's username here"

    def clean(self) -> dict[str, Any]:
        """Work out when it meets."""
        self.meets_at = moment(self, "meets_day", "meets_time", required=True)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return the panel as the transition takes it."""
        names = ("place", "chair_name", "chair_agency", "independence", "chair_worked_case")
        said = {name: self.cleaned_data[name] for name in names}
        return {**said, "meets_at": self.meets_at, "chair": self.person}

    @classmethod
    def initial_of(cls, panel: Panel) -> dict[str, Any]:
        """Return what is said of a panel."""
        names = ("place", "chair_name", "chair_agency", "independence", "chair_worked_case")
        return {
            **{name: getattr(panel, name) for name in names},
            **parts_of(panel.meets_at, "meets_day", "meets_time"),
            "username": panel.chair.username if panel.chair else "",
        }


class ChangePanelForm(PanelForm):
    """The same, with the reason for the change."""

    why = text(
        "Why is it changed?",
        rows=2,
        most=SHORT,
        required=True,
        error_messages={"required": "Say why the panel is changed"},
    )


class InviteForm(WhenForm):
    """How the victim was invited."""

    done = "Invited"
    how = forms.CharField(
        label="How was the victim invited?",
        max_length=LINE,
        error_messages={"required": "Say how the victim was invited"},
    )
    words = text("The invitation, word for word", "Where there was a letter: it is kept", rows=8, most=LONG)


class VictimAnswerForm(WhenForm):
    """How far the victim wants to take part."""

    done = "Answered"
    answer = forms.ChoiceField(
        label="How far do they want to take part?",
        choices=[(one.value, one.label) for one in Involvement if one is not Involvement.UNASKED],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far the victim wants to take part"},
    )
    words = text("What they say", most=LONG)


class PapersForm(WhenForm):
    """When the papers were sent."""

    done = "Sent"


class AttendeeForm(WithAccount):
    """Who attends, as what, and how much of the review they are let in to."""

    name = forms.CharField(
        label="Name", max_length=LINE, error_messages={"required": "Name who is to attend"}
    )
    part = forms.CharField(
        label="As what do they attend?",
        max_length=LINE,
        help_text="For example for the landlord",
        error_messages={"required": "Say as what they attend, as for their agency"},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Of which agency", required=False, empty_label="None of these"
    )
    tier = forms.TypedChoiceField(
        label="How much do they see here, where they have an account?",
        choices=Tier.choices,
        coerce=int,
        initial=Tier.SUMMARY,
        widget=forms.RadioSelect,
        help_text="Of this review alone, until it closes",
        error_messages={"required": "Choose how much they see"},
    )
    field_order = ("name", "part", "agency", "username", "tier")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(active=True).order_by("name")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """Return the attendee as the transition takes them."""
        said = {name: self.cleaned_data[name] for name in ("name", "part", "agency")}
        return {**said, "user": self.person, "tier": Tier(self.cleaned_data["tier"])}


class PanelDecidedForm(WhenForm):
    """Who came, what was decided, why, and who disagreed."""

    done = "It met"
    attended = forms.MultipleChoiceField(
        label="Who came?", widget=forms.CheckboxSelectMultiple, required=False
    )
    decision = text(
        "What was decided", most=LONG, required=True, error_messages={"required": "Write what was decided"}
    )
    reasons = text(
        "The reasons", most=LONG, required=True, error_messages={"required": "Give the reasons of the panel"}
    )
    dissent = text("Who disagreed, and why", rows=2, most=LONG)
    not_invited_why = text("Why was the victim not invited?", rows=2, most=SHORT)

    def __init__(self, *args: Any, invited: bool, named: Sequence[PanelAttendee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = [(str(one.number), f"{one.name}, {one.part}") for one in named]
        self.fields["attended"].choices = who  # type: ignore[attr-defined]
        if not who:
            del self.fields["attended"]
        if invited:
            del self.fields["not_invited_why"]

    @property
    def said(self) -> dict[str, Any]:
        """Return the decision as the transition takes it."""
        said = super().said
        return {**said, "attended": [int(number) for number in said.get("attended", ())]}


class SharedForm(WhenForm):
    """What was shared with whom, by which power."""

    done = "Shared"
    body = forms.CharField(
        label="With whom?", max_length=LINE, error_messages={"required": "Say with whom it was shared"}
    )
    gateway = forms.CharField(
        label="By which power?",
        max_length=LINE,
        help_text="For example Schedule 4 paragraph 7 of the 2014 Act",
        error_messages={"required": "Name the power by which it may be shared"},
    )
    tier = forms.TypedChoiceField(
        label="How much is in it?",
        choices=Tier.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much is in it"},
    )
    words = text(
        "What, in short", most=SHORT, required=True, error_messages={"required": "Say in short what"}
    )

    @property
    def said(self) -> dict[str, Any]:
        """Return what was shared as the transition takes it."""
        said = super().said
        return {**said, "tier": Tier(said["tier"])}


class RequestedForm(SharedForm):
    """What somebody was asked for, and whether they must comply."""

    done = "Asked"
    must_comply = forms.BooleanField(
        label="They have public functions and hold it in that capacity: they must comply", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label, self.fields["gateway"].label = "Who was asked?", "On which basis?"

    @property
    def said(self) -> dict[str, Any]:
        """Return what was asked for as the transition takes it."""
        said = super().said
        said["basis"] = said.pop("gateway")
        return said


class InformationReplyForm(WhenForm):
    """What was given, or why it was refused."""

    done = "Replied"
    words = text("What was given, in short", most=SHORT)
    refused_why = text("Or why it was refused", rows=2, most=SHORT)
