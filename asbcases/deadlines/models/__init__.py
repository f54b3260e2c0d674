"""The diary, what was decided about it, and who tends it."""

from asbcases.deadlines.models.diary import RUNS, TO_ANSWER, Deadline
from asbcases.deadlines.models.rounds import Heartbeat
from asbcases.deadlines.models.rulings import Replan, Ruling

__all__ = ["RUNS", "TO_ANSWER", "Deadline", "Heartbeat", "Replan", "Ruling"]
