"""Which requests the server under test is answering, so that none outlives its test.

The database is cloned anew after each test. Who had asked it nothing by then would ask, and write to, the next one's.
"""

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started
from django.dispatch import receiver

PATIENCE = 10.0
ANSWERING: set[threading.Thread] = set()


@receiver(request_started)
def begin(**about: Any) -> None:
    """Note that this thread answers a request; the thread of the tests asks by Django's client, which waits."""
    if threading.current_thread() is not threading.main_thread():
        ANSWERING.add(threading.current_thread())


@receiver(request_finished)
def end(**about: Any) -> None:
    """Note that the answer of this thread was sent, or its reader has left."""
    ANSWERING.discard(threading.current_thread())


def let_answer() -> None:
    """Wait until every request is answered."""
    until = time.monotonic() + PATIENCE
    while any(thread.is_alive() for thread in ANSWERING.copy()):
        assert time.monotonic() < until, "A request was not answered ten seconds after its test."
        time.sleep(0.01)
    ANSWERING.clear()
