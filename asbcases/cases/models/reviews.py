"""ASB case reviews (2014 Act s.104): the root of an application and of all that follows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency, District
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models.cases import Case
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class CaseReview(Recorded, Corrigible):
    """One application for a case review in one local government area, until it is closed."""

    reference = models.CharField(max_length=20, unique=True)
    public_reference = models.CharField(
        max_length=20,
        blank=True,
        help_text="Random: what the applicant was given; empty while nobody was given one",
    )
    area = models.CharField(
        max_length=40, help_text="Code of the local government area, or the key of its procedure"
    )
    council = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The co-ordinator who runs it; empty while there is none",
    )
    stage = models.CharField(max_length=10, choices=ReviewStage)
    received_at = models.DateTimeField(help_text="When the application was received")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("stage", ReviewStage, name="review_stage"),
            models.CheckConstraint(
                condition=Q(stage__in=(ReviewStage.CLOSED, ReviewStage.WITHDRAWN), closed_at__isnull=False)
                | (~Q(stage__in=(ReviewStage.CLOSED, ReviewStage.WITHDRAWN)) & Q(closed_at__isnull=True)),
                name="review_closed_at",
            ),
            models.UniqueConstraint(
                fields=["public_reference"], condition=~Q(public_reference=""), name="review_public_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="review_newest"),
            models.Index(fields=["area", "-received_at", "-id"], name="review_by_area"),
            models.Index(fields=["district", "-received_at", "-id"], name="review_by_district"),
        ]

    def __str__(self) -> str:
        return self.reference
