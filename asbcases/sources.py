"""For each kind of deadline, the one function that says from the facts on file which there must be."""

from collections.abc import Iterator, Mapping, Sequence

from asbcases.casework.diary import (
    approvals,
    call_backs,
    case_actions,
    crime_decisions,
    glass_reviews,
    hate_handovers,
    replies,
    responses,
    retention_reviews,
    triages,
    triages_again,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected, Source
from asbcases.enforcement.diary import (
    birthdays,
    change_replies,
    early_reviews,
    hearings,
    hearsay_notices,
    measure_ends,
    measure_reviews,
    order_birthdays,
    order_ends,
    order_notices,
    order_reviews,
    penalty_payments,
    prosecution_limits,
    seized_items,
    terms_due,
    times_to_appeal,
    times_to_comply,
    warrant_entries,
    works_appeals,
)
from asbcases.remedies.diary import restorative_answers, restorative_looks
from asbcases.sara.diary import plan_aftercare, plan_responses, plan_reviews
from partners import asking_diary as asking
from partners.diary import ends_of_shares, reviews_of_urgent_shares
from partners.share_request_diary import answers as answers_to_requests
from risk.diary import (
    action_plans,
    first_assessments,
    panel_decisions,
    re_assessments,
    reviews,
    safety_plans,
    second_reviews,
    sign_offs,
    victim_contacts,
)
from triggers import diary as case_reviews


def both(one: Source, other: Source) -> Source:
    """Return the source of a kind that two matters set going."""

    def expected(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
        yield from one(root, ids, clockwork)
        yield from other(root, ids, clockwork)

    return expected


# Every kind, so that who adds one says how it is proved.
SOURCES: Mapping[Kind, Source] = {
    Kind.CALL_BACK: call_backs,
    Kind.FIRST_ASSESSMENT: first_assessments,
    Kind.RISK_REVIEW: reviews,
    Kind.SHARE_EXPIRY: ends_of_shares,
    Kind.SHARE_REVIEW: reviews_of_urgent_shares,
    Kind.REFERRAL_ACKNOWLEDGE: asking.acknowledgements,
    Kind.REFERRAL_ACCEPT: asking.acceptances,
    Kind.REFERRAL_DECIDE: asking.decisions,
    Kind.QUESTION_REPLY: asking.replies,
    Kind.SHARE_REQUEST: answers_to_requests,
    Kind.GLASS_REVIEW: glass_reviews,
    Kind.TRIAGE: triages,
    Kind.RESPONSE: responses,
    Kind.RE_TRIAGE: triages_again,
    Kind.CRIME_DECISION: crime_decisions,
    Kind.HATE_HANDOVER: hate_handovers,
    Kind.REPLY: replies,
    Kind.SIGN_OFF: sign_offs,
    Kind.VICTIM_CONTACT: victim_contacts,
    Kind.RE_ASSESSMENT: re_assessments,
    Kind.SECOND_REVIEW: second_reviews,
    Kind.ACTION_PLAN: action_plans,
    Kind.SAFETY_PLAN: safety_plans,
    Kind.PANEL_DECISION: panel_decisions,
    Kind.CASE_ACTION: case_actions,
    Kind.APPROVAL: approvals,
    Kind.RETENTION_REVIEW: retention_reviews,
    Kind.MEASURE_COMPLIANCE: times_to_comply,
    Kind.MEASURE_REVIEW: both(measure_reviews, early_reviews),
    Kind.MEASURE_END: both(measure_ends, order_ends),
    Kind.TERM_DUE: terms_due,
    Kind.CHANGE_REPLY: change_replies,
    Kind.EIGHTEENTH_BIRTHDAY: both(birthdays, order_birthdays),
    Kind.APPEAL_WINDOW: times_to_appeal,
    Kind.PENALTY_PAYMENT: penalty_payments,
    Kind.PROSECUTION_LIMIT: prosecution_limits,
    Kind.WARRANT_ENTRY: warrant_entries,
    Kind.SEIZED_ITEM: seized_items,
    Kind.WORKS_APPEAL: works_appeals,
    Kind.ORDER_REVIEW: order_reviews,
    Kind.ORDER_NOTICE: order_notices,
    Kind.HEARING: hearings,
    Kind.ACR_ACKNOWLEDGE: case_reviews.acknowledgements,
    Kind.ACR_REPLY: case_reviews.replies,
    Kind.ACR_THRESHOLD: case_reviews.thresholds,
    Kind.ACR_AGREE_DATE: case_reviews.dates_to_agree,
    Kind.ACR_PAPERS: case_reviews.papers,
    Kind.ACR_PANEL: case_reviews.panels,
    Kind.ACR_OUTCOME: case_reviews.outcomes,
    Kind.ACR_RECOMMENDATION: case_reviews.recommendations,
    Kind.ACR_APPEAL: case_reviews.appeals,
    Kind.ACR_TOLD: case_reviews.tellings,
    Kind.ACR_ACTION: case_reviews.actions,
    Kind.EXPLAIN_REVIEW: case_reviews.explanations,
    Kind.HEARSAY_NOTICE: hearsay_notices,
    Kind.PLAN_REVIEW: plan_reviews,
    Kind.PLAN_RESPONSE: plan_responses,
    Kind.PLAN_AFTERCARE: plan_aftercare,
    Kind.RESTORATIVE_ANSWER: restorative_answers,
    Kind.RESTORATIVE_LOOK: restorative_looks,
}
