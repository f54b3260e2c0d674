"""Whatever happens to an order, in whatever order it is told, `check_deadlines` makes the same of it as the verbs did."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case
from asbcases.casework.transitions import correct_person, decide_match, record_person, reopen_case
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import call_off, extend, waive
from asbcases.enforcement.choices import Applicant, HearingKind
from asbcases.enforcement.models import Hearing
from asbcases.enforcement.transitions.court_orders import vary_order
from asbcases.enforcement.transitions.hearings import hold_hearing, set_hearing
from asbcases.enforcement.transitions.order_ends import discharge_order, end_order, refuse_order
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import run
from tests.enforcement.make_measures import fresh
from tests.enforcement.make_orders import COURT, court_makes, make_request, make_young, reviewed
from tests.make import NOW, make_case, make_closed, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STEPS, LIVES = 24, 5
OURS = ("hearing", "order_review", "measure_end", "eighteenth")


class Life:
    """One order, to which things happen at random, days or months apart, told at once or late."""

    def __init__(self, seed: int, by: User, chief: User) -> None:
        self.random, self.by, self.chief, self.now = Random(seed), by, chief, NOW
        self.case = make_case(by=by, now=NOW - DAY)
        self.young = make_young(self.case, by=by, born_on=self.birthday())
        self.order = make_request(self.case, by=by, subject=self.young)
        self.told: list[str] = []

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.by, "now": self.now}

    def birthday(self) -> date:
        odd = (date(2012, 2, 29), date(2008, 11, 24), date(2010, 12, 7))
        chosen = date(2008, 1, 1) + self.random.randrange(2_500) * DAY
        return self.random.choice((*odd, chosen, chosen))

    def earlier(self, most: int = 90) -> date:
        """Return today or a day in the past."""
        return london_day(self.now) - self.random.choice((0, 0, 1, 30, most)) * DAY

    def step(self) -> None:
        self.now += self.random.choice((1, 3, 40, 170, 200)) * DAY + self.random.randrange(
            86_400
        ) * timedelta(seconds=1)
        name = self.random.choice(list(ACTS))
        try:
            # As in a request: what is refused leaves nothing.
            with transaction.atomic():
                ACTS[name](self)
        except Refused:
            name = f"({name})"
        self.told.append(f"{london_day(self.now)} {name}")


def make(life: Life) -> None:
    made_on, interim = life.earlier(), life.random.random() < 0.3
    said: dict[str, Any] = {"interim": interim, "hearing_at": life.now + 20 * DAY} if interim else {}
    if not interim:
        said = life.random.choice(
            ({"indefinite": True}, {"ends_on": made_on + life.random.randrange(300, 1_400) * DAY})
        )
        said = {**said, "effect_on": made_on + life.random.choice((0, 0, 40)) * DAY}
    court_makes(fresh(life.order), by=life.by, now=life.now, made_on=made_on, **said)


def vary(life: Life) -> None:
    made_on = life.earlier()
    said = life.random.choice(({"indefinite": True}, {"ends_on": made_on + life.random.randrange(900) * DAY}))
    part = {"applicant": Applicant.OFFENDER, "court": COURT, "made_on": made_on}
    vary_order(fresh(life.order), **part, **said, **life.act)


def discharge(life: Life) -> None:
    if life.random.random() < 0.3:
        part = {"applicant": Applicant.OFFENDER, "court": COURT, "made_on": life.earlier(10)}
        discharge_order(fresh(life.order), **part, words="Moved", **life.act)


def review(life: Life) -> None:
    at = life.now - life.random.choice((0, 0, 20, 100)) * DAY
    reviewed(fresh(life.order), at, by=life.by, now=life.now)


def hear(life: Life) -> None:
    at = life.now + life.random.choice((-30, 5, 60)) * DAY
    set_hearing(fresh(life.order), kind=HearingKind.VARIATION, court=COURT, at=at, **life.act)


def hold(life: Life) -> None:
    hearing = Hearing.objects.filter(measure=life.order, held_at=None).first()
    if hearing:
        hold_hearing(hearing, outcome="Heard.", **life.act)


def correct(life: Life) -> None:
    born = life.random.choice((life.birthday(), life.birthday(), None))
    life.young.refresh_from_db()
    correct_person(life.young, name="Kai Marsh", born_on=born, **life.act)


def match(life: Life) -> None:
    other = record_person(name="Kai M", source="A list", born_on=life.birthday(), **life.act)
    decide_match(life.young, other, same=life.random.random() < 0.8, reasons=["name"], **life.act)


def close_or_reopen(life: Life) -> None:
    case = Case.objects.get(pk=life.case.pk)
    if case.stage == Stage.CLOSED:
        reopen_case(case, reason="He came back.", **life.act)
    else:
        make_closed(case, **life.act)


def rule(life: Life) -> None:
    owed = Deadline.objects.filter(OPEN, case=life.case, kind=Kind.ORDER_REVIEW).first()
    if owed:
        how: Callable[..., Any] = life.random.choice((waive, call_off))
        if life.random.random() < 0.3:
            extend(
                owed, until=max(owed.due_at, life.now) + 9 * DAY, reason="Ill", by=life.chief, now=life.now
            )
        how(owed, reason="Decided.", by=life.chief, now=life.now)


def refuse(life: Life) -> None:
    if life.random.random() < 0.2:
        refuse_order(fresh(life.order), refused_on=life.earlier(2), words="No.", **life.act)


def over(life: Life) -> None:
    end_order(fresh(life.order), **life.act)


ACTS: dict[str, Callable[[Life], None]] = {
    **{"make": make, "make again": make, "vary": vary, "discharge": discharge, "review": review},
    **{"review again": review, "hear": hear, "hold": hold, "correct": correct, "match": match},
    **{"close or reopen": close_or_reopen, "rule": rule, "refuse": refuse, "over": over},
}


def of_orders() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run()[0]["differences"]
    return [one for one in found if one["kind"] in OURS]


@pytest.mark.walk
@pytest.mark.parametrize("seed", range(LIVES))
def test_a_life_at_random_is_rebuilt_from_the_file(seed: int, amira: User) -> None:
    chief = make_user("chief", Role.SUPERVISOR, Rank.SUPERINTENDENT, name="Charlie Chief")
    life = Life(seed, amira, chief)
    for place in range(1, STEPS + 1):
        life.step()
        if place in (STEPS // 2, STEPS):
            assert of_orders() == [], life.told

    assert any(not told.endswith(")") for told in life.told)
