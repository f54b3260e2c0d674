"""Asking ClamAV about a file, where an installation names its socket (CLAMAV_SOCKET)."""

import socket
import struct
from typing import IO
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from asbcases.cases.choices import Scan

PIECE = 64 * 1024
PATIENCE = 60.0
CLEAN, FOUND = b": OK", b" FOUND"

log = structlog.get_logger(__name__)


def scan(file: IO[bytes]) -> Scan:
    """Return what the scanner says of a file; not scanned where there is none, or where it does not answer."""
    if not settings.CLAMAV_SOCKET:
        return Scan.NOT_SCANNED
    file.seek(0)
    try:
        answer = _asked(file)
    except OSError as error:
        log.warning("the scanner does not answer", error=type(error).__name__)
        return Scan.NOT_SCANNED
    finally:
        file.seek(0)
    return _meaning(answer)


def _meaning(answer: bytes) -> Scan:
    if answer.endswith(CLEAN):
        return Scan.CLEAN
    if answer.endswith(FOUND):
        return Scan.INFECTED
    log.warning("the scanner gave no verdict")
    return Scan.NOT_SCANNED


def _asked(file: IO[bytes]) -> bytes:
    """Send a file piece by piece, each with its length before it, and an empty one at the end (INSTREAM)."""
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            scanner.sendall(struct.pack("!I", len(piece)) + piece)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while (part := scanner.recv(1024)) and len(answer) < PIECE:
            answer += part
    return answer.split(b"\0")[0].strip()


def _connected() -> socket.socket:
    """Connect to /folder/clamd.sock, or to tcp://host:3310."""
    place = settings.CLAMAV_SOCKET
    if place.startswith("tcp://"):
        named = urlsplit(place)
        return socket.create_connection((named.hostname or "localhost", named.port or 3310), PATIENCE)
    scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    scanner.settimeout(PATIENCE)
    try:
        scanner.connect(place)
    except OSError:
        scanner.close()
        raise
    return scanner
