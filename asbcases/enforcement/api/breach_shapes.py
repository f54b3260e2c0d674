"""What the API shows of what follows a notice: appeals, breaches, fixed penalties, works and what is seized."""

from datetime import date
from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import Rank
from asbcases.casework.api.shapes import Code, choice
from asbcases.enforcement.choices import AppealOutcome, BreachDecision, BreachState
from asbcases.enforcement.models import (
    Appeal,
    Breach,
    BreachTerm,
    FixedPenalty,
    Hearing,
    RemedialWork,
    Seizure,
)
from asbcases.enforcement.queries.breaches import Payment, hearsay_of, payment_of

ERROR = ("recorded_in_error_at", "recorded_in_error_why")
KEPT = ("recorded_at", "recorded_by", "version")


class AppealHearingShape(serializers.ModelSerializer[Hearing]):
    """A hearing of an appeal, and by when hearsay notice is served before it."""

    notice_by = serializers.SerializerMethodField()

    class Meta:
        model = Hearing
        fields = ("number", "court", "at", "notice_by", "outcome", "held_at")
        read_only_fields = fields

    def get_notice_by(self, hearing: Hearing) -> date:
        """Return the day by which notice is served, counted in clear days to be safe (EVD-2)."""
        safe_day: date = hearsay_of(hearing, hearing.recorded_at).values["safe_day"]
        return safe_day


class AppealShape(serializers.ModelSerializer[Appeal]):
    """An appeal against a notice, in time or not, its hearings, and how it ended."""

    outcome = choice(AppealOutcome, allow_blank=True)
    recorded_by = Code("username", allow_null=True)
    hearings: Any = AppealHearingShape(many=True, read_only=True)

    class Meta:
        model = Appeal
        fields = (
            *("id", "lodged_on", "grounds", "court", "in_time", "stop_suspended"),
            *("hearings", "hearsay_on", "hearsay_words"),
            *("outcome", "outcome_words", "decided_on", *KEPT),
        )
        read_only_fields = fields


class BreachTermShape(serializers.ModelSerializer[BreachTerm]):
    """The exact term, by its number in the notice or order, and what shows that it was not kept."""

    term = Code("number")
    incident = Code("reference", allow_null=True)

    class Meta:
        model = BreachTerm
        fields = ("term", "evidence", "incident")
        read_only_fields = fields


class BreachShape(serializers.ModelSerializer[Breach]):
    """A breach that is alleged, with each rung of its ladder; nothing is proved before its outcome."""

    state = choice(BreachState)
    decision = choice(BreachDecision, allow_blank=True)
    decided_rank = choice(Rank, allow_blank=True)
    decided_by = Code("username", allow_null=True)
    recorded_by = Code("username", allow_null=True)
    terms: Any = BreachTermShape(many=True, read_only=True)

    class Meta:
        model = Breach
        fields = (
            *("number", "state", "happened_at", "place", "words", "terms", "excuse", "explained_at"),
            *(
                "decision",
                "proof",
                "public_interest",
                "equality",
                "yot_consulted",
                "decided_at",
                "decided_by",
            ),
            *("decided_rank", "subject_told_at", "subject_told_how", "victim_told_at", "victim_told_how"),
            *(
                "filed_at",
                "proceedings_on",
                "remedial_on",
                "remedial_words",
                "forfeiture_on",
                "forfeiture_words",
            ),
            *("outcome", "concluded_at", *ERROR, *KEPT),
        )
        read_only_fields = fields


class PenaltyShape(serializers.ModelSerializer[FixedPenalty]):
    """A fixed penalty with both amounts, its last days to pay, and from when proceedings may begin."""

    breach = Code("number")
    pay_by = serializers.SerializerMethodField(help_text="The last day to pay")
    early_by = serializers.SerializerMethodField(help_text="The last day to pay the lower amount")
    earliest_proceedings = serializers.SerializerMethodField()
    bars_conviction = serializers.SerializerMethodField(help_text="It was paid in its days")
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = FixedPenalty
        fields = (
            *("reference", "breach", "fpn_on", "amount", "early_amount", "early_days", "pay_by", "early_by"),
            *("earliest_proceedings", "particulars", "payable_to", "methods", "paid_on", "paid_amount"),
            *("bars_conviction", "cancelled_at", "cancelled_why", *KEPT),
        )
        read_only_fields = fields

    def _payment(self, penalty: FixedPenalty) -> Payment:
        return payment_of(penalty, penalty.recorded_at)

    def get_pay_by(self, penalty: FixedPenalty) -> date:
        """Return the last day to pay."""
        return self._payment(penalty).pay_by

    def get_early_by(self, penalty: FixedPenalty) -> date | None:
        """Return the last day to pay the lower amount."""
        return self._payment(penalty).early_by

    def get_earliest_proceedings(self, penalty: FixedPenalty) -> date:
        """Return the first day on which proceedings may begin."""
        return self._payment(penalty).earliest

    def get_bars_conviction(self, penalty: FixedPenalty) -> bool:
        """Return whether nobody can be convicted of the offence any more."""
        return self._payment(penalty).barred


class WorksShape(serializers.ModelSerializer[RemedialWork]):
    """Works in default, with consents and bill."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = RemedialWork
        fields = (
            *("number", "work", "open_land", "estimate", "invited_on", "defaulter_consented_on"),
            *("owner_consented_on", "owner_efforts", "done_on", "bill", "billed_on", *ERROR, *KEPT),
        )
        read_only_fields = fields


class SeizureShape(serializers.ModelSerializer[Seizure]):
    """A warrant to seize an item, and what became of the item."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Seizure
        fields = (
            *("number", "item", "warrant_on", "seized_on", "kept_at", "returned_on", "outcome"),
            *(*ERROR, *KEPT),
        )
        read_only_fields = fields
