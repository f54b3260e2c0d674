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
    WORK_CASE = "work_case", "Write in a case: journal, plans, support, actions, links"
    ALLOCATE_CASE = "allocate_case", "Give a case to another lead"
    DECIDE_APPROVALS = "decide_approvals", "Decide what officers ask: lower risk, closing, waivers"
    DECIDE_MEASURES = "decide_measures", "Decide whether a warning, notice or request for an order is issued"
    SAMPLE_CASES = "sample_cases", "Draw and review dip samples"
    READ_INSTRUMENTS = "read_instruments", "Read risk forms"
    KEEP_INSTRUMENTS = "keep_instruments", "Draft and approve risk forms"
    ENFORCE = "enforce", "Draft warnings, notices and orders, and keep what becomes of them"
    SEE_ORDERS = "see_orders", "See live warnings, notices and orders"
    STRIKE_MEASURES = "strike_measures", "Mark a warning, notice or order as recorded in error"
    KEEP_AUTHORITIES = "keep_authorities", "Enter who may issue what"
    SEE_FIGURES = "see_figures", "See the figures of case reviews"
    PUBLISH_FIGURES = "publish_figures", "Publish the figures of case reviews"
    READ_PROCEDURES = "read_procedures", "Read the procedures of areas for case reviews"
    KEEP_PROCEDURES = "keep_procedures", "Enter the procedures of areas for case reviews"
    WATCH_DESK = "watch_desk", "See the queues of the triage desk"
    WATCH_DEADLINES = "watch_deadlines", "See the deadlines board"
    OWE_DEADLINES = "owe_deadlines", "See what one owes, and ask for more time"
    RULE_ON_DEADLINES = "rule_on_deadlines", "Extend, pause, waive and reassign deadlines"
    KEEP_FILES = "keep_files", "Add files to what one sees, and take them out"
    READ_INBOX = "read_inbox", "Read what one was told"
    SEE_REVIEWS = "see_reviews", "See ASB case reviews"
    RECEIVE_APPLICATION = "receive_application", "Enter an application for a case review"
    PASS_ON_APPLICATION = "pass_on_application", "Pass an application on to the co-ordinator of its area"
    WORK_REVIEW = "work_review", "Work on ASB case reviews, and decide the threshold"
    READ_PACKS = (
        "read_packs",
        "Read the packs of panels to which one was let in, or on whose reviews one works",
    )
    SEE_PUBLISHED = "see_published", "See published incidents"
    SEE_SHARED = "see_shared", "See what partners were given"
    ADMINISTER = "administer", "Administer accounts"
    KEEP_ROTA = "keep_rota", "Say who works when"
