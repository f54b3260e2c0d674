"""For each kind of deadline on a case or plan, the page on which it is done: the one button beside what is next."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, PlanKind
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from partners import access
from partners.choices import Action

# Whom these concern is named by the subject: the number of the victim.
OF_A_VICTIM = frozenset(
    {
        *(Kind.FIRST_ASSESSMENT, Kind.RE_ASSESSMENT, Kind.RISK_REVIEW, Kind.SECOND_REVIEW, Kind.SIGN_OFF),
        *(Kind.VICTIM_CONTACT, Kind.ACTION_PLAN, Kind.SAFETY_PLAN, Kind.PANEL_DECISION),
    }
)


class Act(NamedTuple):
    """What a person can do next, and where."""

    words: str
    address: str


class Doing(NamedTuple):
    """How a kind of deadline is met: in which words, on which page, and who may."""

    words: str
    page: str
    needs: Action
    named: Callable[[Deadline], list[object]] = lambda deadline: [deadline.subject]
    asks: Callable[[Deadline], Mapping[str, str]] = lambda deadline: {}


def _assessment(deadline: Deadline) -> list[object]:
    return [deadline.origin.partition(":")[2]]


def _plan(kind: PlanKind) -> Callable[[Deadline], list[object]]:
    return lambda deadline: [deadline.subject, kind.value]


def _contact(deadline: Deadline) -> Mapping[str, str]:
    return {"kind": EntryKind.CONTACT.value, "party": deadline.subject}


def _measure(deadline: Deadline) -> list[object]:
    return [deadline.subject.partition(" ")[0]]


def _request(deadline: Deadline) -> list[object]:
    reference, _, number = deadline.subject.partition(" request ")
    return [reference, number]


def _term(deadline: Deadline) -> list[object]:
    reference, _, number = deadline.subject.partition(" term ")
    return [reference, number]


def _hearing(deadline: Deadline) -> list[object]:
    reference, _, number = deadline.subject.partition(" hearing ")
    return [reference, number]


def _breach(deadline: Deadline) -> list[object]:
    """Return the notice and the number of the breach, of which an item may be meant: "CPN-… breach 2 item 1"."""
    reference, _, part = deadline.subject.partition(" breach ")
    return [reference, part.partition(" ")[0]]


def _side(deadline: Deadline) -> list[object]:
    """Return the number of a referral and which of its two sides is meant: "restorative 2 harmed"."""
    return list(deadline.subject.split()[1:])


ASSESS, REVIEW, WORK = Action.ASSESS_RISK, Action.REVIEW_RISK, Action.WORK_CASE
DOINGS: Mapping[str, Doing] = {
    Kind.FIRST_ASSESSMENT: Doing("Assess the risk", "risk_assess", ASSESS),
    Kind.RE_ASSESSMENT: Doing("Assess the risk again", "risk_assess", ASSESS),
    Kind.RISK_REVIEW: Doing("Review the risk", "risk_review", REVIEW),
    Kind.SECOND_REVIEW: Doing("Review the risk again", "risk_review", REVIEW),
    Kind.SIGN_OFF: Doing("Sign the assessment off", "risk_sign_off", REVIEW, _assessment),
    Kind.VICTIM_CONTACT: Doing("Record the contact", "case_journal_new", WORK, lambda deadline: [], _contact),
    Kind.ACTION_PLAN: Doing("Make the action plan", "victim_plan", WORK, _plan(PlanKind.ACTION)),
    Kind.SAFETY_PLAN: Doing("Make the safety plan", "victim_plan", WORK, _plan(PlanKind.SAFETY)),
    Kind.PANEL_DECISION: Doing("Decide on the panel", "victim_panel", WORK),
    Kind.SHARE_REVIEW: Doing("Review the share", "case_share_review", Action.REVIEW_SHARE),
    Kind.GLASS_REVIEW: Doing("Review why", "glass_page", Action.REVIEW_GLASS),
    Kind.APPROVAL: Doing("Decide what was asked", "case_approval", Action.DECIDE_MEASURES),
    Kind.CASE_ACTION: Doing("Record what came of it", "case_action_done", WORK),
    Kind.MEASURE_REVIEW: Doing("Review it", "measure_review", Action.ENFORCE, _measure),
    Kind.TERM_DUE: Doing("Say whether it was met", "measure_term_met", Action.ENFORCE, _term),
    Kind.CHANGE_REPLY: Doing("Answer the request", "measure_change_decide", Action.ENFORCE, _request),
    Kind.ORDER_REVIEW: Doing("Review the order", "order_review", Action.ENFORCE, _measure),
    Kind.ORDER_NOTICE: Doing("Note the notice", "order_notice", Action.ENFORCE, _measure),
    Kind.HEARING: Doing("Note what came of it", "order_hearing_held", Action.ENFORCE, _hearing),
    Kind.HEARSAY_NOTICE: Doing("Note the hearsay notice", "appeal_hearsay", Action.ENFORCE, _hearing),
    Kind.PROSECUTION_LIMIT: Doing("See to the breach", "breach_page", Action.ENFORCE, _breach),
    Kind.SEIZED_ITEM: Doing("See to the seized item", "breach_page", Action.ENFORCE, _breach),
    Kind.REFERRAL_ACKNOWLEDGE: Doing("Look at the referral", "referral_page", Action.SEND_REFERRAL),
    Kind.REFERRAL_ACCEPT: Doing("Look at the referral", "referral_page", Action.SEND_REFERRAL),
    Kind.REFERRAL_DECIDE: Doing("Decide what follows", "referral_close", Action.SEND_REFERRAL),
    Kind.QUESTION_REPLY: Doing("Look at the question", "question_page", Action.SEND_REFERRAL),
    Kind.SHARE_REQUEST: Doing("Answer the request", "case_share_request", Action.ANSWER_SHARE_REQUEST),
    Kind.PLAN_REVIEW: Doing("Review the plan", "plan_review", Action.WORK_PLAN, lambda deadline: []),
    Kind.PLAN_RESPONSE: Doing("Say what came of it", "plan_response_finish", Action.WORK_PLAN),
    Kind.PLAN_AFTERCARE: Doing("Look at it again", "plan_aftercare", Action.WORK_PLAN, lambda deadline: []),
    Kind.RESTORATIVE_ANSWER: Doing("Record the answer", "restorative_answer", WORK, _side),
    Kind.CALL_BACK: Doing("Ring back", "call_back_make", Action.RECEIVE_REPORT),
}
OF_A_REPORT = Doing("Answer the request", "report_share_request", Action.ANSWER_SHARE_REQUEST)
ON_APPEAL = Doing("Note what came of it", "appeal_hearing_held", Action.ENFORCE, _hearing)


def act_on(deadline: Deadline, reference: str, user: User) -> Act | None:
    """Return how this person does what is owed on a record; None where they may not, or it is done elsewhere."""
    # Of a notice a court hears the appeal; of an order, all else.
    appeal = deadline.kind == Kind.HEARING and deadline.subject.startswith("CPN-")
    asked_of_report = deadline.kind == Kind.SHARE_REQUEST and deadline.report_id
    doing = ON_APPEAL if appeal else OF_A_REPORT if asked_of_report else DOINGS.get(deadline.kind)
    if doing is None or not access.may(user, doing.needs):
        return None
    address = _address(doing.page, reference, *doing.named(deadline))
    asked = doing.asks(deadline)
    return Act(doing.words, f"{address}?{urlencode(asked)}" if asked else address) if address else None


def _address(page: str, *named: object) -> str:
    """Return where it is done; nothing where it is owed on an incident or a report, which have other pages."""
    try:
        return reverse(page, args=named)
    except NoReverseMatch:
        return ""
