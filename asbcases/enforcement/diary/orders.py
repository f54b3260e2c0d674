"""Which clocks an order of a court sets going, told from the file alone."""

from collections.abc import Iterator, Sequence

from asbcases.deadlines.rebuild import Clockwork, Expected


def order_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def hearings(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()
