"""The outbox: one row for each message, told exactly once and delivered at least once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from asbcases.audit.models import Rooted
from asbcases.db.constraints import Roots, roots
from asbcases.db.history import keep_history


class Message(Rooted):
    """A message to a person; the unique key keeps any step from being told twice."""

    key = models.TextField(unique=True, help_text="For example deadline:41:missed:7")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="messages",
        help_text="Empty for a message to the caller of its report",
    )
    template = models.CharField(max_length=40)
    context = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty while it waits for a digest, and where a digest carries it"
    )
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", db_index=False
    )
    read_at = models.DateTimeField(
        null=True, blank=True, help_text="When the recipient opened it in the inbox"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True, help_text="Given up; somebody must look")
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", "plan", name="message_one_root"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | Q(report__isnull=False), name="message_to_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-queued_at", "-id"], name="message_inbox"),
            models.Index(
                fields=["recipient", "id"],
                name="message_for_digest",
                condition=Q(next_try_at__isnull=True, digest__isnull=True, sent_at__isnull=True),
            ),
            models.Index(
                fields=["recipient"],
                name="message_unread",
                condition=Q(read_at__isnull=True, recipient__isnull=False) & ~Q(template="digest"),
            ),
            models.Index(fields=["digest"], name="message_of_digest", condition=Q(digest__isnull=False)),
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


@keep_history()
class Task(Rooted):
    """Something that went wrong on its own and that a person has to look at: it stands on their board until dealt with."""

    key = models.TextField(unique=True, help_text="For example message:41 or sweep:17")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks")
    words = models.TextField(help_text="What is wrong and what to do, without names")
    raised_at = models.DateTimeField()
    dealt_at = models.DateTimeField(null=True, blank=True)
    dealt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    note = models.TextField(blank=True, help_text="What was done about it")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            roots(Roots.AT_MOST_ONE, "report", "incident", "case", "review", "plan", name="task_one_root"),
            models.CheckConstraint(
                condition=Q(dealt_at__isnull=True, dealt_by__isnull=True)
                | (Q(dealt_at__isnull=False, dealt_by__isnull=False) & ~Q(note="")),
                name="task_dealt_with_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "raised_at", "id"], name="task_open", condition=Q(dealt_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.key
