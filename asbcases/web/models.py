"""Keys by which a request that is sent twice acts once, and what somebody has typed and not sent yet."""

from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    """The answer that was given to one person's request with this key; kept for 24 hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    location = models.TextField(blank=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key


class Draft(models.Model):
    """What a person has typed into a form and not sent yet; theirs alone, thrown away when sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40, help_text="The page that it belongs to")
    about = models.CharField(
        max_length=20, blank=True, help_text="Reference of the record, or the key of a page that has none"
    )
    typed = models.JSONField()
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "form", "about"], name="draft_once_a_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.about}"
