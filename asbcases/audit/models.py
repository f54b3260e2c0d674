"""The record: append-only, with the actor's name, role and agency as they were."""

from django.conf import settings
from django.db import models

from asbcases.audit.choices import Look, Verb
from asbcases.cases.models import Case, CaseReview, Incident, Person, Report
from asbcases.db.constraints import Roots, one_of, roots


class Rooted(models.Model):
    """A row that hangs on at most one report, incident, case or case review."""

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

    class Meta:
        abstract = True


class AuditEvent(Rooted):
    """Who did what, why and with what authority."""

    append_only = True

    verb = models.CharField(max_length=30, choices=Verb)
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
            one_of("verb", Verb, name="event_verb"),
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", name="event_one_root"),
        ]
        indexes = [
            models.Index(
                fields=[root, "-recorded_at", "-id"],
                name=f"event_of_{root}",
                condition=models.Q(**{f"{root}__isnull": False}),
            )
            for root in ("report", "incident", "case", "review")
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.sentence}"

    @property
    def sentence(self) -> str:
        """Return what was done, in words."""
        return Verb(self.verb).label.format_map(_Gaps(self.data))


class _Gaps(dict[str, object]):
    """Leaves a gap visible where an old event lacks a value."""

    def __missing__(self, key: str) -> str:
        return f"({key} not recorded)"


class Access(Rooted):
    """Who looked at what, and when."""

    append_only = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    what = models.CharField(max_length=10, choices=Look)
    about = models.TextField(blank=True, help_text="The list or export, where no single record was opened")
    at = models.DateTimeField()
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [
            one_of("what", Look, name="access_what"),
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", name="access_one_root"),
        ]
        indexes = [
            models.Index(
                fields=["case", "-at"], name="access_of_case", condition=models.Q(case__isnull=False)
            ),
            models.Index(
                fields=["person", "-at"], name="access_of_person", condition=models.Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.get_what_display()}"
