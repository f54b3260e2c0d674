"""Which agency may see a problem-solving plan, why, by which gateway, and what it notes of its own responses."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Agency
from asbcases.cases.models import AccessGrant, ProblemPlan
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from partners.choices import Gateway, Progress, Purpose
from partners.models.agreements import Agreement


@keep_history()
class PlanShare(Recorded):
    """That an agency may see a plan by one grant: for what, by which gateway, under which agreement; until when says the grant."""

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="shares")
    number = models.PositiveIntegerField(help_text="Within the plan")
    grant = models.OneToOneField(AccessGrant, on_delete=models.PROTECT, related_name="plan_share")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="plan_shares")
    purpose = models.CharField(max_length=12, choices=Purpose)
    gateway = models.CharField(max_length=12, choices=Gateway)
    proportionality = models.TextField(help_text="Why so much, and no more, is needed for the purpose")
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    recalled_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("purpose", Purpose, name="plan_share_purpose"),
            one_of("gateway", Gateway, name="plan_share_gateway"),
            models.UniqueConstraint(fields=["plan", "number"], name="plan_share_number_once"),
            models.CheckConstraint(condition=~Q(proportionality=""), name="plan_share_proportionality"),
        ]

    def __str__(self) -> str:
        return f"Share {self.number} of plan {self.plan_id}"


class PlanProgress(Recorded):
    """What an agency noted of a response that it owns: that it has begun or is done; an officer goes by it and acts."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="progress")
    response = models.PositiveSmallIntegerField(help_text="The number of the response on the plan")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    progress = models.CharField(max_length=5, choices=Progress)
    words = models.TextField(help_text="What was done, in words")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("progress", Progress, name="plan_progress_of"),
            models.CheckConstraint(condition=~Q(words=""), name="plan_progress_words"),
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()}: response {self.response}"
