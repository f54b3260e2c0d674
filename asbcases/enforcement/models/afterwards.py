"""What happens to a measure after it was issued: appeals, requests for change, and reviews."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from asbcases.cases.models import Case
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.enforcement.choices import AppealGround, AppealOutcome, AskedBy, ChangeKind, Verdict
from asbcases.enforcement.models.measures import Measure


@keep_history()
class Appeal(Recorded):
    """An appeal against a notice to a magistrates' court (2014 Act s.46), in time or not."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="appeals")
    lodged_on = models.DateField()
    grounds = ArrayField(models.CharField(max_length=12, choices=AppealGround))
    court = models.TextField()
    in_time = models.BooleanField(help_text="Within 21 days beginning with the day of issue (APP-1)")
    stop_suspended = models.BooleanField(default=False, help_text="The court suspended the STOP terms too")
    outcome = models.CharField(max_length=10, choices=AppealOutcome, blank=True)
    outcome_words = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    hearsay_on = models.DateField(
        null=True, blank=True, help_text="When notice of hearsay was served (EVD-2)"
    )
    hearsay_words = models.TextField(blank=True, help_text="On whom and how, or why none is served")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("outcome", AppealOutcome, name="appeal_outcome", blank=True),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False)),
                name="appeal_decided_whole",
            ),
            models.UniqueConstraint(fields=["measure"], condition=Q(outcome=""), name="appeal_one_open"),
        ]

    def __str__(self) -> str:
        return f"Appeal {self.pk}"


@keep_history()
class MeasureChange(Recorded):
    """A request to vary or discharge a measure, and how it was decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measure_changes")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind)
    asked_by = models.CharField(max_length=10, choices=AskedBy)
    asked_at = models.DateTimeField()
    appeal = models.ForeignKey(
        Appeal,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
        db_index=False,
        help_text="On which the court varied it",
    )
    words = models.TextField()
    proposal = models.JSONField(default=dict, help_text="The terms as they would be")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    decision = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", ChangeKind, name="measure_change_kind"),
            one_of("asked_by", AskedBy, name="measure_change_asked_by"),
            one_of("verdict", Verdict, name="measure_change_verdict", blank=True),
            models.UniqueConstraint(fields=["measure", "number"], name="measure_change_number_once"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="measure_change_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.number}"


class MeasureReview(Recorded):
    """A review of a measure: of a warning or notice before its end, of a young person's order before each period ends."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measure_reviews")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    reviewed_at = models.DateTimeField()
    compliance = models.TextField()
    support = models.TextField(blank=True, help_text="Support to help them comply (Sentencing Code s.337(3))")
    application = models.TextField(blank=True, help_text="Whether to apply to vary or discharge")
    bodies = models.TextField(blank=True, help_text="Who took part: police, council, others (s.338)")
    decision = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_review_number_once")
        ]

    def __str__(self) -> str:
        return f"Review {self.number}"
