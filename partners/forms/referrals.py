"""Forms by which a partner is asked, and by which a partner answers."""

from typing import Any

from django import forms

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.models import Case
from asbcases.casework.forms.words import WordsField
from asbcases.web.forms import DayField
from partners.choices import Matter
from partners.models import Share
from partners.queries.referrals import OFFICERS, Waiting

WORDS = 4_000


class OfficerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An officer of a partner, by name and agency."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name with the agency."""
        return f"{obj.name}, {obj.agency.name}"


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
    named = OfficerField(
        label="One person by name",
        queryset=User.objects.none(),
        required=False,
        empty_label="Any officer of the agency",
        help_text="Needed where the case is restricted: that person alone sees what is asked",
    )

    def __init__(self, typed: Any, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(typed, initial=initial)
        partners = Agency.objects.filter(active=True).exclude(kind=AgencyKind.POLICE)
        officers = User.objects.filter(is_active=True, role__in=OFFICERS).select_related("agency")
        self.fields["agency"].queryset = partners.order_by("name")  # type: ignore[attr-defined]
        self.fields["named"].queryset = officers.order_by("agency__name", "name", "pk")  # type: ignore[attr-defined]


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
        label="Of cases", required=False, choices=[("", "That I see"), ("mine", "That I lead")]
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
