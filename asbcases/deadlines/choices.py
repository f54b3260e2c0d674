"""Kinds of deadline, what is told of them, and what people may decide about them."""

from django.db.models import TextChoices


class Nature(TextChoices):
    """An obligation is missed; a window passes."""

    OBLIGATION = "obligation", "Ours to do"
    WINDOW = "window", "Somebody's right"


class Kind(TextChoices):
    """What is owed."""

    CALL_BACK = "call_back", "promised call-back"
    FIRST_ASSESSMENT = "first_assessment", "first risk assessment"
    RISK_REVIEW = "risk_review", "risk review"
    SHARE_EXPIRY = "share_expiry", "end of a share"
    SHARE_REVIEW = "share_review", "review of an urgent share"
    GLASS_REVIEW = "glass_review", "review of a broken glass"
    REFERRAL_ACKNOWLEDGE = "referral_acknowledge", "acknowledgement of a referral"
    REFERRAL_ACCEPT = "referral_accept", "acceptance of a referral"
    REFERRAL_DECIDE = "referral_decide", "what follows a declined referral"
    QUESTION_REPLY = "question_reply", "reply of a partner to a question"
    SHARE_REQUEST = "share_request", "answer to a partner's request to share"
    TRIAGE = "triage", "triage of a report"
    RESPONSE = "response", "first response"
    RE_TRIAGE = "re_triage", "triage again"
    CRIME_DECISION = "crime_decision", "decision whether it is a crime"
    HATE_HANDOVER = "hate_handover", "hand-over to the lead for hate crime"
    REPLY = "reply", "reply to a councillor or MP"
    SIGN_OFF = "sign_off", "sign-off of the risk assessment"
    VICTIM_CONTACT = "victim_contact", "contact with the victim"
    RE_ASSESSMENT = "re_assessment", "risk assessment again"
    SECOND_REVIEW = "second_review", "second review of a level below its floor"
    ACTION_PLAN = "action_plan", "action plan"
    SAFETY_PLAN = "safety_plan", "safety plan"
    PANEL_DECISION = "panel_decision", "decision on the multi-agency panel"
    APPROVAL = "approval", "decision that was asked for"
    CASE_ACTION = "case_action", "action"
    RETENTION_REVIEW = "retention_review", "retention review"
    MEASURE_COMPLIANCE = "measure_comply", "time to comply with a warning"
    MEASURE_REVIEW = "measure_review", "review of a warning, notice or order"
    MEASURE_END = "measure_end", "end of a warning, notice or order"
    APPEAL_WINDOW = "appeal_window", "time to appeal"
    TERM_DUE = "term_due", "requirement to be met"
    CHANGE_REPLY = "change_reply", "reply to a request to vary or discharge"
    PENALTY_PAYMENT = "penalty_payment", "payment of a fixed penalty"
    PROSECUTION_LIMIT = "prosecution", "last day to begin proceedings"
    ORDER_REVIEW = "order_review", "review of a young person's order"
    ORDER_NOTICE = "order_notice", "notice of the application for an order"
    HEARING = "hearing", "hearing"
    HEARSAY_NOTICE = "hearsay_notice", "hearsay notice before the hearing of an appeal"
    WARRANT_ENTRY = "warrant_entry", "entry under a warrant"
    SEIZED_ITEM = "seized_item", "proceedings about a seized item, or its return"
    WORKS_APPEAL = "works_appeal", "time to appeal against a bill for works"
    EIGHTEENTH_BIRTHDAY = "eighteenth", "18th birthday of a subject"
    ACR_ACKNOWLEDGE = "acr_acknowledge", "acknowledgement of an application"
    ACR_REPLY = "acr_reply", "reply of a body about an application"
    ACR_THRESHOLD = "acr_threshold", "decision whether the threshold is met"
    ACR_AGREE_DATE = "acr_agree_date", "date to agree with an applicant"
    ACR_PAPERS = "acr_papers", "papers of a case review panel"
    ACR_PANEL = "acr_panel", "case review panel"
    ACR_OUTCOME = "acr_outcome", "outcome of a case review told"
    ACR_RECOMMENDATION = "acr_recommendation", "answer to a recommendation"
    ACR_APPEAL = "acr_appeal", "appeal of an applicant"
    ACR_TOLD = "acr_told", "telling the applicant the decision"
    ACR_ACTION = "acr_action", "action that a panel recommended"
    EXPLAIN_REVIEW = "explain_review", "explaining the case review"
    PLAN_REVIEW = "plan_review", "review of a problem-solving plan"
    PLAN_RESPONSE = "plan_response", "response of a problem-solving plan"
    PLAN_AFTERCARE = "plan_aftercare", "aftercare of a problem-solving plan"
    RESTORATIVE_ANSWER = "restorative_answer", "answer to restorative justice"
    RESTORATIVE_LOOK = "restorative_look", "look at what came after restorative justice"


# By an area's own procedure, or as it was agreed with an applicant: nobody is rung at midnight for a day that ends.
COUNTED_IN_DAYS = frozenset(kind for kind in Kind if kind.value.startswith("acr_"))


class OwnerBy(TextChoices):
    """Who owes a deadline, as policy says it for each kind."""

    AUTHOR = "author", "Whoever set it going"
    LEAD = "lead", "The lead of the case"
    SUPERVISOR = "supervisor", "The supervisor of the district, of the rank that is asked for"
    HATE_LEAD = "hate_lead", "The lead for hate crime"


class Step(TextChoices):
    """What the sweep may do to one deadline, each once but the last; the escalations climb the ladder."""

    WARN = "warn", "Due soon"
    MISS = "miss", "Late"
    PASS = "pass", "Passed"
    SERGEANT = "sergeant", "Told the sergeant"
    INSPECTOR = "inspector", "Told the inspector"
    CHIEF_INSPECTOR = "chief_inspector", "Told the chief inspector"
    OWN_SUPERVISOR = "own_supervisor", "Told the supervisor of whoever owes it"
    ASB_MANAGER = "asb_manager", "Told the ASB manager of the force"
    AGAIN = "again", "Told the ASB manager again"


RANKS = (Step.SERGEANT, Step.INSPECTOR, Step.CHIEF_INSPECTOR)
# The rungs that are told once each; the last of them is told again and again where policy says so.
LADDER = (*RANKS, Step.OWN_SUPERVISOR, Step.ASB_MANAGER)
RUNGS = (*LADDER, Step.AGAIN)


class State(TextChoices):
    """States are computed when read, never stored."""

    DUE = "due", "Due"
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    MET = "met", "Met"
    MET_LATE = "met_late", "Met late"
    CANCELLED = "cancelled", "Cancelled"
    PASSED = "passed", "Passed"


class RulingVerb(TextChoices):
    """What a person, or a changed policy, decided about one deadline."""

    ASKED = "asked", "asked for more time"
    RETURNED = "returned", "returned the request"
    EXTENDED = "extended", "extended it"
    PAUSED = "paused", "paused it"
    RESUMED = "resumed", "ended the pause"
    WAIVED = "waived", "waived it"
    CANCELLED = "cancelled", "cancelled it"
    REASSIGNED = "reassigned", "gave it to somebody else"
    REPLANNED = "replanned", "planned it anew"
