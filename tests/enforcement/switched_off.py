"""The law with one rule switched off: what a test of a rule proves only if the act goes through without it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from asbcases.law import registry
from asbcases.law.answers import Answer, Decision
from asbcases.law.limits import Limits

Without = Callable[[str], None]


def switch_off(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """Have a rule of law allow whatever it is asked, with the values that it counts; everything else stays."""
    decide = registry.logic()[rule]

    def allow(facts: Any, limits: Limits) -> Answer:
        try:
            values: Mapping[str, Any] = decide(facts, limits).values
        except ValueError:
            values = {}
        return Answer(values, ("Switched off.",), Decision.ALLOW)

    monkeypatch.setitem(registry.logic(), rule, allow)  # type: ignore[arg-type]


@pytest.fixture
def without_rule(monkeypatch: pytest.MonkeyPatch) -> Without:
    """Return how to switch a rule off for the rest of a test."""
    return lambda rule: switch_off(monkeypatch, rule)
