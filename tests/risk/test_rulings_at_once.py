"""Two people decide about one victim's risk at the same moment: one after the other, and never on what is old."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from risk.choices import Level
from risk.models import Assessment, LevelRuling, SignOff
from risk.queries import standing_level
from risk.transitions import ask_to_lower, decide_lowering, lower_level, sign_off
from tests.deadlines.checking import differences
from tests.make import NOW, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, opened_case, victim_of

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=1)
CALM = "He has moved to another county for good."


@pytest.fixture
def made() -> tuple[User, User, Case, Assessment]:
    with acting("system:test"), transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")
        case = opened_case(amira)
        assessment = assess(case, MEDIUM, by=amira)
    return amira, ben, case, assessment


def at_once(*acts: tuple[User, Callable[[], Any]]) -> list[Any]:
    """Do each act in a thread and a transaction of its own, all from one moment on; return what each came to."""
    start = Barrier(len(acts))

    def done(who: User, act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            with acting(str(who.pk)), transaction.atomic():
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [ended.result() for ended in [pool.submit(done, *act) for act in acts]]


def test_a_sign_off_and_a_newer_assessment(made: tuple[User, User, Case, Assessment]) -> None:
    amira, ben, case, assessment = made

    signed, newer = at_once(
        (ben, lambda: sign_off(assessment, agreed=True, note="", by=ben, now=LATER)),
        (amira, lambda: assess(case, HIGH, by=amira, now=LATER)),
    )

    with acting("system:test"), transaction.atomic():
        owed = Deadline.objects.get(case=case, kind=Kind.SIGN_OFF, met_at=None, cancelled_at=None)
        assert owed.origin == f"assessment:{newer.pk}", "the newer one is still to be signed off"
        assert SignOff.objects.count() == (0 if isinstance(signed, Refused) else 1)
    assert differences() == []


def test_a_lowering_and_a_newer_assessment(made: tuple[User, User, Case, Assessment]) -> None:
    amira, ben, case, assessment = made

    lowered, newer = at_once(
        (ben, lambda: lower_level(assessment, level=Level.STANDARD, reason=CALM, by=ben, now=LATER)),
        (amira, lambda: assess(case, HIGH, by=amira, now=LATER)),
    )

    with acting("system:test"), transaction.atomic():
        assert newer.level == standing_level(victim_of(case)) == "high"
        assert LevelRuling.objects.count() == (0 if isinstance(lowered, Refused) else 1)
        kinds = (Kind.RISK_REVIEW, Kind.VICTIM_CONTACT, Kind.SIGN_OFF)
        owed = Deadline.objects.filter(case=case, kind__in=kinds, met_at=None, cancelled_at=None)
        assert set(owed.values_list("qualifier", flat=True)) == {"high"}
    assert differences() == []


def test_a_granting_and_a_newer_assessment(made: tuple[User, User, Case, Assessment]) -> None:
    amira, ben, case, assessment = made
    with acting(str(amira.pk)), transaction.atomic():
        asked = ask_to_lower(assessment, level=Level.STANDARD, reason=CALM, by=amira, now=NOW)

    granted, newer = at_once(
        (ben, lambda: decide_lowering(asked, granted=True, decision=CALM, by=ben, now=LATER)),
        (amira, lambda: assess(case, STANDARD, by=amira, now=LATER)),
    )

    with acting("system:test"), transaction.atomic():
        asked.refresh_from_db()
        assert asked.verdict == ("withdrawn" if isinstance(granted, Refused) else "granted")
        assert standing_level(victim_of(case)) == newer.level == "standard"


def test_two_sergeants_sign_off_once(made: tuple[User, User, Case, Assessment]) -> None:
    _, ben, _, assessment = made
    with acting("system:test"), transaction.atomic():
        kit = make_user("kit", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester")

    ends = at_once(
        *(
            (who, lambda who=who: sign_off(assessment, agreed=True, note="", by=who, now=LATER))
            for who in (ben, kit)
        )
    )

    assert sum(isinstance(end, Refused) for end in ends) == 1
    with acting("system:test"), transaction.atomic():
        assert SignOff.objects.count() == 1
