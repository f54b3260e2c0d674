"""Levels of risk, and how a review decides."""

from django.db.models import TextChoices


class Level(TextChoices):
    """The risk to a victim; an incomplete assessment has none."""

    STANDARD = "standard", "Standard"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"

    @property
    def order(self) -> int:
        """Return the place of the level, lowest first."""
        return list(Level).index(self)


class Scoring(TextChoices):
    """How an instrument turns answers into a score."""

    SUM = "sum", "Sum of the options' scores"
    COUNT = "count", "Number of options that trigger"


class VersionStatus(TextChoices):
    """An instrument is drafted, approved, and retired; a retired version stays readable for ever."""

    DEMONSTRATION = "demonstration", "Demonstration"
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    RETIRED = "retired", "Retired"
