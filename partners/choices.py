"""What a person may do, beside what they may see."""

from django.db.models import TextChoices


class Action(TextChoices):
    """An act that not everybody who sees a record may do."""

    RECEIVE_REPORT = "receive_report", "Record a report"
    RECORD_INCIDENT = "record_incident", "Record an incident"
    CLOSE_INCIDENT = "close_incident", "Classify, close and reopen an incident"
    KEEP_OPERATIONS = "keep_operations", "Make and change operations"
    KEEP_PEOPLE = "keep_people", "Record people, places and vehicles"
    ATTEND = "attend", "Record who came to an incident, and what they found"
    SEND_OFFICERS = "send_officers", "Send somebody to an incident"
    OPEN_CASE = "open_case", "Open a case"
    ASSESS_RISK = "assess_risk", "Assess risk"
    REVIEW_RISK = "review_risk", "Review risk"
    RESTRICT_CASE = "restrict_case", "Restrict a case to named people, and lift it"
    CLOSE_CASE = "close_case", "Close a case"
    WATCH_DESK = "watch_desk", "See the queues of the triage desk"
    WATCH_DEADLINES = "watch_deadlines", "See the deadlines board"
    OWE_DEADLINES = "owe_deadlines", "See what one owes, and ask for more time"
    RULE_ON_DEADLINES = "rule_on_deadlines", "Extend, pause, waive and reassign deadlines"
    KEEP_FILES = "keep_files", "Add files to what one sees, and take them out"
    READ_INBOX = "read_inbox", "Read what one was told"
    SEE_PUBLISHED = "see_published", "See published incidents"
    SEE_SHARED = "see_shared", "See what partners were given"
    ADMINISTER = "administer", "Administer accounts"
    KEEP_ROTA = "keep_rota", "Say who works when"
