"""When a message that could not be delivered is tried again, and when it is given up."""

from datetime import timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
# With these pauses three days: a mail server that is down over a weekend loses nothing.
TRIES = 20


def pause_after(tries: int) -> timedelta | None:
    """Return how long to wait after so many tries, each twice as long as the last; None means: give up."""
    if tries >= TRIES:
        return None
    return min(FIRST_PAUSE * (1 << (tries - 1)), LONGEST_PAUSE)
