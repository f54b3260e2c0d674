"""EVD-9: the risk is assessed at first contact, on repeats, vulnerability and hate, and again on each new report."""

import pytest

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.casework.transitions import join_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from risk.choices import Level
from tests.deadlines.checking import differences
from tests.make import NOW, make_incident
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, opened_case
from tests.risk.first_contact import HOUR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "level"), [(STANDARD, Level.STANDARD), (MEDIUM, Level.MEDIUM), (HIGH, Level.HIGH)]
)
def test_evd_9_a_victim_is_owed_a_level_from_first_contact_and_another_on_each_new_report(
    amira: User, ben: User, said: dict[str, str], level: Level
) -> None:
    case = opened_case(amira)
    first = Deadline.objects.get(OPEN, case=case, kind=Kind.FIRST_ASSESSMENT)

    done = assess(case, said, by=amira)

    # Asked of repeats, vulnerability and hate, each by an answer of its own.
    asked = set(done.answers.values_list("question__code", flat=True))
    assert asked >= {"frequency", "duration", "vulnerability", "hate"}
    assert done.level == level
    first.refresh_from_db()
    assert first.met_at == done.completed_at

    # What is reported next joins the case as an incident: the victim is assessed again.
    join_case(
        make_incident(by=amira, now=NOW + HOUR, category=Category.NUISANCE), case, by=amira, now=NOW + HOUR
    )
    again = Deadline.objects.get(OPEN, case=case, kind=Kind.RE_ASSESSMENT)
    assert again.anchored_at == NOW + HOUR
    assert assess(case, HIGH, by=amira, now=NOW + 2 * HOUR).level == Level.HIGH
    again.refresh_from_db()
    assert again.met_at == NOW + 2 * HOUR
    assert differences() == []
