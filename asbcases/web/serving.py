"""The worker of the web server: a thread is given to a request that is there, and is never left to a slow client."""

import re
import selectors
import socket
import struct
import time
from collections import deque
from concurrent.futures import Future
from enum import Enum
from functools import partial
from typing import Any

from gunicorn import http
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

# A request is heard out without a thread, unless it is larger than this; and for so many seconds at most.
MOST_HELD = 64 * 1024
PATIENCE = 20.0
# What is larger is read by a thread, which waits for it so long, and longer the more of it has come.
GRACE, LEAST_RATE = 10.0, 16 * 1024
# So many seconds a thread waits until a client takes any more of an answer.
STALLED = struct.pack("ll", 10, 0)
END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r|$)", re.IGNORECASE)
UNKNOWN = re.compile(rb"\r\n(transfer-encoding|expect):", re.IGNORECASE)


class Heard(Enum):
    """How much of a request is there: a part, the whole, or the beginning of one that is too large to be held."""

    PART = "part"
    WHOLE = "whole"
    LARGE = "large"


def heard_of(said: bytes | bytearray) -> Heard:
    """Return how much of its next request a connection has sent."""
    request = bytes(said).lstrip(b"\r\n")
    head, found, body = request.partition(END)
    if not found:
        return Heard.LARGE if len(said) >= MOST_HELD else Heard.PART
    length = max(map(int, LENGTH.findall(head)), default=0)
    if length > MOST_HELD or UNKNOWN.search(head):
        return Heard.LARGE
    return Heard.WHOLE if len(body) >= length else Heard.PART


class Patient(SocketUnreader):  # type: ignore[misc]
    """Reads from a client for as long as it keeps sending: who sends next to nothing is given up."""

    waited, came = 0.0, 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return what comes next; raise TimeoutError when the client took too long over all that came so far."""
        left = GRACE + self.came / LEAST_RATE - self.waited
        if left <= 0:
            raise TimeoutError("The client sends too slowly.")
        stated, began = self.sock.gettimeout(), time.monotonic()
        self.sock.settimeout(left if stated is None else min(left, stated))
        try:
            piece = bytes(super().chunk(size_hint))
        finally:
            self.sock.settimeout(stated)
            self.waited += time.monotonic() - began
        self.came += len(piece)
        return piece


class Worker(ThreadWorker):  # type: ignore[misc]
    """A worker that hears requests out before it hands them to a thread; large ones have half of the threads at most."""

    patience = PATIENCE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heard: dict[TConn, bytearray] = {}
        self.large: set[TConn] = set()
        self.queued: deque[TConn] = deque()

    def enqueue_req(self, conn: TConn) -> None:
        """Hear the next request of a connection out; what came behind the last one begins it."""
        conn.sock.setblocking(False)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, STALLED)
        conn.timeout = time.monotonic() + self.patience
        self.heard[conn] = bytearray(conn.parser.unreader.take_buffered() if conn.parser else b"")
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._hear, conn))
        if heard_of(self.heard[conn]) is not Heard.PART:
            self._hand_on(conn)

    def finish_request(self, conn: TConn, fs: "Future[Any]") -> None:
        """End a request, and begin with a large one that waited for its thread."""
        if conn in self.large:
            self.large.remove(conn)
            if self.queued:
                self._begin(self.queued.popleft())
        super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Hang up on whoever took too long; at the end, on whoever has asked for nothing."""
        super().murder_pending()
        now = time.monotonic()
        late = [conn for conn, said in self.heard.items() if conn.timeout < now or not (self.alive or said)]
        for conn in late:
            self._hang_up(conn)

    def _hear(self, conn: TConn, sock: socket.socket) -> None:
        try:
            piece = sock.recv(MOST_HELD)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self.heard[conn] += piece
        # Half a request is none: nothing of it is acted on.
        if not piece:
            self._hang_up(conn)
        elif heard_of(self.heard[conn]) is not Heard.PART:
            self._hand_on(conn)

    def _hang_up(self, conn: TConn) -> None:
        del self.heard[conn]
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def _hand_on(self, conn: TConn) -> None:
        said = bytes(self.heard.pop(conn))
        self.poller.unregister(conn.sock)
        if conn.parser is None:
            conn.parser, conn.initialized = http.get_parser(self.cfg, conn.sock, conn.client), True
        conn.parser.unreader, conn.data_ready = Patient(conn.sock), True
        conn.parser.unreader.unread(said)
        if heard_of(said) is Heard.WHOLE:
            super().enqueue_req(conn)
        elif len(self.large) < max(1, self.cfg.threads // 2):
            self._begin(conn)
        else:
            self.queued.append(conn)

    def _begin(self, conn: TConn) -> None:
        self.large.add(conn)
        super().enqueue_req(conn)
