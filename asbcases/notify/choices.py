"""The messages that the product sends; each has a text in templates/notify/ whose first line is its subject."""

from django.db.models import TextChoices


class Template(TextChoices):
    """What a message says."""

    DUE_SOON = "deadline_due_soon", "Something is due soon"
    MISSED = "deadline_missed", "Something is late"
    PASSED = "deadline_passed", "A time has passed"
    ESCALATED = "deadline_escalated", "Something that somebody else owes is late"
    ANSWERED = "deadline_answered", "An answer to your request for more time"
    DIGEST = "digest", "What has come up since the last shift"
    RESTRICTED_NEAR = "restricted_near", "A new report that may concern a restricted case"
    GLASS_BROKEN = "glass_broken", "A colleague opened a restricted case"
    GLASS_TRIED = "glass_tried", "A colleague asked for a restricted case"
    CASE_GREW = "case_grew", "An incident was added to your case"
    APPROVAL_DECIDED = "approval_decided", "An answer to what you asked a supervisor"
    CASE_GIVEN = "case_given", "A case was given to you"
    REPORT_RECEIVED = "report_received", "We have received a report"
    REVIEW_RADAR = "review_radar", "A victim may be entitled to a case review"
    REVIEW_GIVEN = "review_given", "A case review was given to you"
    APPLICATION_RECEIVED = "application_received", "An application for a case review"
    SHARE_CORRECTED = "share_corrected", "Something that was shared with you was corrected"
    SHARE_RECALLED = "share_recalled", "Something that was shared with you was recalled"
    REQUEST_SENT = "request_sent", "The police ask something of your agency"
    REQUEST_WAITS = "request_waits", "Something that the police ask of your agency waits"
    REQUEST_ANSWERED = "request_answered", "An agency answered what it was asked"
    REQUEST_ENTERED = "request_entered", "The police entered what your agency answered by telephone"
    SHARE_ASKED = "share_asked", "A partner asks to be given something"
    PARTNER_NOTED = "partner_noted", "A partner wrote a note for the police"
    SHARE_ANSWERED = "share_answered", "The police answered what your agency asked for"
    REQUEST_ENDED = "request_ended", "Something that the police asked of your agency has ended"
    PLAN_ESCALATED = "plan_escalated", "A problem-solving plan was escalated to you"


# Those that may go to a member of the public: neutral in every word.
PUBLIC = frozenset({Template.REPORT_RECEIVED})
