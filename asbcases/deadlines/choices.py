"""Kinds of deadline, and whether each is ours to do or somebody's right that passes."""

from django.db.models import TextChoices


class Nature(TextChoices):
    """An obligation is missed; a window passes."""

    OBLIGATION = "obligation", "Ours to do"
    WINDOW = "window", "Somebody's right"


class Kind(TextChoices):
    """What is owed."""

    FIRST_ASSESSMENT = "first_assessment", "first risk assessment"
    RISK_REVIEW = "risk_review", "risk review"


NATURE = {Kind.FIRST_ASSESSMENT: Nature.OBLIGATION, Kind.RISK_REVIEW: Nature.OBLIGATION}


class Step(TextChoices):
    """What the sweep may do to one deadline, each once; the escalations climb the ladder."""

    WARN = "warn", "Due soon"
    MISS = "miss", "Late"
    PASS = "pass", "Passed"
    SERGEANT = "sergeant", "Told the sergeant"
    INSPECTOR = "inspector", "Told the inspector"
    CHIEF_INSPECTOR = "chief_inspector", "Told the chief inspector"


LADDER = (Step.SERGEANT, Step.INSPECTOR, Step.CHIEF_INSPECTOR)


class State(TextChoices):
    """States are computed when read, never stored."""

    DUE = "due", "Due"
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    MET = "met", "Met"
    MET_LATE = "met_late", "Met late"
    CANCELLED = "cancelled", "Cancelled"
    PASSED = "passed", "Passed"


# What must be done before a case closes, even when it is not late yet.
BLOCKS_CLOSING = frozenset({Kind.FIRST_ASSESSMENT})
