"""What is sent to the API about the procedure of an area; what is left out is to be confirmed by the authority."""

from typing import Any

from rest_framework import serializers

from asbcases.casework.api.incident_sent import words
from asbcases.casework.forms.words import LINE, LONG
from asbcases.enforcement.api.breach_sent import day
from asbcases.web.api.fields import Choice, Day, Flag, Number, Strict, Text
from triggers.forms.procedures import DEDUPES
from triggers.forms.shared import SHORT
from triggers.rules.reading import LETTERS, LONGEST_CLOCK, MOST_COMPLAINTS, MOST_MONTHS, direction_of
from triggers.rules.shapes import Anchor, BodyKind, Dedupe, Step, Unit

MANY = 50
STEPS = [(one.value, one.says) for one in Step]
ANCHORS = [(one.value, one.says) for one in Anchor]
UNITS = [(one.value, one.value) for one in Unit]
BODY_KINDS = [(one.value, one.value) for one in BodyKind]


def _number(most: int, help_text: str = "") -> Number:
    return Number(
        min_value=1, max_value=most, required=False, allow_null=True, default=None, help_text=help_text
    )


def _lines(help_text: str = "") -> serializers.ListField:
    child = Text(max_length=LONG)
    return serializers.ListField(
        child=child, required=False, default=list, max_length=MANY, help_text=help_text
    )


def _flag(help_text: str) -> Flag:
    return Flag(required=False, default=False, help_text=help_text)


class HateStated(Strict):
    """So many reports of hate within so many months are enough."""

    number = Number(min_value=1, max_value=MOST_COMPLAINTS)
    months = Number(min_value=1, max_value=MOST_MONTHS)


class SeveralStated(HateStated):
    """So many reports by several people within so many months are enough."""

    people = Number(min_value=1, max_value=MOST_COMPLAINTS)


class ReportingStated(Strict):
    """On which day of the year a period of figures starts, and how long it is."""

    starts = Text(max_length=5, help_text="Month and day, for example 04-01")
    months = Number(min_value=1, max_value=MOST_MONTHS)


class ClockStated(Strict):
    """By when one step is due; counted backwards where it is anchored on what comes after the step."""

    step = Choice(choices=STEPS)
    value = Number(min_value=1, max_value=LONGEST_CLOCK)
    unit = Choice(choices=UNITS)
    anchor = Choice(choices=ANCHORS)


class BodyStated(Strict):
    """A body that takes part, and since when and until when."""

    kind = Choice(choices=BODY_KINDS)
    name = Text(max_length=LINE)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with those whose names the language keeps for itself."""
        return {**super().get_fields(), "from": day("The first day"), "to": day("The last day")}


class LettersStated(Strict):
    """Letters in the words of the area; what is left out has our own."""

    def get_fields(self) -> dict[str, Any]:
        """Return a field for each letter."""
        return {letter: words(LONG) for letter in LETTERS}


class NewProcedure(Strict):
    """Everything that an area states in a version, and who signed it off."""

    seen = Number(
        min_value=1,
        allow_null=True,
        help_text="The id of the newest version of the area as you read it; null where it had none",
    )
    signed_off_by = Text(max_length=LINE, help_text="Name and office")
    signed_off_on = Day()
    name = Text(max_length=LINE, help_text="Of the area")
    version = words(LINE, "As the area calls it")
    in_force_from = Day(
        help_text="It governs what is received then or later; the one before ends the day before"
    )
    confirmed = _flag("The authority confirmed that this is its procedure")
    consulted_on = day("When the local policing body was consulted")
    min_complaints = _number(MOST_COMPLAINTS, "Complaints that are enough")
    complaint_window_months = _number(MOST_MONTHS, "From the behaviour to the complaint")
    application_window_months = _number(MOST_MONTHS, "From the complaint to the application")
    hate = HateStated(required=False, allow_null=True, default=None)
    several = SeveralStated(required=False, allow_null=True, default=None)
    dedupe = Choice(
        choices=[(one.value, label) for one, label in DEDUPES.items()],
        required=False,
        default=Dedupe.NONE.value,
        help_text="Several complaints of one person",
    )
    factors = _lines("What is weighed below the threshold")
    latest_within_months = _number(MOST_MONTHS, "The latest report lies so many months back at most")
    must_be_closed = _flag("It asks that the case is closed")
    not_while_open = _flag("It asks that no complaint is open")
    exclusions = _lines("Further hurdles that it names")
    bodies = serializers.ListField(child=BodyStated(), required=False, default=list, max_length=MANY)
    contact = words(LINE, "Point of contact")
    appeal_body = words(LINE, "Who hears an appeal")
    lpb_notified = Flag(
        required=False,
        allow_null=True,
        default=None,
        help_text="The local policing body is told of an appeal",
    )
    publication_link = words(LINE, "Where it publishes its procedure and figures")
    reporting = ReportingStated(required=False, allow_null=True, default=None)
    clocks = serializers.ListField(child=ClockStated(), required=False, default=list, max_length=len(STEPS))
    letters = LettersStated(required=False, default=dict)
    notes = _lines()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with one whose name serializers keep for themselves."""
        where = Text(max_length=LINE, help_text="Where it is written; it is shown beside what is stated")
        return {**super().get_fields(), "source": where}


class ProcedureSigned(Strict):
    """Who signed a version off, and when."""

    signed_off_by = Text(max_length=LINE, help_text="Name and office")
    signed_off_on = Day()


class ProcedureEnded(Strict):
    """The last day of a version that none follows, and why it ends."""

    last_day = Day()
    reason = Text(max_length=SHORT)


def content_of(area: str, stated: dict[str, Any]) -> dict[str, Any]:
    """Return what is stated as it is kept: nothing of what was left out, days as they are written."""
    kept = {name: _kept(value) for name, value in stated.items()}
    for clock in kept["clocks"]:
        clock["direction"] = direction_of(Step(clock["step"]), Anchor(clock["anchor"])).value
    return {"area": area, **{name: value for name, value in kept.items() if value not in (None, "", [], {})}}


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _kept(one) for name, one in value.items() if one not in (None, "")}
    if isinstance(value, list):
        return [_kept(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
