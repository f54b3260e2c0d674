"""When the services last finished their rounds."""

from django.db import models


class Heartbeat(models.Model):
    """When a service last finished its round; one row a service, and no word of any case."""

    service = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()
    failed = models.PositiveIntegerField(default=0, help_text="How many rows the round had to pass over")

    def __str__(self) -> str:
        return f"{self.service} {self.at}"
