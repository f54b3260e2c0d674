"""What is typed in and sent: a form as a browser writes it, and the code that an authenticator shows."""

import base64
import hmac
import struct
from typing import Any
from urllib.parse import urlencode

CODE_LASTS = 30


def encoded(data: list[tuple[str, str]] | None) -> str | None:
    """Return what a browser sends for a form."""
    return None if data is None else urlencode(data)


def kind_of(data: Any) -> dict[str, str]:
    """Return the header that says how a form is written."""
    return {} if data is None else {"Content-Type": "application/x-www-form-urlencoded"}


def code_at(secret: str, now: float) -> str:
    """Return what an authenticator shows at an instant (RFC 6238), in the six digits that are typed."""
    key = base64.b32decode(secret)
    digest = hmac.digest(key, struct.pack(">Q", int(now) // CODE_LASTS), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
