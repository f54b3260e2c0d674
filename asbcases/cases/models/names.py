"""The names under which people reported or are on file, each of them once: like names are looked for among these."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F


class KnownName(models.Model):
    """A name as it is compared; the database keeps it whenever somebody is called so, and its functions alone read it.

    Two who record a new name in the same moment may both write it down: neither waits for the other.
    """

    append_only = True

    name = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="known_name"),
            GinIndex(OpClass(F("name"), name="gin_trgm_ops"), name="known_name_alike"),
        ]

    def __str__(self) -> str:
        return self.name
