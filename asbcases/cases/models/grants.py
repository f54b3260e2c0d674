"""Who was let in to one report, incident, case, review or plan, by what, and until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least

from asbcases.accounts.models import Agency, Team
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models.cases import Case
from asbcases.cases.models.incidents import Incident
from asbcases.cases.models.plans import ProblemPlan
from asbcases.cases.models.reports import Report
from asbcases.cases.models.reviews import CaseReview
from asbcases.db.constraints import Roots, one_of, roots
from asbcases.db.history import keep_history

RECEIVERS = ("user", "team", "agency")
# What was shared and not recalled.
SHARED = Q(source=GrantSource.SHARE, revoked_at__isnull=True)


@keep_history()
class AccessGrant(models.Model):
    """Access of one person, team or agency to one root; in force on real time, in both locks."""

    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    review = models.ForeignKey(
        CaseReview, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", db_index=False
    )
    plan = models.ForeignKey(
        ProblemPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    source = models.CharField(max_length=12, choices=GrantSource)
    tier = models.PositiveSmallIntegerField(
        choices=Tier, null=True, blank=True, help_text="How much a partner sees; empty for police"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            roots(Roots.EXACTLY_ONE, "case", "incident", "report", "review", "plan", name="grant_one_root"),
            roots(Roots.EXACTLY_ONE, "user", "team", "agency", name="grant_one_receiver"),
            one_of("source", GrantSource, name="grant_source"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="grant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(tier__isnull=False), name="grant_tier_for_agency"
            ),
        ]
        indexes = [
            *(
                models.Index(
                    fields=[root, receiver],
                    name=f"grant_{root}_{receiver}",
                    condition=Q(revoked_at__isnull=True),
                )
                for root in ("case", "incident", "report", "review", "plan")
                for receiver in RECEIVERS
            ),
            *(
                models.Index(
                    fields=[receiver, "ends_at"],
                    name=f"share_in_force_of_{receiver}",
                    condition=SHARED & Q(**{f"{receiver}__isnull": False}),
                )
                for receiver in RECEIVERS
            ),
            models.Index(
                F("agency"),
                Least("revoked_at", "ends_at").desc(),
                F("id").desc(),
                name="share_ended_of_agency",
                condition=Q(agency__isnull=False, case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.pk}"
