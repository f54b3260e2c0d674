"""Who may issue what, by whom designated, from one day to another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from asbcases.accounts.models import Agency, District
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.enforcement.choices import AuthorityBasis, Power


@keep_history()
class Authority(Recorded):
    """One power that one person holds between two days (2014 Act s.53); without one nothing is issued."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorities")
    power = models.CharField(max_length=10, choices=Power)
    basis = models.CharField(max_length=12, choices=AuthorityBasis)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="authorities", db_index=False)
    district = models.ForeignKey(
        District,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Where it holds; empty: the whole force area",
    )
    designated_by = models.TextField(help_text="Who designated them, and in what paper")
    paper = models.TextField(blank=True, help_text="Reference of the paper")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day, or empty while it holds")
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("power", Power, name="authority_power"),
            one_of("basis", AuthorityBasis, name="authority_basis"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="authority_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["holder", "power"], name="authority_of_holder")]

    def __str__(self) -> str:
        return f"{self.holder}: {self.get_power_display()}"
