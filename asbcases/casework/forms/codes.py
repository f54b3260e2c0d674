"""Forms of an incident's codes: a decision on them, the closing question, and whether it is a crime."""

from datetime import date
from typing import Any

from django import forms

from asbcases.cases.choices import Category, TermKind
from asbcases.cases.rules.somerton import QUESTION
from asbcases.cases.terms import terms_on
from asbcases.casework.forms.incident import CategoryRadios
from asbcases.casework.forms.words import WordsField

YES, NO = "yes", "no"
ANSWERS = [(YES, "Yes"), (NO, "No")]
REASON, RESULT, LINE = 1_000, 4_000, 200


class YesOrNo(forms.TypedChoiceField):
    """A question that has no default: nothing is ticked for anybody."""

    def __init__(self, **kwargs: Any) -> None:
        stated = {"choices": ANSWERS, "widget": forms.RadioSelect, "coerce": lambda said: said == YES}
        super().__init__(**{**stated, "empty_value": None, **kwargs})


class CategoryField(forms.ChoiceField):
    """The NSIR category, with the question that decides for each."""

    def __init__(self, **kwargs: Any) -> None:
        stated = {"label": "Category", "choices": Category.choices, "widget": CategoryRadios}
        super().__init__(**{**stated, "error_messages": {"required": "Choose a category"}, **kwargs})


class WordFields(forms.Form):
    """Sub-type and qualifiers in force on the day of the incident; any of them goes with any category."""

    subtype = forms.ChoiceField(label="Sub-type", required=False)
    qualifiers = forms.MultipleChoiceField(
        label="Qualifiers", required=False, widget=forms.CheckboxSelectMultiple
    )
    lists = {"subtype": TermKind.SUBTYPE, "qualifiers": TermKind.QUALIFIER}

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in self.lists.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            empty = [] if isinstance(field, forms.MultipleChoiceField) else [("", "Not stated")]
            field.choices = [*empty, *terms_on(kind, day).values_list("code", "name")]


class ClassifyForm(WordFields):
    """All codes of an open incident, and what is known now that was not known before."""

    category = CategoryField()
    call_type = forms.ChoiceField(label="Call type", required=False)
    reason = WordsField(
        label="Which additional information changes it?",
        max_length=REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="A record changes only on additional information that can be checked",
    )
    lists = {**WordFields.lists, "call_type": TermKind.CALL_TYPE}
    field_order = ["category", "subtype", "call_type", "qualifiers", "reason"]


class CrimeFields(forms.Form):
    """Whether it is a crime: yes with its reference, or no with the reason."""

    crime = YesOrNo(label="Is a crime recorded?", required=False)
    crime_reference = forms.CharField(label="Reference of the crime", max_length=LINE, required=False)
    offences = forms.CharField(
        label="Offences", max_length=REASON, required=False, help_text="For example harassment"
    )
    not_crime_reason = WordsField(
        label="Why it is no crime", max_length=REASON, required=False, widget=forms.Textarea({"rows": 2})
    )


class CrimeForm(CrimeFields):
    """A decision whether it is a crime, by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crime"].required = True


class VictimFields(forms.Form):
    """The closing question, and what only a supervisor writes."""

    identifiable_victim = YesOrNo(
        label=QUESTION,
        error_messages={"required": "Answer whether there is a victim: nothing is answered for you"},
    )
    supervisor_reason = WordsField(
        label="A supervisor's reason for closing against what the file says",
        max_length=REASON,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Sergeant or above, at least 20 characters",
    )
    no_assessment_reason = WordsField(
        label="A sergeant's reason why the risk to the victim is not assessed",
        max_length=REASON,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Sergeant or above, at least 20 characters",
    )


class CloseIncidentForm(VictimFields, WordFields, CrimeFields):
    """How an incident ends; where it was decided before whether it is a crime, that is not asked again."""

    category = CategoryField(label="Closing category")
    result = WordsField(
        label="What came of it", max_length=RESULT, widget=forms.Textarea({"rows": 4}), strip=True
    )
    field_order = [
        "identifiable_victim",
        "category",
        "subtype",
        "qualifiers",
        "result",
        *CrimeFields.base_fields,
    ]

    def __init__(self, *args: Any, crime_decided: bool, supervisor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unasked = [*CrimeFields.base_fields] if crime_decided else []
        unasked += [] if supervisor else ["supervisor_reason", "no_assessment_reason"]
        for name in unasked:
            del self.fields[name]
        if "crime" in self.fields:
            self.fields["crime"].required = True


class ReopenForm(forms.Form):
    """Why a closed incident is opened again."""

    reason = WordsField(
        label="Why is it opened again?", max_length=REASON, widget=forms.Textarea({"rows": 3})
    )


class TogetherForm(VictimFields, CrimeFields):
    """What is said of all incidents that are closed together; an answer of one of them stands beside it."""

    identifiable_victim = YesOrNo(
        label=f"For all that are not answered one by one: {QUESTION}", required=False
    )
    result = WordsField(
        label="What came of them", max_length=RESULT, widget=forms.Textarea({"rows": 3}), strip=True
    )
    field_order = ["identifiable_victim", "result", *CrimeFields.base_fields]

    def __init__(self, *args: Any, supervisor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if supervisor else ("supervisor_reason", "no_assessment_reason"):
            del self.fields[name]
