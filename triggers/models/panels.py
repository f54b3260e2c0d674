"""The panel of a review: who sits, who was let in, what was shared, and what it decided and recommended."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency
from asbcases.cases.choices import Tier
from asbcases.cases.models import AccessGrant, CaseReview
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from triggers.choices import Involvement, RecommendationAnswer


@keep_history()
class Panel(Recorded, Corrigible):
    """One meeting of the panel, from its setting to its decision."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="panels")
    number = models.PositiveSmallIntegerField()
    meets_at = models.DateTimeField()
    place = models.TextField(blank=True, help_text="Where, or by what link")
    chair_name = models.TextField()
    chair_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    chair_worked_case = models.BooleanField(default=False, help_text="Warned of: not independent (ACG-5)")
    independence = models.TextField(blank=True, help_text="How independence was checked, or why this chair")
    papers_sent_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, help_text="When the victim was invited (ACG-4)")
    invited_how = models.TextField(blank=True)
    victim_answer = models.CharField(max_length=12, choices=Involvement, blank=True)
    victim_words = models.TextField(blank=True)
    victim_answered_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    dissent = models.TextField(blank=True, help_text="Who disagreed, and why")
    decided_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("victim_answer", Involvement, name="panel_victim_answer", blank=True),
            models.UniqueConstraint(fields=["review", "number"], name="panel_number_once"),
            models.CheckConstraint(
                condition=Q(chair_worked_case=False) | ~Q(independence=""), name="panel_chair_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decision="")
                | (Q(decided_at__isnull=False, held_at__isnull=False) & ~Q(decision="") & ~Q(reasons="")),
                name="panel_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | (Q(held_at__isnull=True) & ~Q(cancelled_why="")),
                name="panel_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Panel {self.number}"


@keep_history()
class PanelAttendee(Recorded, Corrigible):
    """Somebody who sits on the panel, admitted to this review only by a grant."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="attendees")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="attendees")
    number = models.PositiveSmallIntegerField()
    name = models.TextField()
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    part = models.TextField(blank=True, help_text="As what they attend")
    grant = models.ForeignKey(
        AccessGrant, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    attended = models.BooleanField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="attendee_number_once"),
        ]

    def __str__(self) -> str:
        return self.name


class InformationShared(Recorded):
    """What was shared for the review, or asked for, by which gateway and to which tier (ACR-18)."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="shared")
    panel = models.ForeignKey(
        Panel, null=True, blank=True, on_delete=models.PROTECT, related_name="shared", db_index=False
    )
    body = models.TextField(help_text="With whom, or of whom")
    asked = models.BooleanField(default=False, help_text="It was asked for, and not given out")
    gateway = models.TextField(help_text="The power by which it may be shared")
    tier = models.PositiveSmallIntegerField(choices=Tier)
    words = models.TextField(help_text="What, in short")
    must_comply = models.BooleanField(
        default=False, help_text="Asked of somebody with public functions who holds it in that capacity"
    )
    answers = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reply",
        help_text="The request to which this is the reply",
    )
    refused_why = models.TextField(blank=True)
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="shared_tier"),
            models.CheckConstraint(condition=~Q(gateway=""), name="shared_by_gateway"),
        ]

    def __str__(self) -> str:
        return f"Shared with {self.body}"


@keep_history()
class Recommendation(Recorded, Corrigible):
    """What a panel recommends to a body, and what became of it."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="recommendations")
    panel = models.ForeignKey(
        Panel, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    body = models.TextField(help_text="To whom: a person with public functions")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    words = models.TextField()
    owner_name = models.TextField(blank=True, help_text="Who does it there")
    due_on = models.DateField(null=True, blank=True, help_text="The last day to do it")
    answer_by = models.DateField(help_text="The last day to answer")
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=RecommendationAnswer, blank=True)
    answer_words = models.TextField(blank=True, help_text="What was answered; why it is not followed")
    answered_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("answer", RecommendationAnswer, name="recommendation_answer", blank=True),
            models.UniqueConstraint(fields=["review", "number"], name="recommendation_number_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="recommendation_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer=RecommendationAnswer.NOT_FOLLOWED) | ~Q(answer_words=""),
                name="recommendation_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"
