"""The record: append-only, with the actor's name, role and agency as they were."""

from django.conf import settings
from django.db import models

from asbcases.accounts.models import Agency
from asbcases.audit.look_choices import Examined, Look, Unusual
from asbcases.audit.verbs import CHOICES, VERBS, verb_of
from asbcases.cases.models import Case, CaseReview, Incident, Person, ProblemPlan, Report
from asbcases.db.constraints import Roots, one_of, roots


class Rooted(models.Model):
    """A row that hangs on at most one report, incident, case, case review or problem-solving plan."""

    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    review = models.ForeignKey(
        CaseReview, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    plan = models.ForeignKey(
        ProblemPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        abstract = True


class AuditEvent(Rooted):
    """Who did what, why and with what authority."""

    append_only = True

    verb = models.CharField(max_length=30, choices=CHOICES)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    actor_key = models.TextField(help_text="The person's id or the service's name")
    actor_name = models.TextField()
    actor_role = models.TextField(blank=True)
    actor_agency = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("verb", VERBS, name="event_verb"),
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", "plan", name="event_one_root"),
        ]
        indexes = [
            models.Index(
                fields=[root, "-recorded_at", "-id"],
                name=f"event_of_{root}",
                condition=models.Q(**{f"{root}__isnull": False}),
            )
            for root in ("report", "incident", "case", "review", "plan")
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.sentence}"

    @property
    def sentence(self) -> str:
        """Return what was done, in words."""
        return verb_of(self.verb).label.format_map(_Gaps(self.data))


class _Gaps(dict[str, object]):
    """Leaves a gap visible where an old event lacks a value."""

    def __missing__(self, key: str) -> str:
        return f"({key} not recorded)"


class Access(Rooted):
    """Who looked at what, and when."""

    append_only = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks", db_index=False
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=20, help_text="As it was when they looked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=10, choices=Look)
    about = models.TextField(blank=True, help_text="The list or export, where no single record was opened")
    at = models.DateTimeField()
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [
            one_of("what", Look, name="access_what"),
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", "plan", name="access_one_root"),
        ]
        indexes = [
            # Each list of looks starts from the index of its order, and a page costs the same however many there are.
            models.Index(fields=["-at", "-id"], name="access_by_time"),
            models.Index(fields=["user", "-at", "-id"], name="access_by_user"),
            models.Index(fields=["agency", "-at", "-id"], name="access_by_agency"),
            *(
                models.Index(
                    fields=[root, "-at", "-id"],
                    name=f"access_of_{root}",
                    condition=models.Q(**{f"{root}__isnull": False}),
                )
                for root in ("case", "incident", "report", "review", "plan", "person")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.get_what_display()}"


class Finding(Rooted):
    """Looks of one person on one day that a rule shows to an auditor, with what was counted."""

    append_only = True

    rule = models.CharField(max_length=12, choices=Unusual)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField(help_text="In London")
    looks = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    words = models.TextField(help_text="What was counted, and the number of policy that it is compared with")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("rule", Unusual, name="finding_rule"),
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", "plan", name="finding_one_root"),
            models.UniqueConstraint(
                fields=["day", "rule", "user", "person", "case", "incident", "report"],
                name="finding_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["-day", "-id"], name="finding_by_day")]

    def __str__(self) -> str:
        return f"{self.rule} {self.user_id} {self.day}"


class Examination(models.Model):
    """What an auditor made of a finding; a later one stands beside it, and counts."""

    append_only = True

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="examinations")
    verdict = models.CharField(max_length=12, choices=Examined)
    words = models.TextField()
    examined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    examined_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("verdict", Examined, name="examination_verdict")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.finding_id}"


class LookedThrough(models.Model):
    """A day whose looks were put through every rule."""

    append_only = True

    day = models.DateField(unique=True)
    found = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.day)
