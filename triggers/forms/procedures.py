"""A new version of an area's procedure as it is typed; what is left empty is to be confirmed by the authority."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from asbcases.casework.forms.words import LINE, LONG, WordsField
from asbcases.web.forms import DayField
from triggers.rules.procedures import ProcedureError, read
from triggers.rules.reading import LETTERS, LONGEST_CLOCK, MOST_COMPLAINTS, MOST_MONTHS, direction_of
from triggers.rules.shapes import Anchor, BodyKind, Dedupe, Direction, Step, Unit

NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
WIDE = {"autocomplete": "off"}
BODY = re.compile(r"(?P<kind>[a-z]+):(?P<name>[^;]+)(;\s*from (?P<from>\S+))?(;\s*to (?P<to>\S+))?\s*")
DEDUPES = {
    Dedupe.NONE: "Each complaint counts",
    Dedupe.SAME_INCIDENT: "One for each incident",
    Dedupe.SAME_DAY: "One for each day",
    Dedupe.SAME_COMPLAINANT: "One for each complainant",
}
SAID = [("", "To be confirmed by the authority"), ("yes", "Yes"), ("no", "No")]
FLAGS = ("must_be_closed", "not_while_open")
LINES = ("factors", "exclusions", "notes")
TEXTS = ("name", "version", "source", "contact", "appeal_body", "publication_link")
NUMBERS = ("min_complaints", "complaint_window_months", "application_window_months", "latest_within_months")
# Rules of several numbers, each with the name of its part.
RULES = {"hate": ("number", "months"), "several": ("number", "people", "months")}
CLOCK = ("value", "unit", "anchor")


def _number(label: str, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(NARROW),
        **more,
    )


def _line(label: str, **more: Any) -> forms.CharField:
    known: dict[str, Any] = {"required": False, "max_length": LINE, "widget": forms.TextInput(WIDE)}
    return forms.CharField(label=label, **(known | more))


def _each(label: str, help_text: str = "One a line") -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONG,
        widget=forms.Textarea({"rows": 3}),
    )


class ProcedureForm(forms.Form):
    """Everything that an area may state, the version that it states it in, and who signed it off."""

    name = _line("Name of the area", required=True)
    version = _line("Version, as the area calls it")
    in_force_from = DayField(
        label="In force from",
        help_text="It governs what is received on that day or later; the version before ends the day before",
    )
    source = _line("Where it is written", required=True, help_text="It is shown beside what is stated")
    confirmed = forms.BooleanField(label="The authority confirmed that this is its procedure", required=False)
    consulted_on = DayField(label="Day on which the local policing body was consulted", required=False)
    min_complaints = _number("Complaints that are enough", MOST_COMPLAINTS)
    complaint_window_months = _number("Months from the behaviour to the complaint", MOST_MONTHS)
    application_window_months = _number("Months from the complaint to the application", MOST_MONTHS)
    hate_number = _number("Reports of hate that are enough", MOST_COMPLAINTS)
    hate_months = _number("Reports of hate: within months", MOST_MONTHS)
    several_number = _number("Reports by several people that are enough", MOST_COMPLAINTS)
    several_people = _number("Several people: how many", MOST_COMPLAINTS)
    several_months = _number("Several people: within months", MOST_MONTHS)
    dedupe = forms.ChoiceField(label="Several complaints of one person", choices=list(DEDUPES.items()))
    factors = _each("What is weighed below the threshold")
    latest_within_months = _number("The latest report lies so many months back at most", MOST_MONTHS)
    must_be_closed = forms.BooleanField(label="It asks that the case is closed", required=False)
    not_while_open = forms.BooleanField(label="It asks that no complaint is open", required=False)
    exclusions = _each("Further hurdles that it names")
    bodies = _each(
        "Bodies that take part",
        "One a line, with its kind (council, police, health, landlord), for example: "
        "landlord: Eastlight Homes; from 2024-01-01; to 2026-07-09",
    )
    contact = _line("Point of contact")
    appeal_body = _line("Who hears an appeal")
    lpb_notified = forms.ChoiceField(
        label="Is the local policing body told of an appeal?", choices=SAID, required=False
    )
    publication_link = _line("Where it publishes its procedure and figures")
    reporting_starts = _line(
        "A reporting period starts each year on", help_text="Month and day, for example 04-01", max_length=5
    )
    reporting_months = _number("A reporting period lasts so many months", MOST_MONTHS)
    notes = _each("Notes")
    signed_off_by = _line(
        "Signed off by", required=True, help_text="Name and office, for example Ruth Blake, Head of Community"
    )
    signed_off_on = DayField(label="Day of the sign-off")

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        self.content: dict[str, Any] = {}
        units = [("", "Not stated"), *((unit, unit.replace("_", " ").capitalize()) for unit in Unit)]
        anchors = [("", "Not stated"), *((one, one.says[0].upper() + one.says[1:]) for one in Anchor)]
        for step in Step:
            words = step.says[0].upper() + step.says[1:]
            self.fields[f"{step}_value"] = _number(f"{words}: how many", LONGEST_CLOCK)
            self.fields[f"{step}_unit"] = forms.ChoiceField(
                label=f"{words}: of what", choices=units, required=False
            )
            self.fields[f"{step}_anchor"] = forms.ChoiceField(
                label=f"{words}: from or until", choices=anchors, required=False
            )
        for letter in LETTERS:
            words = letter.replace("_", " ").capitalize()
            self.fields[f"letter_{letter}"] = _each(f"{words}: words of the area", "Empty: our own words")

    def clean(self) -> dict[str, Any]:
        """Read what was typed as the rules will, and say every mistake."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.content = self._content(said)
                read(self.content)
            except ProcedureError as error:
                self.add_error(None, list(error.mistakes))
        return said

    def _content(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is stated, and nothing of what was left empty."""
        stated: dict[str, Any] = {"area": self.area, "dedupe": said["dedupe"], "confirmed": said["confirmed"]}
        stated |= {name: said[name] for name in (*TEXTS, *NUMBERS, *FLAGS)}
        stated |= {name: _lines(said[name]) for name in LINES}
        stated |= {name: said[name].isoformat() for name in ("in_force_from", "consulted_on") if said[name]}
        stated |= {rule: _parts(said, rule, parts) for rule, parts in RULES.items()}
        stated["reporting"] = _parts(said, "reporting", ("starts", "months"))
        stated["clocks"] = [clock for step in Step if (clock := _clock(said, step))]
        stated["bodies"] = [_body(line) for line in _lines(said["bodies"])]
        stated["letters"] = {one: said[f"letter_{one}"] for one in LETTERS if said[f"letter_{one}"]}
        kept = {name: value for name, value in stated.items() if value not in (None, "", [], {}, False)}
        return kept | ({"lpb_notified": said["lpb_notified"] == "yes"} if said["lpb_notified"] else {})

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Yield the fields in the order of the page, under their headings."""
        names = list(self.fields)
        own = names[: names.index("signed_off_by")]
        rest = names[names.index("signed_off_on") + 1 :]
        cuts = [own.index(name) for name in ("min_complaints", "latest_within_months", "bodies")]
        clocks = [name for name in rest if not name.startswith("letter_")]
        parts = {
            "The version": own[: cuts[0]],
            "The threshold": own[cuts[0] : cuts[1]],
            "What it should not ask": own[cuts[1] : cuts[2]],
            "Who takes part, and what is published": own[cuts[2] :],
            "Clocks": clocks,
            "Letters": rest[len(clocks) :],
            "Sign-off": ["signed_off_by", "signed_off_on"],
        }
        yield from ((legend, [self[name] for name in fields]) for legend, fields in parts.items())


def typed_again(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a version states as the form takes it, so that the next one begins with it."""
    given: dict[str, Any] = {name: content[name] for name in (*TEXTS, *NUMBERS, *FLAGS) if name in content}
    given |= {name: "\n".join(content.get(name, ())) for name in LINES}
    for rule in (*RULES, "reporting"):
        given |= {f"{rule}_{part}": value for part, value in content.get(rule, {}).items()}
    for clock in content.get("clocks", ()):
        given |= {f"{clock['step']}_{part}": clock[part] for part in CLOCK}
    given |= {f"letter_{letter}": words for letter, words in content.get("letters", {}).items()}
    given["bodies"] = "\n".join(map(_body_line, content.get("bodies", ())))
    given["dedupe"] = content.get("dedupe", Dedupe.NONE)
    told = content.get("lpb_notified")
    given["lpb_notified"] = "" if told is None else "yes" if told else "no"
    return given


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _parts(said: Mapping[str, Any], name: str, parts: tuple[str, ...]) -> dict[str, Any]:
    return {part: said[f"{name}_{part}"] for part in parts if said[f"{name}_{part}"]}


def _clock(said: Mapping[str, Any], step: Step) -> dict[str, Any]:
    """Return the clock of a step; it is counted backwards where it is anchored on what comes after the step."""
    stated = _parts(said, step, CLOCK)
    if not stated:
        return {}
    anchor = stated.get("anchor")
    before = anchor and direction_of(step, Anchor(anchor)) is Direction.BEFORE
    return {"step": step.value, **stated} | ({"direction": Direction.BEFORE.value} if before else {})


def _body(line: str) -> dict[str, str]:
    """Return a body as a line names it; one that cannot be read is shown as it is."""
    found = BODY.fullmatch(line)
    if found is None or found["kind"] not in set(BodyKind):
        kinds = ", ".join(BodyKind)
        raise ProcedureError((f"Write each body with its kind ({kinds}) and its name, not as “{line}”.",))
    return {name: value.strip() for name, value in found.groupdict().items() if value}


def _body_line(body: Mapping[str, str]) -> str:
    dates = "".join(f"; {name} {body[name]}" for name in ("from", "to") if name in body)
    return f"{body['kind']}: {body['name']}{dates}"
