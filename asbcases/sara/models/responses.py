"""What is done about a problem, and how the plan is looked at meanwhile."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.accounts.choices import Rank
from asbcases.accounts.models import Agency
from asbcases.cases.models import ProblemPlan
from asbcases.cases.models.shared import Recorded
from asbcases.db.constraints import one_of
from asbcases.db.history import keep_history
from asbcases.sara.choices import FourP, PatSide, ResponseState, ReviewDecision

ENDED = (ResponseState.DONE, ResponseState.DROPPED)


@keep_history()
class PlanResponse(Recorded):
    """One response: who does what by when, at which side of the problem, at what cost; or a quick fix at once."""

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="responses")
    number = models.PositiveSmallIntegerField()
    action = models.TextField()
    four_p = models.CharField(max_length=7, choices=FourP)
    side = models.CharField(max_length=8, choices=PatSide, blank=True)
    basis = models.TextField(blank=True, help_text="The evidence that it works")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Which agency does it, where it is not the police",
    )
    immediate = models.BooleanField(default=False, help_text="A quick fix before analysis, and marked so")
    starts_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=ResponseState, default=ResponseState.PLANNED)
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="What came of it, or why it was dropped")
    cost = models.TextField(blank=True, help_text="Money or hours, as they are told")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("four_p", FourP, name="response_four_p"),
            one_of("side", PatSide, name="response_side", blank=True),
            one_of("state", ResponseState, name="response_state"),
            models.UniqueConstraint(fields=["plan", "number"], name="response_number_once"),
            models.CheckConstraint(condition=~Q(action=""), name="response_action"),
            models.CheckConstraint(
                condition=(Q(state=ResponseState.PLANNED, begun_at__isnull=True))
                | (Q(state=ResponseState.BEGUN, begun_at__isnull=False))
                | Q(state__in=ENDED),
                name="response_begun",
            ),
            models.CheckConstraint(
                condition=(Q(state=ResponseState.DONE, done_at__isnull=False, dropped_at__isnull=True))
                | (Q(state=ResponseState.DROPPED, dropped_at__isnull=False, done_at__isnull=True))
                | (~Q(state__in=ENDED) & Q(done_at__isnull=True, dropped_at__isnull=True)),
                name="response_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | ~Q(result=""), name="response_ended_with_result"
            ),
        ]

    def __str__(self) -> str:
        return f"Response {self.number}"

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.state not in ENDED


class PlanReview(Recorded):
    """What a supervisor decided when they looked at a plan."""

    append_only = True

    plan = models.ForeignKey(ProblemPlan, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=8, choices=ReviewDecision)
    words = models.TextField()
    rank = models.CharField(max_length=20, choices=Rank, help_text="The rank by which it was reviewed")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("decision", ReviewDecision, name="plan_review_decision"),
            one_of("rank", Rank, name="plan_review_rank"),
            models.UniqueConstraint(fields=["plan", "number"], name="plan_review_number_once"),
            models.CheckConstraint(condition=~Q(words=""), name="plan_review_words"),
        ]

    def __str__(self) -> str:
        return f"Review {self.number}"
