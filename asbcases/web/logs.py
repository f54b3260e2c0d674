"""How a fault is logged: its kind and its place, never its words, since those may quote what somebody typed."""

import logging
import traceback
from copy import copy
from types import TracebackType

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class KindAndPlace(logging.Formatter):
    """Writes the frames and the kind of an exception, and of those that caused it, without their messages."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; Celery puts the words of an exception among what it fills its own sentence with."""
        fault, filled = record.exc_info, record.args
        if isinstance(fault, tuple) and isinstance(filled, dict) and "exc" in filled:
            record = copy(record)
            record.args = {**filled, "exc": _kind_of(fault[0])}
        # An earlier handler may have kept the text of the fault with its words.
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Fault) -> str:  # noqa: N802  the library's name
        """Return where the exception came from and what kind it is."""
        told: list[str] = []
        fault = ei[1]
        while fault is not None:
            told.append("".join([*traceback.format_tb(fault.__traceback__), _kind_of(type(fault))]))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\nwhich led to\n".join(reversed(told))


def _kind_of(kind: type[BaseException] | None) -> str:
    return kind.__qualname__ if kind else "no exception"
