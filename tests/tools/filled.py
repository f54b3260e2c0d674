"""Databases that are filled once in a run: a test that asks for one has a clone of its own, in a tenth of a second."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from asbcases.county.build import build
from asbcases.county.numbers import HANDFUL
from asbcases.db.actor import acting

NOVEMBER = "2026-11-23"


def clone_filled(name: str, fill: Callable[[], object]) -> None:
    """Have the test database be a clone of one that `fill` wrote into; only for tests that commit."""
    connection.creation.clone_filled(name, fill)


def build_demo(anchor: str = "") -> None:
    """Build the demonstration into the database that is in use: its stories, among a handful of other cases."""
    day = date.fromisoformat(anchor) if anchor else None
    now, today = timezone.now(), timezone.localdate()
    with acting("system:county"):
        build("demo", seed=1, anchor=day, now=now, today=today, progress=lambda: None, numbers=HANDFUL)


@pytest.fixture
def demo_built(transactional_db: None) -> None:
    """Have the demonstration stand as it is built today, for a browser to open."""
    clone_filled("demo", build_demo)


@pytest.fixture
def demo(demo_built: None) -> Iterator[None]:
    """Have the demonstration stand as it is built today, in a transaction of the test."""
    with transaction.atomic():
        yield


@pytest.fixture
def november_built(transactional_db: None) -> None:
    """Have the demonstration stand as it is built on one Monday of November, for what commits."""
    clone_filled("november", lambda: build_demo(anchor=NOVEMBER))


@pytest.fixture
def november(november_built: None) -> Iterator[None]:
    """Have the demonstration of that Monday stand, in a transaction of the test."""
    with transaction.atomic():
        yield
