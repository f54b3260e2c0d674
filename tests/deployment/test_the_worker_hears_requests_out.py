"""Who is given a thread of the web server, for how long, and what is left of a connection afterwards."""

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from asbcases.web.hearing import MOST_HELD, Heard, Hearing
from tests.deployment.hurried import PIECE, THREADS, Hurrying, working
from tests.local.tools import wait_until

GET = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
HEAD = b"POST / HTTP/1.1\r\nHost: here\r\n"
LARGE = MOST_HELD + 100_000


@pytest.fixture(scope="module")
def worker() -> Iterator[Hurrying]:
    with working() as worker:
        yield worker


@pytest.fixture(autouse=True)
def _nobody_is_left(worker: Hurrying) -> Iterator[None]:
    """Every connection that was opened is forgotten once its client has gone: none counts for ever."""
    yield
    wait_until(lambda: worker.holds == {"all": 0})


@contextmanager
def lines(worker: Hurrying, number: int) -> Iterator[list[socket.socket]]:
    """Open so many connections, each patient for longer than the worker is."""
    with ExitStack() as stack:
        address = ("127.0.0.1", worker.port)
        yield [stack.enter_context(socket.create_connection(address, timeout=8)) for _ in range(number)]


@contextmanager
def line(worker: Hurrying) -> Iterator[socket.socket]:
    with lines(worker, 1) as (one,):
        yield one


def post(size: int) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % size


def heard_from(one: socket.socket, answers: int = 1) -> list[bytes]:
    """Return what is said in so many answers that a connection gets."""
    said, texts = b"", []
    while len(texts) < answers and (piece := one.recv(MOST_HELD)):
        said += piece
        while b" bytes" in said:
            text, _, said = said.partition(b" bytes")
            assert text.startswith(b"HTTP/1.1 200 OK")
            texts.append(text.rpartition(b"\r\n")[2])
    return texts


def test_who_does_not_end_a_request_is_hung_up_on_without_an_answer(worker: Hurrying) -> None:
    begun = [b"", b"\r\n\r\n", HEAD, HEAD + b"X-Name: ", post(500) + b"login="]
    with lines(worker, len(begun)) as slow:
        for one, said in zip(slow, begun, strict=True):
            one.sendall(said)

        assert [one.recv(100) for one in slow] == [b""] * len(begun)


def test_a_byte_now_and_then_is_no_reason_to_wait_longer(worker: Hurrying) -> None:
    with line(worker) as slow:
        slow.settimeout(0.2)
        for byte in HEAD * 4:
            slow.sendall(bytes([byte]))
            try:
                assert slow.recv(1) == b""
                break
            except TimeoutError:
                continue
        else:
            pytest.fail("The worker waited on.")


def test_a_large_request_is_given_up_when_next_to_nothing_comes(
    worker: Hurrying, caplog: pytest.LogCaptureFixture
) -> None:
    with line(worker) as slow:
        slow.sendall(post(LARGE) + b"x")

        assert slow.recv(100) == b""
    assert "Traceback" not in caplog.text


def test_a_large_request_that_keeps_coming_is_read_to_its_end(worker: Hurrying) -> None:
    """For longer than a client is waited for that sends nothing."""
    pieces = 45
    with line(worker) as steady:
        steady.sendall(post(pieces * len(PIECE)))
        for _ in range(pieces):
            time.sleep(0.1)
            steady.sendall(PIECE)

        assert heard_from(steady) == [b"%d" % (pieces * len(PIECE))]


def test_large_requests_have_half_of_the_threads_and_the_others_their_turn(worker: Hurrying) -> None:
    with lines(worker, 5) as large, line(worker) as small:
        for one in large:
            one.sendall(post(LARGE) + PIECE)
        wait_until(lambda: worker.holds == {"all": 6, "heard": 1, "large": 2, "queued": 3})
        small.sendall(GET)
        assert heard_from(small) == [b"0"]

        for one in large:
            one.sendall(b"x" * (LARGE - len(PIECE)))
        assert [heard_from(one) for one in large] == [[b"%d" % LARGE]] * len(large)


@pytest.mark.parametrize(
    "said",
    [
        b"Content-Length: 99999999999999999999999999999999",
        b"Content-Length: " + b"0" * 40 + b"500",
        b"content-length:\t500 \t",
        b"Transfer-Encoding: chunked",
        b"Expect: 100-continue\r\nContent-Length: 500",
    ],
    ids=["many digits", "many noughts", "in tabs", "in pieces", "asked for"],
)
def test_no_way_to_state_a_length_takes_the_threads_of_others(worker: Hurrying, said: bytes) -> None:
    with lines(worker, THREADS + 2) as slow, line(worker) as other:
        for one in slow:
            one.sendall(HEAD + said + b"\r\n\r\n")
        wait_until(lambda: worker.holds["all"] == len(slow) + 1)
        other.sendall(GET)

        assert heard_from(other) == [b"0"]
        assert worker.holds.get("large", 0) <= THREADS // 2


