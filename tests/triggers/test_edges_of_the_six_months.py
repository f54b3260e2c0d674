"""Every edge of the months: first and last days, ends of months, leap days, and the second in which the sixth month ends."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.law.periods import LONDON
from asbcases.policies.queries import limits_in_force
from tests.triggers.make import COLCHESTER, make_application, make_co_ordinator, make_complaint
from triggers.models import PublicApplication
from triggers.queries import worksheet_of
from triggers.transitions import leave_application, take_in

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
# The day of a complaint, and the last day on which it counts for an application.
LAST_DAYS = (
    (date(2026, 5, 24), date(2026, 11, 23)),
    (date(2026, 5, 1), date(2026, 10, 31)),
    # No such day in the sixth month: its last day is the last in time.
    (date(2026, 8, 31), date(2027, 2, 28)),
    (date(2027, 8, 29), date(2028, 2, 28)),
    (date(2027, 8, 30), date(2028, 2, 29)),
    (date(2028, 2, 29), date(2028, 8, 28)),
    # Clocks go back and forward on the last day, and on the day after it.
    (date(2026, 4, 26), date(2026, 10, 25)),
    (date(2026, 4, 25), date(2026, 10, 24)),
    (date(2025, 9, 30), date(2026, 3, 29)),
    (date(2025, 9, 29), date(2026, 3, 28)),
)
# Behaviour, the complaint of it, and why it counts or not; applied for on 23 November 2026.
COMPLAINED = (
    (date(2026, 9, 10), date(2026, 9, 9), "before_behaviour"),
    (date(2026, 9, 10), date(2026, 9, 10), "counts"),
    (date(2026, 9, 10), date(2026, 10, 9), "counts"),
    (date(2026, 9, 10), date(2026, 10, 10), "late_complaint"),
    (date(2026, 8, 31), date(2026, 9, 30), "counts"),
    (date(2026, 8, 31), date(2026, 10, 1), "late_complaint"),
    (date(2026, 10, 23), date(2026, 11, 22), "counts"),
    (date(2026, 11, 23), date(2026, 11, 23), "counts"),
    (date(2026, 11, 24), date(2026, 11, 24), "after_application"),
    (date(2026, 5, 23), date(2026, 5, 23), "late_application"),
    (date(2026, 5, 24), date(2026, 5, 24), "counts"),
)


@pytest.fixture
def sunita(db: None, ben: User) -> User:
    return make_co_ordinator()


def whys(review: CaseReview) -> list[str]:
    return [row.why.value for row in worksheet_of(review, limits_in_force(review.recorded_at)).rows]


def left_at(at: datetime, number: int) -> CaseReview:
    """Leave an application by the public form at an instant, and have the service take it in the day after."""
    reference = f"K7PQ-4M2X-{number:04}"
    with acting("anonymous"):
        assert leave_application(reference, said={"area": COLCHESTER, "happened": "Stones"}, now=at)
    with acting("system:intake"):
        return take_in(PublicApplication.objects.get(reference=reference), at + DAY)


def test_a_complaint_counts_from_the_day_of_the_behaviour_to_the_last_day_of_its_month(sunita: User) -> None:
    received = datetime(2026, 11, 23, 12, tzinfo=UTC)
    review = make_application(by=sunita, now=received)
    for behaviour, complained, _ in COMPLAINED:
        make_complaint(
            review, by=sunita, now=received + DAY, behaviour_from=behaviour, complaint_on=complained
        )

    assert whys(review) == [why for _, _, why in COMPLAINED]


def test_it_counts_for_an_application_until_the_last_second_of_the_sixth_month_in_london(
    sunita: User,
) -> None:
    for number, (complained, last) in enumerate(LAST_DAYS):
        ends = datetime.combine(last + DAY, time(0), LONDON).astimezone(UTC)
        in_time, late = left_at(ends - SECOND, 2 * number), left_at(ends, 2 * number + 1)
        for review in (in_time, late):
            at = {"behaviour_from": complained, "complaint_on": complained}
            make_complaint(review, by=sunita, now=ends + 2 * DAY, **at)

        assert (in_time.received_at, whys(in_time)) == (ends - SECOND, ["counts"]), complained
        assert (late.received_at, whys(late)) == (ends, ["late_application"]), complained


def test_the_first_day_counts_from_its_first_second_in_london(sunita: User) -> None:
    """In summer the day begins at 11pm of the day before by the clock of Greenwich."""
    begins = datetime.combine(date(2026, 7, 15), time(0), LONDON).astimezone(UTC)
    for number, (at, why) in enumerate(((begins, "counts"), (begins - SECOND, "after_application"))):
        review = left_at(at, number)
        on = {"behaviour_from": date(2026, 7, 15), "complaint_on": date(2026, 7, 15)}
        make_complaint(review, by=sunita, now=begins + 2 * DAY, **on)

        assert whys(review) == [why]
