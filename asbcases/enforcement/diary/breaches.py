"""Which clocks appeals, breaches, penalties, works and seizures set going, told from the file alone."""

from collections.abc import Iterator, Sequence

from asbcases.deadlines.rebuild import Clockwork, Expected


def times_to_appeal(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def penalty_payments(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def prosecution_limits(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def warrant_entries(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def seized_items(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def works_appeals(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()
