"""Whether somebody who applies may be a respondent: it is never a reason to refuse, and the applicant is never told."""

from django.db import connection

from asbcases.cases.models import CaseReview
from asbcases.cases.rules.keys import email_key, phone_key, search_words


def applicant_is_respondent(review: CaseReview) -> bool:
    """Return whether the applicant may be a respondent in a case, for whoever works on the review and sees no such case."""
    application = review.application
    keys = {
        *(phone_key(one) for one in (application.applicant_phone, application.contact_phone)),
        *(email_key(one) for one in (application.applicant_email, application.contact_email)),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asb_applicant_is_respondent(%s, %s, %s)",
            [review.pk, sorted(keys), search_words(application.applicant_name)],
        )
        return bool(cursor.fetchone()[0])
