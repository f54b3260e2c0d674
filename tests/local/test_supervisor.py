"""The supervisor waits for the first page, and gives up on one that does not come right."""

import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from asbcases.local.services import Services
from asbcases.local.supervisor import Child, Supervisor


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def _supervisor(var: Path, statuses: list[int], *children: Child) -> Supervisor:
    """Return one whose first page comes with these statuses, and which stops as soon as it is announced."""
    stopping = threading.Event()
    return Supervisor(
        children=list(children),
        services=Services(var, postgres=False, redis=False),
        first_page=lambda: statuses.pop(0),
        announce=stopping.set,
        stopping=stopping,
    )


def test_a_first_page_that_comes_late_is_announced(tmp_path: Path) -> None:
    assert _supervisor(tmp_path, [0, 0, 503, 302]).run() is True


def test_a_first_page_that_stays_an_error_is_given_up_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _supervisor(tmp_path, [0, 500, 500, 500]).run() is False

    assert "up       | The web process answers with an error (500)" in capsys.readouterr().out


def test_a_program_that_cannot_stand_is_started_again_ever_more_slowly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = Child("failing", [sys.executable, "-c", "print('no'); raise SystemExit(3)"])
    supervisor = _supervisor(tmp_path, [], failing)
    # Told to stop by its second tale.
    supervisor.first_page = lambda: 200 if failing.pause >= 4 else 0

    assert supervisor.run() is True

    said = capsys.readouterr().out
    assert said.index("ended with code 3; starting again in 1 s") < said.index("starting again in 2 s")
    assert said.count("failing  | no") == 2
