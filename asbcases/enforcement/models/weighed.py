"""What the rules of law answered about a measure."""

from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.cases.models import Case
from asbcases.cases.models.shared import Recorded
from asbcases.enforcement.models.measures import Measure


class RuleWeighed(Recorded):
    """What a rule of law answered when somebody acted: the facts it was given, and who decided over a warning, and why."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rules_weighed")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="rules_weighed")
    rule = models.CharField(max_length=10)
    decision = models.CharField(max_length=10)
    facts = models.JSONField()
    answer = models.JSONField()
    reason = models.TextField(blank=True)
    rank = models.CharField(max_length=20, choices=Rank, blank=True)
    weighed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="warn") | ~Q(reason=""), name="rule_weighed_over_with_reason"
            )
        ]
        indexes = [models.Index(fields=["rule", "id"], name="rule_weighed_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.decision}"
