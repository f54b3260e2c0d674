"""A case, the people who work it, and what they do about its diary, its stage and its lead, by chance."""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from asbcases.accounts.models import User
from asbcases.administration.transitions.policies import set_policy
from asbcases.cases.choices import Stage
from asbcases.casework.transitions import (
    do_action,
    drop_action,
    make_call_back,
    monitor_case,
    plan_action,
    promise_call_back,
    reallocate_case,
    work_again,
)
from asbcases.deadlines.models import Deadline, Replan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import call_off, extend, pause, replan, resume, waive
from asbcases.errors import Refused
from asbcases.policies.models import Confidence, Unit
from risk.choices import Level
from tests.deadlines.diary import DAY
from tests.make import NOW, make_case, make_given, make_report

REASON = "A reason that is long enough to be taken for one."
# What an administrator changes while the case is lived.
RULES = ("risk.contact", "risk.sign_off", "risk.reassess", "risk.review.sergeant", "risk.plan.action")


class Worked:
    """A case that is worked; what cannot be done is refused."""

    def __init__(self, seed: int, people: dict[str, User]) -> None:
        self.chance, self.people, self.now = Random(seed), people, NOW
        self.case = make_case(by=people["amira"])
        self.report = make_report(by=people["amira"])

    def tick(self, minutes: int = 1) -> None:
        self.now += timedelta(minutes=minutes + 1)

    def by(self, name: str) -> dict[str, Any]:
        return {"by": self.people[name], "now": self.now}

    def _found(self, rows: Any) -> list[Any]:
        found = list(rows)
        if not found:
            raise Refused("There is none.")
        return found

    def one(self) -> Deadline:
        owed: Deadline = self.chance.choice(
            self._found(Deadline.objects.filter(OPEN, case=self.case).order_by("pk"))
        )
        return owed

    def ruled(self) -> dict[str, Any]:
        return {"reason": REASON, **self.by("chloe")}

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
        make_given(self.case, self.people["dev"].agency, ends_at=ends_at, **self.by("amira"))

    def promise(self) -> None:
        call_by = self.now + timedelta(hours=self.chance.randrange(1, 40))
        promise_call_back(self.report, call_by=call_by, **self.by("amira"))

    def ring(self) -> None:
        waiting = self._found(self.report.call_backs.filter(made_at__isnull=True))
        make_call_back(waiting[0], note="Rang.", **self.by("amira"))

    def monitor(self) -> None:
        move = monitor_case if self.case.stage == Stage.OPEN else work_again
        move(self.case, reason=REASON, **self.by("amira"))

    def hand_over(self) -> None:
        lead = self.chance.choice([self.people["amira"], self.people["ines"]])
        told: dict[str, Any] = {"reason": REASON, "story": REASON, "promises": "None.", "dangers": "None."}
        reallocate_case(self.case, lead=lead, **told, **self.by("ben"))

    def action(self) -> None:
        due_on = self.now.date() + self.chance.randrange(1, 20) * DAY
        plan_action(
            self.case, words="Look at it.", owner=self.people["amira"], due_on=due_on, **self.by("amira")
        )

    def act(self) -> None:
        waiting = self._found(self.case.actions.filter(done_at__isnull=True, dropped_at__isnull=True))
        end = self.chance.choice([do_action, drop_action])
        end(waiting[0], result="Seen to.", **self.by("amira"))

    def policy(self) -> None:
        """Have a length of policy change from a day on; until it is planned anew, dates stand as people saw them."""
        set_policy(
            self.chance.choice(RULES), self.chance.choice(list(Level)), value=Decimal(self.chance.randrange(1, 40)),
            unit=Unit.DAYS, in_force_from=self.now.date() + self.chance.choice([1, 9]) * DAY, source="Policy v2",
            confidence=Confidence.STATED, **self.by("ada"),
        )  # fmt: skip

    def replan(self) -> None:
        for request in self._found(Replan.objects.filter(done_at__isnull=True).order_by("pk")):
            replan(request, now=self.now)
