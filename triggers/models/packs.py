"""Packs made for a panel, kept as bytes: the stored pack is what was handed out, and is never made again."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import CaseReview
from asbcases.cases.models.shared import Recorded
from triggers.choices import PackLevel
from triggers.models.panels import Panel


class ReviewPack(Recorded):
    """One pack as it was made: for whom and at which level, its bytes and their hash, and what it was made from."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="packs")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField(help_text="Of the packs of this review")
    level = models.PositiveSmallIntegerField(choices=PackLevel)
    for_whom = models.TextField(help_text="For whom it was made; the pack itself does not say so")
    large = models.BooleanField(default=False, help_text="In 18 point")
    template_version = models.CharField(max_length=20)
    data = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=PackLevel.values), name="pack_level"),
            models.CheckConstraint(condition=~Q(for_whom=""), name="pack_for_somebody"),
            models.UniqueConstraint(fields=["review", "number"], name="pack_number_once"),
        ]

    def __str__(self) -> str:
        return f"Pack {self.number}"
