"""The demonstration: months of a county's work, told through the verbs at simulated times, with the sweep running."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import product

from asbcases.accounts.choices import Duty
from asbcases.accounts.models import User
from asbcases.administration.transitions.rota import Hours, set_shift
from asbcases.audit.models import AuditEvent
from asbcases.audit.transitions import heard_by
from asbcases.audit.waiting import written_together
from asbcases.county.cast import told
from asbcases.county.clock import DAY, FRESH, at_nine, in_one_piece, read_by
from asbcases.county.county import County
from asbcases.county.crowd import fill
from asbcases.county.numbers import DEMO, Numbers
from asbcases.county.stories import plant
from asbcases.db.actor import act_as, acting
from asbcases.db.kept import forget, keeping
from asbcases.db.prepared import planned_once
from asbcases.policies.queries import read_once

# What is read once until one of these verbs changes it: who works when, what they work with, and how an area reviews.
CHANGING = ("shift.", "leave.", "user.", "team.", "agency.", "instrument.", "procedure.")


def build_demo(
    cast: dict[str, User],
    anchor: date,
    *,
    seed: int = 1,
    now: datetime | None = None,
    numbers: Numbers = DEMO,
    on_scene: Callable[[], object],
) -> None:
    """Play the county's months up to nine in the morning of the anchor day, or of the day before where that is to come."""
    end = at_nine(anchor)
    if now and now < end:
        end = at_nine(anchor - DAY)
    county = County.of(cast, end, seed, on_scene)
    end = county.end
    with acting("system:county"), heard_by(county.diary.hear), heard_by(_read_anew), _quickly():
        begins = end - numbers.days * DAY
        county.stage.sweeps(begins)
        county.stage.at(end - 2 * DAY, lambda at: _keep_rota(county, anchor, at))
        fill(county, numbers, begins)
        if numbers.stories:
            plant(county)
        county.stage.at(end - FRESH, lambda at: read_by(list(cast.values()), at))
        county.stage.run()


@contextmanager
def _quickly() -> Iterator[None]:
    """Do without what only many people at once need: savepoints, new plans, and new looks at what nobody changes."""
    with in_one_piece(), planned_once(), written_together(), read_once(), keeping(), _without_pauses():
        yield


def _read_anew(event: AuditEvent, now: datetime, by: User | None) -> None:
    """Look again at what is kept of people, rota and words once one of them has changed."""
    if event.verb.startswith(CHANGING):
        forget()


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Collect no garbage meanwhile: a minute's work leaves few rings behind, and looking for them costs a tenth of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _keep_rota(county: County, anchor: date, now: datetime) -> None:
    """Put the cast on the rota for a week from the day before the anchor day on, as the administrator does."""
    cast = county.world.cast
    act_as(str(cast["admin"].pk))
    for (who, begins, ends, duty, code), day in product(told()["rota"]["shifts"], range(-1, 7)):
        first = anchor + timedelta(days=day)
        set_shift(
            cast[who],
            hours=Hours.between(first, time.fromisoformat(begins), None, time.fromisoformat(ends)),
            duty=Duty(duty),
            district=county.world.districts[code] if code else None,
            by=cast["admin"],
            now=now,
        )
