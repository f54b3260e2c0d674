"""Problem-solving plans (SARA): the root of a plan and of all that follows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import District
from asbcases.cases.models.shared import Recorded
from asbcases.cases.plan_choices import PlanSource, PlanStage, PlanType
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class ProblemPlan(Recorded):
    """One problem that is solved by the stages of SARA, over one case, many or none, until it is closed."""

    reference = models.CharField(max_length=20, unique=True)
    title = models.TextField(help_text="The problem in a few words")
    type = models.CharField(max_length=6, choices=PlanType)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.TextField(blank=True, help_text="The beat or ward")
    source = models.CharField(max_length=12, choices=PlanSource)
    source_words = models.TextField(blank=True, help_text="Who raised it, in words")
    raised_at = models.DateTimeField(help_text="When it was raised, which may be before it was recorded")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_plans", db_index=False
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    spoc = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The single point of contact of those who are harmed",
    )
    stage = models.CharField(max_length=10, choices=PlanStage)
    analysed_at = models.DateTimeField(null=True, blank=True, help_text="When the analysis was signed off")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("type", PlanType, name="plan_type"),
            one_of("source", PlanSource, name="plan_source"),
            one_of("stage", PlanStage, name="plan_stage"),
            models.CheckConstraint(condition=~Q(title=""), name="plan_title"),
            models.CheckConstraint(
                condition=Q(stage=PlanStage.CLOSED, closed_at__isnull=False)
                | (~Q(stage=PlanStage.CLOSED) & Q(closed_at__isnull=True)),
                name="plan_closed_at",
            ),
        ]
        indexes = [
            models.Index(fields=["-recorded_at", "-id"], name="plan_newest"),
            models.Index(fields=["district", "-recorded_at", "-id"], name="plan_by_district"),
            models.Index(fields=["owner"], name="plan_of_owner", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.reference
