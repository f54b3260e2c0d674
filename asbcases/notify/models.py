"""The outbox: one row for each message, told exactly once and delivered at least once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.audit.models import Rooted
from asbcases.db.constraints import Roots, roots


class Message(Rooted):
    """A message to a person; the unique key keeps any step from being told twice."""

    key = models.TextField(unique=True, help_text="For example deadline:41:missed:7")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    template = models.CharField(max_length=40)
    context = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True, help_text="Given up; somebody must look")
    error = models.TextField(blank=True)

    class Meta:
        constraints = [roots(Roots.AT_MOST_ONE, "report", "incident", "case", name="message_one_root")]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                name="message_to_send",
                condition=Q(sent_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(
                fields=["-failed_at", "-id"], name="message_given_up", condition=Q(failed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.key
