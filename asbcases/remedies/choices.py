"""The words in which community remedies and restorative justice are recorded."""

from django.db.models import TextChoices


class Effect(TextChoices):
    """What an action of a menu does: at least one of three, by 2014 Act s.101(3)."""

    REHABILITATES = "rehabilitates", "Rehabilitates"
    REPAIRS = "repairs", "Repairs"
    PUNISHES = "punishes", "Punishes"


class Use(TextChoices):
    """For what an action is considered."""

    REMEDY = "remedy", "Community remedy, out of court (s.102)"
    CAUTION = "caution", "Condition of a conditional caution of an adult (s.103)"
    YOUTH_CAUTION = "youth_caution", "Condition of a youth conditional caution (s.103)"


class Heard(TextChoices):
    """What a note about a victim says."""

    VIEWS = "views", "The victim's views"
    EFFORT = "effort", "An effort to get their views"
    UNCONCERNED = "unconcerned", "This behaviour did not affect them"


class Capacity(TextChoices):
    """As what somebody decides (s.102(2)); the names are those of rule CRM-3."""

    CONSTABLE = "constable", "Constable"
    INVESTIGATING_OFFICER = "investigating_officer", "Investigating officer"
    AUTHORISED_PERSON = "authorised_person", "Person authorised for conditional cautions"
    OTHER = "other", "None of these"


class Decision(TextChoices):
    """What is decided."""

    USED = "used", "Invite the person to carry out an action"
    NOT_USED = "not_used", "Do not use it"


class RemedyOutcome(TextChoices):
    """What came of an action."""

    DONE = "done", "Done"
    PARTLY = "partly", "Partly done"
    NOT_DONE = "not_done", "Not done"
    DECLINED = "declined", "The person did not agree to it"


class Side(TextChoices):
    """The two who take part in restorative justice."""

    HARMED = "harmed", "The harmed person"
    RESPONDENT = "respondent", "The respondent"


class SideAnswer(TextChoices):
    """What somebody answers to the offer; it is free to both, and may be taken back."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class Step(TextChoices):
    """The steps of restorative justice between the answers and the end, in their order."""

    PREPARED = "prepared", "Both were prepared"
    SAFE = "safe", "Found safe"
    UNSAFE = "unsafe", "Found not safe"
    MET = "met", "They met, or words were passed on"


class RestorativeState(TextChoices):
    """How far restorative justice got."""

    OFFERED = "offered", "Offered"
    ACCEPTED = "accepted", "Accepted by both"
    DECLINED = "declined", "Declined"
    PREPARED = "prepared", "Prepared"
    SAFE = "safe", "Safe to meet"
    UNSAFE = "unsafe", "Not safe"
    MET = "met", "Met"
    ENDED = "ended", "Ended"


class RestorativeOutcome(TextChoices):
    """How restorative justice ended."""

    AGREED = "agreed", "They met and agreed"
    MET = "met", "They met without an agreement"
    PASSED_ON = "passed_on", "Words were passed on without a meeting"
    DECLINED = "declined", "Somebody declined or withdrew"
    UNSAFE = "unsafe", "It was not safe"
    NOT_HELD = "not_held", "It came to nothing for another reason"


class Satisfaction(TextChoices):
    """How content somebody is with restorative justice."""

    SATISFIED = "satisfied", "Satisfied"
    PARTLY = "partly", "Partly satisfied"
    DISSATISFIED = "dissatisfied", "Not satisfied"
    UNKNOWN = "unknown", "Could not be asked"
