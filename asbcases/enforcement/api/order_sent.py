"""What is sent to the API about orders and exhibits."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.models import Person
from asbcases.casework.api.incident_sent import words
from asbcases.enforcement.api.breach_sent import LINE, LONG, Weighed, day
from asbcases.enforcement.choices import Applicant, Conviction, FileItem, HearingKind, Restriction
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text

MOST_TERMS = 50


def flag(help_text: str = "") -> Flag:
    """Return a yes or no that is no where it is left out."""
    return Flag(required=False, default=False, help_text=help_text)


class RequestSaid(Strict):
    """What a request for an order says; what is left out stays."""

    requester = Text(max_length=LINE, required=False, allow_blank=True)
    prosecutor = Text(max_length=LINE, required=False, allow_blank=True)
    offence = Text(max_length=LINE, required=False, allow_blank=True)
    conviction = Choice(choices=Conviction.choices, required=False)
    court = Text(max_length=LINE, required=False, allow_blank=True)
    convicted_on = Day(required=False, allow_null=True)
    charged_on = Day(required=False, allow_null=True)
    absolute_discharge = Flag(required=False)
    sentence_deferred = Flag(required=False)
    behaviour = Text(max_length=LONG, required=False, allow_blank=True)
    helps = Text(max_length=LONG, required=False, allow_blank=True)
    application_on = Day(required=False, allow_null=True)
    notice_given_on = Day(required=False, allow_null=True)
    special_measures = Text(max_length=LONG, required=False, allow_blank=True)


class NewRequest(RequestSaid):
    """A request for an order against one of the people of a case."""

    subject = Named(
        slug_field="reference", queryset=Person.objects.none(), help_text="Reference of the person"
    )


class YouthViews(Strict):
    """What the youth offending team thinks."""

    who = Text(max_length=LINE)
    views = Text(max_length=LONG)
    views_on = Day()


class FileKept(Strict):
    """What of the prosecutor's file is there, and what it need not hold."""

    there = serializers.ListField(child=Choice(choices=FileItem.choices), max_length=len(FileItem))
    not_needed = serializers.ListField(
        child=Choice(choices=FileItem.choices), max_length=len(FileItem), required=False, default=list
    )


class RequestSent(Weighed):
    """When the application will be made, and with what terms overlap."""

    application_on = Day()
    overlaps = serializers.ListField(
        child=Text(max_length=LINE),
        max_length=MOST_TERMS,
        required=False,
        default=list,
        help_text="Work, school and other orders with which terms overlap",
    )


class HearingListed(Strict):
    """A hearing that a court has listed."""

    kind = Choice(choices=HearingKind.choices)
    court = Text(max_length=LINE)
    at = Moment()


class HearingOutcome(Strict):
    """What came of a hearing."""

    outcome = Text(max_length=LONG)


class LengthSaid(Strict):
    """What a court says of an order, varied or made."""

    court = Text(max_length=LINE)
    made_on = Day()
    ends_on = day("The last day; left out where it has no end")
    indefinite = flag("It has no end")
    left_out = serializers.ListField(
        child=Number(min_value=1, max_value=32_767),
        max_length=MOST_TERMS,
        required=False,
        default=list,
        help_text="Numbers of the terms that the court did not make, or took out",
    )
    reporting = Choice(choices=Restriction.choices, required=False, allow_blank=True, default="")
    reporting_words = words(LONG)


class OrderAsMade(LengthSaid):
    """An order as the court made it."""

    effect_on = day("When it is made, if left out")
    interim = flag("Until a hearing")
    hearing_at = Moment(required=False, allow_null=True, default=None, help_text="Of an interim order")


class OrderAsVaried(LengthSaid):
    """An order as the court varied it."""

    applicant = Choice(choices=Applicant.choices)


class OrderDischarged(Strict):
    """That the court discharged an order."""

    applicant = Choice(choices=Applicant.choices)
    court = Text(max_length=LINE)
    made_on = Day()
    words = Text(max_length=LONG)


class OrderRefusal(Strict):
    """That the court made no order."""

    refused_on = Day()
    words = Text(max_length=LONG)


class OrderReviewed(Strict):
    """A review of an order; refused without all that the law has considered (CBO-15)."""

    reviewed_at = Moment()
    compliance = words(LONG)
    support = words(LONG)
    application = words(LONG)
    police = words(LINE)
    council = words(LINE)
    others = words(LINE)
    decision = words(LONG)


class SupervisorTold(Strict):
    """That a supervisor of a requirement was told what it asks of them."""

    supervisor = Text(max_length=LINE, help_text="As a requirement names them")
    how = words(LINE)
    told_at = Moment()


class NewExhibit(Strict):
    """One thing or file that may be shown to a court."""

    description = Text(max_length=LONG)
    found_by = Text(max_length=LINE)
    found_at = Moment()
    found_where = Text(max_length=LINE)
    seal = words(40)
    kept_at = words(LINE)
    document = Number(
        min_value=1,
        max_value=32_767,
        required=False,
        allow_null=True,
        default=None,
        help_text="Number of a file of the case",
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with one whose name serializers keep for themselves."""
        label = words(20, "Initials of the finder and a number; the next, if left out")
        return {**super().get_fields(), "label": label}


class ExhibitHandedOver(Strict):
    """A handover, from whoever holds it."""

    moved_at = Moment()
    from_whom = Text(max_length=LINE)
    to_whom = Text(max_length=LINE)
    kept_at = Text(max_length=LINE)
    seal = words(40)
    why = Text(max_length=LINE)


class ExhibitDisposed(Strict):
    """What became of an exhibit."""

    disposed_at = Moment()
    disposal = Text(max_length=LONG)
