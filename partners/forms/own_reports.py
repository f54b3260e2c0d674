"""What an agency tells the police: the questions of intake, as its own officer meets them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.accounts.models import District, User
from asbcases.cases.models import Report
from asbcases.cases.rules.keys import email_key, phone_key, reference_key
from asbcases.casework.forms.caller import CallerFields
from asbcases.casework.forms.desk import WayFields
from asbcases.casework.forms.happened import HappenedForm
from asbcases.casework.forms.words import LINE, LONG, DistrictField, WordsField
from asbcases.casework.rules import measure_in, reference_in
from asbcases.casework.transitions.from_agencies import Telling
from partners.queries.own_reports import own_report_named

TOLD, SAW = "caller", "officer"
YES, NO, UNKNOWN = "yes", "no", "unknown"
HATE = [(YES, "Yes"), (NO, "No"), (UNKNOWN, "Not known")]
NOT_YOURS = "Your agency has no report under this reference: check it, or leave it empty"
OURS = "This is a reference of the police: enter the one that your agency gave it"
NO_DIGIT = "Enter the reference as your agency writes it, with at least one digit"
# Whoever saw it is no caller of whom there are other reports: only their name is kept.
NAME_ALONE = "Enter the name alone: the police reach your officer through your agency"
OF_CALLER = (
    *("caller_name", "caller_phone", "caller_email", "caller_address", "caller_contact"),
    *("caller_anonymous", "language", "adjustments"),
)


class OwnReportForm(HappenedForm, CallerFields, WayFields):
    """What an agency's officer tells us: in their words or those of whoever told them, kept word for word."""

    field_order = [
        *("narrative", "place_text", "district", *HappenedForm.base_fields, "told_by", *OF_CALLER),
        *(*WayFields.base_fields, "officer", "on_behalf_of", "hate", "own_reference", "earlier"),
    ]
    narrative = WordsField(
        label="What happened, word for word",
        max_length=LONG,
        help_text="As you were told or saw it. It is kept as you write it and cannot be changed afterwards.",
        widget=forms.Textarea({"rows": 7}),
        error_messages={"required": "Say what happened"},
    )
    place_text = forms.CharField(
        label="Where it happened",
        max_length=LINE,
        help_text="Address or premises, with the postcode if you know it",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Say where it happened"},
    )
    district = DistrictField(
        queryset=District.objects.order_by("name"), required=False, empty_label="Not known"
    )
    told_by = forms.ChoiceField(
        label="Who told you of it?",
        choices=[(TOLD, "Somebody told us"), (SAW, "Our own officer or member of staff saw it")],
        error_messages={
            "required": "Say who told you",
            "invalid_choice": "Say who told you: caller or officer",
        },
        widget=forms.RadioSelect,
    )
    officer = forms.CharField(
        label="Which officer?", max_length=200, error_messages={"required": "Name the officer"}
    )
    on_behalf_of = forms.CharField(
        label="Who suffers from it, if somebody else", max_length=200, required=False, help_text="Their name"
    )
    hate = forms.ChoiceField(
        label="Do they think that it was done because of who they are (hate)?",
        choices=HATE,
        error_messages={"required": "Say yes, no or not known", "invalid_choice": "Say yes, no or unknown"},
        initial=UNKNOWN,
        widget=forms.RadioSelect,
        help_text="Their race, religion, disability, sexual orientation or being transgender",
    )
    own_reference = forms.CharField(
        label="Your own reference",
        max_length=60,
        required=False,
        help_text="Your case number, as you write it. Each is taken once",
    )
    earlier = forms.CharField(
        label="Your earlier report about the same",
        max_length=60,
        required=False,
        help_text="Its RPT reference, or yours",
    )
    asked_after = {
        **HappenedForm.asked_after,
        **dict.fromkeys((*OF_CALLER, *WayFields.base_fields), ("told_by", TOLD)),
        "officer": ("told_by", SAW),
    }
    relabelled = {
        "caller_phone": "Their telephone number",
        "caller_email": "Their e-mail",
        "caller_name": "Name of whoever told you",
        "caller_address": "Where they live",
        "caller_anonymous": "They do not want to be named",
        "language": "Their language, if not English",
        "adjustments": "What they need in order to deal with us",
        "safe_email": "E-mail that only they read",
        "safe_phone": "Number that only they answer",
    }

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.user = user
        self.found: Report | None = None
        for name, label in self.relabelled.items():
            self.fields[name].label = label
        self.fields["adjustments"].help_text = "For example large print, or an interpreter"

    def clean_own_reference(self) -> str:
        """Return the agency's reference; one of the police is nobody else's."""
        written = str(self.cleaned_data["own_reference"])
        if reference_in(written) or measure_in(written):
            raise ValidationError(OURS)
        if written and not reference_key(written):
            raise ValidationError(NO_DIGIT)
        return written

    def clean_earlier(self) -> str:
        """Return the reference of a report of the same agency; any other is like none."""
        written = str(self.cleaned_data["earlier"])
        if not written:
            return ""
        self.found = own_report_named(self.user, written, reference_in(written), now=self.now)
        if self.found is None:
            raise ValidationError(NOT_YOURS)
        return self.found.reference

    def clean_officer(self) -> str:
        """Return the name of who saw it, and nothing by which callers are known again."""
        officer = str(self.cleaned_data["officer"])
        if phone_key(officer) or email_key(officer):
            raise ValidationError(NAME_ALONE)
        return officer

    def clean(self) -> dict[str, Any]:
        """Find fault with a caller who is not to be named and is, and with hours that end too early."""
        super().clean()
        self.check_anonymous()
        self.read_way()
        return self.cleaned_data

    @property
    def telling(self) -> Telling:
        """Return all that was said, as the transition takes it."""
        said = self.cleaned_data
        assert self.span is not None  # noqa: S101 - a valid form has it
        return Telling(
            narrative=said["narrative"],
            place_text=said["place_text"],
            district=said["district"],
            happened_from=self.span.start,
            happened_until=self.span.end,
            happened_precision=self.span.precision,
            caller=self._caller(),  # type: ignore[arg-type]
            own_reference=said["own_reference"],
            hate="" if said["hate"] == UNKNOWN else dict(HATE)[said["hate"]],
            earlier=said["earlier"],
            way=self.way if said["told_by"] == TOLD else None,
        )

    def _caller(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said["told_by"] == TOLD:
            return self.caller()
        seen_by = f"{said['officer']}, officer of {self.user.agency.name}"
        return {"on_behalf_of": said["on_behalf_of"], "caller_contact": seen_by}
