"""What answers the verbs of case reviews: nothing yet, which is stated all the same."""

from collections.abc import Callable, Mapping
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.verbs import AnyVerb

ANSWERS: Mapping[AnyVerb, tuple[Callable[[AuditEvent, datetime, User | None], None], ...]] = {
    Verb.PROCEDURE_ADDED: (),
    Verb.PROCEDURE_ENDED: (),
    Verb.PROCEDURE_SIGNED: (),
    Verb.FIGURES_PUBLISHED: (),
    Verb.REVIEW_RECEIVED: (),
    Verb.REVIEW_CONSENT_GIVEN: (),
    Verb.REVIEW_CONSENT_WITHDRAWN: (),
    Verb.REVIEW_CORRECTED: (),
    Verb.REVIEW_AREA_SETTLED: (),
    Verb.REVIEW_GIVEN: (),
    Verb.REVIEW_ACKNOWLEDGED: (),
    Verb.REVIEW_LINK_GIVEN: (),
    Verb.BODY_TOLD: (),
    Verb.BODY_REPLIED: (),
    Verb.DATE_AGREED: (),
    Verb.COMPLAINT_ADDED: (),
    Verb.COMPLAINT_CORRECTED: (),
    Verb.COMPLAINT_WRONG: (),
    Verb.COMPLAINT_SET_ASIDE: (),
    Verb.DUPLICATE_DECIDED: (),
    Verb.THRESHOLD_DECIDED: (),
    Verb.REVIEW_TOLD: (),
    Verb.REVIEW_PANEL_SET: (),
    Verb.REVIEW_PANEL_CHANGED: (),
    Verb.REVIEW_PANEL_CANCELLED: (),
    Verb.REVIEW_ATTENDEE_ADDED: (),
    Verb.REVIEW_ATTENDEE_OUT: (),
    Verb.REVIEW_PAPERS_SENT: (),
    Verb.REVIEW_PACK_MADE: (),
    Verb.REVIEW_VICTIM_INVITED: (),
    Verb.REVIEW_VICTIM_ANSWERED: (),
    Verb.REVIEW_INFORMATION_SHARED: (),
    Verb.REVIEW_INFORMATION_ASKED: (),
    Verb.REVIEW_INFORMATION_REPLIED: (),
    Verb.REVIEW_PANEL_DECIDED: (),
    Verb.RECOMMENDATION_MADE: (),
    Verb.RECOMMENDATION_ANSWERED: (),
    Verb.RECOMMENDATION_DONE: (),
    Verb.REVIEW_PLAN_DRAFTED: (),
    Verb.REVIEW_PLAN_PUT: (),
    Verb.REVIEW_PLAN_COMMENTED: (),
    Verb.REVIEW_PLAN_FINAL: (),
    Verb.REVIEW_APPEAL_ASKED: (),
    Verb.REVIEW_APPEAL_DECIDED: (),
    Verb.REVIEW_CLOSED: (),
    Verb.REVIEW_REOPENED: (),
    Verb.REVIEW_EXPLAINED: (),
    Verb.REVIEW_LETTER_KEPT: (),
    Verb.REVIEW_NOT_EXPLAINED: (),
}
