"""Forms by which a partner is asked, and by which a partner answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import Case
from asbcases.casework.forms.attendance import MomentFields
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.web.forms import DayField
from partners.choices import Matter, ReferralStage
from partners.models import Share
from partners.queries.referrals import Waiting, officers_called, officers_like
from partners.transitions.telephoned import Said

WORDS = 4_000


class ShareField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A share of the case, by its number and for what it was given."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the number with the purpose."""
        return f"Share {obj.number}: {obj.get_purpose_display()}"


class AskedForm(forms.Form):
    """Of whom something is asked: an agency, or one of its officers by name."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Choose an agency",
        error_messages={"required": "Choose the agency that is asked"},
    )
    named = forms.CharField(
        label="One person by name",
        max_length=LINE,
        required=False,
        help_text="Their name or e-mail address; empty for any officer of the agency. Needed where the case is "
        "restricted: that person alone sees what is asked",
    )

    def __init__(self, typed: Any, *, initial: dict[str, Any] | None = None) -> None:
        named = (initial or {}).get("named")
        super().__init__(typed, initial={**(initial or {}), "named": named.name if named else ""})
        partners = Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE)
        self.fields["agency"].queryset = partners.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Find the person among the officers of the agency that was chosen: nobody else is looked at."""
        sought, agency = self.cleaned_data.get("named"), self.cleaned_data.get("agency")
        self.cleaned_data["named"] = None
        if not sought or agency is None:
            return
        found = list(officers_called(agency, sought))
        if len(found) == 1:
            self.cleaned_data["named"] = found[0]
        elif found:
            self.add_error("named", f"{agency.name} has more than one {sought}: enter the e-mail address")
        else:
            near = ", ".join(user.name for user in officers_like(agency, sought))
            like = f". It has {near}" if near else ""
            self.add_error("named", f"{agency.name} has nobody of this name with an account{like}")


class ReferralForm(AskedForm):
    """What an agency is asked to take on."""

    matter = forms.ChoiceField(label="Matter", choices=[("", "Choose a matter"), *Matter.choices])
    asks = WordsField(
        label="What is asked",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 6}),
        help_text="The agency reads these words. Name nobody whom it need not know to do what is asked",
    )
    high = forms.BooleanField(
        label="A victim is at high risk: it is to be acknowledged within the shorter time", required=False
    )
    respond_by = DayField(label="Outcome asked for by", help_text="The end of this day")
    share = ShareField(
        label="What was shared for it",
        queryset=Share.objects.none(),
        required=False,
        empty_label="Nothing of the case",
        help_text="A referral alone shows the agency nothing of the case",
    )

    def __init__(self, typed: Any, *, case: Case, initial: dict[str, Any] | None = None) -> None:
        super().__init__(typed, initial=initial)
        running = case.shares.filter(grant__revoked_at__isnull=True).order_by("number")
        self.fields["share"].queryset = running  # type: ignore[attr-defined]


class QuestionForm(AskedForm):
    """What an agency is asked to answer, part by part."""

    asks = WordsField(
        label="What the question is about",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 3}),
        help_text="The agency reads these words",
    )
    parts = WordsField(
        label="What is asked",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 6}),
        help_text="One thing on each line: each is answered by itself",
    )
    due_on = DayField(label="Answer asked for by", help_text="The end of this day")

    def clean_parts(self) -> list[str]:
        """Return the lines that hold something."""
        return [line.strip() for line in self.cleaned_data["parts"].split("\n") if line.strip()]


class WordsForm(forms.Form):
    """Words for one act: why it is declined, what came of it, an answer, or what was decided."""

    words = WordsField(label="Words", max_length=WORDS, widget=forms.Textarea({"rows": 5}))

    def __init__(self, typed: Any, *, asks: str, hint: str = "", required: bool = True) -> None:
        super().__init__(typed)
        field = self.fields["words"]
        field.label, field.help_text, field.required = asks, hint, required
        field.error_messages["required"] = f"Enter {asks[:1].lower()}{asks[1:]}"


class SaidForm(MomentFields):
    """What an agency said by telephone: who said it, and when."""

    said_by = forms.CharField(
        label="Who of the agency said it",
        max_length=LINE,
        help_text="Name, and what they do there",
        error_messages={"required": "Enter who of the agency said it"},
    )
    words = WordsField(
        label="In their words",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Enter what was said"},
    )

    def __init__(self, typed: Any, *, now: datetime) -> None:
        super().__init__(typed)
        self.begin_now(now)
        self.fields["at_day"].label, self.fields["at_time"].label = "Date of the call", "Time of the call"

    def clean(self) -> None:
        """Work out when it was said."""
        self.read_moment()

    def said(self) -> Said:
        """Return who said it, and when."""
        assert self.at is not None  # noqa: S101  a valid form has it
        return Said(self.cleaned_data["said_by"], self.at)


class SaidStepForm(SaidForm):
    """The same of a referral: which step it was."""

    stage = forms.ChoiceField(
        label="What they said",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said"},
    )
    field_order = ["stage", "said_by", "at_day", "at_time", "words"]

    def __init__(self, typed: Any, *, stages: Sequence[ReferralStage], now: datetime) -> None:
        super().__init__(typed, now=now)
        self.fields["stage"].choices = [(one.value, one.label) for one in stages]  # type: ignore[attr-defined]
        self.fields["words"].required = False
        self.fields["words"].help_text = "Why it is declined, or what came of it; otherwise it may stay empty"


class WaitingForm(forms.Form):
    """Which referrals the board lists: for what they wait, where, and whose."""

    waits = forms.ChoiceField(
        label="Waiting for", required=False, choices=[("", "Anything"), *Waiting.choices]
    )
    district = forms.ModelChoiceField(
        label="Police district",
        queryset=District.objects.none(),
        required=False,
        empty_label="All that I see",
    )
    whose = forms.ChoiceField(
        label="Of cases",
        required=False,
        choices=[("", "That I see"), ("mine", "That I lead"), ("team", "Of my team")],
    )

    def __init__(self, typed: Any, *, user: User) -> None:
        super().__init__(typed)
        seen = District.objects.order_by("name")
        if not works_for_county(user):
            seen = seen.filter(pk__in=districts_of(user))
        self.fields["district"].queryset = seen  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        """Return whether anything is chosen."""
        return any(self.cleaned_data.values()) if self.is_valid() else False