def test_requests_that_come_together_are_answered_in_their_order(worker: Hurrying) -> None:
    with line(worker) as one:
        one.sendall(post(3) + b"abc" + post(5) + b"ab")
        assert heard_from(one) == [b"3"]
        one.sendall(b"cde" + GET + HEAD)
        assert heard_from(one, 2) == [b"5", b"0"]
        one.sendall(b"Content-Length: 1\r\n\r\na")
        assert heard_from(one) == [b"1"]


def test_a_body_in_pieces_ends_where_it_says_and_another_request_follows(worker: Hurrying) -> None:
    with line(worker) as one:
        one.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        one.sendall(b"2\r\nde\r\n0\r\n\r\n" + post(1) + b"a")

        assert heard_from(one, 2) == [b"5", b"1"]


def test_a_body_is_asked_for_by_who_reads_it(worker: Hurrying) -> None:
    with line(worker) as one:
        one.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert one.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        one.sendall(b"abc")

        assert heard_from(one) == [b"3"]


def test_clients_that_close_at_once_leave_nothing(worker: Hurrying) -> None:
    for said in (b"", HEAD, GET, post(LARGE) + PIECE, b"\0\xff", GET * 50):
        with lines(worker, 3) as gone:
            for one in gone:
                one.sendall(said)

    with line(worker) as other:
        other.sendall(LAST)
        assert heard_from(other, 2) == [b"0"]


def test_who_has_sent_all_and_closed_that_way_is_answered(worker: Hurrying) -> None:
    with line(worker) as one:
        one.sendall(post(3) + b"abc" + GET)
        one.shutdown(socket.SHUT_WR)

        assert heard_from(one, 3) == [b"3", b"0"]


def test_who_does_not_hang_up_after_the_last_answer_keeps_nobody(worker: Hurrying) -> None:
    """The loop of the worker waits for none of them: twenty times two seconds would be too long for whoever comes next."""
    with lines(worker, 20) as staying, line(worker) as other:
        for one in staying:
            one.sendall(LAST)
        assert [heard_from(one) for one in staying] == [[b"0"]] * len(staying)
        other.sendall(LAST)

        assert heard_from(other) == [b"0"]


def test_an_answer_that_nobody_takes_is_given_up(
    worker: Hurrying, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asbcases.web.serving.STALLED", struct.pack("ll", 1, 0))
    with lines(worker, THREADS) as stalled, line(worker) as other:
        for one in stalled:
            one.sendall(b"GET /much HTTP/1.1\r\nHost: here\r\n\r\n")
        other.sendall(LAST)

        assert heard_from(other) == [b"0"]
    assert "Traceback" not in caplog.text


def test_a_worker_that_ends_answers_what_is_there_and_hangs_up_on_the_silent() -> None:
    with working() as worker, lines(worker, 3) as (kept, silent, large):
        kept.sendall(GET)
        assert heard_from(kept) == [b"0"]
        large.sendall(post(LARGE) + PIECE)
        wait_until(lambda: worker.holds == {"all": 3, "heard": 1, "large": 1})
        worker.handle_exit(None, None)
        kept.sendall(GET)
        assert heard_from(kept, 2) == [b"0"]
        assert silent.recv(100) == b""
        large.sendall(b"x" * (LARGE - len(PIECE)))
        assert heard_from(large, 2) == [b"%d" % LARGE]


def test_a_worker_that_has_answered_enough_ends_and_loses_no_request() -> None:
    with working() as worker, lines(worker, 2) as (first, second):
        worker.max_requests = 1
        second.sendall(HEAD)
        wait_until(lambda: worker.holds == {"all": 2, "heard": 2})
        first.sendall(GET)
        assert heard_from(first, 2) == [b"0"]
        second.sendall(b"Content-Length: 1\r\n\r\na")
        assert heard_from(second, 2) == [b"1"]


@pytest.mark.parametrize("piece", [1, 7, 10_000])
@pytest.mark.parametrize(
    ("said", "much"),
    [
        (b"", Heard.PART),
        (b"\r\n" * 40_000, Heard.PART),
        (GET[:-1], Heard.PART),
        (GET, Heard.WHOLE),
        (b"\r\n\r\n" + GET + GET, Heard.WHOLE),
        (post(10) + b"x" * 9, Heard.PART),
        (post(10) + b"x" * 10, Heard.WHOLE),
        (post(MOST_HELD), Heard.LARGE),
        (b"x" * MOST_HELD, Heard.LARGE),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 99999\r\n\r\n", Heard.LARGE),
        (HEAD + b"Content-Length: -5\r\n\r\n", Heard.WHOLE),
        (HEAD + b"X: Content-Length: 5\r\n\r\n", Heard.WHOLE),
    ],
    ids=lambda part: (
        part.value if isinstance(part, Heard) else ascii(part[-20:]) if isinstance(part, bytes) else ""
    ),
)
def test_how_much_is_there_is_told_in_whatever_pieces_it_comes(said: bytes, much: Heard, piece: int) -> None:
    hearing = Hearing(b"", began=0)
    for start in range(0, len(said), piece):
        hearing.add(said[start : start + piece])

    assert hearing.much is much
