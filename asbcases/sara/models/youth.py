"""Children whose behaviour a plan is about: whether youth justice support was considered for them."""

from django.db import models
from django.db.models import Q

from asbcases.cases.models import Person, ProblemPlan
from asbcases.cases.models.shared import Recorded


class YouthSupport(Recorded):
    """What youth justice support was considered for a child, or why none was; the newest of a person counts."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="youth_support")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    considered = models.BooleanField()
    words = models.TextField(help_text="What was considered, or why nothing was")
    considered_at = models.DateTimeField(help_text="When it was considered, or decided not to")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="youth_support_words")]

    def __str__(self) -> str:
        return f"Youth justice support of {self.plan_id}"
