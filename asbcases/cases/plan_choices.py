"""Words of a problem-solving plan (SARA) that its root needs."""

from django.db.models import TextChoices


class PlanType(TextChoices):
    """What the problem hangs on."""

    PERSON = "person", "A person"
    PLACE = "place", "A place"
    GROUP = "group", "A group"
    THEME = "theme", "A theme"


class PlanSource(TextChoices):
    """What raised the problem."""

    ANALYST = "analyst", "An analyst"
    REPEAT_RULE = "repeat_rule", "The rule about repeats"
    ASBRAC = "asbrac", "A risk assessment conference (ASBRAC)"
    COUNCILLOR = "councillor", "A councillor or MP"
    MEETING = "meeting", "A community meeting"
    CASE_REVIEW = "case_review", "A case review"
    OFFICER = "officer", "An officer"


class PlanStage(TextChoices):
    """The stages of SARA, with the objective before them."""

    OBJECTIVE = "objective", "Objective"
    SCANNING = "scanning", "Scanning"
    ANALYSIS = "analysis", "Analysis"
    RESPONSE = "response", "Response"
    ASSESSMENT = "assessment", "Assessment"
    CLOSED = "closed", "Closed"
