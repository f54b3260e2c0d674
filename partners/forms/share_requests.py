"""What a partner types to be given something, and what the police type to answer it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from asbcases.accounts.models import Agency
from asbcases.cases.models import Case
from asbcases.casework.forms.words import WordsField
from asbcases.web.forms import DayField
from partners.choices import Gateway, Item, Purpose
from partners.forms.sharing import ShareForm
from partners.models import ShareRequest
from partners.queries.offering import Preset
from partners.rules import TIER_OF

WORDS = 2_000


class AskForm(forms.Form):
    """What an agency asks for, for what, by which gateway, why, by when and until when."""

    items = forms.MultipleChoiceField(
        label="What you ask for",
        choices=[(item.value, item.label) for item in sorted(Item, key=lambda item: TIER_OF[item])],
        widget=forms.CheckboxSelectMultiple,
        help_text="Only what you need for it: the police share no more than that",
        error_messages={"required": "Choose what you ask for"},
    )
    purpose = forms.ChoiceField(
        label="For what you need it",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for what you need it"},
    )
    gateway = forms.ChoiceField(
        label="By which gateway of the law",
        choices=[("", "Choose a gateway"), *Gateway.choices],
        error_messages={"required": "Choose by which gateway of the law you ask"},
    )
    why = WordsField(
        label="Why you need it",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text="What you mean to do with it. The police decide by these words",
        error_messages={"required": "Say why you need it"},
    )
    urgent = forms.BooleanField(label="It cannot wait: somebody may come to harm meanwhile", required=False)
    needed_on = DayField(
        label="By when you need it",
        required=False,
        help_text="The end of this day. Leave it empty where the time that the police set themselves will do",
    )
    until_on = DayField(
        label="Until when you need it", required=False, help_text="Leave it empty if not known"
    )


class RefuseForm(forms.Form):
    """Why a request is refused, as the partner reads it."""

    words = WordsField(
        label="Why nothing is shared",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text="The partner reads these words. Say nothing in them of a case, of anybody, "
        "or of whether there is anything at all",
        error_messages={"required": "Say why, in words that the partner may read"},
    )


class AnswerForm(ShareForm):
    """A share as an answer: of which case, with whom at the agency, and of what was asked for no more than that."""

    case = forms.ChoiceField(
        label="Of which case",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose of which case it is shared"},
    )
    words = WordsField(
        label="Why less than they asked for",
        required=False,
        max_length=WORDS,
        widget=forms.Textarea({"rows": 3}),
        help_text="Needed where a part is left out. The partner reads these words",
    )

    def __init__(
        self,
        typed: Any,
        *,
        asked: ShareRequest,
        cases: Iterable[Case],
        agency: Agency,
        preset: Preset,
        restricted: bool,
    ) -> None:
        super().__init__(typed, agency=agency, preset=preset, restricted=restricted)
        self.cases = {case.reference: case for case in cases}
        only = next(iter(self.cases)) if len(self.cases) == 1 else ""
        self.fields["case"].choices = [(key, key) for key in self.cases]  # type: ignore[attr-defined]
        self.initial["case"] = only
        offered = [choice for choice in self.fields["items"].choices if choice[0] in asked.items]  # type: ignore[attr-defined]
        self.fields["items"].choices = offered  # type: ignore[attr-defined]

    def stated(self) -> dict[str, Any]:
        """Return what was typed as the verb takes it: case, receiver, words, and what is said of the share."""
        said = super().stated()
        case = self.cases[said.pop("case")]
        return {
            "case": case,
            "receiver": said.pop("receiver"),
            "words": said.pop("words"),
            "share": said,
        }
