"""`import_incidents` answers in the agreed shape and loads each file whole or not at all."""

import gzip
import json
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Incident
from tests.casework.imports.street import row, written

pytestmark = pytest.mark.django_db


def run(*words: str | Path) -> tuple[dict[str, Any], int]:
    out, code = StringIO(), 0
    try:
        call_command("import_incidents", *map(str, words), "--source", "police-uk", "--json", stdout=out)
    except SystemExit as left:
        code = int(str(left.code))
    assert out.getvalue().count("\n") == 1
    return json.loads(out.getvalue()), code


def told(*words: str | Path) -> str:
    out = StringIO()
    with suppress(SystemExit):
        call_command("import_incidents", *map(str, words), "--source", "police-uk", stdout=out)
    return out.getvalue()


def balanced(counts: dict[str, Any]) -> bool:
    return bool(
        counts["rows"] == counts["not_asb"] + counts["imported"] + counts["already"] + counts["rejected"]
    )


def test_the_answer_has_the_agreed_shape(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", row(), row(), row(crime_type="Drugs"), row(lsoa_name="Babergh 006A"))

    result, code = run(path)

    seconds = result.pop("seconds")
    assert result == {
        "rows": 4, "not_asb": 1, "imported": 3, "already": 0, "rejected": 0,
        "flagged": {"outside_area": 1, "no_location": 0},
        "files": [
            {"file": str(path), "rows": 4, "not_asb": 1, "imported": 3, "already": 0, "rejected": 0, "error": None}
        ],
        "rejects": [],
        "dry_run": False,
    }  # fmt: skip
    assert seconds > 0
    assert code == 0


def test_bad_rows_are_listed_and_the_exit_code_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", row(), row(month="2025-13"), row(longitude="9"), row(crime_type=""))

    result, code = run(path)

    assert [(bad["file"], bad["line"]) for bad in result["rejects"]] == [
        (str(path), line) for line in (3, 4, 5)
    ]
    assert (result["imported"], result["rejected"], code) == (1, 3, 1)
    assert balanced(result)


def test_a_broken_file_is_refused_whole_and_the_others_load(tmp_path: Path) -> None:
    good = written(tmp_path / "good.csv", row())
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(good.read_bytes() + b"bad,row\n", mtime=0)[:-12])
    later = written(tmp_path / "later.csv", row(month="2025-08"))

    result, code = run(good, cut, tmp_path / "absent.csv", tmp_path, later)

    errors = [file["error"] for file in result["files"]]
    assert [error is None for error in errors] == [True, False, False, False, True]
    assert [file["rows"] for file in result["files"]] == [1, 0, 0, 0, 1]
    assert (result["imported"], result["rejects"], code) == (2, [], 1)
    assert all(balanced(file) for file in result["files"])


def test_one_month_in_two_files_of_one_run_loads_once(tmp_path: Path) -> None:
    first = written(tmp_path / "a.csv", row(), row())
    second = written(tmp_path / "b.csv.gz", row(), row(), ends="\r\n")

    result, code = run(first, second, first)

    assert [(file["imported"], file["already"]) for file in result["files"]] == [(2, 0), (0, 2), (0, 2)]
    assert (Incident.objects.count(), code) == (2, 0)


def test_a_trial_tells_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    first = written(tmp_path / "a.csv", row(), row(), row(month="never"))
    second = written(tmp_path / "b.csv", row(), row(location="On or near Park"))
    words = (first, second, tmp_path / "absent.csv")

    trial, trial_code = run(*words, "--dry-run")
    kept = Incident.objects.count(), AuditEvent.objects.count()
    real, real_code = run(*words)

    assert kept == (0, 0)
    assert trial.pop("dry_run") is True
    assert real.pop("dry_run") is False
    assert {**trial, "seconds": 0} == {**real, "seconds": 0}
    assert (trial_code, real_code) == (1, 1)


def test_a_person_reads_what_was_loaded_and_what_was_not(tmp_path: Path) -> None:
    bad = written(tmp_path / "bad.csv", row(), *[row(month="never")] * 25)

    words = told(bad, tmp_path / "absent.csv", "--dry-run").splitlines()

    assert words[0].startswith(
        "1 incidents imported, 0 were here already; 0 rows of other crimes passed over"
    )
    assert words[1] == f"{tmp_path / 'absent.csv'}: not loaded. There is no such file."
    assert words[2] == f"{bad}, line 3: The month is not one such as 2025-09."
    assert words[-2:] == [
        "… and 5 more rows: --json lists them all.",
        "This was a trial: nothing has been kept.",
    ]


def test_a_source_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--source"):
        call_command("import_incidents", str(tmp_path / "a.csv"))


def test_an_unknown_source_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_incidents", str(tmp_path / "a.csv"), "--source", "elsewhere")
