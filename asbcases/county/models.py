"""Which counties were built here, so that none is built twice."""

from django.db import models


class Build(models.Model):
    """One county that was built, with what makes it the same again."""

    append_only = True

    size = models.CharField(max_length=20)
    seed = models.PositiveIntegerField()
    anchor = models.DateField(help_text="The day that the county takes for today")
    created = models.JSONField(default=dict)
    built_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["size", "seed"], name="county_built_once")]

    def __str__(self) -> str:
        return f"{self.size} {self.seed}"
