"""What the analysis of a problem found."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import ProblemPlan
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.sara.choices import EntryKind, PatSide


@keep_history()
class AnalysisEntry(Recorded, Corrigible):
    """A cause, a data source, a hypothesis, what was tried before, or one side of the problem analysis triangle."""

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=EntryKind)
    words = models.TextField()
    result = models.TextField(
        blank=True, help_text="What came of what was tried before, or what a source lacks"
    )
    side = models.CharField(max_length=8, choices=PatSide, blank=True)
    controller = models.TextField(
        blank=True, help_text="Who can control this side: the handler, the guardian or the manager"
    )

    class Meta:
        constraints = [
            one_of("kind", EntryKind, name="analysis_entry_kind"),
            one_of("side", PatSide, name="analysis_entry_side", blank=True),
            models.UniqueConstraint(fields=["plan", "number"], name="analysis_entry_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="analysis_entry_words"),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.PANEL) | ~Q(side=""), name="analysis_entry_panel_has_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
