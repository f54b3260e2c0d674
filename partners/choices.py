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
    WORK_PLAN = "work_plan", "See problem-solving plans and work on them"
    WORK_REVIEW = "work_review", "Work on ASB case reviews, and decide the threshold"
    READ_PACKS = (
        "read_packs",
        "Read the packs of panels to which one was let in, or on whose reviews one works",
    )
    SEE_PUBLISHED = "see_published", "See published incidents"
    SEE_SHARED = "see_shared", "See what partners were given"
    SHARE_CASE = "share_case", "Share a case with a partner, change and recall it"
    REVIEW_SHARE = "review_share", "Review an urgent share, and extend one of a high risk"
    SEND_REFERRAL = "send_referral", "Refer a matter to a partner, and ask one"
    ANSWER_REFERRAL = "answer_referral", "Answer what the police ask of one's agency"
    ASK_FOR_SHARE = "ask_for_share", "Ask the police to share, for one's agency"
    ANSWER_SHARE_REQUEST = "answer_share_request", "Answer a partner's request to share"
    NOTE_FOR_AGENCY = "note_for_agency", "Write notes of one's agency on a case that is shared"
    REPORT_FOR_AGENCY = "report_for_agency", "Enter what one's agency reports to the police"
    KEEP_COLLEAGUES = "keep_colleagues", "Administer the users of one's own agency"
    READ_AGREEMENTS = "read_agreements", "Read agreements on sharing"
    KEEP_AGREEMENTS = "keep_agreements", "Enter, change and end agreements on sharing"
    BREAK_GLASS = "break_glass", "Open a restricted case for a short time, with a reason"
    REVIEW_GLASS = "review_glass", "Review why somebody broke the glass"
    READ_LOOKS = "read_looks", "Read who looked at what"
    ADMINISTER = "administer", "Administer accounts"
    KEEP_ROTA = "keep_rota", "Say who works when"


class Purpose(TextChoices):
    """For what something of a case is shared."""

    PREVENT = "prevent", "Prevent or detect crime and disorder"
    TENANCY = "tenancy", "Manage a tenancy, or enforce its terms"
    SUPPORT = "support", "Support a victim"
    SAFEGUARD = "safeguard", "Protect a child or an adult at risk"
    ENFORCE = "enforce", "Prepare or enforce a power of the 2014 Act"
    REVIEW = "review", "Carry out an ASB case review"


class Gateway(TextChoices):
    """The lawful way by which it is shared, which a power to share is and a duty to consider is not."""

    CRIME_AND_DISORDER = "CDA115", "Crime and Disorder Act 1998 s.115"
    CASE_REVIEW = "ASB104", "2014 Act s.104 and Schedule 4, case review"
    COMMON_LAW = "COMMON", "Common-law policing purpose"
    SAFEGUARDING = "SAFEG", "Children Act 2004 s.11, or Care Act 2014 s.45"
    CONSENT = "CONSENT", "Consent of the victim"
    DATA_PROTECTION = "DPA", "Data Protection Act 2018 Part 3 or Schedule 2, UK GDPR Article 6"


class Regime(TextChoices):
    """Under which part of the law the receiver processes what is shared."""

    GENERAL = "general", "UK GDPR and Part 2 of the Data Protection Act 2018"
    LAW_ENFORCEMENT = "law_enforcement", "Part 3 of the Data Protection Act 2018"


class Item(TextChoices):
    """A part of a case that may be shared; `rules.tier_of` says in which tier it stands."""

    SUMMARY = "summary", "What the case is about, and how it stands"
    CONTACT = "contact", "Who leads it, and how to reach them"
    PEOPLE = "people", "Names of the people in it, and their part"
    PREMISES = "premises", "The premises in it"
    REACHING = "reaching", "How its people may be reached safely"
    INCIDENTS = "incidents", "Its incidents: when, where, what kind, and what happened"
    MEASURES = "measures", "Warnings, notices and orders in force"
    ACTIONS = "actions", "What is to be done, by whom and when"
    RISK = "risk", "The level of risk to each victim, and why"
    SAFETY = "safety", "Safety plans and adjustments"
    HEALTH = "health", "What is known of health and vulnerability"


class ShareVerdict(TextChoices):
    """What came of the review of an urgent share."""

    RIGHT = "right", "It was right, and stays"
    NARROWED = "narrowed", "Less is shared from now on"
    ENDED = "ended", "It ends"


class Matter(TextChoices):
    """With what a partner is asked to deal."""

    TENANCY = "tenancy", "A tenancy, or the home of a tenant"
    ENVIRONMENT = "environment", "Noise, waste, fires and other environmental health"
    LICENSING = "licensing", "Licensed premises"
    SUPPORT = "support", "Support of a victim"
    CARE = "care", "Social care, or safeguarding of an adult"
    CHILDREN = "children", "Children, young people and families"
    HEALTH = "health", "Mental health, drugs or alcohol"
    PLACE = "place", "Lighting, cameras and the look of a place"
    OTHER = "other", "Something else"


class ReferralStage(TextChoices):
    """How far a referral has come; the police keep the clock until it is accepted."""

    DRAFTED = "drafted", "Drafted"
    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    RETURNED = "returned", "Outcome returned"
    CLOSED = "closed", "Closed"


class ShareAnswer(TextChoices):
    """What the police answered to a partner that asked them to share."""

    SHARED = "shared", "Shared"
    PART = "part", "Shared in part"
    REFUSED = "refused", "Refused"
    OVER = "over", "Closed by the police"


class Progress(TextChoices):
    """What an agency notes of a response of a plan that it owns."""

    BEGUN = "begun", "It has begun"
    DONE = "done", "It is done"
