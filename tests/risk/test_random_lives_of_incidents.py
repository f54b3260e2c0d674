"""Whatever happens to an incident, with or without a case, `check_deadlines` makes the same of it as the verbs did."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Grade, Handling, NoneAttended, RiskLevel
from asbcases.cases.models import Case, Incident
from asbcases.casework.transitions import (
    attach_report,
    close_incident,
    decide_match,
    join_case,
    open_case,
    record_attendance,
    record_none_attended,
    reopen_incident,
    send_officer,
)
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import call_off, extend, pause, waive
from asbcases.errors import Refused
from risk.queries import victims_at, victims_of
from risk.transitions import review_risk
from tests.deadlines.checking import differences
from tests.make import NOW, make_incident, make_report, make_triage, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, assess_at, victim_at

ACTS = (
    "triage", "triage", "victim", "victim", "report", "assess", "assess", "send", "come", "nobody", "close", "reopen",
    "open", "join", "assess_on_case", "review", "waive", "call_off", "extend", "pause", "match",
)  # fmt: skip


class Life:
    """Two incidents that live through random acts, minutes to days apart; what is refused did not happen."""

    def __init__(self, seed: int, people: dict[str, User]) -> None:
        self.chance, self.people, self.now = Random(seed), people, NOW
        self.incidents = [self.incident(), self.incident()]
        self.cases: list[Case] = []
        self.names = 0

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.people["chloe"], "now": self.now}

    def incident(self) -> Incident:
        received = self.now - timedelta(hours=self.chance.choice([0, 5, 70]))
        report = make_report(**self.act, received_at=received)
        return make_incident(**self.act, report=report)

    def live(self) -> None:
        for _ in range(22):
            self.now += timedelta(
                hours=self.chance.choice([0, 2, 20, 50]), minutes=1 + self.chance.randrange(59)
            )
            act: Callable[[], object] = getattr(self, self.chance.choice(ACTS))
            try:
                act()
            except Refused:
                continue

    def one(self) -> Incident:
        incident = self.chance.choice(self.incidents)
        incident.refresh_from_db()
        return incident

    def triage(self) -> None:
        level = self.chance.choice(list(RiskLevel))
        handling = self.chance.choice([Handling.ATTEND, Handling.ATTEND, Handling.NO_ATTENDANCE])
        reason = "A supervisor's reason that is long enough."
        make_triage(
            self.one(), **self.act, interim_level=level, handling=handling, supervisor_reason=reason,
            grade=Grade.SCHEDULED,
        )  # fmt: skip

    def victim(self) -> None:
        self.names += 1
        victim_at(self.one(), **self.act, name=f"Person {self.names}")

    def report(self) -> None:
        received = self.now - timedelta(hours=self.chance.choice([0, 30, 100]))
        attach_report(make_report(**self.act, received_at=received), self.one(), **self.act)

    def assess(self) -> None:
        incident = self.one()
        parties = list(victims_at(incident))
        if parties:
            given = self.chance.choice([STANDARD, MEDIUM, HIGH])
            assess_at(incident, given, party=self.chance.choice(parties), **self.act)

    def send(self) -> None:
        ravi = self.people["ravi"]
        send_officer(self.one(), officer=ravi, agency=ravi.agency, sent_at=self.now, **self.act)

    def come(self) -> None:
        incident = self.one()
        sent = incident.attendances.filter(arrived_at=None, none_attended="").first()
        arrived = self.now - timedelta(minutes=self.chance.choice([0, 40]))
        agency = self.people["ravi"].agency
        record_attendance(
            incident, attendance=sent, agency=agency, arrived_at=arrived, result="Seen.", **self.act
        )

    def nobody(self) -> None:
        record_none_attended(self.one(), why=NoneAttended.NO_UNIT, reason="Busy.", **self.act)

    def close(self) -> None:
        reason = "A sergeant's reason that is long enough."
        close_incident(
            self.one(), identifiable_victim=True, category=Category.PERSONAL, result="Done.",
            no_assessment_reason=reason, crime=False, not_crime_reason="None.", **self.act,
        )  # fmt: skip

    def reopen(self) -> None:
        reopen_incident(self.one(), reason="It goes on.", **self.act)

    def open(self) -> None:
        if not self.cases and victims_at(incident := self.one()):
            case = open_case([incident], summary="One family", lead=self.people["amira"], **self.act)
            self.cases.append(case)

    def join(self) -> None:
        for case in self.cases:
            join_case(self.one(), case, **self.act)

    def assess_on_case(self) -> None:
        for case in self.cases:
            given = self.chance.choice([STANDARD, MEDIUM, HIGH])
            party = self.chance.choice(list(victims_of(case)))
            assess(case, given, party=party, **self.act)

    def review(self) -> None:
        for case in self.cases:
            review_risk(case, party=victims_of(case)[0], note="Seen.", **self.act)

    def match(self) -> None:
        """Say of two records that they are one person, or take it back."""
        people = [party.person for incident in self.incidents for party in victims_at(incident)]
        if len(people) > 1:
            first, second = self.chance.sample(people, 2)
            same = self.chance.random() < 0.7
            decide_match(first, second, same=same, reasons=["same name"], **self.act)

    def owed(self) -> Deadline:
        found = list(Deadline.objects.filter(OPEN).order_by("pk"))
        if not found:
            raise Refused("Nothing is owed.")
        return self.chance.choice(found)

    def waive(self) -> None:
        waive(self.owed(), reason="A reason.", **self.act)

    def call_off(self) -> None:
        call_off(self.owed(), reason="A reason.", **self.act)

    def extend(self) -> None:
        owed = self.owed()
        extend(owed, until=max(owed.due_at, self.now) + timedelta(days=5), reason="A reason.", **self.act)

    def pause(self) -> None:
        pause(self.owed(), until=self.now + timedelta(days=2), reason="A reason.", **self.act)


@pytest.mark.django_db
@pytest.mark.walk
@pytest.mark.parametrize("seed", range(16))
def test_a_random_life_is_what_its_facts_make_of_it(amira: User, ben: User, seed: int) -> None:
    chloe = make_user(
        "chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR, district_code="colchester", name="Chloe Marr"
    )
    ravi = make_user("ravi", Role.RESPONSE_OFFICER, Rank.CONSTABLE, name="Ravi Nair")

    Life(seed, {"amira": amira, "ben": ben, "chloe": chloe, "ravi": ravi}).live()

    assert differences() == []
