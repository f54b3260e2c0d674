"""What is sent to the API about statements, notices, applications, and orders that others asked for."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.models import Person
from asbcases.casework.api.incident_sent import words as optional
from asbcases.enforcement.api.breach_sent import LINE, LONG
from asbcases.enforcement.api.measure_sent import hours_rows
from asbcases.enforcement.api.order_sent import MOST_TERMS, OrderAsMade, flag
from asbcases.enforcement.choices import (
    Applicant,
    ApplicationOutcome,
    ChangeKind,
    Leave,
    StatementKind,
    StatementOf,
    TermKind,
)
from asbcases.enforcement.transitions.drafting import LONGEST_TERM
from asbcases.enforcement.transitions.statements import MOST_PAGES
from asbcases.web.api.fields import Choice, Day, Moment, Named, Number, Strict, Text

ORDER_TERMS = [(one.value, one.label) for one in (TermKind.PROHIBITION, TermKind.REQUIREMENT)]


def file_number(*, required: bool) -> Number:
    """Return the number of a file of the case."""
    more: dict[str, Any] = {} if required else {"allow_null": True, "default": None}
    return Number(
        min_value=1, max_value=32_767, required=required, help_text="Number of a file of the case", **more
    )


class NewStatement(Strict):
    """A statement that somebody made."""

    role = Choice(choices=StatementOf.choices)
    kind = Choice(choices=StatementKind.choices)
    witness = Text(max_length=LINE)
    taken_by = Text(max_length=LINE)
    taken_at = Moment()
    taken_where = Text(max_length=LINE)
    pages = Number(min_value=1, max_value=MOST_PAGES)
    signed_on = Day(required=False, allow_null=True, default=None)
    declared = flag("It bears the declaration that it is true")
    hearsay = flag("It tells what others said")
    document = file_number(required=False)


class StatementSigned(Strict):
    """That a statement was signed."""

    signed_on = Day()
    declared = flag("It bears the declaration that it is true")
    pages = Number(min_value=1, max_value=MOST_PAGES)


class NameWithheld(Strict):
    """That the name of a witness is withheld, on request and after the risk was assessed."""

    asked = Text(max_length=LONG)
    risk = Text(max_length=LONG)
    redacted = file_number(required=True)


class HearsayNotified(Strict):
    """Notice of the hearsay in a statement."""

    notice_on = Day()
    to = Text(max_length=LINE)
    how = Text(max_length=LINE)


class StatementWrong(Strict):
    """That a statement was recorded in error."""

    reason = Text(max_length=LONG)


class NoticeServed(Strict):
    """Notice of the application for an order."""

    given_on = Day()
    to = Text(max_length=LINE)
    how = Text(max_length=LINE)


class NewApplication(Strict):
    """An application to vary or discharge an order."""

    kind = Choice(choices=ChangeKind.choices)
    applicant = Choice(choices=Applicant.choices)
    court = Text(max_length=LINE)
    made_on = Day()
    words = Text(max_length=LONG)
    leave = Choice(
        choices=Leave.choices,
        required=False,
        allow_blank=True,
        default="",
        help_text="After a dismissed application of that side (CBO-16)",
    )
    leave_words = optional(LINE)


class ApplicationDecided(Strict):
    """That an application was dismissed or withdrawn; one that was granted shows as an order."""

    outcome = Choice(choices=[one for one in ApplicationOutcome.choices if one[0] != "granted"])
    decided_on = Day()
    words = Text(max_length=LONG)


class TermAsMade(Strict):
    """One term of an order as the court made it."""

    kind = Choice(choices=ORDER_TERMS)
    words = Text(max_length=LONGEST_TERM)
    place = optional(LINE)
    supervisor = optional(LINE)
    until_on = Day(required=False, allow_null=True, default=None)


class CourtTerm(TermAsMade):
    """The same with its hours, of an order in force."""

    hours = hours_rows()


class OrderOfAnother(OrderAsMade):
    """An order that another force, council or court gave."""

    subject = Named(
        slug_field="reference", queryset=Person.objects.none(), help_text="Reference of the person"
    )
    body = Text(max_length=LINE, help_text="The force, council or court from which it comes")
    terms = serializers.ListField(child=TermAsMade(), max_length=MOST_TERMS, required=False, default=list)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields without that of terms which were asked for and not made: nobody here asked."""
        return {name: one for name, one in super().get_fields().items() if name != "left_out"}
