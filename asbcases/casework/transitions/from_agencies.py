"""What a partner's officer tells the police for their agency: a report like any other, with its clocks and its counting.

It is recorded by the officer, in their name. What no partner may do, a service does in the same transaction: the clocks
(`asbcases/reactions/about_work.py`), and how the caller may be reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from asbcases.accounts.models import Agency, District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Channel, Precision
from asbcases.cases.models import Report
from asbcases.cases.rules.keys import reference_key
from asbcases.casework.queries.from_agencies import known_under
from asbcases.casework.transitions.clocks import INTAKE
from asbcases.casework.transitions.intake import Caller, receive_report
from asbcases.casework.transitions.references import note_reference
from asbcases.casework.transitions.safe_contact import Way, state_safe_contact
from asbcases.db.actor import acting
from asbcases.errors import Refused
from asbcases.policies.queries import read_once

# What a report has no column for is kept with the words, each under its question, as the public form keeps it.
BECAUSE_OF_WHO = "Do they think that it was done because of who they are (hate)?"
EARLIER = "Earlier report about the same"


@dataclass(frozen=True)
class Telling:
    """All that an agency says of one matter; `earlier` is the reference of a report of its own."""

    narrative: str
    place_text: str
    happened_from: datetime
    happened_until: datetime
    happened_precision: Precision
    caller: Caller
    own_reference: str = ""
    district: District | None = None
    hate: str = ""
    earlier: str = ""
    way: Way | None = None

    @property
    def key(self) -> str:
        """Return the agency's own reference in the form in which it is found again."""
        return reference_key(self.own_reference)

    @property
    def words(self) -> str:
        """Return what was said, word for word, and below it the answers that belong to it."""
        answers = ((BECAUSE_OF_WHO, self.hate), (EARLIER, self.earlier))
        return "\n\n".join([self.narrative, *(f"{asked}\n{said}" for asked, said in answers if said)])

    def is_told_in(self, report: Report) -> bool:
        """Return whether a report says the same: what, where and when."""
        told = (report.narrative, report.place_text, report.happened_from, report.happened_until)
        return told == (self.words, self.place_text, self.happened_from, self.happened_until)


class TakenIn(NamedTuple):
    """What came of a file: the reports that are new, and how many of its rows were told before."""

    new: list[Report]
    already: int


@transaction.atomic
def report_for_agency(telling: Telling, *, by: User, now: datetime) -> Report:
    """Keep what a partner's officer tells us for their agency, word for word, and return the report."""
    _one_at_a_time(by.agency)
    if telling.key and (known := known_under(by.agency, [telling.key])):
        raise Refused(already_told(telling, known[telling.key]))
    return _received(telling, by, now)


@transaction.atomic
def take_in_reports(
    tellings: Sequence[Telling], *, file: str, digest: str, by: User, now: datetime
) -> TakenIn:
    """Take in what an agency sent as one file, all of it or nothing; what it told before is not taken in again."""
    _one_at_a_time(by.agency)
    known = known_under(by.agency, [telling.key for telling in tellings])
    for telling in tellings:
        if telling.key in known and not telling.is_told_in(known[telling.key]):
            raise Refused(already_told(telling, known[telling.key]))
    # One transaction at one instant: policy is read once for all of its rows.
    with read_once():
        new = [_received(telling, by, now) for telling in tellings if telling.key not in known]
    if new:
        told: dict[str, object] = {
            "agency": by.agency.name,
            "file": file,
            "sha256": digest,
            "rows": len(tellings),
            "imported": len(new),
            "already": len(tellings) - len(new),
        }
        record(Verb.AGENCY_REPORTS_TAKEN_IN, by=by, now=now, data=told)
    return TakenIn(new, len(tellings) - len(new))


def already_told(telling: Telling, report: Report) -> str:
    """Return what to say of a reference under which the agency told us of something before."""
    return (
        f"You told us of {telling.own_reference} before: it is report {report.reference}. "
        "Give what is new a reference of its own."
    )


def _received(telling: Telling, by: User, now: datetime) -> Report:
    report = receive_report(
        narrative=telling.words,
        channel=Channel.PARTNER,
        agency=by.agency,
        place_text=telling.place_text,
        district=telling.district or _district_of(by.agency),
        happened_from=telling.happened_from,
        happened_until=telling.happened_until,
        happened_precision=telling.happened_precision,
        received_at=now,
        by=by,
        now=now,
        **telling.caller,
    )
    if telling.own_reference:
        written = telling.own_reference
        note_reference(report, system=by.agency.name, written=written, agency=by.agency, by=by, now=now)
    if telling.way:
        with acting(INTAKE):
            state_safe_contact(report, **telling.way, by=None, now=now)
    return report


def _district_of(agency: Agency) -> District | None:
    """Return the district of a council; another agency may work in several."""
    return agency.council.district if agency.council else None


def _one_at_a_time(agency: Agency) -> None:
    """Let what one agency tells come one after the other, so that the second finds what the first told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"reports of {agency.pk}"])
