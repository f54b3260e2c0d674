"""Sub-types, call types and qualifiers: words in force between two days."""

from django.db import models
from django.db.models import F, Q

from asbcases.cases.choices import TermKind
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history


@keep_history()
class Term(models.Model):
    """A word of a list; a code keeps its meaning for ever."""

    kind = models.CharField(max_length=10, choices=TermKind)
    code = models.SlugField(max_length=40)
    name = models.TextField()
    covid_related = models.BooleanField(default=False, help_text="Left out of the figures without Covid")
    hate = models.BooleanField(default=False, help_text="Says that hate is part of it")
    vulnerable = models.BooleanField(default=False, help_text="Says that somebody is vulnerable")
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    source = models.TextField()

    class Meta:
        constraints = [
            one_of("kind", TermKind, name="term_kind"),
            models.UniqueConstraint(fields=["kind", "code"], name="term_once"),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="term_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
