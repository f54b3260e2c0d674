"""Premises with their history, and vehicles."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import Council, District
from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.history import keep_history


@keep_history()
class Premises(Recorded, Corrigible):
    """An address or place at which something happens or somebody lives."""

    reference = models.CharField(max_length=20, unique=True)
    address = models.TextField(help_text="As people write it")
    address_key = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(
        max_length=12, blank=True, help_text="Unique Property Reference Number, where known"
    )
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    warning = models.TextField(blank=True, help_text="What whoever goes there must know")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                OpClass(F("address_key"), name="text_pattern_ops"),
                name="premises_by_key",
                condition=~Q(address_key=""),
            ),
            models.Index(fields=["uprn"], name="premises_by_uprn", condition=~Q(uprn="")),
        ]

    def __str__(self) -> str:
        return self.address


@keep_history()
class Vehicle(Recorded, Corrigible):
    """A vehicle, by its registration where that is known."""

    reference = models.CharField(max_length=20, unique=True)
    registration = models.TextField(blank=True, help_text="As seen")
    plate_key = models.TextField(blank=True, db_index=True)
    description = models.TextField(blank=True, help_text="Make, model, colour, anything that tells it apart")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(registration="") | ~Q(description=""), name="vehicle_said_something_of"
            )
        ]

    def __str__(self) -> str:
        return self.registration or self.description
