"""One row for each number of law or policy, and the days on which it is in force."""

import re

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


class Unit(models.TextChoices):
    """What a number counts."""

    DAYS = "days", "days"
    WORKING_DAYS = "working_days", "working days"
    HOURS = "hours", "hours"
    MINUTES = "minutes", "minutes"
    MONTHS = "months", "months"
    COUNT = "count", "times"
    HOUR_OF_DAY = "hour_of_day", "o'clock"
    CHOICE = "choice", "a choice"


class Confidence(models.TextChoices):
    """How sure we are of a number."""

    STATED = "S", "Stated in the source"
    KNOWN = "K", "Known"
    UNSURE = "U", "To be confirmed by the force"


class _DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


@keep_history()
class PolicyRow(models.Model):
    """A number in force between two days for one rule and qualifier (a level, a rank, an area)."""

    rule = models.TextField(help_text="For example risk.review.sergeant")
    qualifier = models.TextField(blank=True, help_text="For example the risk level")
    value = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=12, choices=Unit)
    choice = models.TextField(blank=True, help_text="What the row chooses, where it states no number")
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while in force")
    source = models.TextField()
    confidence = models.CharField(max_length=1, choices=Confidence)
    added_at = models.DateTimeField(
        null=True, blank=True, help_text="When it became known here; empty for what was shipped at first"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When its last day became known here")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(unit=Unit.CHOICE) & ~Q(choice="")) | (~Q(unit=Unit.CHOICE) & Q(choice="")),
                name="policy_choice_or_number",
            ),
            one_of("unit", Unit, name="policy_unit"),
            one_of("confidence", Confidence, name="policy_confidence"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="policy_days_in_order",
            ),
            ExclusionConstraint(
                name="policy_one_in_force",
                expressions=[
                    ("rule", RangeOperators.EQUAL),
                    ("qualifier", RangeOperators.EQUAL),
                    (
                        _DateRange(
                            "in_force_from",
                            "in_force_to",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.qualifier}: {self.stated}"

    @property
    def stated(self) -> str:
        """Return what the row states, in words."""
        unit = str(self.get_unit_display())
        return (
            self.choice or f"{self.value.normalize():f} {unit.removesuffix('s') if self.value == 1 else unit}"
        )

    @property
    def name(self) -> str:
        """Return the name and version of the policy: what its source says before it goes into detail."""
        return re.split("[,;]", self.source)[0]


@keep_history()
class ExtraHoliday(models.Model):
    """A day that the force or the government added to the bank holidays of England and Wales."""

    day = models.DateField()
    name = models.TextField()
    source = models.TextField(help_text="Who proclaimed it, and where it is written")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(withdrawn_at__isnull=True), name="extra_holiday_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


@keep_history()
class LegalLimit(models.Model):
    """A number of the law that an administrator added beside the shipped ones, with a named legal sign-off."""

    rule = models.CharField(max_length=10, help_text="The id of the rule, for example CPB-5")
    name = models.CharField(
        max_length=40, blank=True, help_text="Which number of the rule, where it has several"
    )
    value = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=20)
    area = models.TextField(blank=True, help_text="The council area where it holds; empty: everywhere")
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while in force")
    source = models.TextField(help_text="The Act, regulations or policy that says so")
    confidence = models.CharField(max_length=1, choices=Confidence)
    signed_off_by = models.TextField(help_text="Name and office of the lawyer who signed it off")
    signed_off_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When its last day became known here")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("confidence", Confidence, name="legal_limit_confidence"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="legal_limit_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(signed_off_by=""), name="legal_limit_signed_off"),
            models.UniqueConstraint(
                fields=["rule", "name", "area", "in_force_from"], name="legal_limit_one_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.name}: {self.value.normalize():f} {self.unit}"
