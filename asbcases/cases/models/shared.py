"""Columns and constraints that several records of the file share."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.cases.choices import Precision
from asbcases.db.constraints import one_of


class Recorded(models.Model):
    """When the system was told, and by whom; nobody when a service recorded it."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True


class Happened(models.Model):
    """When something happened: from the first instant to the one after the last, and how well known."""

    happened_from = models.DateTimeField()
    happened_until = models.DateTimeField(help_text="The first instant after; equal to the start when exact")
    happened_precision = models.CharField(max_length=6, choices=Precision)

    class Meta:
        abstract = True


class Corrigible(models.Model):
    """A row that may turn out wrong: it is marked so and stays."""

    recorded_in_error_at = models.DateTimeField(null=True, blank=True)
    recorded_in_error_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    recorded_in_error_why = models.TextField(blank=True)

    class Meta:
        abstract = True


def happened_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return the constraints that keep a time of behaviour sensible."""
    return [
        models.CheckConstraint(
            condition=Q(happened_until__gte=F("happened_from")), name=f"{prefix}_happened_in_order"
        ),
        one_of("happened_precision", Precision, name=f"{prefix}_happened_precision"),
    ]
