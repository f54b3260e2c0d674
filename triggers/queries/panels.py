"""What is asked of a panel: whether its chair is independent of the case."""

from datetime import datetime

from django.db import connection

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.law.registry import consider
from asbcases.policies.queries import limits_in_force


def worked_on_the_case(review: CaseReview, user: User) -> bool:
    """Return whether somebody worked on the case under review or on one linked with it, whoever may see that case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT asb_worked_on_case_of_review(%s, %s)", [review.pk, user.pk])
        return bool(cursor.fetchone()[0])


def warning_of_chair(name: str, now: datetime) -> str:
    """Return what is warned of where the chair worked the case (ACG-5), with what to do."""
    answer = consider("ACG-5", {"chair_worked_case": True}, limits_in_force(now))
    return f"{name}: {answer.reasons[0]} Choose another chair, or keep this one knowingly and say why."
