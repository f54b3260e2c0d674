"""The request that everything of one page or call belongs to."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("asb_request_id", default="")
