"""Forms of a draft, one for each concern: about whom, on what conduct, until when, how fair."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from asbcases.cases.models import Person, Premises
from asbcases.casework.forms.clock import instants_or_fault
from asbcases.casework.forms.words import LINE, WordsField
from asbcases.enforcement.choices import Capacity, MeasureKind, Poverty, TermKind
from asbcases.enforcement.forms.subjects import Subjects
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.drafting import LONGEST
from asbcases.law.periods import LONDON
from asbcases.web.forms import ClockField, DayField

KINDS = (TermKind.STOP, TermKind.DO, TermKind.STEPS)
ADDRESS = 1_000


def text(label: str, help_text: str = "", *, rows: int = 3, most: int = LONGEST, **more: Any) -> WordsField:
    """Return a field for words, which may be left out of a draft."""
    box = forms.Textarea({"rows": rows})
    stated = {"required": False, **more}
    return WordsField(label=label, help_text=help_text, max_length=most, widget=box, **stated)


def line(label: str, help_text: str = "", **more: Any) -> forms.CharField:
    """Return a field for one line, which may be left out."""
    stated = {"required": False, "max_length": LINE, **more}
    return forms.CharField(label=label, help_text=help_text, **stated)


def moment(form: forms.Form, day: str, clock: str, *, required: bool = False) -> datetime | None:
    """Return the instant that two fields name, the later where the clocks showed it twice; finds fault with half of one."""
    said = form.cleaned_data
    if day in form.errors or clock in form.errors:
        return None
    if not said.get(day) and not said.get(clock) and not required:
        return None
    for name, fault in ((day, "Enter the date"), (clock, "Enter the time")):
        if said.get(name) is None:
            form.add_error(name, fault)
    if form.errors.get(day) or form.errors.get(clock):
        return None
    try:
        return instants_or_fault(said[day], said[clock])[-1]
    except ValidationError as fault:
        form.add_error(clock, fault)
        return None


def parts_of(at: datetime | None, day: str, clock: str) -> dict[str, Any]:
    """Return an instant as two fields show it."""
    local = at.astimezone(LONDON) if at else None
    return {day: local.date() if local else None, clock: f"{local:%H:%M}" if local else ""}


class NewMeasureForm(forms.Form):
    """What is to be drafted, and about whom."""

    kind = forms.ChoiceField(
        label="What do you draft?",
        choices=[(kind.value, kind.label) for kind in (MeasureKind.CPW, MeasureKind.CPN)],
        widget=forms.RadioSelect,
        help_text="A notice needs a written warning to the same person first",
        error_messages={"required": "Choose what you draft"},
    )
    subject = forms.ChoiceField(
        label="About whom?",
        widget=forms.RadioSelect,
        help_text="One of the people or bodies of this case",
        error_messages={"required": "Choose about whom"},
    )

    def __init__(self, *args: Any, subjects: Subjects, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = subjects.people
        self.fields["subject"].choices = subjects.choices  # type: ignore[attr-defined]

    @property
    def person(self) -> Person:
        """Return whom the answer names."""
        return self.people[self.cleaned_data["subject"]]


class AboutForm(forms.Form):
    """To whom it goes, as what they answer, and on which warning it builds."""

    warning = forms.ModelChoiceField(
        Measure.objects.none(),
        label="The warning it builds on",
        required=False,
        empty_label="None yet",
        help_text="Warnings to the same person or body on this case",
    )
    proper_address = text(
        "Proper address",
        "The last known address; of a body its registered or principal office",
        rows=2,
        most=ADDRESS,
    )
    age_basis = text(
        "Why they are 16 or over, where no date of birth is known", "What it rests on", rows=2, most=ADDRESS
    )
    premises = forms.ModelChoiceField(
        Premises.objects.none(),
        label="Premises on or affecting which it happens",
        required=False,
        empty_label="It is not about premises",
    )
    capacity = forms.ChoiceField(
        label="As what they answer for the premises",
        choices=[("", "Not about premises"), *Capacity.choices],
        required=False,
    )
    capacity_reason = text("Why they can control or affect it", rows=2, most=ADDRESS)

    def __init__(self, *args: Any, warnings: Any, premises: Any, notice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warning"].queryset = warnings  # type: ignore[attr-defined]
        self.fields["premises"].queryset = premises  # type: ignore[attr-defined]
        self.fields["premises"].label_from_instance = _address_of  # type: ignore[attr-defined]
        if not notice:
            del self.fields["warning"]
            del self.fields["age_basis"]

    @classmethod
    def initial_of(cls, measure: Measure) -> dict[str, Any]:
        """Return what a draft says of it."""
        names = ("proper_address", "age_basis", "capacity", "capacity_reason")
        keys = {"warning": measure.warning_id, "premises": measure.premises_id}
        return {**{name: getattr(measure, name) for name in names}, **keys}


def _address_of(premises: Premises) -> str:
    return premises.address


class ConductForm(forms.Form):
    """What was done or not done, and what it does to whom."""

    conduct = text(
        "The conduct", "What was done or not done, when and where: facts, no names of others", rows=6
    )
    effect = text("Its effect", "What it does to the quality of life of those in the locality", rows=4)
    contact = text("Whom to write to", "Where the person may say what they think of it", rows=2, most=ADDRESS)
    says_notice_follows = forms.BooleanField(
        label="It says that a notice will follow unless the conduct stops", required=False
    )
    skipped_why = text(
        "Why earlier steps were not taken",
        "Where no advice, letter or contract came before",
        rows=2,
        most=2_000,
    )

    def __init__(self, *args: Any, notice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if notice:
            del self.fields["says_notice_follows"]


class TimesForm(forms.Form):
    """By when the conduct must stop, and until when it holds."""

    comply_day = DayField(label="Comply by: date", required=False)
    comply_time = ClockField(
        label="Comply by: time",
        required=False,
        help_text="Enough time to deal with the matter: minutes for loud music, weeks for a garden",
    )
    ends_on = DayField(label="Last day", required=False, help_text="Normally within 12 months")
    comply_by: datetime | None = None

    def __init__(self, *args: Any, notice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        if notice:
            del self.fields["comply_day"]
            del self.fields["comply_time"]

    def clean(self) -> dict[str, Any]:
        """Work out the instant to comply by."""
        if not self.notice:
            self.comply_by = moment(self, "comply_day", "comply_time")
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """Return what the draft says then."""
        ends: dict[str, Any] = {"ends_on": self.cleaned_data["ends_on"]}
        return ends if self.notice else {**ends, "comply_by": self.comply_by}


class FairnessForm(forms.Form):
    """What was considered before anything is asked of somebody."""

    equality = text(
        "Equality",
        "Disability, vulnerability and other protected characteristics; adjustments (Equality Act 2010 s.149)",
        most=4_000,
    )
    rights = text(
        "Why it is proportionate", "Home, expression and assembly (Human Rights Act 1998)", most=4_000
    )
    poverty = forms.ChoiceField(
        label="What part has poverty or rough sleeping in the behaviour?",
        choices=Poverty.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="The powers are not for what is neither unlawful nor anti-social (FAIR-3)",
    )
    ability = text("Their ability to comply", "What was checked of mental capacity and means", most=4_000)
