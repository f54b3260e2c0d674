"""Where the data and the sockets lie."""

import os
import tempfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from asbcases.local import places
from asbcases.local.errors import LocalServiceError


def test_the_folder_is_var_in_the_checkout_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASBCASES_VAR", raising=False)
    assert places.var_folder() == places.REPOSITORY / "var"

    monkeypatch.setenv("ASBCASES_VAR", "elsewhere")
    assert places.var_folder() == Path.cwd() / "elsewhere"


def test_sockets_lie_beside_the_data_when_the_path_is_short() -> None:
    assert places.socket_folder(Path("/srv/asb")) == Path("/srv/asb/run")


def test_a_long_path_gets_a_short_socket_folder_of_its_own() -> None:
    one, other = (places.socket_folder(Path("/" + name * 150)) for name in "ab")

    assert len(os.fsencode(one)) < 80
    assert one != other


def test_a_comma_in_the_path_would_make_a_list_of_hosts_of_it() -> None:
    assert "," not in str(places.socket_folder(Path("/srv/one, two")))


def test_a_folder_for_temporary_files_that_does_not_do_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    long = Path("/" + "x" * 150)
    for unfit in (long, Path("/srv/one, two")):
        monkeypatch.setattr(tempfile, "tempdir", str(unfit))

        assert places.socket_folder(long).parent == Path("/tmp")  # noqa: S108


def test_a_socket_folder_that_is_no_folder_of_ours_is_refused() -> None:
    with tempfile.TemporaryDirectory() as short:
        (Path(short) / "elsewhere").mkdir()
        (Path(short) / "run").symlink_to(Path(short) / "elsewhere")

        with pytest.raises(LocalServiceError, match="set ASBCASES_VAR to a folder of your own"):
            places.make_folders(Path(short))


def test_the_runtime_role_is_not_the_owner() -> None:
    settings = places.database_settings(Path("/srv/asb"))

    assert settings["HOST"] == "/srv/asb/run"
    assert settings["USER"] != settings["OWNER"]["USER"]


def test_the_brokers_address_survives_awkward_paths() -> None:
    url = places.redis_url(Path("/srv/a b%"))

    assert unquote(url) == "redis+socket:///srv/a b%/run/valkey.sock"


def test_the_signing_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    var = tmp_path / "var"

    first = places.secret_key(var)

    assert len(first) >= 50
    assert places.secret_key(var) == first
    assert (var / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in var.iterdir()] == ["secret_key"]


def test_where_nothing_can_be_written_a_key_serves_the_one_command(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert len(places.secret_key(tmp_path / "file" / "var")) >= 50
