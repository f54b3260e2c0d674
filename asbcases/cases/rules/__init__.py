"""What the file decides by itself, from plain values: stages, keys, grades, repeats, and how an incident may close."""

from asbcases.cases.rules.stages import MOVES, may_move

__all__ = ["MOVES", "may_move"]
