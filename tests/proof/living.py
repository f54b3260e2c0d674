"""Random stories of cases, lived through the verbs of the product: the check of the diary must find nothing amiss."""

import os
import time
from collections import Counter
from collections.abc import Iterable
from multiprocessing import get_context

from django.db import connection, transaction

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.db.actor import acting
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.rebuild import check
from asbcases.sources import SOURCES
from tests.deadlines.stories import CHANCES, Story
from tests.make import make_agency, make_user
from tests.proof.population import enrol
from tests.tools.report import Line, Section

FULL = 500
FEW = 8
BATCH = 4
ACTS = 25
# The diary is checked after every so many acts, and at the end of the story.
EVERY = 3


class Seen:
    """What happened in stories, which clocks it set, and the stories after which something differed."""

    def __init__(self) -> None:
        self.acts, self.kinds, self.checks = Counter[str](), Counter[str](), 0
        self.wrong: list[tuple[int, str]] = []

    def add(self, other: "Seen") -> None:
        """Add what another process saw."""
        self.acts += other.acts
        self.kinds += other.kinds
        self.checks += other.checks
        self.wrong += other.wrong


def prove(scale: float) -> Section:
    """Live stories with every processor, and check the diary of each every few acts."""
    many, began = max(int(FULL * scale), FEW), time.perf_counter()
    seen = lived_by_all(many)
    minutes = (time.perf_counter() - began) / 60
    first = ", first in story {} after {}".format(*min(seen.wrong)) if seen.wrong else ""
    lines = [
        Line("stories", f"{many:,} in {minutes:,.0f} minutes"),
        Line(
            "acts done",
            f"{seen.acts.total():,} of {len(seen.acts)} kinds",
            scale < 1 or len(seen.acts) > len(CHANCES),
        ),
        Line("deadlines set", f"{seen.kinds.total():,} of {len(seen.kinds)} kinds"),
        Line("checks of the diary", f"{seen.checks:,}", seen.checks >= seen.acts.total() // EVERY),
        Line("stories in which something differs", f"{len(seen.wrong)}{first}", not seen.wrong),
    ]
    words = (
        f"Each story tries {ACTS} acts on one case by chance: assessments, refusals, rulings, sign-offs, reviews, contact, "
        "plans, incidents that join, victims recorded in error, closings, reopenings, rulings on deadlines and changes of "
        "policy. Every few acts, and at the end, the deadlines are rebuilt from the facts and held against the diary."
    )
    return Section("Random stories of cases", words, lines)


def lived_by_all(many: int) -> Seen:
    """Live so many stories, in as many processes as there are processors."""
    connection.close()
    total, batches = Seen(), [range(start, min(start + BATCH, many)) for start in range(0, many, BATCH)]
    with get_context("fork").Pool(os.cpu_count(), initializer=begin) as pool:
        for one in pool.imap_unordered(lived, batches):
            total.add(one)
    return total


def begin() -> None:
    """Give this process a database of its own, as tests have it: what one story changes of policy is not another's."""
    connection.settings_dict["TEST"]["NAME"] = f"test_stories_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0)
    with acting("system:test"), transaction.atomic():
        enrol()
        make_user("ada", Role.ADMINISTRATOR)
        make_user("dev", Role.PARTNER, agency=make_agency("Eastlight Homes", AgencyKind.HOUSING))


def lived(numbers: Iterable[int]) -> Seen:
    """Live the stories of these numbers, each in a transaction of its own that is undone."""
    seen = Seen()
    for number in numbers:
        with acting("system:test"), transaction.atomic():
            people = {user.username: user for user in User.objects.all()}
            live(Story(number, people), number, seen)
            transaction.set_rollback(True)
    return seen


def live(story: Story, number: int, seen: Seen) -> None:
    """Live one story, and stop where the diary differs from the facts."""
    story.then = lambda: must_agree(story, seen) if len(story.told) % EVERY == 0 else None
    try:
        story.live(ACTS)
        must_agree(story, seen)
    except DiffersError:
        seen.wrong.append((number, story.told[-1] if story.told else "it began"))
    seen.acts.update(told.split()[-1] for told in story.told)
    seen.kinds.update(Deadline.objects.filter(case=story.case).values_list("kind", flat=True))


class DiffersError(Exception):
    """The diary is not what the facts make of it."""


def must_agree(story: Story, seen: Seen) -> None:
    """Rebuild what is owed on the case, its incidents and its report."""
    seen.checks += 1
    incidents = list(story.case.incident_links.values_list("incident", flat=True))
    among = {"case": [story.case.pk], "incident": incidents, "report": [story.report.pk]}
    if check(SOURCES.values(), among=among).differences:
        raise DiffersError
