"""What is logged: events, keys, kinds and places; never words that somebody typed, nor addresses that may hold them."""

import json
import logging
import traceback
from collections.abc import MutableMapping
from copy import copy
from datetime import UTC, datetime
from logging.config import dictConfig
from types import TracebackType
from typing import Any

import structlog
from django.http import HttpRequest

from asbcases.audit.context import request_id

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# What the web server says of a request that it cannot read or answer; it goes on with the words of the request.
OF_A_REQUEST = ("Invalid request", "Error handling request")


def set_up(stated: dict[str, Any]) -> None:
    """Do what LOGGING states, and have our own events written like those of the libraries (LOGGING_CONFIG)."""
    dictConfig(stated)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _as_record],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


class KindAndPlace(logging.Formatter):
    """Writes the frames and the kind of an exception, and of those that caused it, without their messages."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with what our own events say beside their names."""
        record = copy(record)
        facts = "".join(f" {name}={fact!r}" for name, fact in _facts_of(record).items())
        record.msg, record.args = f"{_event_of(record)}{facts}", ()
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


class OneLine(KindAndPlace):
    """Writes each event as one line of JSON, for programs that collect them."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "process": record.process,
            "logger": record.name,
            "event": _event_of(record),
            **_facts_of(record),
        }
        if record.exc_info and record.exc_info[0]:
            told["fault"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=lambda fact: type(fact).__name__)


def _as_record(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> tuple[tuple[Any], dict[str, Any]]:
    """Return an event of ours as the libraries' way of logging takes it."""
    fault = event.pop("exc_info", None)
    return (event.pop("event"),), {"exc_info": fault, "extra": {"facts": dict(event)}}


def _event_of(record: logging.LogRecord) -> str:
    """Return what a record says, less what may be somebody's words: those of exceptions, and those of a request."""
    if isinstance(getattr(record, "request", None), HttpRequest):
        return f"answered {getattr(record, 'status_code', 'something else')}"
    of_a_request = (begin for begin in OF_A_REQUEST if str(record.msg).startswith(begin))
    if record.name.startswith("gunicorn") and (begin := next(of_a_request, "")):
        return begin
    record = copy(record)
    record.args = _without_words(record)
    return _kind_of(type(record.msg)) if isinstance(record.msg, BaseException) else record.getMessage()


def _without_words(record: logging.LogRecord) -> Any:
    """Return what a sentence is filled with; Celery puts the words of an exception among it, others an exception."""
    fault, filled = record.exc_info, record.args
    if isinstance(filled, dict):
        words = {"exc": _kind_of(fault[0])} if isinstance(fault, tuple) and "exc" in filled else {}
        return {**filled, **words}
    return tuple(_kind_of(type(one)) if isinstance(one, BaseException) else one for one in filled or ())


def _facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what an event of ours says beside its name, and which request and route a record is about."""
    facts: dict[str, Any] = dict(getattr(record, "facts", {}))
    known, asked = request_id.get(), getattr(record, "request", None)
    if isinstance(asked, HttpRequest):
        facts["route"] = asked.resolver_match.view_name if asked.resolver_match else "none"
        known = asked.META.get("REQUEST_ID", known)
    return {**facts, "request": known} if known else facts


def _kind_of(kind: type[BaseException] | None) -> str:
    return kind.__qualname__ if kind else "no exception"
