"""Forms of a request for a criminal behaviour order: what it says, what shows it, views, terms, the file, the asking."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.cases.models import Document, Incident, JournalEntry
from asbcases.enforcement.choices import Conviction, FileItem, Poverty
from asbcases.enforcement.forms.measures import line, text
from asbcases.enforcement.forms.measures_grounds import Thing, thing_words
from asbcases.enforcement.forms.passing_over import OverForm, by_rule
from asbcases.enforcement.forms.subjects import Subjects
from asbcases.enforcement.models import OrderRequest, Statement
from asbcases.enforcement.queries.orders import NOT_NEEDED, THERE
from asbcases.enforcement.transitions.weighing import Weighed
from asbcases.web.forms import DayField

REASON, ADDRESS = 2_000, 1_000
SAID = (
    *("requester", "prosecutor", "offence", "conviction", "charged_on", "convicted_on", "court"),
    *("absolute_discharge", "sentence_deferred", "behaviour", "helps", "special_measures"),
)


class RequestForm(forms.Form):
    """What the prosecution is asked for, and on what it rests; a draft may leave out what it says later."""

    says_optional = False
    requester = line("Who asks", "Name, and the police or council for which they ask")
    prosecutor = line("Who prosecutes", "The Crown Prosecution Service, or a council that does so itself")
    offence = line("Offence", "As charged, with its section")
    conviction = forms.ChoiceField(
        label="How does it stand?",
        choices=Conviction.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    charged_on = DayField(label="Charged on", required=False)
    convicted_on = DayField(label="Convicted on", required=False)
    court = line("Court")
    absolute_discharge = forms.BooleanField(label="There was an absolute discharge", required=False)
    sentence_deferred = forms.BooleanField(label="The sentence is deferred", required=False)
    behaviour = text(
        "What was done that caused, or was likely to cause, harassment, alarm or distress",
        "The court must be sure of it; it need not be the offence",
        rows=6,
    )
    helps = text(
        "How an order would help to prevent such behaviour",
        "Helpful is enough, necessary is not asked",
        rows=4,
    )
    special_measures = text(
        "Special measures for witnesses", "Which and for whom, or that none are needed", rows=2, most=REASON
    )

    @classmethod
    def initial_of(cls, request: OrderRequest) -> dict[str, Any]:
        """Return what a request says."""
        return {name: getattr(request, name) for name in SAID}

    @property
    def said(self) -> dict[str, Any]:
        """Return the request as the transition takes it."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name in SAID}


class NewRequestForm(RequestForm):
    """A new request, about one of the people of the case."""

    subject = forms.ChoiceField(
        label="Against whom?",
        widget=forms.RadioSelect,
        help_text="One of the people of this case",
        error_messages={"required": "Choose against whom"},
    )
    field_order = ("subject",)

    def __init__(self, *args: Any, subjects: Subjects, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = subjects.people
        self.fields["subject"].choices = subjects.choices  # type: ignore[attr-defined]


class SentRequestForm(RequestForm):
    """What changes of a request that the prosecutor has: what the court does, the day, and the notice."""

    application_on = DayField(label="Day of the application", required=False)
    notice_given_on = DayField(
        label="The prosecutor served notice of the application on",
        required=False,
        help_text="As soon as practicable, without waiting for the verdict (Criminal Procedure Rules Part 31)",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("behaviour", "helps", "requester"):
            del self.fields[name]

    @classmethod
    def initial_of(cls, request: OrderRequest) -> dict[str, Any]:
        """Return what a request says."""
        days = {name: getattr(request, name) for name in ("application_on", "notice_given_on")}
        return {**super().initial_of(request), **days}

    @property
    def said(self) -> dict[str, Any]:
        """Return what changed, as the transition takes it."""
        return dict(self.cleaned_data)


class ConsideredForm(forms.Form):
    """Where they live, and what was considered before they are asked to be bound."""

    proper_address = text("Last known address", rows=2, most=ADDRESS)
    equality = text(
        "Equality Act 2010 s.149: what was considered",
        "Disability and vulnerability, and adjustments",
        rows=3,
    )
    rights = text("Human rights: why each term is proportionate", "Articles 8, 10 and 11", rows=3)
    poverty = forms.ChoiceField(
        label="What part has poverty or rough sleeping in the behaviour?",
        choices=Poverty.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="The powers are not for what is neither unlawful nor anti-social (FAIR-3)",
    )
    ability = text("Can they comply?", "Capacity, language, health, work, school, family", rows=3)
    skipped_why = text(
        "Why no earlier step was taken",
        "Only where no advice, letter, contract, mediation, diversion, warning or notice is on record",
        rows=2,
    )


class ShownForm(forms.Form):
    """What of the case shows the behaviour."""

    shown = forms.MultipleChoiceField(
        label="What shows it",
        widget=forms.CheckboxSelectMultiple,
        help_text="Hearsay may be used; the prosecutor gives notice of it (Criminal Procedure Rules Part 31)",
        error_messages={"required": "Choose at least one"},
    )
    note = text("What it shows", rows=2, most=REASON)

    def __init__(
        self,
        *args: Any,
        incidents: Sequence[Incident],
        entries: Sequence[JournalEntry],
        documents: Sequence[Document],
        statements: Sequence[Statement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, tuple[str, Thing]] = {
            **{f"statement-{one.pk}": ("statement", one) for one in statements},
            **{f"incident-{one.pk}": ("incident", one) for one in incidents},
            **{f"entry-{one.pk}": ("entry", one) for one in entries},
            **{f"document-{one.pk}": ("document", one) for one in documents},
        }
        choices = [(key, thing_words(one)) for key, (_, one) in self.things.items()]
        self.fields["shown"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Return each thing that was ticked, as the transition takes it."""
        return [dict([self.things[key]]) for key in self.cleaned_data["shown"]]


class ViewsForm(forms.Form):
    """What the youth offending team thinks."""

    who = line(
        "Who was asked", "Name and team", required=True, error_messages={"required": "Say who was asked"}
    )
    views = text("What they think", rows=5, required=True, error_messages={"required": "Say what they think"})
    views_on = DayField(label="When they answered", error_messages={"required": "Enter the date"})


class FileForm(forms.Form):
    """What of the prosecutor's file is there."""

    there = forms.MultipleChoiceField(
        label="What is there",
        choices=[(item.value, item.label[:1].upper() + item.label[1:]) for item in FileItem],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_needed = forms.MultipleChoiceField(
        label="What this file need not hold",
        choices=[
            (item.value, item.label[:1].upper() + item.label[1:])
            for item in (FileItem.VICTIMS, FileItem.MAP, FileItem.YOT)
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def initial_of(cls, request: OrderRequest) -> dict[str, Any]:
        """Return what a request says of its file."""
        return {
            name: [item for item, said in request.file.items() if said == words]
            for name, words in (("there", THERE), ("not_needed", NOT_NEEDED))
        }


class SubmitForm(forms.Form):
    """Why a request goes to whoever approves it."""

    reason = text(
        "What whoever decides should know",
        "Why now, and why these terms",
        rows=3,
        most=REASON,
        required=True,
        error_messages={"required": "Say what whoever decides should know"},
    )


class SendForm(OverForm):
    """When the application is made, what terms overlap with, and a reason for each warning of the law."""

    # A reason may be left out only where nothing warns.
    says_optional = False
    application_on = DayField(
        label="Day on which the application will be made",
        help_text="Age and views are judged by this day",
        error_messages={"required": "Enter the day of the application"},
    )
    overlaps = text(
        "Work, school and other orders with which terms overlap",
        "One a line; empty where there are none",
        rows=3,
        most=REASON,
    )

    def __init__(
        self, *args: Any, warned: Sequence[Weighed], found: Sequence[str] = (), **kwargs: Any
    ) -> None:
        words = {"CBO-6": "Where terms overlap: why they must", **by_rule(warned)}
        super().__init__(*args, warned=dict(sorted(words.items())), **kwargs)
        if found:
            self.fields["overlaps"].help_text = f"Found: {'; '.join(found)}. Add what else, one a line"
