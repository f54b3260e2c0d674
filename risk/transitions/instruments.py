"""What administrators do about risk forms: draft one, ask for approval, approve or return another's, retire one."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from risk import rules
from risk.choices import DraftState, VersionStatus
from risk.loading import keep
from risk.models import Instrument, InstrumentDraft, InstrumentVersion
from risk.queries.instruments import APPROVED, faults_of, stated_in, version_in_use

WRITABLE = (DraftState.DRAFT, DraftState.RETURNED)
DAY = timedelta(days=1)


@transaction.atomic
def draft_instrument(
    *, code: str, title: str, source: str, version: str, content: dict[str, Any], by: User, now: datetime
) -> InstrumentDraft:
    """Begin a version of a risk form, empty or as a copy, and return it."""
    draft = InstrumentDraft.objects.create(
        code=code,
        title=title,
        source=source,
        version=version,
        valid_from=london_day(now) + DAY,
        content=content,
        drafted_at=now,
        drafted_by=by,
    )
    _record(Verb.INSTRUMENT_DRAFTED, draft, by=by, now=now)
    return draft


@transaction.atomic
def change_draft(
    draft: InstrumentDraft, *, what: str, row_version: int, by: User, now: datetime, **values: Any
) -> InstrumentDraft:
    """Change a part of a draft, which only whoever drafts it does, and return it."""
    draft = _open_for(draft, row_version, by)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.row_version += 1
    draft.save(update_fields=[*values, "row_version"])
    _record(Verb.INSTRUMENT_CHANGED, draft, by=by, now=now, what=what)
    return draft


@transaction.atomic
def submit_draft(draft: InstrumentDraft, *, row_version: int, by: User, now: datetime) -> InstrumentDraft:
    """Ask another administrator to approve a draft without faults, and return it."""
    draft = _open_for(draft, row_version, by)
    _refuse_with_faults(draft)
    draft.state, draft.submitted_at = DraftState.SUBMITTED, now
    draft.decided_at, draft.decided_by, draft.decision = None, None, ""
    draft.row_version += 1
    draft.save()
    _record(Verb.INSTRUMENT_SUBMITTED, draft, by=by, now=now)
    return draft


@transaction.atomic
def approve_draft(
    draft: InstrumentDraft, *, authority: str, first_day: date, row_version: int, by: User, now: datetime
) -> InstrumentVersion:
    """Make a draft a version that begins on a day, end the one in use before it, and return the new one."""
    _one_at_a_time()
    draft = _waiting_for(draft, row_version, by)
    authority = _said(authority, "Say who in the force approved it, and where that is written.")
    last_start = InstrumentVersion.objects.filter(APPROVED).aggregate(last=Max("valid_from"))["last"]
    if objection := rules.objection_to_first_day(first_day, london_day(now), last_start):
        raise Refused(objection)
    _refuse_with_faults(draft)
    _end_before(first_day)
    draft.valid_from = first_day
    stated = replace(stated_in(draft), status=VersionStatus.APPROVED)
    version: InstrumentVersion = keep(stated, approved_at=now, approved_by=by, authority=authority)
    draft.became = version
    _decide(draft, DraftState.APPROVED, authority, by=by, now=now)
    begins = first_day.isoformat()
    _record(Verb.INSTRUMENT_APPROVED, draft, by=by, now=now, reason=authority, begins=begins)
    return version


@transaction.atomic
def return_draft(
    draft: InstrumentDraft, *, note: str, row_version: int, by: User, now: datetime
) -> InstrumentDraft:
    """Give a draft back to whoever drafted it, with what has to be changed, and return it."""
    draft = _waiting_for(draft, row_version, by)
    note = _said(note, "Say what has to be changed: it is shown to whoever drafted the form.")
    _decide(draft, DraftState.RETURNED, note, by=by, now=now)
    _record(Verb.INSTRUMENT_RETURNED, draft, by=by, now=now, reason=note)
    return draft


@transaction.atomic
def retire_version(
    version: InstrumentVersion, *, last_day: date, reason: str, by: User, now: datetime
) -> InstrumentVersion:
    """Let a version be used until the end of a day, and return it; what was assessed by it stays."""
    version = locked(version)
    if version.status == VersionStatus.RETIRED:
        raise Refused("It was retired before: load the page again to see until when it is used.")
    if objection := rules.objection_to_last_day(last_day, london_day(now), version.valid_from):
        raise Refused(objection)
    reason = _said(reason, "Say why it is retired.")
    _retire(version, last_day)
    data: dict[str, object] = {"title": version.instrument.title, "version": version.version}
    data |= {"until": last_day.isoformat()}
    record(Verb.INSTRUMENT_RETIRED, by=by, now=now, reason=reason, data=data)
    return version


def _open_for(draft: InstrumentDraft, row_version: int, by: User) -> InstrumentDraft:
    draft = _current(draft, row_version)
    if draft.state not in WRITABLE:
        raise Refused("This draft waits for approval, or was approved: begin a new one from a copy.")
    if draft.drafted_by_id != by.pk:
        raise Refused(f"{draft.drafted_by.name} writes this draft: begin your own from a copy of it.")
    return draft


def _waiting_for(draft: InstrumentDraft, row_version: int, by: User) -> InstrumentDraft:
    draft = _current(draft, row_version)
    if draft.state != DraftState.SUBMITTED:
        raise Refused("This draft does not wait for approval: load the page again to see how it stands.")
    if draft.drafted_by_id == by.pk:
        raise Refused("You drafted this form, so another administrator has to decide on it.")
    return draft


def _current(draft: InstrumentDraft, row_version: int) -> InstrumentDraft:
    draft = locked(draft)
    if draft.row_version != row_version:
        raise Refused(
            "The draft was changed while you had the page open: load it again, and look what is new."
        )
    return draft


def _refuse_with_faults(draft: InstrumentDraft) -> None:
    if faults := list(faults_of(draft)):
        raise Refused(f"Mend first: {'; '.join(fault.words for fault in faults)}.")


def _said(words: str, refusal: str) -> str:
    if not words.strip():
        raise Refused(refusal)
    return words.strip()


def _one_at_a_time() -> None:
    """Let a second approval wait for the first, so that it sees what the first one made and ended."""
    list(Instrument.objects.select_for_update().order_by("pk"))


def _end_before(first_day: date) -> None:
    if former := version_in_use(first_day):
        _retire(former, first_day - DAY)


def _retire(version: InstrumentVersion, last_day: date) -> None:
    version.status, version.valid_to = VersionStatus.RETIRED, last_day
    version.save(update_fields=["status", "valid_to"])


def _decide(draft: InstrumentDraft, state: DraftState, words: str, *, by: User, now: datetime) -> None:
    draft.state, draft.decision = state, words
    draft.decided_by, draft.decided_at = by, now
    draft.row_version += 1
    draft.save()


def _record(
    verb: Verb, draft: InstrumentDraft, *, by: User, now: datetime, reason: str = "", **data: object
) -> None:
    about = {"title": draft.title, "version": draft.version, "draft": draft.pk}
    record(verb, by=by, now=now, reason=reason, data={**about, **data})
