"""What the API takes about a warning or notice: shapes only; whether it may be done is decided by the transitions."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.models import Incident, Person, Premises
from asbcases.casework.api.incident_sent import LINE, LONG
from asbcases.casework.api.incident_sent import words as if_any
from asbcases.enforcement.api.conditions import TimedDuty
from asbcases.enforcement.choices import (
    ASKS,
    NOTICE_LIMBS,
    Capacity,
    ChangeKind,
    MeasureKind,
    Poverty,
    ServiceMethod,
    SharedUnder,
    TermKind,
    Verdict,
)
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.duties import MOST_LINES
from asbcases.enforcement.transitions.drafting import LONGEST, LONGEST_TERM
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text

ISSUED = [(kind.value, kind.label) for kind in (MeasureKind.CPW, MeasureKind.CPN)]


def _moment(help_text: str = "") -> Moment:
    return Moment(required=False, allow_null=True, default=None, help_text=help_text)


def _day(help_text: str = "") -> Day:
    return Day(required=False, allow_null=True, default=None, help_text=help_text)


def _named(queryset: Any, help_text: str = "") -> Named:
    return Named(
        slug_field="reference", queryset=queryset, required=False, allow_null=True, help_text=help_text
    )


def hours_rows() -> serializers.ListField:
    """Return the hours of a requirement, which may be left out."""
    return serializers.ListField(
        child=serializers.ListField(child=Text(max_length=20), min_length=3, max_length=3),
        required=False,
        default=list,
        max_length=14,
        help_text='[["Mon-Sun", "22:00", "07:00"]]',
    )


class DraftSaid(Strict):
    """What a draft says; what is left out stays as it is."""

    warning = _named(Measure.objects.none(), help_text="Reference of the warning that a notice builds on")
    premises = _named(Premises.objects.none(), help_text="Premises of the case")
    capacity = Choice(choices=Capacity.choices, required=False, allow_blank=True)
    capacity_reason = Text(max_length=LONG, required=False, allow_blank=True)
    proper_address = Text(max_length=LONG, required=False, allow_blank=True)
    age_basis = Text(max_length=LONG, required=False, allow_blank=True)
    conduct = Text(max_length=LONGEST, required=False, allow_blank=True)
    effect = Text(max_length=LONGEST, required=False, allow_blank=True)
    contact = Text(max_length=LONG, required=False, allow_blank=True)
    says_notice_follows = Flag(required=False)
    comply_by = Moment(required=False, allow_null=True)
    ends_on = Day(required=False, allow_null=True, help_text="The last day")
    skipped_why = Text(max_length=LONG, required=False, allow_blank=True)
    equality = Text(max_length=LONG, required=False, allow_blank=True)
    rights = Text(max_length=LONG, required=False, allow_blank=True)
    poverty = Choice(
        choices=Poverty.choices, required=False, allow_blank=True, help_text="Its part in this (FAIR-3)"
    )
    ability = Text(max_length=LONG, required=False, allow_blank=True)


class NewMeasure(DraftSaid):
    """What is drafted, and about whom."""

    kind = Choice(choices=ISSUED)
    subject = Named(
        slug_field="reference", queryset=Person.objects.none(), help_text="One of the people of the case"
    )


class NewTerm(Strict):
    """One requirement: one act in one row."""

    # Any kind is taken, so that the law says which may stand in a notice (CPN-6).
    kind = Choice(choices=TermKind.choices)
    words = Text(max_length=LONGEST_TERM)
    purpose = if_any(LONG, "What it prevents or reduces")
    place = if_any(LINE)
    hours = hours_rows()
    from_on = _day()
    until_on = _day()
    do_by = _moment("By when a DO or STEPS term is done")
    foreshadowed_by = Number(
        required=False,
        allow_null=True,
        default=None,
        help_text="Number of the requirement of the warning that it matches",
    )


class WhatShowsIt(Strict):
    """At most one thing that shows something: an incident, an entry of the journal, a file or a statement."""

    incident = _named(Incident.objects.none())
    entry = Number(
        required=False, allow_null=True, min_value=1, help_text="Number of an entry of the journal"
    )
    document = Number(required=False, allow_null=True, min_value=1, help_text="Number of a file of the case")
    statement = Number(
        required=False, allow_null=True, min_value=1, help_text="Number of a statement of the case"
    )
    note = if_any(LONG)


class NewLimb(WhatShowsIt):
    """Why one limb of the test is met, and what shows it."""

    limb = Choice(choices=[(limb.value, limb.label) for limb in NOTICE_LIMBS])
    reason = Text(max_length=LONGEST)
    happened_at = _moment("Of a file or statement: when what it shows happened")


class MustBe(Strict):
    """Where somebody must be, and when."""

    duties = serializers.ListField(child=TimedDuty(), max_length=MOST_LINES)


class NewInformed(Strict):
    """Who was informed, or why nobody was: one of the two."""

    body = if_any(LINE)
    youth_offending_team = Flag(required=False, default=False)
    how = if_any(LINE)
    words = if_any(LONG, "What they said")
    none_because = if_any(LONG, "Why nobody was")
    purpose = if_any(LONG, "For what they were told; left out: to inform or consult them about the measure")
    basis = Choice(
        choices=SharedUnder.choices,
        required=False,
        default=SharedUnder.LAW_ENFORCEMENT,
        help_text="By which law personal data were shared",
    )
    told_at = _moment("Now, if left out")


class Why(Strict):
    """A reason."""

    reason = Text(max_length=LONG)


class NewService(Strict):
    """How it was served."""

    method = Choice(choices=ServiceMethod.choices)
    served_at = Moment()
    address = if_any(LONG, "Empty: the proper address")
    received_by = if_any(LINE)
    enquiries = if_any(LONG, "What was tried to find the occupier or owner (s.45)")
    photo = Number(
        required=False, allow_null=True, default=None, min_value=1, help_text="Number of a file of the case"
    )
    paper = Number(
        required=False,
        allow_null=True,
        default=None,
        min_value=1,
        help_text="Number of the stored paper that was served; left out: the newest of its kind that was there by then",
    )


class NewIssue(NewService):
    """The first service, with a reason for each warning of the law."""

    over = serializers.DictField(
        child=Text(max_length=LONG),
        required=False,
        default=dict,
        help_text="Id of a rule to the reason to pass over its warning",
    )


class Met(Strict):
    """When something that was to be done was done."""

    done_at = Moment()


class Proposed(Strict):
    """What would change."""

    take_out = serializers.ListField(child=Number(min_value=1), required=False, default=list, max_length=50)
    terms = NewTerm(many=True, required=False, default=list)
    ends_on = Day(required=False, allow_null=True)


class NewChange(Strict):
    """A request to vary or discharge."""

    kind = Choice(choices=ChangeKind.choices)
    asked_by = Choice(choices=[(who.value, who.label) for who in ASKS])
    words = Text(max_length=LONGEST)
    asked_at = _moment("Now, if left out")
    proposal = Proposed(required=False)


class ChangeDecision(Strict):
    """How a request is decided."""

    verdict = Choice(choices=Verdict.choices)
    decision = Text(max_length=LONG)
    over = serializers.DictField(child=Text(max_length=LONG), required=False, default=dict)


class NewMeasureReview(Strict):
    """How it is complied with, and what is decided."""

    compliance = Text(max_length=LONG)
    support = if_any(LONG)
    decision = Text(max_length=LONG)


class OfAnother(Strict):
    """A warning or notice as another body gave it."""

    kind = Choice(choices=ISSUED)
    subject = Named(slug_field="reference", queryset=Person.objects.none())
    body = Text(max_length=LINE)
    method = Choice(choices=ServiceMethod.choices)
    served_at = Moment()
    conduct = if_any(LONG)
    proper_address = if_any(LONG)
    comply_by = _moment()
    ends_on = _day()
