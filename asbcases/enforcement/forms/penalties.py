"""Forms of fixed penalties, works in default, and what is seized."""

from decimal import Decimal
from typing import Any

from django import forms

from asbcases.casework.forms.codes import YesOrNo
from asbcases.enforcement.forms.breaches import LONG
from asbcases.enforcement.forms.measures import line, text
from asbcases.enforcement.forms.passing_over import OverForm
from asbcases.web.forms import DayField

PENNY = Decimal("0.01")


def pounds(label: str, help_text: str = "", *, digits: int = 7, **more: Any) -> forms.DecimalField:
    """Return an amount in pounds."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        max_digits=digits,
        decimal_places=2,
        min_value=PENNY,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
        **{"error_messages": {"required": "Enter the amount in pounds"}, **more},
    )


def day(label: str, help_text: str = "", **more: Any) -> DayField:
    """Return a day."""
    return DayField(
        label=label, help_text=help_text, **{"error_messages": {"required": "Enter the day"}, **more}
    )


class PenaltyForm(OverForm):
    """A fixed penalty with everything that its notice has to say (2014 Act s.52(6))."""

    fpn_on = day("Date of the penalty notice")
    amount = pounds("Amount in pounds")
    early_amount = pounds("Lower amount in pounds, where it is paid soon", "Empty: none", required=False)
    early_days = forms.IntegerField(
        label="Within how many days",
        help_text="Following the date of the notice: fewer than 14",
        required=False,
        min_value=1,
        max_value=365,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    particulars = text(
        "Particulars of the offence",
        "What, where and when, against which term; nobody who reported it",
        most=LONG,
        required=True,
        error_messages={"required": "Enter the particulars of the offence"},
    )
    payable_to = line(
        "Name and address of the council to which it is paid",
        required=True,
        error_messages={"required": "Enter to whom it is paid"},
    )
    methods = line(
        "How it may be paid", required=True, error_messages={"required": "Enter how it may be paid"}
    )


class PaidForm(forms.Form):
    """When how much was paid."""

    paid_on = day("On which day was it paid?")
    paid_amount = pounds("How much was paid, in pounds")


class WorksForm(OverForm):
    """What a council means to do itself."""

    work = text("The work", most=LONG, required=True, error_messages={"required": "Enter the work"})
    open_land = YesOrNo(
        label="Is the land open to the air?",
        help_text="There nobody is asked for consent (2014 Act s.47(2))",
        error_messages={"required": "Choose yes or no"},
    )
    estimate = pounds("Estimated cost in pounds", "Needed elsewhere", digits=9, required=False)
    invited_on = day("Day of the notice that invites consent", "Needed elsewhere", required=False)


class ConsentForm(forms.Form):
    """Who consented and when, or what was tried."""

    defaulter_consented_on = day("The person bound by the notice consented on", required=False)
    owner_consented_on = day("The owner consented on", required=False)
    owner_efforts = text("What was tried in vain to reach the owner", most=LONG)


class WorksDoneForm(OverForm):
    """When the works were done."""

    done_on = day("On which day were they done?")


class BillForm(forms.Form):
    """The bill for works."""

    bill = pounds("Amount of the bill in pounds", "Not more than the works cost", digits=9)
    billed_on = day("Day of the bill")


class WarrantForm(OverForm):
    """A justice's warrant to seize an item."""

    item = text(
        "Which item may be seized?", rows=2, most=LONG, required=True, error_messages={"required": "Enter it"}
    )
    warrant_on = day("Day on which the warrant was issued")


class SeizedForm(forms.Form):
    """When the item was seized, and where it is."""

    seized_on = day("On which day was it seized?")
    kept_at = line("Where is it kept?", required=True, error_messages={"required": "Enter where it is kept"})


class ReturnedForm(forms.Form):
    """What became of the item."""

    outcome = text(
        "What became of it", rows=2, most=LONG, required=True, error_messages={"required": "Enter it"}
    )
    returned_on = day("Given back on", "Empty where it was forfeited", required=False)
