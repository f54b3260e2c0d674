"""The words in which the life of a case is recorded: journal, plans, support, decisions, its end."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    """What a journal entry tells."""

    CONTACT = "contact", "Contact"
    VISIT = "visit", "Visit"
    DECISION = "decision", "Decision"
    NOTE = "note", "Note"


class Way(TextChoices):
    """How somebody was met or written to."""

    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "Telephone"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    VIDEO = "video", "Video call"


class Reached(TextChoices):
    """Whether a contact reached whom it was meant for."""

    YES = "yes", "Spoken to"
    NO_ANSWER = "no_answer", "No answer"
    MESSAGE_LEFT = "message_left", "Message left"
    NOT_SAFE = "not_safe", "Not safe to speak"


class PlanKind(TextChoices):
    """What is planned for one victim."""

    ACTION = "action", "Action plan"
    SAFETY = "safety", "Safety plan"


class Answer(TextChoices):
    """What somebody answered to an offer."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    UNDECIDED = "undecided", "Wants to think about it"


class Need(TextChoices):
    """What a victim may need (needs assessment, in the sense of the Victims' Code)."""

    SAFETY = "safety", "Safety at home and on the way"
    HEALTH = "health", "Health, physical or mental"
    HOUSING = "housing", "Housing"
    MONEY = "money", "Money or work"
    FAMILY = "family", "Children and family"
    INTERPRETER = "interpreter", "Interpreter or translation"
    ACCESS = "access", "Disability: adjustments to how we work"
    INFORMATION = "information", "To be told what happens"


class Right(TextChoices):
    """The twelve rights of the Code of Practice for Victims of Crime in England and Wales."""

    UNDERSTAND = "understand", "To be able to understand and to be understood"
    RECORDED = "recorded", "To have the crime recorded without unjustified delay"
    INFORMED_REPORTING = "informed_reporting", "To be given information when reporting the crime"
    REFERRED = "referred", "To be referred to services for victims and have the needs assessed"
    COMPENSATION = "compensation", "To be given information about compensation"
    INFORMED_PROGRESS = "informed_progress", "To be told about the investigation and prosecution"
    STATEMENT = "statement", "To make a Victim Personal Statement"
    INFORMED_TRIAL = "informed_trial", "To be told about the trial and one's role as a witness"
    INFORMED_OUTCOME = "informed_outcome", "To be told the outcome of the case and any appeals"
    EXPENSES = "expenses", "To be paid expenses and have property returned"
    INFORMED_OFFENDER = "informed_offender", "To be told about the offender after a conviction"
    COMPLAIN = "complain", "To complain where the rights are not met"


class ApprovalKind(TextChoices):
    """What somebody asks a supervisor to decide."""

    LOWER_RISK = "lower_risk", "A lower level of risk"
    CLOSE = "close", "Closing the case"
    WAIVE = "waive", "Waiving what stands in the way of closing"
    MEASURE = "measure", "Issuing a warning, notice or request for an order"


class Verdict(TextChoices):
    """How what was asked was decided."""

    GRANTED = "granted", "Granted"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Blocking(TextChoices):
    """What stands in the way of closing a case."""

    FIRST_ASSESSMENT = "first_assessment", "A victim whose risk was never assessed"
    REASSESS = "reassess", "A victim whose risk was not assessed again for the closing"
    LATE = "late", "Something late in the diary"
    EXPLAIN = "explain_review", "The case review was not explained to a victim"
    SOMERTON = "somerton", "Whether there is an identifiable victim"
    PANEL_EXIT = "panel_exit", "The panel has not agreed that the case ends"
    VICTIM_TOLD = "victim_told", "Whether the victim was told"
    SUPPORT = "support", "Whether support was offered"


class Closer(TextChoices):
    """Who may close a case of a level."""

    OFFICER = "officer", "An officer"
    SERGEANT = "sergeant", "A sergeant or above"
    INSPECTOR = "inspector", "An inspector or above"


class RetentionClass(TextChoices):
    """How long a closed case is kept, by what it holds (Police information and records management, Code of 2023)."""

    CRIME = "crime", "A crime was recorded"
    CHILD = "child", "A respondent is a child"
    OTHER = "other", "Other police information"


class SampleVerdict(TextChoices):
    """What a reviewer found about one point of the rubric."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    DOES_NOT_APPLY = "does_not_apply", "Does not apply"


class GlassVerdict(TextChoices):
    """What a supervisor makes of a broken glass."""

    RIGHT = "right", "It was right"
    NOT_NEEDED = "not_needed", "It was not needed"
    MISUSE = "misuse", "Misuse suspected"
