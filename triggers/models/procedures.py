"""Each area's own procedure, version by version, and the figures that it published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.cases.models import CaseReview
from asbcases.db.history import keep_history


@keep_history()
class LocalProcedure(models.Model):
    """One version of the procedure of one area: its content is what `triggers.rules.procedures.read` reads.

    The version in force on the London day of receipt governs a review, whatever came after it.
    """

    area = models.CharField(max_length=40, help_text="Code of the area, or words joined by hyphens")
    name = models.TextField()
    version = models.TextField(blank=True)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while in force")
    content = models.JSONField()
    source = models.TextField()
    confirmed = models.BooleanField(default=False, help_text="The authority confirmed it")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Empty for what is shipped with the product",
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.TextField(blank=True, help_text="Name and office of who signed it off")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "in_force_from"], name="procedure_one_start"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="procedure_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True, signed_off_by="")
                | (Q(signed_off_at__isnull=False) & ~Q(signed_off_by="")),
                name="procedure_signed_off_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


class PublishedFigures(models.Model):
    """The figures of one area and period as they were published, frozen; a later run is another row (ACR-16)."""

    append_only = True

    area = models.CharField(max_length=40)
    period_from = models.DateField()
    period_until = models.DateField(help_text="The last day of the period")
    figures = models.JSONField(help_text="The four figures and more; null where there are no data")
    as_at = models.DateTimeField(help_text="What was recorded until then is counted")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__gte=F("period_from")), name="published_period_in_order"
            ),
        ]
        indexes = [models.Index(fields=["area", "-period_from", "-id"], name="published_by_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.period_from}"


class PublishedReview(models.Model):
    """A review behind the figures of a publication, and in which of them it was counted."""

    append_only = True

    figures = models.ForeignKey(PublishedFigures, on_delete=models.PROTECT, related_name="behind")
    review = models.ForeignKey(
        CaseReview, on_delete=models.PROTECT, related_name="published_in", db_index=False
    )
    counted_in = models.JSONField(help_text="The names of the figures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figures", "review"], name="published_review_once")]

    def __str__(self) -> str:
        return f"{self.review_id} in {self.figures_id}"
