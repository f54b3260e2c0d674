"""Who broke the glass of a restricted case, why, until when, and what a supervisor made of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.models.cases import Case
from asbcases.cases.models.grants import AccessGrant
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class GlassBreak(models.Model):
    """A restricted case that somebody who is not named on it opened for a short time, with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="glass_breaks")
    number = models.PositiveIntegerField(help_text="Within the case")
    grant = models.OneToOneField(AccessGrant, on_delete=models.PROTECT, related_name="glass")
    reason = models.TextField()
    broken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    broken_at = models.DateTimeField()
    told = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Who was on duty and was told of it: they review it without seeing the case",
    )
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Where it was ended before its time")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    verdict = models.CharField(max_length=12, choices=GlassVerdict, blank=True)
    review_words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            one_of("verdict", GlassVerdict, name="glass_verdict", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="glass_number_once"),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True, reviewed_by__isnull=True)
                | (~Q(verdict="") & Q(reviewed_at__isnull=False, reviewed_by__isnull=False)),
                name="glass_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("broken_by")),
                name="glass_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Glass {self.number} of {self.case_id}"


class GlassTry(models.Model):
    """Each time somebody asked for a restricted case, whether there is one or not."""

    append_only = True

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sought = models.TextField(help_text="The reference of a case, or of the report beside which it was asked")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["by", "-at"], name="glass_try_by"),
            models.Index(fields=["-at", "-id"], name="glass_try_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.sought}"
