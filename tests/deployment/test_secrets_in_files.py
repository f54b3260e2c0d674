"""A setting may stand in a file: a secret in the environment is seen by whoever lists the processes."""

from pathlib import Path

import pytest

from asbcases.settings.stated import Stated


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_end_of_the_line_is_no_part_of_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    (tmp_path / "database_url").write_bytes(f"postgres://app:a1@db/asbcases{end}".encode())
    monkeypatch.setenv("OUR_URL_FILE", str(tmp_path / "database_url"))

    assert Stated().str("OUR_URL") == "postgres://app:a1@db/asbcases"


def test_the_file_goes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text(" in the file \n")
    monkeypatch.setenv("OUR_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("OUR_KEY", "in the environment")

    assert Stated().str("OUR_KEY") == " in the file "


def test_a_value_of_the_environment_is_read_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_NUMBER", "7")

    assert Stated().int("OUR_NUMBER") == 7
    assert Stated().str("OUR_OTHER", "left out") == "left out"
