"""What people, or a changed policy, decided about deadlines."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.audit.models import Rooted
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.deadlines.choices import RulingVerb
from asbcases.deadlines.models.diary import Deadline


class Replan(models.Model):
    """A change of policy or calendar, after which open deadlines are reckoned anew; the row is the work to do."""

    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    why = models.TextField(help_text="What changed, in one sentence")
    rule = models.TextField(blank=True, help_text="The rule that changed; empty when the calendar did")
    done_at = models.DateTimeField(null=True, blank=True)
    examined = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=list, help_text="Moved, by kind and district, without references")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="replan_to_do", condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.why


class Ruling(Rooted):
    """What somebody, or a changed policy, decided about one deadline; kept for good."""

    append_only = True

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="rulings")
    verb = models.CharField(max_length=12, choices=RulingVerb)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Nobody when a changed policy moved it",
    )
    rank = models.CharField(
        max_length=20, choices=Rank, blank=True, help_text="The rank by which it was decided"
    )
    reason = models.TextField()
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()
    until = models.DateTimeField(
        null=True, blank=True, help_text="The end of a pause, or the instant asked for"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The new owner",
    )
    replan = models.ForeignKey(
        Replan, null=True, blank=True, on_delete=models.PROTECT, related_name="rulings", db_index=False
    )

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "report", "incident", "case", "review", "plan", name="ruling_one_root"),
            one_of("verb", RulingVerb, name="ruling_verb"),
            one_of("rank", Rank, name="ruling_rank", blank=True),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(verb=RulingVerb.REPLANNED), name="ruling_by_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["replan", "id"], name="ruling_of_replan", condition=Q(replan__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.deadline_id}"
