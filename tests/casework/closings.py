"""Closing a case in tests: at a level, with every answer, and what a refusal says."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.casework.transitions import (
    close_case,
)
from asbcases.errors import Refused
from tests.make import CLOSING, NOW, make_case
from tests.risk.answers import assess

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + HOUR
WHY = "The victim has left the county for good."


def at_level(given: dict[str, str], by: User) -> Case:
    case = make_case(by=by)
    assess(case, given, by=by, now=NOW)
    return case


def close(case: Case, by: User, now: datetime = LATER, **said: Any) -> Case:
    return close_case(case, **{**CLOSING, **said}, by=by, now=now)


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason
