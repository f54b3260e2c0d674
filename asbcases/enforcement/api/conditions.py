"""How a condition is worded, by the API: nothing is kept, and nothing of it stands in the record."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.casework.api.incident_sent import words as text
from asbcases.enforcement.choices import MeasureKind, TermKind
from asbcases.enforcement.rules.conditions import CODES, DUTIES, Condition, Duty, LiveTerm, check_condition
from asbcases.enforcement.rules.conditions.model import Hours
from asbcases.enforcement.rules.duties import duties_words, read_duties
from asbcases.enforcement.views.findings import shown
from asbcases.web.api.fields import Choice, Day, Flag, Strict, Text
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action

POWERS = [(kind.value, kind.label) for kind in (MeasureKind.CPW, MeasureKind.CPN, MeasureKind.CBO)]
DUTY_KINDS = [(kind, kind) for kind in DUTIES]
LONGEST, LONG, LINE, FEW, MANY = 20_000, 2_000, 400, 20, 60
CLOCK = r"^\d{2}:\d{2}$"


def _day(help_text: str) -> Day:
    return Day(required=False, allow_null=True, default=None, help_text=help_text)


class HoursShape(Strict):
    """Days, and from when to when; an end that is not after the beginning is on the next day."""

    days = Text(max_length=40, help_text="For example Mon-Fri or Mon,Wed")
    begin = serializers.RegexField(CLOCK, help_text="For example 22:00")
    end = serializers.RegexField(CLOCK, help_text="For example 07:00")


def _rows(shape: Strict, most: int) -> serializers.ListSerializer[Any]:
    return serializers.ListSerializer(child=shape, required=False, default=list, max_length=most)


class DutyShape(Strict):
    """Where somebody must be when."""

    kind = Choice(choices=DUTY_KINDS)
    place = Text(max_length=LINE)
    hours = _rows(HoursShape(), FEW)


class TimedDuty(DutyShape):
    """Where somebody must be, with the hours at which they must."""

    hours: Any = serializers.ListField(child=HoursShape(), min_length=1, max_length=FEW)


class LiveTermShape(Strict):
    """A term of another notice or order that binds the person."""

    order = Text(max_length=LINE)
    words = Text(max_length=LONG)
    place = text(LINE)
    hours = _rows(HoursShape(), FEW)
    must = Flag(required=False, default=False, help_text="It asks for something, rather than forbids it")


class ConditionSent(Strict):
    """A condition, and what is known of the person."""

    power = Choice(choices=POWERS)
    kind = Choice(choices=TermKind.choices)
    words = Text(max_length=LONGEST)
    from_on = _day("The first day")
    until_on = _day("The last day")
    do_by = _day("By which day it is done")
    place = text(LINE)
    map = Flag(required=False, default=False, help_text="A plan shows the place")
    hours = _rows(HoursShape(), FEW)
    lives_at = text(LINE)
    duties = _rows(DutyShape(), FEW)
    warned = serializers.ListField(
        child=Text(max_length=LONG),
        required=False,
        default=list,
        max_length=MANY,
        help_text="What a warning asked for",
    )
    live_terms = _rows(LiveTermShape(), MANY)
    under_18 = Flag(required=False, default=False)


class FindingShape(serializers.Serializer[Any]):
    """One thing that is wrong: its code, the exact words, and how to mend them."""

    code = serializers.ChoiceField(choices=list(CODES.items()))
    name = serializers.CharField()
    found = serializers.CharField(allow_blank=True)
    says = serializers.CharField()


class FindingsShape(serializers.Serializer[Any]):
    """All that is wrong with a condition; empty: nothing was found, which is no promise."""

    findings = FindingShape(many=True)


class ConditionViewSet(ScopedViewSet):
    """Checks how conditions are worded."""

    needs: ClassVar = {"check": Action.SEE_ORDERS}

    @extend_schema(
        summary="Check how a condition is worded", request=ConditionSent, responses={200: FindingsShape}
    )
    def check(self, request: Request) -> Response:
        """Says what is wrong and how to mend it; nothing is kept."""
        said = self.sent(ConditionSent)
        said["duties"] = tuple(
            Duty(row["kind"], row["place"], _hours(row["hours"])) for row in said["duties"]
        )
        said["live_terms"] = tuple(
            LiveTerm(**{**row, "hours": _hours(row["hours"])}) for row in said["live_terms"]
        )
        said["warned"], said["hours"] = tuple(said["warned"]), _hours(said["hours"])
        return Response({"findings": shown(check_condition(Condition(**said)))})

    def _once(self, act: Callable[..., Response], request: Request, *args: Any, **kwargs: Any) -> Response:
        """Check again for a key that was used before: nothing is made by it."""
        return act(request, *args, **kwargs)


def _hours(rows: list[dict[str, str]]) -> Hours:
    return tuple((row["days"], row["begin"], row["end"]) for row in rows)


def duties_in(said: list[dict[str, Any]]) -> list[Duty]:
    """Return duties as the page reads them from what is typed; raises `Refused` for what it cannot read."""
    return read_duties(
        duties_words(Duty(row["kind"], " ".join(row["place"].split()), _hours(row["hours"])) for row in said)
    )
