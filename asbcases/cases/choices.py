"""The words in which reports, incidents and cases are recorded."""

from django.db.models import IntegerChoices, TextChoices


class Channel(TextChoices):
    """How a report reached us."""

    CALL_999 = "999", "999 call"
    CALL_101 = "101", "101 call"
    ONLINE = "online", "Online form"
    CHAT = "chat", "Live chat"
    EMAIL = "email", "E-mail"
    COUNTER = "counter", "Front counter"
    PATROL = "patrol", "Officer on patrol"
    PARTNER = "partner", "Partner agency"
    LETTER = "letter", "Letter"


class Precision(TextChoices):
    """How well the time of an event is known."""

    EXACT = "exact", "At this time"
    RANGE = "range", "Between two times"
    MONTH = "month", "Some time in the month"


class Source(TextChoices):
    """Where an incident comes from; published copies never enter the force's own figures."""

    OWN = "own", "Recorded here"
    POLICE_UK = "police-uk", "Published by data.police.uk"


class Category(TextChoices):
    """Category of the National Standard for Incident Recording (NSIR, 2011)."""

    PERSONAL = "personal", "Personal"
    NUISANCE = "nuisance", "Nuisance"
    ENVIRONMENTAL = "environmental", "Environmental"


class ClassifiedAt(TextChoices):
    """An incident is classified from what was first said, and again from what was found."""

    OPENING = "opening", "Opening"
    CLOSING = "closing", "Closing"


class Stage(TextChoices):
    """Stages of a case: open, monitoring, closed."""

    OPEN = "open", "Open"
    MONITORING = "monitoring", "Monitoring"
    CLOSED = "closed", "Closed"


class PartyRole(TextChoices):
    """What a person is to one case; nobody is called a perpetrator before proof."""

    COMPLAINANT = "complainant", "Complainant"
    VICTIM = "victim", "Victim"
    WITNESS = "witness", "Witness"
    RESPONDENT = "respondent", "Respondent"


class Outcome(TextChoices):
    """Why a case is closed."""

    RESOLVED = "resolved", "The behaviour has stopped"
    REDUCED = "reduced", "Reduced to what the victim accepts"
    TRANSFERRED = "transferred", "Another agency has accepted it"
    WITHDRAWN = "withdrawn", "The victim asked us to stop"
    NO_FURTHER_LINES = "no_further_lines", "Nothing more can be done now"


class GrantSource(TextChoices):
    """What gave somebody access."""

    ASSIGNMENT = "assignment", "Assignment"
    SHARE = "share", "Share"
    MEETING = "meeting", "Meeting"
    REVIEW = "review", "Case review"
    BREAK_GLASS = "break_glass", "Broken glass"


class Tier(IntegerChoices):
    """How much a partner sees: T1 contact and summary, T2 incidents, T3 risk and health."""

    SUMMARY = 1, "Contact and summary"
    INCIDENTS = 2, "Incidents"
    RISK = 3, "Risk and health"
