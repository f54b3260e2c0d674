"""What is late on a case review climbs: to whoever owes it, the co-ordinator's own supervisor, the ASB manager of the force."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import extend, waive
from asbcases.notify.models import Message
from asbcases.notify.senders import mail_of
from asbcases.policies.models import PolicyRow
from tests.make import NOW, make_user
from tests.triggers.make import COLCHESTER, differences, make_co_ordinator
from tests.triggers.make_reviews import DAY, at, hold_panel, make_review
from triggers.choices import StepAgreed
from triggers.transitions.agreeing_later import agree_later_date

pytestmark = pytest.mark.django_db
LATE = at(11, 28, 0)
HOUR = timedelta(hours=1)


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


@pytest.fixture
def ruth(db: None) -> User:
    return make_user("ruth", Role.SUPERVISOR, Rank.INSPECTOR, name="Ruth Adeyemi")


@pytest.fixture
def outcome(sunita: User, ben: User, ruth: User) -> Deadline:
    """Return the outcome of a review, owed until the end of 27 November."""
    review = make_review(by=sunita)
    hold_panel(review, by=sunita, now=NOW + DAY)
    on = at(11, 27).date()
    agree_later_date(review, step=StepAgreed.OUTCOME, on=on, how="By telephone", by=sunita, now=NOW + DAY)
    return Deadline.objects.get(kind=Kind.ACR_OUTCOME)


def name(rule: str, who: str, about: str = "") -> None:
    PolicyRow.objects.filter(rule=rule, qualifier=about).update(choice=who)


def told_of(deadline: Deadline) -> list[tuple[str, str]]:
    rows = Message.objects.filter(key__startswith=f"deadline:{deadline.pk}:").order_by("pk")
    return [(row.key.split(":")[2], row.recipient.username) for row in rows if row.recipient]


def swept(deadline: Deadline, *instants: datetime) -> list[tuple[str, str]]:
    """Return what was told of a deadline since the last time, each instant swept twice."""
    before = len(told_of(deadline))
    with acting("system:sweep"):
        for instant in instants:
            sweep(instant)
            sweep(instant)
    return told_of(deadline)[before:]


def hours(since: datetime, until: datetime) -> Iterator[datetime]:
    while since < until:
        yield since
        since += 6 * HOUR


def test_a_missed_outcome_is_told_rung_by_rung_and_at_last_each_day_until_somebody_rules(
    outcome: Deadline, sunita: User, ruth: User
) -> None:
    make_co_ordinator(username="clara")
    name("review.supervisor", "clara", "colchester")

    assert swept(outcome, *hours(NOW + DAY, LATE)) == [("warn", "sunita")]
    assert swept(outcome, LATE) == [("miss", "sunita"), ("own_supervisor", "clara")]
    assert swept(outcome, *hours(LATE + HOUR, LATE + DAY)) == []
    assert swept(outcome, LATE + DAY) == [("asb_manager", "ruth")]
    assert swept(outcome, *hours(LATE + DAY, LATE + 4 * DAY)) == [("again-0", "ruth"), ("again-1", "ruth")]
    # A week in which nothing swept is told once, and the next day again.
    assert swept(outcome, LATE + 11 * DAY + HOUR) == [("again-9", "ruth")]
    assert swept(outcome, LATE + 12 * DAY) == [("again-10", "ruth")]

    said = AuditEvent.objects.filter(data__deadline=outcome.pk, verb=Verb.DEADLINE_ESCALATED).order_by("pk")
    assert [event.sentence for event in said[:3]] == [
        "told the supervisor of the co-ordinator that outcome of a case review told is late",
        *["told the ASB manager that outcome of a case review told is late"] * 2,
    ]
    assert said[4].happened_at == LATE + 11 * DAY
    assert differences(outcome.review) == []
    extend(
        Deadline.objects.get(pk=outcome.pk), until=LATE + 20 * DAY, reason="Ill", by=ruth, now=LATE + 12 * DAY
    )
    assert swept(outcome, *hours(LATE + 12 * DAY, LATE + 18 * DAY)) == []
    assert swept(outcome, LATE + 23 * DAY)[-1] == ("again-1.2", "ruth")
    waive(Deadline.objects.get(pk=outcome.pk), reason="He moved", by=ruth, now=LATE + 23 * DAY)
    assert swept(outcome, LATE + 40 * DAY) == []
    assert differences(outcome.review) == []


def test_without_a_supervisor_that_is_said_to_the_asb_manager_and_a_message_is_never_nobodys(
    outcome: Deadline, sunita: User, ben: User, ruth: User
) -> None:
    outcome_told = swept(outcome, LATE)
    assert outcome_told == [("warn", "sunita"), ("miss", "sunita"), ("own_supervisor", "ruth")]
    message = Message.objects.get(key=f"deadline:{outcome.pk}:own_supervisor:{ruth.pk}")
    body = mail_of(message).body
    assert "You are told as ASB manager (no supervisor of the co-ordinator is set and at work)." in body
    assert (
        "no supervisor of the co-ordinator is set and at work) that"
        in AuditEvent.objects.filter(data__deadline=outcome.pk, verb=Verb.DEADLINE_ESCALATED).get().sentence
    )
    # Whoever is named and left is nobody; without an inspector it goes to the highest in rank who is there.
    ruth.is_active = False
    ruth.save()
    assert swept(outcome, LATE + DAY) == [("asb_manager", "ben")]


@pytest.mark.parametrize("fault", ["of another council", "left", "the co-ordinator", "no co-ordinator"])
def test_a_supervisor_who_is_named_and_cannot_answer_is_none(
    outcome: Deadline, sunita: User, ruth: User, fault: str
) -> None:
    clara = make_co_ordinator(
        area="E07000076" if fault == "of another council" else COLCHESTER, username="clara"
    )
    name("review.supervisor", "sunita" if fault == "the co-ordinator" else "clara", "colchester")
    if fault == "left":
        User.objects.filter(pk=clara.pk).update(is_active=False)
    if fault == "no co-ordinator":
        User.objects.filter(pk=clara.pk).update(role=Role.PARTNER)

    assert swept(outcome, LATE)[-1] == ("own_supervisor", "ruth")


def test_the_office_of_the_asb_manager_is_named_and_one_who_owes_it_is_not_told_above_themselves(
    outcome: Deadline, ruth: User
) -> None:
    make_user("judith", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR)
    name("review.asb_manager", "judith")
    assert swept(outcome, LATE + DAY)[-1] == ("asb_manager", "judith")
    Deadline.objects.filter(pk=outcome.pk).update(owner=User.objects.get(username="judith"))
    assert swept(outcome, LATE + 2 * DAY) == [("again-0", "ruth")]


def test_while_the_co_ordinator_is_away_their_supervisor_answers_and_then_the_manager(
    outcome: Deadline, sunita: User, ben: User, ruth: User
) -> None:
    make_co_ordinator(username="clara")
    User.objects.filter(pk=sunita.pk).update(is_active=False)
    assert swept(outcome, LATE - DAY) == [("warn", "ben")], "nobody is named: whoever stands in for anybody"
    name("review.supervisor", "clara", "colchester")
    assert swept(outcome, LATE) == [("miss", "clara"), ("own_supervisor", "ruth")]


def test_what_an_officer_owes_on_a_review_climbs_to_the_sergeant_and_the_manager(
    outcome: Deadline, ben: User, ruth: User, amira: User
) -> None:
    Deadline.objects.filter(pk=outcome.pk).update(owner=amira)
    told = [("warn", "amira"), ("miss", "amira"), ("own_supervisor", "ben"), ("asb_manager", "ruth")]
    assert swept(outcome, LATE + DAY) == told
    sentences = [
        event.sentence.partition(" that ")[0]
        for event in AuditEvent.objects.filter(
            data__deadline=outcome.pk, verb=Verb.DEADLINE_ESCALATED
        ).order_by("pk")
    ]
    assert sentences == ["told the sergeant", "told the ASB manager"]


def test_what_began_under_the_former_policy_climbs_by_its_ranks(sunita: User, ben: User, ruth: User) -> None:
    october = at(10, 12)
    review: CaseReview = make_review(by=sunita, now=october)
    with acting("system:sweep"):
        sweep(october + 30 * DAY)
    steps = Deadline.objects.filter(review=review).exclude(taken={}).values_list("taken", flat=True)
    assert {step for taken in steps for step in taken} == {
        *("warn", "miss", "sergeant", "inspector", "chief_inspector"),
    }
    assert not Deadline.objects.filter(review=review, kind=Kind.ACR_TOLD).exists()
    assert differences(review) == []
