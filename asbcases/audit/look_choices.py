"""How somebody looked at what is on record, what of it the law has us log, and what was unusual about it."""

from django.db.models import TextChoices


class Look(TextChoices):
    """What somebody looked at (Data Protection Act 2018 s.62: consultation and disclosure)."""

    PAGE = "page", "opened the page"
    LIST = "list", "listed"
    EXPORT = "export", "exported"
    API = "api", "read through the API"


class Operation(TextChoices):
    """What is to be logged of an automated system (Data Protection Act 2018 s.62(1))."""

    COLLECTION = "collection", "Collection"
    ALTERATION = "alteration", "Alteration"
    CONSULTATION = "consultation", "Consultation"
    DISCLOSURE = "disclosure", "Disclosure"
    COMBINATION = "combination", "Combination"
    ERASURE = "erasure", "Erasure"


class Unusual(TextChoices):
    """By which rule looks of a day are shown to an auditor."""

    OWN_NAME = "own_name", "Looked at somebody with their own name or address"
    VOLUME = "volume", "Looked at many records"
    OUT_OF_HOURS = "out_of_hours", "Looked at night, off shift"
    NO_TASK = "no_task", "Looked at cases without a task on them"


class Examined(TextChoices):
    """What an auditor found when they examined unusual looks."""

    EXPLAINED = "explained", "Explained"
    LOOKED_INTO = "looked_into", "To be looked into"
    MISUSE = "misuse", "Misuse suspected"
