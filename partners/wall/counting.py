"""Counts with and without hidden rows: what is added out of somebody's sight changes no list, total, figure or page of theirs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from django.db import connection

from asbcases.accounts.models import User
from partners.wall.adding import Adding
from partners.wall.asking import Asker, nothing_kept, only, undone
from partners.wall.ground import Ground
from partners.wall.probing import Prober, Question, Walk, in_turn
from partners.wall.routes import Address
from partners.wall.rules import Answer, difference


def counted(user: User, prober: Prober, *, most: int, secured: bool) -> list[str]:
    """Ask again what was answered, with a hidden row more of each kind; return the tables that took one.

    The owner of the tables adds the rows, and asks as the runtime role where row security is to hold.
    """
    asked = in_turn([_plain_and(prober, *found) for found in prober.lists])
    with connection.as_owner(), nothing_kept():  # type: ignore[attr-defined]
        counting = Counting(Asker(user), prober.ground, prober.walk, secured=secured)
        return counting.run(list(islice(asked, max(most // 2, len(prober.lists)))))


def _plain_and(prober: Prober, address: Address, text: str) -> Iterator[Question]:
    """Yield a page as it stands, and then what else it is asked."""
    yield Question(address, "", {}, {})
    yield from prober.questions(address, text)


class Counting:
    """Asks the same before and after rows are added; it counts its questions among those of the walk."""

    def __init__(self, asker: Asker, ground: Ground, walk: Walk, *, secured: bool) -> None:
        self.asker, self.ground, self.walk, self.secured = asker, ground, walk, secured

    def run(self, asked: Sequence[Question]) -> list[str]:
        """Keep as a leak every answer that another row changes; return the tables that took one."""
        before = [self._ask(question) for question in asked]
        with undone():
            kinds = self._add()
            changed = [
                question
                for question, was in zip(asked, before, strict=True)
                if difference(self._ask(question), was)
            ]
        for question in changed:
            self._blame(question, kinds)
        return kinds

    def _blame(self, question: Question, kinds: Sequence[str]) -> None:
        """Tell which row changes an answer; what a second look does not find was a matter of time."""
        if told := self._changed_by(question, ""):
            found = (each for kind in kinds if (each := self._changed_by(question, kind)))
            self.walk.tell(question.address.route, next(found, told))

    def _changed_by(self, question: Question, kind: str) -> str:
        before = self._ask(question)
        with undone():
            self._add(kind)
            told = difference(self._ask(question), before)
        # What differs without the row as well was changed by time.
        told = "" if told and difference(self._ask(question), before) else told
        by = f" by {question.name}" if question.name else ""
        return f"changes with a hidden row of {kind or 'every kind'}{by}: {told}" if told else ""

    def _add(self, kind: str = "") -> list[str]:
        with only():
            return Adding(self.ground).add(kind)

    def _ask(self, question: Question) -> Answer:
        self.walk.probes += 1
        with self._secured():
            return self.asker.ask(question.address, question.hidden)[0]

    @contextmanager
    def _secured(self) -> Iterator[None]:
        """Have row security bind whoever asks, as it binds the runtime role."""
        if not self.secured:
            yield
            return
        with only(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {connection.app_role}")  # type: ignore[attr-defined]
        try:
            yield
        finally:
            with only(), connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
