"""The worker of the web server: a thread is given to a request that is there, and is never left to a slow client."""

import errno
import selectors
import socket
import struct
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from typing import Any

from gunicorn import http
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from asbcases.web.hearing import MOST_HELD, Heard, Hearing

# A request is heard out without a thread, unless it is larger than what is held; and for so many seconds at most.
PATIENCE = 20.0
# What is larger is read by a thread, which waits for it so long, and longer the more of it has come.
GRACE, LEAST_RATE = 10.0, 16 * 1024
# So many seconds a thread waits until a client takes any more of an answer.
STALLED = struct.pack("ll", 10, 0)
# So many seconds a client has to hang up after its last answer; and to ask for anything while the worker ends.
LINGER = 2.0


class Patient(SocketUnreader):  # type: ignore[misc]
    """Reads from a client for as long as it keeps sending: who sends next to nothing is given up."""

    grace = GRACE
    waited, came = 0.0, 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return what comes next; raise ConnectionResetError when the client took too long over all that came so far."""
        left = self.grace + self.came / LEAST_RATE - self.waited
        stated, began = self.sock.gettimeout(), time.monotonic()
        try:
            # Nothing is waited for with a timeout of 0: what is there already is taken.
            self.sock.settimeout(max(0.0, left if stated is None else min(left, stated)))
            piece = bytes(super().chunk(size_hint))
        except (TimeoutError, BlockingIOError) as late:
            raise given_up("The client sends too slowly.") from late
        finally:
            self.sock.settimeout(stated)
            self.waited += time.monotonic() - began
        self.came += len(piece)
        return piece


class Worker(ThreadWorker):  # type: ignore[misc]
    """A worker that hears requests out before it hands them to a thread; large ones have half of the threads at most.

    Requests are handled in threads; all else runs in the loop of the worker, where nobody is waited for.
    """

    patience, reader = PATIENCE, Patient

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # In the order in which they began: who has taken too long stands in front.
        self.heard: dict[TConn, Hearing] = {}
        self.large: set[TConn] = set()
        self.queued: deque[TConn] = deque()
        self.parting: dict[TConn, float] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Hear the next request of a connection out; what came behind the last one begins it."""
        conn.sock.setblocking(False)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, STALLED)
        behind = conn.parser.unreader.take_buffered() if conn.parser else b""
        self.heard[conn] = hearing = Hearing(behind, began=time.monotonic())
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._hear, conn))
        if hearing.much is Heard.PART:
            self._hear(conn, conn.sock)
        else:
            self._hand_on(conn)

    def finish_request(self, conn: TConn, fs: "Future[Any]") -> None:
        """End a request, and begin with a large one that waited for its thread."""
        if conn in self.large:
            self.large.remove(conn)
            if self.queued:
                self._begin(self.queued.popleft())
        if fs.cancelled() or fs.exception() or not fs.result():
            self._part(conn)
        else:
            super().finish_request(conn, fs)

    def handle_request(self, req: Any, conn: TConn) -> bool:
        """Answer a request; a client that takes nothing of the answer is one that broke off."""
        try:
            return bool(super().handle_request(req, conn))
        except BlockingIOError as stalled:
            raise given_up("The client takes nothing of its answer.") from stalled

    def murder_pending(self) -> None:
        """Hang up on whoever took too long; at the end, on whoever has asked for nothing."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [*self._late(now), *(conn for conn, until in self.parting.items() if until < now)]:
            self._hang_up(conn)

    def _late(self, now: float) -> Iterator[TConn]:
        for conn, hearing in self.heard.items():
            silent = not (self.alive or hearing.said)
            if now - hearing.began > (min(LINGER, self.patience) if silent else self.patience):
                yield conn
            elif self.alive:
                return

    def _hear(self, conn: TConn, sock: socket.socket) -> None:
        piece = _taken(sock)
        if piece is None:
            return
        hearing = self.heard[conn]
        hearing.add(piece)
        # Half a request is none: nothing of it is acted on.
        if not piece:
            self._hang_up(conn)
        elif hearing.much is not Heard.PART:
            self._hand_on(conn)

    def _hand_on(self, conn: TConn) -> None:
        hearing = self.heard.pop(conn)
        self.poller.unregister(conn.sock)
        if conn.parser is None:
            conn.parser, conn.initialized = http.get_parser(self.cfg, conn.sock, conn.client), True
        conn.parser.unreader, conn.data_ready = self.reader(conn.sock), True
        conn.parser.unreader.unread(bytes(hearing.said))
        if hearing.much is Heard.WHOLE:
            super().enqueue_req(conn)
        elif len(self.large) < max(1, self.cfg.threads // 2):
            self._begin(conn)
        else:
            self.queued.append(conn)

    def _begin(self, conn: TConn) -> None:
        self.large.add(conn)
        super().enqueue_req(conn)

    def _part(self, conn: TConn) -> None:
        """Say that no answer follows, and close when the client has: closed at once, its last answer could be lost."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.nr_conns -= 1
            conn.close()
            return
        self.parting[conn] = time.monotonic() + LINGER
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._see_off, conn))

    def _see_off(self, conn: TConn, sock: socket.socket) -> None:
        if _taken(sock) == b"":
            self._hang_up(conn)

    def _hang_up(self, conn: TConn) -> None:
        self.heard.pop(conn, None)
        self.parting.pop(conn, None)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()


def given_up(words: str) -> ConnectionResetError:
    """Return what ends a request as if the client had broken off: it is no fault of the server, and no trace is logged."""
    return ConnectionResetError(errno.ECONNRESET, words)


def _taken(sock: socket.socket) -> bytes | None:
    """Return what has come, nothing where the client has hung up, and None where nothing has come yet."""
    try:
        return sock.recv(MOST_HELD)
    except BlockingIOError:
        return None
    except OSError:
        return b""
