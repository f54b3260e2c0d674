"""The worksheet of the threshold: complaint by complaint, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.cases.models import CaseReview, Incident, Report
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from triggers.choices import BodyKind, Link, Origin


@keep_history()
class ReviewComplaint(Recorded, Corrigible):
    """One complaint to one agency, as it stands on the worksheet; whether it counts is worked out by rule."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="complaints")
    number = models.PositiveSmallIntegerField()
    agency = models.CharField(max_length=10, choices=BodyKind, help_text="To what sort of body it was made")
    agency_name = models.TextField(blank=True)
    agency_reference = models.TextField(blank=True, help_text="The agency's own reference")
    behaviour_from = models.DateField(null=True, blank=True, help_text="Empty where the day is not known")
    behaviour_until = models.DateField(null=True, blank=True, help_text="The same day unless it is a range")
    complaint_on = models.DateField()
    complainant = models.TextField(blank=True, help_text="Who complained; empty where anonymous")
    victim = models.TextField(blank=True, help_text="Who suffered it")
    place = models.TextField(blank=True, help_text="Where it happened")
    hate = models.BooleanField(default=False)
    link = models.CharField(max_length=8, choices=Link)
    origin = models.CharField(max_length=10, choices=Origin)
    words = models.TextField(blank=True, help_text="What was complained of, in short")
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="counted_in"
    )
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="counted_in"
    )
    is_duplicate = models.BooleanField(
        null=True, blank=True, help_text="What a person decided; empty while nobody did"
    )
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    duplicate_why = models.TextField(blank=True)
    duplicate_at = models.DateTimeField(null=True, blank=True)
    duplicate_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("agency", BodyKind, name="complaint_agency"),
            one_of("link", Link, name="complaint_link"),
            one_of("origin", Origin, name="complaint_origin"),
            models.UniqueConstraint(fields=["review", "number"], name="complaint_number_once"),
            models.UniqueConstraint(
                fields=["review", "report"],
                condition=Q(recorded_in_error_at__isnull=True),
                name="complaint_report_once",
            ),
            models.CheckConstraint(
                condition=Q(behaviour_from__isnull=True, behaviour_until__isnull=True)
                | Q(behaviour_until__gte=F("behaviour_from")),
                name="complaint_behaviour_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_duplicate__isnull=True, duplicate_why="", duplicate_of__isnull=True)
                | (Q(is_duplicate=False, duplicate_of__isnull=True) & ~Q(duplicate_why=""))
                | (Q(is_duplicate=True, duplicate_of__isnull=False) & ~Q(duplicate_why="")),
                name="complaint_duplicate_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint {self.number}"


class ComplaintSetAside(Recorded):
    """A report that was found in the records and does not go on the worksheet, with the reason; kept word for word."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="set_aside")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="set_aside_in")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "report"], name="set_aside_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="set_aside_with_reason"),
        ]

    def __str__(self) -> str:
        return f"Report {self.report_id}, set aside"


class ThresholdDecision(Recorded):
    """Whether the threshold is met, by whom and why, with the worksheet as it stood; kept word for word."""

    append_only = True

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="threshold_decisions")
    number = models.PositiveSmallIntegerField()
    met = models.BooleanField()
    reached = models.BooleanField(help_text="By the number of complaints, so that only met could be decided")
    route = models.CharField(max_length=12, blank=True, help_text="By which route it was reached")
    persistence = models.TextField(blank=True)
    harm = models.TextField(blank=True)
    adequacy = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    silent = models.JSONField(default=list, help_text="The bodies that had not answered by then")
    worksheet = models.JSONField(help_text="The rows, counts and routes as they stood")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="threshold_number_once"),
            models.CheckConstraint(condition=Q(reached=False) | Q(met=True), name="threshold_reached_is_met"),
            models.CheckConstraint(
                condition=Q(reached=True) | ~(Q(persistence="") | Q(harm="") | Q(adequacy="")),
                name="threshold_by_person_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return "Threshold met" if self.met else "Threshold not met"
