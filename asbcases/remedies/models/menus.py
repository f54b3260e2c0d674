"""The community remedy documents of police areas, each version with its days (2014 Act s.101)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from asbcases.db.constraints import one_of
from asbcases.policies.models import Confidence
from asbcases.remedies.choices import Effect


class Menu(models.Model):
    """One version of the actions of a police area; what was published is never changed, only ended."""

    area = models.CharField(max_length=40, help_text="Code of the police area")
    name = models.TextField(help_text="Name of the police area")
    version = models.PositiveSmallIntegerField()
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True, help_text="The last day, or empty while in force")
    source = models.TextField(help_text="Who agreed and published it, and where it is written")
    confidence = models.CharField(max_length=1, choices=Confidence)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Empty for what is shipped with the product",
    )

    class Meta:
        constraints = [
            one_of("confidence", Confidence, name="menu_confidence"),
            models.UniqueConstraint(fields=["area", "version"], name="menu_version_once"),
            models.UniqueConstraint(fields=["area", "in_force_from"], name="menu_one_start"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="menu_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(name=""), name="menu_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class MenuAction(models.Model):
    """One action of a menu, in the words that the public reads."""

    append_only = True

    menu = models.ForeignKey(Menu, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    effects = ArrayField(models.CharField(max_length=15, choices=Effect))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["menu", "number"], name="menu_action_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="menu_action_words"),
            models.CheckConstraint(
                condition=Q(effects__len__gte=1) & Q(effects__contained_by=[one.value for one in Effect]),
                name="menu_action_effects",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def does(self) -> list[str]:
        """Return in words what the action does."""
        return [str(effect.label).lower() for effect in Effect if effect.value in self.effects]
