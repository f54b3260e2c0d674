"""Short ways to a draft of a risk form, and to one that waits for approval."""

from datetime import datetime
from typing import Any

from asbcases.accounts.models import User
from risk.instruments import content_of
from risk.models import InstrumentDraft, InstrumentVersion
from risk.queries.instruments import sheet_of
from risk.transitions.instruments import draft_instrument, submit_draft
from tests.make import NOW

FACTORS = "weighted-factors"


def shipped(code: str = FACTORS) -> InstrumentVersion:
    return InstrumentVersion.objects.get(instrument__code=code, version="1")


def drafted(*, by: User, now: datetime = NOW, version: str = "2", **fields: Any) -> InstrumentDraft:
    """Return a draft of the next version of the shipped form, without a fault."""
    instrument = shipped().instrument
    head = {
        "code": instrument.code,
        "title": instrument.title,
        "source": instrument.source,
        "version": version,
    }
    content = content_of(sheet_of(shipped()))
    return draft_instrument(**{**head, "content": content, **fields}, by=by, now=now)


def submitted(*, by: User, now: datetime = NOW, version: str = "2", **fields: Any) -> InstrumentDraft:
    draft = drafted(by=by, now=now, version=version, **fields)
    return submit_draft(draft, row_version=draft.row_version, by=by, now=now)
