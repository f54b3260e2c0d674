"""The pages of the diary."""

from asbcases.deadlines.views.board import board

__all__ = ["board"]
