"""What the risk to the victims says of closing their case: asked through a provider, for casework knows nothing of risk."""

from collections.abc import Callable
from datetime import datetime

from asbcases.cases.models import Case
from asbcases.cases.rules.closing import ClosingTerms

Provider = Callable[[Case, datetime], ClosingTerms]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Have this provider asked from now on, in place of the one before."""
    _providers[:] = [provider]


def terms_of(case: Case, now: datetime) -> ClosingTerms:
    """Return the terms on which a case closes at this instant."""
    if not _providers:
        raise LookupError("Nobody was registered who says what the risk asks of closing a case.")
    return _providers[0](case, now)
