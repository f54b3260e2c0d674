"""The lives of applications whose area was not known at first: without a procedure until it was, and by its own from then on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from asbcases.deadlines.rebuild import Clockwork, Expected
from triggers.diary.lives import Life
from triggers.diary.rows import Rows
from triggers.models import BodyReply
from triggers.rules.shapes import Procedure, Step


def lives(ids: Sequence[int], clockwork: Clockwork) -> list[Expected]:
    """Return all that must be owed on these reviews, read once for all kinds."""
    key = f"reviews:{ids[0]}:{ids[-1]}" if ids else "reviews"
    if key not in clockwork.read:
        rows = Rows.of(ids)
        clockwork.read[key] = [one for life in _lives(rows, clockwork) for one in life.told()]
    found: list[Expected] = clockwork.read[key]
    return found


def _lives(rows: Rows, clockwork: Clockwork) -> Iterator[Life]:
    for one in rows.applications:
        about = (one, one.review_id in rows.drafts, rows, clockwork)
        settled_at = rows.settled.get(one.review_id)
        # What was settled before its clocks began had none by then.
        early = settled_at is None or one.clocks_from is None or one.clocks_from >= settled_at
        yield Life(*about) if early or settled_at is None else Settled(*about, settled_at)


@dataclass
class Settled(Life):
    """An application whose area became known while its clocks ran."""

    settled_at: datetime

    def of(self, step: Step) -> Iterator[Expected]:
        """Yield a step that the area states as it was owed before and after; any other goes on as it was."""
        if self.due(step, *self.began).last_day is None:
            yield from super().of(step)
        else:
            about = (self.application, self.was_draft, self.rows, self.clockwork, self.settled_at)
            yield from _Before(*about).of(step)
            if not self._done(step):
                yield from _After(*about).of(step)

    def _done(self, step: Step) -> bool:
        noted_at = self.acknowledged()[1] if step is Step.ACK else None
        return noted_at is not None and noted_at <= self.settled_at


@dataclass
class _Before(Life):
    settled_at: datetime

    @cached_property
    def procedure(self) -> Procedure | None:
        return None

    @cached_property
    def ended_at(self) -> datetime | None:
        return self.settled_at

    @property
    def bodies(self) -> list[BodyReply]:
        return [body for body in super().bodies if body.recorded_at < self.settled_at]


@dataclass
class _After(Life):
    settled_at: datetime

    @property
    def began(self) -> tuple[datetime, datetime]:
        return super().began[0], self.settled_at

    @property
    def waited_for(self) -> list[BodyReply]:
        return [body for body in self.bodies if not body.answered_at or body.answered_at > self.settled_at]

    def known_of(self, body: BodyReply) -> datetime:
        return max(body.recorded_at, self.settled_at)

    def _told(self) -> list[datetime]:
        return sorted({max(at, self.settled_at) for at in super()._told()})
