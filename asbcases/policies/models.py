"""One row for each number of law or policy, and the days on which it is in force."""

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
    MONTHS = "months", "months"
    COUNT = "count", "times"


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
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while in force")
    source = models.TextField()
    confidence = models.CharField(max_length=1, choices=Confidence)

    class Meta:
        constraints = [
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
        return f"{self.rule} {self.qualifier}: {self.value.normalize():f} {self.get_unit_display()}"
