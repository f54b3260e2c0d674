"""One table of deadlines: facts and instants, from which every state is computed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import District
from asbcases.cases.models import Case, Incident, Report
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history
from asbcases.deadlines.choices import Kind, Step
from asbcases.policies.models import PolicyRow


@keep_history()
class Deadline(models.Model):
    """Something owed on one report, incident or case; `due_at` is the first instant at which it is late."""

    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines")
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=Kind)
    subject = models.TextField(
        blank=True, help_text="What tells two of a kind on one root apart: the party's number"
    )
    rank = models.CharField(max_length=20, choices=Rank, blank=True, help_text="The rank that has to do it")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    anchored_at = models.DateTimeField(help_text="When the clock started")
    due_at = models.DateTimeField(help_text="The first instant at which it is late")
    next_step_at = models.DateTimeField(null=True, blank=True, help_text="When the sweep has to look again")
    basis = models.TextField(help_text="Why this date, in one sentence")
    facts = models.JSONField(default=dict)
    policy = models.ForeignKey(PolicyRow, on_delete=models.PROTECT, related_name="+", db_index=False)
    steps = models.JSONField(default=dict, help_text="When the sweep has to take each step")
    taken = models.JSONField(default=dict, help_text="When it noticed and took each step")
    told = models.JSONField(default=dict, help_text="Whom it told of each step: the person's id")
    set_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "report", "incident", "case", name="deadline_one_root"),
            one_of("kind", Kind, name="deadline_kind"),
            one_of("rank", Rank, name="deadline_rank", blank=True),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="deadline_met_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(next_step_at__isnull=True) | Q(met_at__isnull=True, cancelled_at__isnull=True),
                name="deadline_ended_is_not_swept",
            ),
            *(
                models.UniqueConstraint(
                    fields=[root, "kind", "subject", "rank"],
                    condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
                    name=f"deadline_open_once_per_{root}",
                )
                for root in ("report", "incident", "case")
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_step_at", "id"],
                name="deadline_to_sweep",
                condition=Q(next_step_at__isnull=False),
            ),
            models.Index(
                fields=["district", "due_at", "id"],
                name="deadline_open_by_district",
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(
                fields=["due_at", "id"],
                name="deadline_open",
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "due_at", "id"],
                name="deadline_open_by_owner",
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} due {self.due_at:%d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Return whether it is still owed: a missed deadline is."""
        return self.met_at is None and self.cancelled_at is None

    def taken_step(self, step: Step) -> bool:
        """Return whether the sweep has taken this step."""
        return step in self.taken
