"""Which clocks a warning, notice or order sets going itself, told from the file alone."""

from collections.abc import Iterator, Sequence

from asbcases.deadlines.rebuild import Clockwork, Expected


def times_to_comply(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def measure_reviews(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def measure_ends(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def terms_due(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def change_replies(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()


def birthdays(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield what there must be of its kind."""
    yield from ()
