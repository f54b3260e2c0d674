"""What belongs to a case beside its people and incidents: premises, operations, other cases, and hand-overs."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.cases.models.cases import Case
from asbcases.cases.models.incident_parts import Operation
from asbcases.cases.models.places import Premises
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.history import keep_history


@keep_history()
class CasePremises(Recorded, Corrigible):
    """Premises that a case is about."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="premises_links")
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="case_links")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "premises"],
                condition=Q(recorded_in_error_at__isnull=True),
                name="case_premises_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.premises_id} in {self.case_id}"


@keep_history()
class CaseOperation(Recorded, Corrigible):
    """A named operation under which a case is worked."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="operation_links")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="case_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "operation"],
                condition=Q(recorded_in_error_at__isnull=True),
                name="case_operation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation_id} in {self.case_id}"


@keep_history()
class CaseLink(Recorded, Corrigible):
    """Two cases that belong together, with the reason; whoever may not see the other sees no link."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "other"],
                condition=Q(recorded_in_error_at__isnull=True),
                name="case_link_once",
            ),
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_link_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} with {self.other_id}"


@keep_history()
class HandOver(Recorded):
    """What one lead tells the next: the story so far, what was promised, what is dangerous."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs")
    number = models.PositiveSmallIntegerField()
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.TextField()
    story = models.TextField(blank=True, help_text="The story so far; empty where the lead left without one")
    promises = models.TextField(blank=True, help_text="What was promised, to whom")
    dangers = models.TextField(blank=True, help_text="What is dangerous, to whom")
    handed_at = models.DateTimeField()
    read_at = models.DateTimeField(
        null=True, blank=True, help_text="When the new lead said that they read it"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="hand_over_number_once")]

    def __str__(self) -> str:
        return f"Hand-over {self.number}"
