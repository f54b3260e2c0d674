"""Exhibits with their continuity: who found what, where and when, and through whose hands it went (EVD-7)."""

from django.db import models

from asbcases.cases.models import Case, Document
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.history import keep_history


@keep_history()
class Exhibit(Recorded, Corrigible):
    """One thing or file that may be shown to a court."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20, help_text="Initials of the finder and a number, for example CW/1")
    description = models.TextField()
    found_by = models.TextField()
    found_at = models.DateTimeField()
    found_where = models.TextField()
    seal = models.CharField(max_length=40, blank=True)
    kept_at = models.TextField(blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="exhibits"
    )
    disposed_at = models.DateTimeField(null=True, blank=True)
    disposal = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="exhibit_number_once"),
            models.UniqueConstraint(fields=["case", "label"], name="exhibit_label_once"),
        ]

    def __str__(self) -> str:
        return self.label


class ExhibitMove(Recorded):
    """One handover of an exhibit: when, from whom, to whom, where it is kept now."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibit_moves")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField()
    moved_at = models.DateTimeField()
    from_whom = models.TextField()
    to_whom = models.TextField()
    kept_at = models.TextField()
    seal = models.CharField(max_length=40, blank=True, help_text="The new seal, where it was resealed")
    why = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exhibit", "number"], name="exhibit_move_number_once")]

    def __str__(self) -> str:
        return f"Move {self.number}"
