"""People, cases and a diary in which some of everything has fallen due."""

from datetime import timedelta

from django.db import transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines import rules
from asbcases.deadlines.choices import LADDER, Kind, Step
from asbcases.deadlines.models import Deadline
from asbcases.policies.queries import limit_on
from tests.make import NOW, make_case, make_user

HOUR = timedelta(hours=1)
CLIMB = dict(zip(LADDER, (rules.Span(hours, "hours") for hours in (0, 72, 168)), strict=True))
WARN = rules.Span(3, "days")
SWEPT_AT = NOW + timedelta(days=30)
# How long before the sweep it fell due: nothing yet, a reminder, the miss, one rung more, all of them.
AGES = (-30 * 24 * HOUR, -24 * HOUR, 1 * HOUR, 80 * HOUR, 400 * HOUR)
CASES = 50


def enrol() -> dict[str, User]:
    """Return the people of one district, an officer and the supervisors above."""
    people = [
        make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester"),
        make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester"),
        make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester"),
        make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR),
    ]
    return {person.username: person for person in people}


def open_cases(people: dict[str, User]) -> list[Case]:
    """Return cases led by the officer."""
    by = people["amira"]
    with acting(str(by.pk)), transaction.atomic():
        return [make_case(by=by) for _ in range(CASES)]


def fill_diary(people: dict[str, User], cases: list[Case], many: int, *, series: str) -> None:
    """Set so many risk reviews, evenly of every age; the series keeps two fillings apart."""
    owner = people["ben"]
    with acting(str(owner.pk)), transaction.atomic():
        policy = limit_on("risk.review.sergeant", "high", NOW.date())
        made = (_deadline(cases[n % len(cases)], owner, n, f"{series}{n}", policy) for n in range(many))
        Deadline.objects.bulk_create(made, batch_size=2000)


def _deadline(case: Case, owner: User, number: int, subject: str, policy: object) -> Deadline:
    due_at = SWEPT_AT - AGES[number // CASES % len(AGES)] - timedelta(seconds=number % 3000)
    plan = rules.steps_for(due_at, WARN, CLIMB)
    return Deadline(
        case=case,
        district_id=case.district_id,
        kind=Kind.RISK_REVIEW,
        subject=subject,
        rank=Rank.SERGEANT,
        owner=owner,
        anchored_at=NOW,
        due_at=due_at,
        next_step_at=plan[Step.WARN],
        basis="14 days following 23 November 2026 for a high risk",
        policy=policy,
        steps=rules.written(plan),
        set_at=NOW,
    )
