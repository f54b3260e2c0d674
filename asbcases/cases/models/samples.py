"""Dip samples: live cases drawn by a seed, each held against a rubric by a reviewer; results and trend are kept."""

from django.conf import settings
from django.db import models

from asbcases.accounts.models import District
from asbcases.cases.models.cases import Case
from asbcases.cases.models.shared import Recorded
from asbcases.db.history import keep_history


class Rubric(models.Model):
    """One version of the points that a sampled case is held against."""

    append_only = True

    code = models.SlugField()
    version = models.CharField(max_length=20)
    title = models.TextField()
    content = models.JSONField(help_text="The points: code, question, and what good looks like")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="rubric_version_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class DipSample(Recorded):
    """One sample: which cases could have been drawn, by which seed, and how many were."""

    append_only = True

    number = models.PositiveIntegerField(unique=True)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="samples")
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: county"
    )
    seed = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    frame = models.PositiveIntegerField(help_text="How many live cases there were to draw from")
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Sample {self.number}"


@keep_history()
class SampledCase(models.Model):
    """A case that was drawn, and what the reviewer found."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sampled")
    sample = models.ForeignKey(DipSample, on_delete=models.PROTECT, related_name="drawn")
    place = models.PositiveSmallIntegerField()
    verdicts = models.JSONField(default=dict, help_text="Point of the rubric to verdict")
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "case"], name="sampled_case_once"),
            models.UniqueConstraint(fields=["sample", "place"], name="sampled_place_once"),
        ]

    def __str__(self) -> str:
        return f"Place {self.place} of {self.sample_id}"
