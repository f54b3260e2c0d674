"""Finding what is unusual among the looks of a day, and what an auditor makes of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.look_choices import Examined, Unusual
from asbcases.audit.models import Examination, Finding, LookedThrough
from asbcases.audit.queries import unusual as facts
from asbcases.audit.rules.unusual import at_night, many_for_them, on_shift, too_many, without_task
from asbcases.audit.transitions import record
from asbcases.errors import Refused
from asbcases.law.periods import london_midnight_after
from asbcases.policies.queries import PolicyBook

DAY = timedelta(days=1)
RULES = ("looks.volume", "looks.usual", "looks.window", "looks.night", "looks.margin", "looks.no_task")


@dataclass(frozen=True)
class Day:
    """A day in London with the numbers of policy that hold on it."""

    day: date
    policy: PolicyBook

    @property
    def since(self) -> datetime:
        """Return its first instant."""
        return london_midnight_after(self.day - DAY)

    @property
    def before(self) -> datetime:
        """Return the first instant after it."""
        return london_midnight_after(self.day)

    def number(self, rule: str, qualifier: str = "") -> int | None:
        """Return a number of policy; None where policy is silent, and then nothing is found by it."""
        row = self.policy.find(rule, qualifier, self.day)
        return int(row.value) if row else None


@transaction.atomic
def look_through(day: date, *, now: datetime) -> int | None:
    """Put the looks of a day through every rule, and return how much was found; None where that was done before."""
    if LookedThrough.objects.filter(day=day).exists():
        return None
    asked = Day(day, PolicyBook.of_rules(*RULES))
    looked = facts.looked_on(asked.since, asked.before)
    found = [*_own_name(asked, looked), *_volume(asked, looked), *_at_night(asked), *_no_task(asked)]
    for finding in found:
        finding.day, finding.found_at = day, now
    LookedThrough.objects.create(day=day, found=len(found), at=now)
    Finding.objects.bulk_create(found)
    return len(found)


def _own_name(asked: Day, looked: Sequence[facts.OfDay]) -> Iterator[Finding]:
    people = sorted({one.user for one in looked})
    for own in facts.looks_at_own_name(asked.since, asked.before, people):
        yield Finding(
            rule=Unusual.OWN_NAME,
            user_id=own.user,
            agency_id=own.agency,
            person_id=own.person,
            case_id=own.case,
            incident_id=own.incident,
            report_id=own.report,
            looks=own.looks,
            first_at=own.first_at,
            last_at=own.last_at,
            words="Somebody in this record has the same name or e-mail address as whoever looked.",
        )


def _volume(asked: Day, looked: Sequence[facts.OfDay]) -> Iterator[Finding]:
    most, least = asked.number("looks.volume", "most"), asked.number("looks.volume", "least")
    times, window = asked.number("looks.usual"), asked.number("looks.window")
    for one in looked:
        words = ""
        if too_many(one.records, most=most):
            words = f"{one.records} different records in a day: more than {most}."
        elif times and window and one.records >= (least or 0):
            usual = facts.usual_of(one.user, asked.since - window * DAY, asked.since)
            if many_for_them(one.records, usual, times=times, least=least):
                words = f"{one.records} different records in a day: more than {times} times what they usually look at."
        if words:
            yield _of_user(Unusual.VOLUME, one, words)


def _of_user(rule: Unusual, one: facts.OfDay, words: str) -> Finding:
    return Finding(
        rule=rule,
        user_id=one.user,
        agency_id=one.agency,
        looks=one.looks,
        first_at=one.first_at,
        last_at=one.last_at,
        words=words,
    )


def _at_night(asked: Day) -> Iterator[Finding]:
    begins, ends = asked.number("looks.night", "from"), asked.number("looks.night", "until")
    margin = timedelta(minutes=asked.number("looks.margin") or 0)
    nights: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for user, agency, at in facts.instants_of(asked.since, asked.before):
        if at_night(at, begins=begins, ends=ends):
            nights[user, agency].append(at)
    people = sorted({user for user, _ in nights})
    shifts = facts.shifts_around(people, asked.since - DAY, asked.before + DAY)
    for (user, agency), instants in nights.items():
        off = [at for at in instants if not on_shift(at, shifts[user], margin=margin)]
        if off:
            one = facts.OfDay(user, agency, 0, len(off), off[0], off[-1])
            yield _of_user(
                Unusual.OUT_OF_HOURS, one, f"Between {begins}:00 and {ends}:00, and no shift on the rota."
            )


def _no_task(asked: Day) -> Iterator[Finding]:
    read: dict[tuple[int, int, bool], list[facts.OfCase]] = defaultdict(list)
    for one in facts.looks_without_task(asked.since, asked.before):
        read[one.user, one.agency, one.elsewhere].append(one)
    for (user, agency, elsewhere), cases in read.items():
        most = asked.number("looks.no_task", "other_district" if elsewhere else "own_district")
        if without_task(len(cases), most=most):
            where = "of another district" if elsewhere else "of their own district or county"
            day = facts.OfDay(
                user,
                agency,
                len(cases),
                sum(one.looks for one in cases),
                min(one.first_at for one in cases),
                max(one.last_at for one in cases),
            )
            words = f"{len(cases)} case{'' if len(cases) == 1 else 's'} {where} on which they lead, owe and did nothing: more than {most}."
            finding = _of_user(Unusual.NO_TASK, day, words)
            # One case is named as such; of several the looks of the day say which.
            finding.case_id = cases[0].case if len(cases) == 1 else None
            yield finding


@transaction.atomic
def examine_looks(finding: Finding, *, verdict: Examined, words: str, by: User, now: datetime) -> Examination:
    """Write what an auditor made of a finding; what was said before stands beside it."""
    if finding.user == by:
        raise Refused("These are looks of your own: another auditor has to examine them.")
    if not words.strip():
        raise Refused("Say what you found, and whom you asked: the verdict alone explains nothing.")
    said = Examination.objects.create(
        finding=finding, verdict=verdict, words=words, examined_by=by, examined_at=now
    )
    told = {"name": finding.user.name, "verdict": Examined(verdict).label.lower(), "finding": finding.pk}
    record(Verb.LOOKS_EXAMINED, by=by, now=now, data=told)
    return said
