"""A case in Colchester with nothing owed on it yet, and the supervisors above it."""

from typing import Any

import pytest
from django.db import transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import outstanding_on
from asbcases.deadlines.transitions import cancel, set_deadline
from tests.make import LONG_AGO, NOW, make_case, make_incident, make_report, make_user


@pytest.fixture
def case(amira: User) -> Case:
    """Return a case of which only what a test sets is owed."""
    # One transaction, so that tests which commit have it too: outside of one nobody acts.
    with transaction.atomic():
        report = make_report(by=amira, received_at=LONG_AGO)
        case = make_case(by=amira, incidents=[make_incident(by=amira, report=report)])
        for deadline in outstanding_on(case):
            cancel(deadline, reason="Set by the test itself", by=amira, now=NOW)
    return case


@pytest.fixture
def ines(db: None) -> User:
    """Return the inspector of Colchester."""
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Hall")


@pytest.fixture
def chloe(db: None) -> User:
    """Return the chief inspector, who works for the whole county."""
    return make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR, name="Chloe Marr")


@pytest.fixture
def clocked(case: Case, ben: User, amira: User) -> Deadline:
    """Return a review by the clock of policy: 28 days for a medium risk, so late from 22 December 2026."""
    about: dict[str, Any] = {"case": case, "origin": "test:1", "because": "the risk was assessed as medium"}
    by_policy = {"rule": "risk.review.sergeant", "qualifier": "medium", "rank": "sergeant", "subject": "1"}
    people = {"owner": ben, "district": case.district, "by": amira}
    return set_deadline(Kind.RISK_REVIEW, **about, **by_policy, **people, anchored_at=NOW, now=NOW)
