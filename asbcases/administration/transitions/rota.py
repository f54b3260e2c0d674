"""The rota: putting people on it and taking them off, one shift at a time or many pasted lines at once."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from django.db import IntegrityError, transaction

from asbcases.accounts.choices import POLICE_WORK, Duty, Rank, Role
from asbcases.accounts.models import District, Shift, User
from asbcases.accounts.queries import district_of, districts_of, works_for_county
from asbcases.administration import rules
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.law.periods import LONDON
from asbcases.law.words import instant_words

MOST_LINES = 1_000
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """From when until when somebody works; the end is the first instant after it."""

    starts_at: datetime
    ends_at: datetime

    @classmethod
    def between(cls, first: date, start: time, last: date | None, end: time) -> Self:
        """Return the hours between two times of London's clock; without a last day until the next such time."""
        last = last or (first if end > start else first + DAY)
        return cls(_in_utc(datetime.combine(first, start)), _in_utc(datetime.combine(last, end)))

    def __str__(self) -> str:
        return f"{instant_words(self.starts_at)} to {instant_words(self.ends_at)}"


class LinesRefused(Refused):
    """Some of the pasted lines cannot be saved, so none is; each is named."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("Nothing was saved: mend the lines that are named, and send all of them again.")
        self.faults = faults


@transaction.atomic
def set_shift(
    user: User,
    *,
    hours: Hours,
    duty: Duty = Duty.NONE,
    district: District | None = None,
    by: User,
    now: datetime,
) -> Shift:
    """Put a person on the rota, and return the shift."""
    _must_keep_the_rota_of(user, duty, district, by)
    _must_fit(user, hours, duty, district, now)
    shift = Shift(user=user, starts_at=hours.starts_at, ends_at=hours.ends_at, duty=duty, district=district)
    try:
        with transaction.atomic():
            shift.save()
    except IntegrityError as fault:
        if "shift_one_at_a_time" not in str(fault):
            raise
        raise Refused(f"{user.name} works already within {hours}: cancel that shift first.") from fault
    _record(Verb.SHIFT_SET, shift, by=by, now=now)
    return shift


@transaction.atomic
def cancel_shift(shift: Shift, *, by: User, now: datetime) -> Shift:
    """Take a person off the rota again, and return the shift; it stays on the record."""
    shift = locked(shift)
    _must_keep_the_rota_of(shift.user, Duty(shift.duty), shift.district, by)
    if shift.cancelled_at is not None:
        raise Refused("This shift is cancelled already: load the page again.")
    if shift.ends_at <= now:
        raise Refused("This shift is over: what was worked is not cancelled.")
    shift.cancelled_at = now
    shift.save(update_fields=["cancelled_at"])
    _record(Verb.SHIFT_CANCELLED, shift, by=by, now=now)
    return shift


@transaction.atomic
def set_shifts(lines: str, *, by: User, now: datetime) -> list[Shift]:
    """Put all pasted shifts on the rota, and return them; where one line is bad all are refused, each bad one named."""
    shifts: list[Shift] = []
    faults: list[str] = []
    for number, line in _numbered(lines):
        try:
            with transaction.atomic():
                shifts.append(set_shift(**_read(line), by=by, now=now))
        except Refused as refused:
            faults.append(f"Line {number}: {refused.reason}")
    if not (shifts or faults):
        raise Refused("There is no shift in what was pasted: give one a line.")
    if faults:
        raise LinesRefused(faults)
    return shifts


def how_many(lines: str) -> int:
    """Return how many shifts there are in pasted lines."""
    return sum(1 for _ in _numbered(lines))


def may_keep_rota_of(by: User, user: User) -> bool:
    """Return whether this person says when another works: an administrator, or a supervisor of their district."""
    if by.role == Role.ADMINISTRATOR or works_for_county(by):
        return by.is_active
    return by.role == Role.SUPERVISOR and district_of(user) in districts_of(by)


def _must_keep_the_rota_of(user: User, duty: Duty, district: District | None, by: User) -> None:
    if not may_keep_rota_of(by, user):
        raise Refused(f"{user.name} does not work in your district: ask an administrator.")
    of_force = by.role == Role.ADMINISTRATOR or works_for_county(by)
    if duty is Duty.FORCE and not of_force:
        raise Refused("The duty inspector answers for the whole force: ask an administrator.")
    if district and not of_force and district.pk not in districts_of(by):
        raise Refused(f"{district.name} is not your district: ask its supervisor.")


def _must_fit(user: User, hours: Hours, duty: Duty, district: District | None, now: datetime) -> None:
    if not user.is_active or user.role not in POLICE_WORK:
        raise Refused(f"{user.name} does not work shifts here: choose an active officer.")
    objection = (
        rules.objection_to_hours(hours.starts_at, hours.ends_at, now)
        or rules.objection_to_duty(duty, Rank(user.rank))
        or rules.objection_to_place_of_duty(duty, has_district=district is not None)
    )
    if objection:
        raise Refused(objection)


def _numbered(lines: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that says something, with its number as an editor counts it; a heading is passed over."""
    rows = lines.splitlines()
    if len(rows) > MOST_LINES:
        raise Refused(f"These are {len(rows):,} lines: paste {MOST_LINES:,} or fewer at a time.")
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in next(csv.reader([row]), [])]
        if any(cells) and not (number == 1 and cells[0].lower() in ("username", "sign-in name")):
            yield number, cells


def _read(cells: list[str]) -> dict[str, Any]:
    """Return what a line states, as the verb takes it."""
    if not 3 <= len(cells) <= 5:
        raise Refused(f"{len(cells)} parts instead of 3 to 5: sign-in name, from, until, duty, district.")
    username, begins, ends, duty, place = [*cells, "", ""][:5]
    user = User.objects.select_related("team").filter(username=username.lower()).first()
    if user is None:
        raise Refused(f"nobody signs in as {username}.")
    if duty not in Duty.values:
        raise Refused(f"{duty} is no duty: leave it empty, or write district or force.")
    return {
        "user": user,
        "hours": Hours(_instant(begins), _instant(ends)),
        "duty": Duty(duty),
        "district": _district(place) if place else None,
    }


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"{text} is no day and time: write them such as 2026-11-24 07:00.") from error
    return _in_utc(at)


def _in_utc(at: datetime) -> datetime:
    """Return an instant in UTC, in which alone a difference is real time; without an offset it is London's."""
    return (at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(UTC)


def _district(text: str) -> District:
    found = District.objects.filter(code__iexact=text) | District.objects.filter(name__iexact=text)
    district = found.first()
    if district is None:
        raise Refused(f"there is no district {text}.")
    return district


def _record(verb: Verb, shift: Shift, *, by: User, now: datetime) -> None:
    place = f" of {shift.district.name}" if shift.district else ""
    duty = {Duty.DISTRICT: ", duty supervisor", Duty.FORCE: ", duty inspector of the force"}.get(
        Duty(shift.duty), ""
    )
    words = f"{Hours(shift.starts_at, shift.ends_at)}{duty}{place}"
    record(verb, by=by, now=now, data={"name": shift.user.name, "words": words, "shift": shift.pk})
