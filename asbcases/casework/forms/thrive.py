"""The six THRIVE letters as a form, built from the template in force; "not asked" is an answer, a blank is none."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from asbcases.web.forms import LastingRadios, LastingTicks

ANSWERED, NONE_KNOWN, NOT_ASKED = "answered", "none_known", "not_asked"
STATES = [(ANSWERED, "Answered"), (NONE_KNOWN, "None known"), (NOT_ASKED, "Not asked")]
# Long lists of ticks stand in columns.
COLUMNS = "asb-columned"


class LetterFields(NamedTuple):
    """One letter as the page shows it."""

    letter: str
    label: str
    question: str
    prompts: list[str]
    questions: list[BoundField]
    state: BoundField
    why_not: BoundField


class ThriveFields(forms.Form):
    """Asks every letter of a template; whoever ticks an answer need not say that they answered."""

    content: Mapping[str, Any]
    says_optional = False

    def add_letters(self, content: Mapping[str, Any]) -> None:
        """Add the questions of a template to the form."""
        self.content = content
        why_not = [("", "Choose"), *map(tuple, content["not_asked"]["options"])]
        for letter in content["letters"]:
            for question in letter["questions"]:
                self.fields[_name(letter, question)] = _field(question)
            self.fields[f"{letter['code']}_state"] = forms.ChoiceField(
                label=f"{letter['label']}: was it asked?",
                choices=STATES,
                required=False,
                widget=LastingRadios({"class": "govuk-radios--inline"}),
            )
            self.fields[f"{letter['code']}_why_not"] = forms.ChoiceField(
                label=f"{letter['label']}: why it was not asked", choices=why_not, required=False
            )

    @property
    def letters(self) -> Iterator[LetterFields]:
        """Yield the letters as the page shows them."""
        for letter in self.content["letters"]:
            yield LetterFields(
                letter["letter"],
                letter["label"],
                letter["question"],
                letter.get("prompts", []),
                [self[_name(letter, question)] for question in letter["questions"]],
                self[f"{letter['code']}_state"],
                self[f"{letter['code']}_why_not"],
            )

    def check_letters(self) -> None:
        """Find fault with each letter that is blank, half answered, or answered in two ways at once."""
        for letter in self.content["letters"]:
            code, label, given = letter["code"], letter["label"], self._given(letter)
            state = self.cleaned_data.get(f"{code}_state")
            if state == NOT_ASKED and not self.cleaned_data.get(f"{code}_why_not"):
                self.add_error(f"{code}_why_not", f"Say why {label} was not asked")
            if state in (NONE_KNOWN, NOT_ASKED) and given:
                self.add_error(f"{code}_state", f"{label} has answers: take them away, or choose Answered")
            if state == ANSWERED and not given:
                self.add_error(f"{code}_state", f"Answer {label}, or choose None known")
            if not state and not given:
                self.add_error(
                    f"{code}_state", f"Answer {label}, or say that none is known or that it was not asked"
                )
            if given and state in ("", ANSWERED):
                self._check_required(letter)

    def _check_required(self, letter: Mapping[str, Any]) -> None:
        for question in letter["questions"]:
            name = _name(letter, question)
            if question.get("required") and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, f"Answer “{question['label']}” of {letter['label']}")

    def _given(self, letter: Mapping[str, Any]) -> dict[str, Any]:
        names = {question["code"]: _name(letter, question) for question in letter["questions"]}
        said = {code: self.cleaned_data.get(name) for code, name in names.items()}
        return {code: answer for code, answer in said.items() if answer}

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """Return the answers as they are kept; a letter that is still blank says nothing."""
        return {letter["code"]: self._answer(letter) for letter in self.content["letters"]}

    def _answer(self, letter: Mapping[str, Any]) -> dict[str, Any]:
        given, state = self._given(letter), self.cleaned_data.get(f"{letter['code']}_state")
        if state == NOT_ASKED:
            return {"state": NOT_ASKED, "why_not": self.cleaned_data.get(f"{letter['code']}_why_not", "")}
        if given and state != NONE_KNOWN:
            return {"state": ANSWERED, **given}
        return {"state": NONE_KNOWN}


def filled_from(answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a form begins with that asks again what was answered before."""
    begins: dict[str, Any] = {}
    for letter, said in answers.items():
        begins |= {f"{letter}_{code}": answer for code, answer in said.items()}
    return begins


def _name(letter: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    return f"{letter['code']}_{question['code']}"


def _field(question: Mapping[str, Any]) -> forms.Field:
    choices = [tuple(option) for option in question["options"]]
    stated: dict[str, Any] = {"label": question["label"], "choices": choices, "required": False}
    if question["kind"] == "several":
        return forms.MultipleChoiceField(
            **stated, widget=LastingTicks({"class": COLUMNS} if len(choices) > 4 else {})
        )
    return forms.ChoiceField(**stated, widget=LastingRadios({"class": "govuk-radios--inline"}))
