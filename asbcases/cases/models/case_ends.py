"""How a case ends and begins again: closings with their answers, waivers, reopenings, and what supervisors decide."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.cases.case_choices import ApprovalKind, Blocking, RetentionClass, Verdict
from asbcases.cases.choices import Outcome
from asbcases.cases.models.cases import Case
from asbcases.cases.models.incidents import Incident
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class Approval(Recorded):
    """Something that a supervisor of a rank is asked to decide, with what is proposed and how it was decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ApprovalKind)
    rank = models.CharField(max_length=20, choices=Rank, help_text="The least rank that decides it")
    subject = models.TextField(blank=True, help_text="The number of the victim whom it concerns")
    proposal = models.JSONField(help_text="What is proposed, and what stands now")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    decision = models.TextField(blank=True, help_text="The reason of whoever decided")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("kind", ApprovalKind, name="approval_kind"),
            one_of("rank", Rank, name="approval_rank"),
            one_of("verdict", Verdict, name="approval_verdict", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="approval_number_once"),
            models.UniqueConstraint(
                fields=["case", "kind", "subject"],
                condition=Q(verdict="") & ~Q(kind="waive"),
                name="approval_one_open",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="approval_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=["asked_at", "id"], name="approval_waiting", condition=Q(verdict=""))]

    def __str__(self) -> str:
        return f"Approval {self.number}"


class CaseClosing(Recorded):
    """One closing of a case, with every answer that it asks for; the next is a new row."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.TextField()
    identifiable_victim = models.BooleanField()
    somerton_reason = models.TextField(blank=True, help_text="The supervisor's, against what the file says")
    victim_told = models.BooleanField()
    told_words = models.TextField(help_text="How and when the victim was told, or why not")
    support_offered = models.BooleanField()
    support_words = models.TextField(help_text="Which support was offered, or why none")
    level = models.CharField(max_length=10, blank=True, help_text="The level at closing; empty: not assessed")
    rank = models.CharField(max_length=20, choices=Rank, blank=True, help_text="Of whoever closed it")
    approval = models.ForeignKey(
        Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    retention_class = models.CharField(max_length=10, choices=RetentionClass)
    clear_from = models.DateField(help_text="The first day of the clear period")
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("outcome", Outcome, name="case_closing_outcome"),
            one_of("retention_class", RetentionClass, name="case_closing_retention"),
            one_of("rank", Rank, name="case_closing_rank", blank=True),
            models.UniqueConstraint(fields=["case", "number"], name="case_closing_number_once"),
        ]

    def __str__(self) -> str:
        return f"Closing {self.number}"


class ClosingWaiver(Recorded):
    """A supervisor's decision that one thing need not stand in the way of closing, with the reason; counted."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closing_waivers")
    item = models.CharField(max_length=20, choices=Blocking)
    subject = models.TextField(blank=True, help_text="The number of the victim, where it concerns one")
    reason = models.TextField()
    rank = models.CharField(max_length=20, choices=Rank)
    approval = models.ForeignKey(
        Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    waived_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("item", Blocking, name="closing_waiver_item"),
            one_of("rank", Rank, name="closing_waiver_rank"),
            models.CheckConstraint(condition=~Q(reason=""), name="closing_waiver_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.get_item_display())


class CaseReopening(Recorded):
    """A closed case is opened again, by an event or a decision."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    incident = models.ForeignKey(
        Incident,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The event that opens it again",
    )
    reason = models.TextField()
    reopened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Reopened at {self.reopened_at}"
