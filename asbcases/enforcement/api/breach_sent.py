"""What is sent to the API about what follows a notice."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from asbcases.casework.api.incident_sent import words
from asbcases.enforcement.api.measure_sent import NewTerm
from asbcases.enforcement.choices import AppealGround, AppealOutcome, BreachDecision, BreachOrder
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Number, Strict, Text

LONG, LINE = 4_000, 500


def pounds(help_text: str = "", *, digits: int = 7, **kwargs: Any) -> serializers.DecimalField:
    """Return an amount in pounds with two places."""
    stated: dict[str, Any] = {
        "max_digits": digits,
        "decimal_places": 2,
        "min_value": Decimal("0.01"),
        "help_text": help_text,
    }
    return serializers.DecimalField(**{**stated, **kwargs})


def day(help_text: str = "", **kwargs: Any) -> Day:
    """Return a day that may be left out."""
    stated: dict[str, Any] = {"required": False, "allow_null": True, "default": None, "help_text": help_text}
    return Day(**{**stated, **kwargs})


class Weighed(Strict):
    """The reasons with which a warning of the law is passed over."""

    over = serializers.DictField(
        child=Text(max_length=LONG),
        required=False,
        default=dict,
        help_text="A reason for each rule that warns, by its id, for example CPB-9",
    )


class CourtTerms(Strict):
    """What a court changed of a notice on appeal."""

    take_out = serializers.ListField(child=Number(min_value=1), required=False, default=list, max_length=50)
    terms = NewTerm(many=True, required=False, default=list)
    ends_on = day("Another last day; left out, it stays")


class NewAppeal(Strict):
    """That somebody appealed; one that comes too late is recorded as such."""

    lodged_on = Day()
    grounds = serializers.ListField(child=Choice(choices=AppealGround.choices), min_length=1, max_length=4)
    court = Text(max_length=LINE)
    stop_suspended = Flag(
        required=False, default=False, help_text="The court suspended what must stop as well"
    )


class AppealHeard(Strict):
    """When and where an appeal is heard."""

    court = Text(max_length=LINE)
    at = Moment()


class HearsayNoted(Weighed):
    """What became of hearsay notice before a hearing."""

    served_on = day("When it was served; left out where none is needed")
    words = Text(max_length=LONG, help_text="On whom and how, or why none is needed")


class AppealEnd(Weighed):
    """How an appeal ended."""

    outcome = Choice(choices=AppealOutcome.choices)
    words = Text(max_length=LONG, help_text="What the court decided, in its words")
    decided_on = Day()


class NewBreach(Weighed):
    """Where and when which terms are said not to have been kept."""

    happened_at = Moment()
    place = Text(max_length=LINE)
    words = Text(max_length=LONG)
    terms = serializers.ListField(
        child=Number(min_value=1, max_value=32_767),
        min_length=1,
        max_length=50,
        help_text="Numbers of the terms in the notice or order",
    )


class Evidence(Strict):
    """What shows the breach of each term."""

    evidence = serializers.DictField(
        child=Text(max_length=LONG), help_text="The number of a term to what shows its breach"
    )


class Explanation(Strict):
    """What the person says about it."""

    excuse = Text(max_length=LONG, help_text="The explanation that was offered, or that none was")
    explained_at = Moment(required=False, help_text="Now, if left out")


class BreachDecided(Weighed):
    """What is done about a breach, and why."""

    decision = Choice(choices=BreachDecision.choices)
    proof = words(
        LONG, "What proves it to the criminal standard: of a penalty, prosecution or return to court"
    )
    public_interest = Text(max_length=LONG, help_text="Public interest and proportionality")
    equality = Text(max_length=LONG, help_text="What was considered of equality and disability")
    yot_consulted = words(LONG, "Of a child: who was consulted, when, what they said")


class BreachTold(Strict):
    """How somebody was told."""

    how = Text(max_length=LONG)
    told_at = Moment(required=False, help_text="Now, if left out")


class BreachOutcome(Strict):
    """What came of it."""

    outcome = Text(max_length=LONG)


class BreachFiled(Weighed):
    """That the file went to the prosecutor."""

    filed_at = Moment(required=False, help_text="Now, if left out")
    yot_consulted = words(LONG, "Of a child: who was consulted, when, what they said")


class Proceedings(Strict):
    """The day on which proceedings began."""

    proceedings_on = Day()


class CourtOrder(Strict):
    """What a court ordered besides the sentence."""

    order = Choice(choices=BreachOrder.choices)
    made_on = Day()
    words = Text(max_length=LONG)


class RecordedInError(Strict):
    """Why it is wrong."""

    reason = Text(max_length=LONG)


class NewPenalty(Weighed):
    """A fixed penalty, with the amount, and a lower one where one is offered."""

    fpn_on = Day(help_text="The date of the penalty notice")
    amount = pounds("In pounds, not above the maximum of that day")
    early_amount = pounds("Lower, where it is paid soon", required=False, allow_null=True, default=None)
    early_days = Number(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        max_value=365,
        help_text="In which the lower amount may be paid: fewer than 14",
    )
    particulars = words(LONG, "Of the offence")
    payable_to = words(LINE, "Name and address of the council")
    methods = words(LINE, "How it may be paid")


class PenaltyPaid(Strict):
    """When how much was paid."""

    paid_on = Day()
    paid_amount = pounds()


class NewWorks(Weighed):
    """What a council means to do itself."""

    work = Text(max_length=LONG)
    open_land = Flag(help_text="On land that is open to the air")
    estimate = pounds("Needed elsewhere", digits=9, required=False, allow_null=True, default=None)
    invited_on = day("When consent was asked for in a notice; needed elsewhere")


class Consent(Strict):
    """Who consented."""

    defaulter_consented_on = day()
    owner_consented_on = day()
    owner_efforts = words(LONG, "What was tried in vain to reach the owner")


class WorksDone(Weighed):
    """When the works were done."""

    done_on = Day()


class Bill(Strict):
    """The bill for works, not above what they cost."""

    bill = pounds(digits=9)
    billed_on = Day()


class NewWarrant(Weighed):
    """A justice's warrant to seize an item."""

    item = Text(max_length=LONG)
    warrant_on = Day(help_text="The day of its issue")


class ItemSeized(Strict):
    """When the item was seized, and where it is."""

    seized_on = Day()
    kept_at = Text(max_length=LINE)


class ItemReturned(Strict):
    """What became of the item."""

    outcome = Text(max_length=LONG)
    returned_on = day("The day on which it was given back, where it was")
