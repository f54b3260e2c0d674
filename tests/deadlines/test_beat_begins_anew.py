"""Beat starts again whatever a kill left of its file, and sends all that is in the schedule."""

from pathlib import Path

from asbcases.beat import Scheduler
from asbcases.celery import app


def started(folder: Path) -> Scheduler:
    return Scheduler(app, schedule_filename=str(folder / "schedule"))


def test_a_file_that_was_left_half_written_is_begun_anew(tmp_path: Path) -> None:
    started(tmp_path).close()
    kept = [file for file in tmp_path.iterdir() if file.suffix != ".dir"]
    for file in kept:
        file.write_bytes(b"")

    beat = started(tmp_path)

    assert kept
    assert set(beat.schedule) >= set(app.conf.beat_schedule) > set()
    beat.close()


def test_what_was_sent_is_known_to_the_next_beat(tmp_path: Path) -> None:
    first = started(tmp_path)
    name = "sweep deadlines"
    entry = first.schedule[name] = next(first.schedule[name])
    first.close()

    second = started(tmp_path)

    assert second.schedule[name].total_run_count == entry.total_run_count == 1
    second.close()


def test_the_service_runs_by_it() -> None:
    assert app.conf.beat_scheduler == "asbcases.beat:Scheduler"
