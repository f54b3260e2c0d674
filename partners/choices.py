"""What a person may do, beside what they may see."""

from django.db.models import TextChoices


class Action(TextChoices):
    """An act that not everybody who sees a record may do."""

    RECEIVE_REPORT = "receive_report", "Record a report"
    RECORD_INCIDENT = "record_incident", "Record an incident"
    OPEN_CASE = "open_case", "Open a case"
    ASSESS_RISK = "assess_risk", "Assess risk"
    REVIEW_RISK = "review_risk", "Review risk"
    CLOSE_CASE = "close_case", "Close a case"
    WATCH_DEADLINES = "watch_deadlines", "See the deadlines board"
    OWE_DEADLINES = "owe_deadlines", "See what one owes, and ask for more time"
    RULE_ON_DEADLINES = "rule_on_deadlines", "Extend, pause, waive and reassign deadlines"
    READ_INBOX = "read_inbox", "Read what one was told"
    SEE_PUBLISHED = "see_published", "See published incidents"
    SEE_SHARED = "see_shared", "See what partners were given"
    ADMINISTER = "administer", "Administer accounts"
    KEEP_ROTA = "keep_rota", "Say who works when"
