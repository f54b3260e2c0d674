"""Incidents: one event each, with its NSIR category, and the reports that told of it."""

from django.db import models
from django.db.models import Q

from asbcases.accounts.models import Council, District
from asbcases.cases.choices import Category, ClassifiedAt, Source
from asbcases.cases.models.reports import Report
from asbcases.cases.models.shared import Corrigible, Happened, Recorded, happened_constraints
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class Incident(Recorded, Happened, Corrigible):
    """One event; `category` is the newest classification, null only for a published copy."""

    reference = models.CharField(max_length=20, unique=True)
    source = models.CharField(max_length=12, choices=Source)
    source_key = models.CharField(  # noqa: DJ001
        max_length=80, null=True, blank=True, help_text="What tells one published row from another"
    )
    category = models.CharField(max_length=15, choices=Category, null=True, blank=True)  # noqa: DJ001
    summary = models.TextField(blank=True)
    place_text = models.TextField(blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    lsoa_code = models.CharField(
        max_length=9, blank=True, help_text="Lower-layer super output area, as published"
    )
    lsoa_name = models.TextField(blank=True)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents", db_index=False
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents", db_index=False
    )
    outside_area = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("source", Source, name="incident_source"),
            models.CheckConstraint(
                condition=Q(category__in=Category.values)
                | (Q(category__isnull=True) & ~Q(source=Source.OWN)),
                name="incident_category_unless_published",
            ),
            models.CheckConstraint(
                condition=Q(source=Source.OWN, source_key__isnull=True)
                | (~Q(source=Source.OWN) & Q(source_key__isnull=False)),
                name="incident_source_key_if_published",
            ),
            models.UniqueConstraint(fields=["source", "source_key"], name="incident_published_once"),
            *happened_constraints("incident"),
        ]
        indexes = [
            models.Index(
                fields=["district", "-happened_from", "-id"],
                name="incident_own_by_district",
                condition=Q(source=Source.OWN),
            ),
            models.Index(
                fields=["-happened_from", "-id"], name="incident_own_newest", condition=Q(source=Source.OWN)
            ),
            models.Index(
                fields=["-happened_from", "-id"],
                name="incident_published_newest",
                condition=~Q(source=Source.OWN),
            ),
            models.Index(
                fields=["district", "-happened_from", "-id"],
                name="incident_published_by_district",
                condition=~Q(source=Source.OWN),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Classification(Recorded):
    """One decision on the NSIR category of an incident, kept for ever with who, when and why."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="classifications")
    at_stage = models.CharField(max_length=8, choices=ClassifiedAt)
    category = models.CharField(max_length=15, choices=Category)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("at_stage", ClassifiedAt, name="classification_stage"),
            one_of("category", Category, name="classification_category"),
        ]

    def __str__(self) -> str:
        return f"{self.get_at_stage_display()}: {self.get_category_display()}"


class IncidentReport(Recorded):
    """A report tells of one incident; several reports may tell of the same."""

    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="told_by")
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="tells_of")

    def __str__(self) -> str:
        return f"{self.report_id} tells of {self.incident_id}"
