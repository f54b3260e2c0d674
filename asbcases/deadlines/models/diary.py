"""The diary: deadlines with the facts from which every state is computed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import District
from asbcases.cases.models import Case, CaseReview, Incident, ProblemPlan, Report
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history
from asbcases.deadlines.choices import Kind, Nature
from asbcases.policies.models import PolicyRow

# What is to be answered or looked at again of a warning, notice or order.
TO_ANSWER = (Kind.CHANGE_REPLY, Kind.MEASURE_REVIEW, Kind.ORDER_REVIEW)
# What a notice or warning gives somebody time for: theirs to do, and ours to look whether it was done.
RUNS = Q(met_at__isnull=True, cancelled_at__isnull=True, kind__in=(Kind.TERM_DUE, Kind.MEASURE_COMPLIANCE))

# What row security asks of each: with these in an index, what is counted by it is read nowhere else.
ASKED_OF_EACH = ("case", "incident", "report", "review", "plan", "kind")


@keep_history()
class Deadline(models.Model):
    """Something owed on one report, incident, case, review or plan; `due_at` is the first instant at which it is late."""

    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines")
    review = models.ForeignKey(
        CaseReview, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    plan = models.ForeignKey(
        ProblemPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=Kind)
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.OBLIGATION)
    origin = models.TextField(help_text="The fact that set it going, for example assessment:41")
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
    because = models.TextField(help_text="What started the clock, as the basis names it")
    rule = models.TextField(blank=True, help_text="The rule of policy; empty where an instant was promised")
    qualifier = models.TextField(
        blank=True, help_text="The qualifier of the rule, for example the risk level"
    )
    policy = models.ForeignKey(
        PolicyRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    promised_for = models.DateTimeField(null=True, blank=True, help_text="The instant that somebody promised")
    pauses = models.JSONField(
        default=list, help_text="Spans in which the clock stands still: from, until, who, why"
    )
    extension = models.JSONField(
        default=dict, help_text="The later instant that somebody granted: to, who, why"
    )
    asked_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The later instant that somebody asked for, while nobody has answered",
    )
    skipped = models.JSONField(default=list, help_text="Named days that the clock passed over: day and name")
    basis = models.TextField(help_text="Why this date, in one sentence")
    rings = models.BooleanField(
        default=False, help_text="Told at once, at any hour; the rest waits for the digest"
    )
    round = models.PositiveSmallIntegerField(
        default=1, help_text="Goes up when a new date starts the steps afresh after some were taken"
    )
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
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    cancel_reason = models.TextField(blank=True)
    waived = models.BooleanField(default=False, help_text="Cancelled by a supervisor although it was owed")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            roots(
                Roots.EXACTLY_ONE, "report", "incident", "case", "review", "plan", name="deadline_one_root"
            ),
            one_of("kind", Kind, name="deadline_kind"),
            one_of("nature", Nature, name="deadline_nature"),
            models.CheckConstraint(
                condition=(Q(policy__isnull=False, promised_for__isnull=True) & ~Q(rule=""))
                | Q(policy__isnull=True, promised_for__isnull=False, rule=""),
                name="deadline_by_policy_or_promise",
            ),
            models.CheckConstraint(
                condition=Q(waived=False) | Q(cancelled_at__isnull=False), name="deadline_waived_is_cancelled"
            ),
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
                    condition=Q(met_at__isnull=True, cancelled_at__isnull=True, **{f"{root}__isnull": False}),
                    name=f"deadline_open_once_per_{root}",
                )
                for root in ("report", "incident", "case", "review", "plan")
            ),
        ]
        indexes = [
            models.Index(fields=["review"], name="deadline_of_review", condition=Q(review__isnull=False)),
            models.Index(fields=["plan"], name="deadline_of_plan", condition=Q(plan__isnull=False)),
            models.Index(
                fields=["next_step_at", "id"],
                name="deadline_to_sweep",
                condition=Q(next_step_at__isnull=False),
            ),
            *(
                # What is owed by nobody stands in none of these: passed windows would lie at the start of each.
                models.Index(
                    fields=[*fields, "due_at", "id"],
                    include=ASKED_OF_EACH,
                    name=f"deadline_open{name}",
                    condition=Q(met_at__isnull=True, cancelled_at__isnull=True, nature=Nature.OBLIGATION),
                )
                for name, fields in (("_by_district", ["district"]), ("", []), ("_by_owner", ["owner"]))
            ),
            *(
                models.Index(
                    fields=[*fields, "due_at", "id"],
                    name=f"deadline_open{name}",
                    condition=Q(met_at__isnull=True, cancelled_at__isnull=True, nature=Nature.OBLIGATION),
                )
                for name, fields in (("_by_kind", ["district", "kind"]), ("_of_kind", ["kind"]))
            ),
            *(
                # Replies and reviews lie behind all else that is owed, which would be read first.
                models.Index(
                    fields=[*fields, "due_at", "id"],
                    name=f"deadline_to_answer{name}",
                    condition=Q(
                        met_at__isnull=True,
                        cancelled_at__isnull=True,
                        nature=Nature.OBLIGATION,
                        kind__in=TO_ANSWER,
                    ),
                )
                for name, fields in (("", []), ("_by_district", ["district"]))
            ),
            *(
                models.Index(fields=[*fields, "due_at", "id"], name=f"deadline_runs{name}", condition=RUNS)
                for name, fields in (("", []), ("_district", ["district"]), ("_owner", ["owner"]))
            ),
            models.Index(
                fields=["due_at", "id"],
                name="deadline_to_decide",
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True, asked_until__isnull=False),
            ),
            models.Index(
                fields=["due_at", "district"], name="deadline_by_week", condition=Q(nature=Nature.OBLIGATION)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} due {self.due_at:%d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Return whether it is still owed: a missed deadline is."""
        return self.met_at is None and self.cancelled_at is None

    @property
    def named(self) -> str:
        """Return on which notice or order, and on which part of it, it is owed; empty where it has no reference."""
        return self.subject if "-" in self.subject else ""
