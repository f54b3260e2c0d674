"""At the kerb an officer is told, without content, that more binds somebody than may be shown; never what is restricted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.accounts.models import Shift, User
from asbcases.audit.models import Access
from asbcases.cases.choices import PartyRole
from asbcases.casework.transitions.case_people import take_over
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.enforcement.models import Measure
from asbcases.enforcement.transitions.struck import measure_in_error
from asbcases.law.periods import london_day
from tests.enforcement.make_orders import BAN
from tests.enforcement.test_orders_of_others import given
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TOLD = "More binds this person than may be shown to you"


@pytest.fixture
def order(amira: User, cara: User) -> Measure:
    """Return an order of Colchester on somebody whom Basildon knows too, where a warning was given."""
    now = timezone.now() - 2 * DAY
    order = given(make_case(by=amira, now=now), amira, terms=[BAN])
    here = make_case(by=cara, now=now, district_code="basildon")
    take_over(here, [(order.subject, PartyRole.RESPONDENT)], by=cara, now=now)
    return order


def checked(client: Client, person: str) -> str:
    answer = client.post(reverse("kerbside"), {"who": person, "where": ""})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_officer_of_another_district_is_told_that_there_is_more_and_whom_to_ring(
    client: Client, cara: User, amira: User, order: Measure
) -> None:
    client.force_login(cara)
    page = checked(client, order.subject.reference)

    assert TOLD in page
    assert "Ring the control room" in page
    for secret in (
        order.reference,
        order.case.reference,
        "bus station",
        "Suffolk",
        "Nothing binds this person",
    ):
        assert secret not in page
    assert (
        Access.objects.filter(about="kerbside check: told that there is more", person=order.subject).count()
        == 1
    )
    now = timezone.now()
    ines = make_user("ines3", Role.SUPERVISOR, Rank.INSPECTOR, name="Ines Duty")
    Shift.objects.create(user=ines, starts_at=now - DAY, ends_at=now + DAY, duty=Duty.FORCE)
    assert "Ring Ines Duty, on duty for the force," in checked(client, order.subject.reference)
    client.force_login(amira)
    assert TOLD not in checked(client, order.subject.reference)


def test_beside_what_they_see_they_are_told_of_more(client: Client, cara: User, order: Measure) -> None:
    here = order.subject.parts.exclude(case=order.case).get().case
    ours = given(here, cara, subject=order.subject)
    client.force_login(cara)
    page = checked(client, order.subject.reference)
    assert TOLD in page
    assert ours.reference in page


def test_what_is_restricted_over_or_without_a_term_is_not_told(
    client: Client, cara: User, ben: User, amira: User, order: Measure
) -> None:
    client.force_login(cara)
    assert TOLD in checked(client, order.subject.reference)
    order.terms.update(until_on=timezone.now() - 5 * DAY)
    assert TOLD not in checked(client, order.subject.reference)
    order.terms.update(until_on=None)
    restrict_case(order.case, named=[amira], reason="An informant.", by=ben, now=timezone.now())
    page = checked(client, order.subject.reference)
    assert TOLD not in page
    assert not Access.objects.filter(about__startswith="kerbside check: told", person=order.subject)[
        1:
    ].exists()


def test_a_term_counts_from_and_until_the_day_of_the_court_whenever_that_was_entered(
    client: Client, cara: User, order: Measure
) -> None:
    client.force_login(cara)
    now = timezone.now()
    day = london_day(now)
    for court, bound in (
        ({"court_in_on": day + DAY}, False),
        ({"court_in_on": day}, True),
        # Entered today, while the court took it out the day before; entered late, while it still holds today.
        ({"ended_at": now + DAY, "court_out_on": day}, False),
        ({"ended_at": now - DAY, "court_out_on": day + DAY}, True),
        ({"ended_at": now - DAY}, False),
        ({"ended_at": now + 2 * DAY}, True),
    ):
        order.terms.update(**{"court_in_on": None, "court_out_on": None, "ended_at": None, **court})
        assert (TOLD in checked(client, order.subject.reference)) is bound, court


def test_what_was_recorded_in_error_is_not_told(
    client: Client, cara: User, amira: User, order: Measure
) -> None:
    measure_in_error(order, reason="Another person", by=amira, now=timezone.now())
    client.force_login(cara)
    assert TOLD not in checked(client, order.subject.reference)
