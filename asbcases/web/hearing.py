"""How much of a request has come: told from its head, which is read once, however small the pieces are."""

import re
from enum import Enum

# What is larger is not held, but read by who acts on it.
MOST_HELD = 64 * 1024
LINE_END = b"\r\n"
END = LINE_END * 2
LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:([^\r]*)", re.IGNORECASE)
UNKNOWN = re.compile(rb"\r\n(transfer-encoding|expect)[ \t]*:", re.IGNORECASE)


class Heard(Enum):
    """How much of a request is there: a part, the whole, or the beginning of one that is too large to be held."""

    PART = "part"
    WHOLE = "whole"
    LARGE = "large"


class Hearing:
    """What a connection has sent of its next request, and perhaps of those behind it."""

    def __init__(self, said: bytes, *, began: float) -> None:
        self.said, self.began = bytearray(), began
        # How long the request is; 0 while its head has not ended.
        self.length = 0
        self.add(said)

    @property
    def much(self) -> Heard:
        """Return how much of the request is there."""
        if self.length > MOST_HELD or (not self.length and len(self.said) >= MOST_HELD):
            return Heard.LARGE
        return Heard.WHOLE if 0 < self.length <= len(self.said) else Heard.PART

    def add(self, piece: bytes) -> None:
        """Take what came next; empty lines before a request are nothing (RFC 9112, section 2.2)."""
        sought = max(0, len(self.said) - len(END) + 1)
        self.said += piece
        while self.said.startswith(LINE_END):
            del self.said[: len(LINE_END)]
        found = -1 if self.length else self.said.find(END, sought)
        if found >= 0:
            self.length = found + len(END) + body_of(bytes(self.said[:found]))


def body_of(head: bytes) -> int:
    """Return how long the body is that a head states; more than is held where only reading it can tell."""
    if UNKNOWN.search(head):
        return MOST_HELD
    stated = [value.strip(b" \t").lstrip(b"0") for value in LENGTH.findall(head)]
    # So many digits are too many whatever stands behind them.
    return max((int(value[:18]) for value in stated if value.isdigit()), default=0)
