"""People, who take part in cases with a role for each case."""

from django.db import models

from asbcases.cases.models.shared import Corrigible, Recorded
from asbcases.db.history import keep_history


@keep_history()
class Person(Recorded, Corrigible):
    """A person; two records of one person are never merged, the later points to the earlier."""

    name = models.TextField()
    contact = models.TextField(blank=True, help_text="Telephone number or e-mail address, as given")
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="also_as"
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
