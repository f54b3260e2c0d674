"""The one exception of the domain."""


class Refused(Exception):  # noqa: N818  the domain's own word
    """A rule refuses an act; the text says why in plain words and what the person can do about it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
