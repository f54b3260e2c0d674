"""What each act does to the clocks of a victim: lives worked by another hand, lived through the verbs."""

from typing import Any

import pytest
from django.db import transaction

from tests.risk.worked_lives import Cast, Worked, kept_of, stories, told_in

pytestmark = pytest.mark.django_db


def compared(story: dict[str, Any], cast: Cast) -> tuple[list[Any], list[Any]]:
    """Return what the verbs kept and what the story tells, and leave nothing behind."""
    before = transaction.savepoint()
    found = kept_of(Worked(story, cast).case)
    transaction.savepoint_rollback(before)
    return found, told_in(story)


def test_every_life_has_the_clocks_that_it_tells() -> None:
    cast = Cast()

    for story in [*stories("review_clocks.jsonl"), *stories("review_clocks_held_back.jsonl")]:
        found, told = compared(story, cast)
        assert found == told, f"{story['id']}: {story['why']}"
