"""Risk forms for the pages that keep them: one that Ada drafts, and one of another's that waits for approval."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.law.periods import london_day
from tests.make import make_user
from tests.risk.drafted import drafted, shipped, submitted

HEAD = {"title": "Nine factors", "code": "nine-factors", "version": "1", "source": "Force policy 7"}
QUESTION = {"text": "Are children there?", "sensitive": "no", "scored": "yes", "shown": "1"}
FLOOR = {"level": "high", "reason": "Violence", "answers_violence": ["yes"], "shown": "1"}


def instruments(people: Mapping[str, User], now: datetime) -> dict[str, Any]:
    """Return the form for each page that names one: a draft where nothing else is said."""
    waiting = submitted(by=make_user("bea", Role.ADMINISTRATOR, name="Bea Holt"), now=now, version="3")
    return {
        "instrument": drafted(by=people["ada"], now=now),
        **dict.fromkeys(("instrument_page", "instrument_retire"), shipped()),
        **dict.fromkeys(("instrument_approve", "instrument_return"), waiting),
    }


def _day(name: str) -> dict[str, int]:
    today = london_day(timezone.now())
    return {f"{name}_day": today.day, f"{name}_month": today.month, f"{name}_year": today.year}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "instrument_retire": lambda county: {"reason": "Too short", **_day("last_day")},
    "instrument_draft_new": lambda county: HEAD,
    "instrument_head": lambda county: {**HEAD, "scoring": "sum", "require_all": "yes", "shown": "1"},
    "instrument_question_new": lambda county: QUESTION,
    "instrument_question": lambda county: QUESTION,
    "instrument_options": lambda county: {"label_1": "No", "label_2": "Yes", "score_2": "1", "shown": "1"},
    "instrument_move": lambda county: {"direction": "down", "shown": "1"},
    "instrument_remove": lambda county: {"shown": "1"},
    "instrument_bands": lambda county: {"medium": "8", "high": "16", "shown": "1"},
    "instrument_floor_new": lambda county: FLOOR,
    "instrument_floor": lambda county: FLOOR,
    "instrument_floor_remove": lambda county: {"shown": "1"},
    "instrument_submit": lambda county: {"shown": "1"},
    "instrument_approve": lambda county: {"authority": "Head of ASB", **_day("first_day"), "shown": "2"},
    "instrument_return": lambda county: {"note": "Ask about children", "shown": "2"},
}
