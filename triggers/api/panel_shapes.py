"""What the API shows of panels, of who sits on them, of shared information, recommendations and plans."""

from rest_framework import serializers

from asbcases.cases.choices import Tier
from asbcases.casework.api.shapes import Code, choice
from triggers.api.part_shapes import ERROR, Part
from triggers.api.shapes import BY
from triggers.choices import Involvement, RecommendationAnswer
from triggers.models import DraftPlan, InformationShared, Panel, PanelAttendee, Recommendation


class CaseReviewPanelShape(Part):
    """One meeting of the panel, from its setting to its decision."""

    chair = Code("username", allow_null=True)
    chair_agency = Code("name", allow_null=True)
    victim_answer = choice(Involvement, allow_blank=True)

    class Meta:
        model = Panel
        fields = (
            *("number", "meets_at", "place", "chair_name", "chair", "chair_agency", "chair_worked_case"),
            *("independence", "papers_sent_at", "invited_at", "invited_how", "victim_answer"),
            *("victim_words", "victim_answered_at", "held_at", "decision", "reasons", "dissent"),
            *("decided_at", "cancelled_at", "cancelled_why", *BY, "version"),
        )
        read_only_fields = fields


class CaseReviewAttendeeShape(Part):
    """Somebody who sits on a panel, and how much of this review they are let in to."""

    agency = Code("name", allow_null=True)
    user = Code("username", allow_null=True)
    tier = serializers.ChoiceField(
        source="grant.tier", choices=Tier.choices, default=None, allow_null=True, read_only=True
    )
    let_out_at = serializers.DateTimeField(
        source="grant.revoked_at", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = PanelAttendee
        fields = (
            *("number", "name", "part", "agency", "user", "tier", "let_out_at", "attended"),
            *(*ERROR, *BY, "version"),
        )
        read_only_fields = fields


class CaseReviewInformationShape(Part):
    """What was shared, asked for, or replied to a request."""

    tier = choice(Tier)
    panel = serializers.IntegerField(
        source="panel.number", default=None, allow_null=True, read_only=True, help_text="The panel it is for"
    )
    answers = serializers.IntegerField(
        source="answers_id", allow_null=True, read_only=True, help_text="The request to which this replies"
    )

    class Meta:
        model = InformationShared
        fields = (
            *("id", "body", "asked", "gateway", "tier", "words", "must_comply", "answers", "refused_why"),
            *("panel", "shared_at", *BY),
        )
        read_only_fields = fields


class CaseReviewRecommendationShape(Part):
    """What a panel recommends to a body, and what became of it."""

    panel = serializers.IntegerField(
        source="panel.number", default=None, allow_null=True, read_only=True, help_text="Which panel"
    )
    agency = Code("name", allow_null=True)
    answer = choice(RecommendationAnswer, allow_blank=True)

    class Meta:
        model = Recommendation
        fields = (
            *("number", "panel", "body", "agency", "words", "owner_name", "due_on", "answer_by", "sent_at"),
            *("answer", "answer_words", "answered_at", "done_at", "done_words", *ERROR, *BY, "version"),
        )
        read_only_fields = fields


class CaseReviewPlanShape(Part):
    """An action plan, put to the victim before it is final."""

    class Meta:
        model = DraftPlan
        fields = (
            *("number", "words", "put_at", "put_how", "not_put_why", "comments", "commented_at"),
            *("final_words", "final_at", *BY, "version"),
        )
        read_only_fields = fields
