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


class Result(TextChoices):
    """What came of asking; only an assessment that is complete has a level."""

    ASSESSED = "assessed", "Assessed"
    INCOMPLETE = "incomplete", "Not complete: no level"
    REFUSED = "refused", "The victim refused: not assessed"
    UNREACHABLE = "unreachable", "The victim could not be reached: not assessed"


class Unanswered(TextChoices):
    """Why a question has no answer; none of these is a "no"."""

    DONT_KNOW = "dont_know", "Don't know"
    DECLINED = "declined", "Would rather not say"
    NOT_ASKED = "not_asked", "Not asked"


class RulingKind(TextChoices):
    """How a level came to stand that was not assessed."""

    RAISED = "raised", "Raised"
    LOWERED = "lowered", "Lowered"


class DraftState(TextChoices):
    """A draft is written, submitted, and approved or returned."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waits for approval"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
