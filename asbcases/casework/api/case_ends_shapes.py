"""What the API takes and shows of how a case ends, changes hands, and of what supervisors are asked."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import CASE_WORK, Rank
from asbcases.accounts.models import User
from asbcases.cases.case_choices import ApprovalKind, Verdict
from asbcases.cases.choices import Outcome
from asbcases.cases.models import Approval, HandOver, Incident
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.fields import Choice, Flag, Named, Strict, Text
from asbcases.web.api.paging import Filter

WORDS, REASON = 4_000, 1_000


def _answer(help_text: str) -> Flag:
    return Flag(required=False, allow_null=True, default=None, help_text=help_text)


class CaseClosing(Strict):
    """How a case ends, and every answer that is asked before; none is answered for anybody."""

    outcome = Choice(choices=Outcome.choices)
    reason = Text(max_length=WORDS)
    identifiable_victim = _answer("Is there an identifiable victim? Refused without an answer")
    somerton_reason = words(REASON, "A supervisor's, where the answer speaks against the file")
    victim_told = _answer(
        "Whether the victim was told; refused without an answer while a victim is on the case"
    )
    told_words = words(REASON, "How and when, or why not; needed with no")
    support_offered = _answer(
        "Whether support was offered; refused without an answer while a victim is on the case"
    )
    support_words = words(REASON, "Which, or why none; needed with no")


class CaseReopened(Strict):
    """Why a closed case is opened again, and by which incident."""

    reason = Text(max_length=WORDS)
    incident = Named(
        slug_field="reference",
        queryset=Incident.objects.none(),
        required=False,
        allow_null=True,
        default=None,
        help_text="Reference of the incident that opens it again; it joins the case",
    )


class NewHandOver(Strict):
    """To whom a case is given, and what they have to know."""

    lead = Named(
        slug_field="username",
        queryset=User.objects.filter(is_active=True, role__in=CASE_WORK),
        help_text="Sign-in name of the new lead",
    )
    reason = Text(max_length=REASON)
    story = words(WORDS, "The story so far; needed while the former lead is at work")
    promises = words(WORDS, "What was promised, to whom")
    dangers = words(WORDS, "What is dangerous, to whom")


class Decision(Strict):
    """What a supervisor decides."""

    verdict = Choice(choices=[(Verdict.GRANTED.value, "Granted"), (Verdict.RETURNED.value, "Returned")])
    decision = Text(max_length=WORDS, help_text="Why: whoever asked reads it")


class Withdrawn(Strict):
    """Why whoever asked takes it back."""

    reason = Text(max_length=REASON)


class ApprovalFilter(Filter):
    """Which decisions."""

    kind = Choice(choices=ApprovalKind.choices, required=False)


class HandOverShape(serializers.ModelSerializer[HandOver]):
    """What one lead told the next."""

    giver = Code("username")
    taker = Code("username")

    class Meta:
        model = HandOver
        fields = (
            "number",
            "giver",
            "taker",
            "reason",
            "story",
            "promises",
            "dangers",
            "handed_at",
            "read_at",
        )
        read_only_fields = fields


class ApprovalShape(serializers.ModelSerializer[Approval]):
    """Something that a supervisor is asked to decide, with what stood when it was asked."""

    case = Code("reference")
    kind = choice(ApprovalKind)
    rank = choice(Rank)
    verdict = choice(Verdict, allow_blank=True)
    asked_by = serializers.CharField(source="recorded_by.username", read_only=True, allow_null=True)
    decided_by = Code("username", allow_null=True)

    class Meta:
        model = Approval
        fields = (
            "case",
            "number",
            "kind",
            "rank",
            "subject",
            "proposal",
            "reason",
            "asked_at",
            "asked_by",
            "verdict",
            "decision",
            "decided_at",
            "decided_by",
            "version",
        )
        read_only_fields = fields


class ChangedPointShape(serializers.Serializer[Any]):
    """One point of a draft that differs: what it said when it was returned, and as it was sent again."""

    words = serializers.CharField(read_only=True)
    before = serializers.CharField(read_only=True)
    now = serializers.CharField(read_only=True)


class ApprovalWhole(ApprovalShape):
    """What is asked with what decides it: of a warning, notice or order how it is worded, and what the law says."""

    since_returned = ChangedPointShape(many=True, read_only=True)
    deciding: Any = serializers.JSONField(
        read_only=True,
        help_text="While a warning, notice or order waits: `findings` by requirement, `law` now, and what was `weighed`",
    )

    class Meta:
        model = Approval
        fields = (*ApprovalShape.Meta.fields, "since_returned", "deciding")
        read_only_fields = fields
