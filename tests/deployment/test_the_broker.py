"""docker/broker/start.sh on the real Valkey: it lets in who knows the password of the address, and starts with no other."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
import redis

from asbcases.local import valkey
from asbcases.local.places import REPOSITORY
from tests.deployment.image import services

SCRIPT = REPOSITORY / "docker" / "broker" / "start.sh"
PASSWORD = "0123456789abcdef" * 4
RIGHT = f"redis://:{PASSWORD}@redis:6379/0"


def start(folder: Path, address: str, *more: str) -> "subprocess.Popen[str]":
    (folder / "redis_url").write_text(f"{address}\n")
    environment = {"SECRETS": str(folder), "PATH": f"{valkey.binary().parent}:{os.environ['PATH']}"}
    return subprocess.Popen(
        [str(SCRIPT), *more],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = services()["redis"]["command"]
    running = start(tmp_path, RIGHT, *command, "--bind", "127.0.0.1", "--port", str(port))
    try:
        yield port
    finally:
        running.terminate()
        assert running.wait(timeout=60) == 0


def answered(port: int, password: str | None) -> object:
    """Return what the server says to a ping, once it is up."""
    for _ in range(600):
        try:
            return redis.Redis(port=port, password=password).ping()
        except redis.AuthenticationError as refused:
            return type(refused)
        except redis.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("The broker did not start.")


def test_it_lets_in_by_the_password_of_the_address_alone(port: int) -> None:
    assert answered(port, PASSWORD) is True
    assert answered(port, None) is redis.AuthenticationError
    assert answered(port, PASSWORD[1:]) is redis.AuthenticationError
    command = [Path(f"/proc/{pid}/cmdline") for pid in os.listdir("/proc") if pid.isdigit()]
    assert not [words for words in command if words.exists() and PASSWORD in words.read_text()]


@pytest.mark.parametrize(
    "address",
    [
        "redis://redis:6379/0",
        "redis://:@redis:6379/0",
        "redis://:PASSWORD@redis:6379/0",
        "redis://:two words@redis:6379/0",
        f"redis://:{PASSWORD}@elsewhere:6379/0",
        "",
    ],
)
def test_it_does_not_start_with_an_address_that_is_none(tmp_path: Path, address: str) -> None:
    refused = start(tmp_path, address)

    assert refused.wait(timeout=60) == 1
    assert refused.stderr
    assert "secret redis_url must" in refused.stderr.read()
