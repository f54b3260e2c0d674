"""What beat keeps on disk: when it last sent each task."""

from pickle import UnpicklingError

from celery.beat import PersistentScheduler

# What reading a broken pickle raises, as its documentation lists it.
UNREADABLE = (UnpicklingError, AttributeError, EOFError, ImportError, IndexError)


class Scheduler(PersistentScheduler):
    """Sends tasks by the schedule, and begins anew where a killed beat left its file half written."""

    def setup_schedule(self) -> None:
        """Read when each task was last sent; a file that cannot be read is thrown away, else beat would never start again."""
        try:
            super().setup_schedule()  # type: ignore[no-untyped-call]
        except UNREADABLE:
            self._store.close()  # type: ignore[union-attr]
            self._remove_db()  # type: ignore[no-untyped-call]
            super().setup_schedule()  # type: ignore[no-untyped-call]
