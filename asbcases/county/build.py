"""Building a county once, and saying what was made."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db import transaction

from asbcases.accounts.models import Agency, User
from asbcases.county.bench import build_bench
from asbcases.county.cast import enrol_cast
from asbcases.county.clock import at_nine, in_one_piece
from asbcases.county.demo import build_demo
from asbcases.county.flow.agreement import agree
from asbcases.county.flow.authorities import authorise
from asbcases.county.models import Build
from asbcases.county.numbers import DEMO, Numbers
from asbcases.db.actor import acting
from asbcases.db.prepared import planned_once

COUNTED = (
    "accounts.User",
    "cases.Report",
    "cases.Incident",
    "cases.Case",
    "cases.Person",
    "risk.Assessment",
    "risk.Review",
    "deadlines.Deadline",
    "notify.Message",
)


def build(
    size: str,
    *,
    seed: int,
    anchor: date | None,
    now: datetime,
    today: date,
    progress: Callable[[], object],
    numbers: Numbers = DEMO,
) -> tuple[Build, bool]:
    """Build a county unless this size and seed stand already; return it and whether it stood."""
    existing = Build.objects.filter(size=size, seed=seed).first()
    if existing:
        return existing, True
    anchor = anchor or today
    with transaction.atomic():
        people = User.objects.count()
        joined_at = at_nine(anchor) - timedelta(days=1500)
        with in_one_piece(), planned_once():
            cast = enrol_cast(joined_at=joined_at)
            authorise(cast, now=joined_at)
            agree(cast, {agency.name: agency for agency in Agency.objects.order_by("pk")}, now=joined_at)
        before = _counts(cast) | {"User": people}
        if size == "demo":
            build_demo(cast, anchor, seed=seed, now=now, numbers=numbers, on_scene=progress)
        else:
            build_bench(cast, int(size.removeprefix("bench:")), seed=seed, anchor=anchor)
        created = {name: count - before[name] for name, count in _counts(cast).items()}
        made = Build.objects.create(size=size, seed=seed, anchor=anchor, created=created, built_at=now)
    return made, False


def _counts(cast: dict[str, User]) -> dict[str, int]:
    """Return how many rows there are, as the ASB officer sees them: the whole county."""
    with acting(str(cast["asb"].pk)):
        return {name.split(".")[1]: apps.get_model(name)._default_manager.count() for name in COUNTED}
