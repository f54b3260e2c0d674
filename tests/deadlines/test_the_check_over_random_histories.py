"""Whatever happens to a case, `check_deadlines` makes the same of it as the verbs did."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Outcome, Tier
from asbcases.casework.transitions import close_case, make_call_back, promise_call_back
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import (
    call_off,
    extend,
    pause,
    resume,
    waive,
)
from asbcases.errors import Refused
from partners.transitions import let_in
from risk.transitions import review_risk
from tests.deadlines.checking import differences
from tests.deadlines.diary import DAY
from tests.make import NOW, make_case, make_report, make_user
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess, victim_of

ACTS = (
    "assess",
    "assess",
    "review",
    "review",
    "extend",
    "pause",
    "resume",
    "waive",
    "call_off",
    "share",
    "promise",
    "ring",
)


class Story:
    """A case that lives through random acts, a few hours to some weeks apart; what is refused did not happen."""

    def __init__(self, seed: int, people: dict[str, User]) -> None:
        self.chance, self.people, self.now = Random(seed), people, NOW
        self.case = make_case(by=people["amira"])
        self.report = make_report(by=people["amira"])

    def live(self) -> None:
        for _ in range(25):
            hours = self.chance.choice([1, 20, 24 * 3, 24 * 13, 24 * 20])
            self.now += timedelta(hours=hours, minutes=self.chance.randrange(60))
            act: Callable[[], object] = getattr(self, self.chance.choice(ACTS))
            try:
                act()
            except Refused:
                continue
        if self.chance.random() < 0.5:
            self.close()

    def close(self) -> None:
        reviewer = self.people["chloe"]
        assess(self.case, STANDARD, by=self.people["amira"], now=self.now)
        review_risk(self.case, party=victim_of(self.case), note="Seen.", by=reviewer, now=self.now)
        close_case(self.case, outcome=Outcome.RESOLVED, reason="Stopped.", by=reviewer, now=self.now)

    def assess(self) -> None:
        given = self.chance.choice([STANDARD, MEDIUM, HIGH])
        assess(self.case, given, by=self.people["amira"], now=self.now)

    def review(self) -> None:
        by = self.people[self.chance.choice(["ben", "ines", "chloe"])]
        review_risk(self.case, party=victim_of(self.case), note="Seen.", by=by, now=self.now)

    def one(self) -> Deadline:
        owed = list(Deadline.objects.filter(OPEN).order_by("pk"))
        if not owed:
            raise Refused("Nothing is owed.")
        return self.chance.choice(owed)

    def ruled(self) -> dict[str, Any]:
        return {"reason": "A reason.", "by": self.people["chloe"], "now": self.now}

    def extend(self) -> None:
        deadline = self.one()
        extend(deadline, until=max(deadline.due_at, self.now) + 5 * DAY, **self.ruled())

    def pause(self) -> None:
        pause(self.one(), until=self.now + self.chance.randrange(1, 20) * DAY, **self.ruled())

    def resume(self) -> None:
        resume(self.one(), **self.ruled())

    def waive(self) -> None:
        waive(self.one(), **self.ruled())

    def call_off(self) -> None:
        call_off(self.one(), **self.ruled())

    def share(self) -> None:
        ends_at = self.now + self.chance.randrange(1, 90) * DAY
        agency = self.people["dev"].agency
        let_in(self.case, agency, tier=Tier.SUMMARY, ends_at=ends_at, by=self.people["amira"], now=self.now)

    def promise(self) -> None:
        call_by = self.now + timedelta(hours=self.chance.randrange(1, 40))
        promise_call_back(self.report, call_by=call_by, by=self.people["amira"], now=self.now)

    def ring(self) -> None:
        waiting = self.report.call_backs.filter(made_at__isnull=True).first()
        if waiting:
            make_call_back(waiting, note="Rang.", by=self.people["amira"], now=self.now)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_a_random_history_is_what_its_facts_make_of_it(
    amira: User, ben: User, ines: User, dev: User, seed: int
) -> None:
    chloe = make_user("chloe", Role.SUPERVISOR, Rank.CHIEF_INSPECTOR, name="Chloe Marr")
    people = {"amira": amira, "ben": ben, "ines": ines, "chloe": chloe, "dev": dev}

    Story(seed, people).live()

    assert differences() == []
