"""Two people close, join, decide and reallocate at the same moment: one acts, the other is told why they cannot."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Verdict
from asbcases.cases.choices import Stage
from asbcases.cases.models import AccessGrant, Approval, Case, CaseClosing, HandOver, Incident
from asbcases.casework.transitions import (
    ask_to_close,
    close_case,
    decide_closing,
    join_case,
    reallocate_case,
)
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.errors import Refused
from tests.deadlines.checking import differences
from tests.make import CLOSING, NOW, make_case, make_graded, make_user
from tests.risk.answers import MEDIUM, STANDARD, assess

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=1)
Act = Callable[[], object]


class Cast:
    """Three officers and two sergeants of one district, and what they work on."""

    def __init__(self) -> None:
        with acting("system:test"), transaction.atomic():
            self.people: dict[str, User] = {}
            for name, role, rank in (
                ("amira", Role.CPT_OFFICER, Rank.CONSTABLE),
                ("sam", Role.CPT_OFFICER, Rank.CONSTABLE),
                ("leah", Role.CPT_OFFICER, Rank.CONSTABLE),
                ("ben", Role.SUPERVISOR, Rank.SERGEANT),
                ("olga", Role.SUPERVISOR, Rank.SERGEANT),
            ):
                self.people[name] = make_user(name, role, rank, district_code="colchester")
            amira = self.people["amira"]
            self.standard, self.medium = make_case(by=amira), make_case(by=amira)
            self.incident = make_graded(by=amira)
            assess(self.standard, STANDARD, by=amira, now=NOW)
            assess(self.medium, MEDIUM, by=amira, now=NOW)
            self.asked = ask_to_close(self.medium, **CLOSING, by=amira, now=NOW)

    def together(self, **acts: Callable[[User], object]) -> dict[str, str]:
        """Have each of these people act at the same moment, and return why each was refused, or nothing."""
        ready = Barrier(len(acts))

        def act(name: str) -> str:
            ready.wait(10)
            try:
                with acting(str(self.people[name].pk)), transaction.atomic():
                    acts[name](self.people[name])
            except Refused as refused:
                return refused.reason
            finally:
                connection.close()
            return ""

        with ThreadPoolExecutor(len(acts)) as pool:
            return dict(zip(acts, pool.map(act, acts), strict=True))


def test_whatever_is_done_to_a_case_at_once_is_done_once_and_the_diary_holds() -> None:
    cast = Cast()
    case, medium = cast.standard, cast.medium

    def give(to: str) -> Callable[[User], object]:
        told: dict[str, Any] = {"reason": "She goes.", "story": "Since August.", "now": LATER}
        return lambda by: reallocate_case(
            Case.objects.get(pk=case.pk), lead=User.objects.get(username=to), **told, by=by
        )

    def decide(by: User) -> object:
        asked = Approval.objects.get(pk=cast.asked.pk)
        return decide_closing(asked, verdict=Verdict.GRANTED, decision="Agreed with.", by=by, now=LATER)

    given = cast.together(ben=give("sam"), olga=give("leah"))
    assert list(given.values()) == ["", ""]
    decided = cast.together(ben=decide, olga=decide)
    assert sorted(decided.values())[0] == ""
    assert "already by" in sorted(decided.values())[1]

    with acting("system:test"), transaction.atomic():
        case.refresh_from_db()
        handed = HandOver.objects.filter(case=case).order_by("number")
        assert [one.number for one in handed] == [1, 2]
        assert case.lead == handed[1].taker
        assert handed[1].giver == handed[0].taker
        in_force = AccessGrant.objects.filter(case=case, revoked_at__isnull=True)
        assert [grant.user for grant in in_force] == [case.lead]
        owed = Deadline.objects.filter(OPEN, case=case, kind=Kind.VICTIM_CONTACT)
        assert [one.owner for one in owed] == [case.lead]
        assert CaseClosing.objects.filter(case=medium).count() == 1
    assert differences() == []


def test_a_case_closes_once_and_never_with_an_incident_that_nobody_looked_at() -> None:
    cast = Cast()
    case = cast.standard

    def close(by: User) -> object:
        return close_case(Case.objects.get(pk=case.pk), **CLOSING, by=by, now=LATER)

    def join(by: User) -> object:
        incident = Incident.objects.get(pk=cast.incident.pk)
        return join_case(incident, Case.objects.get(pk=case.pk), by=by, now=LATER)

    met = cast.together(amira=close, sam=close, leah=join)

    with acting("system:test"), transaction.atomic():
        case.refresh_from_db()
        joined = case.incident_links.filter(incident=cast.incident).exists()
        closings = CaseClosing.objects.filter(case=case).count()
        if joined:
            assert (case.stage, closings) == (Stage.OPEN, 0)
            assert "an incident has joined the case" in met["amira"]
        else:
            assert (case.stage, closings) == (Stage.CLOSED, 1)
            assert "is closed" in met["leah"]
            assert sorted([met["amira"], met["sam"]])[1].endswith("is already closed.")
    assert differences() == []
