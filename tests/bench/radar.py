"""The radar at a whole year of reports: what it adds to the recording of one report, in the same transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median, quantiles
from unittest.mock import patch

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.audit.verbs import AnyVerb
from asbcases.db.actor import acting
from asbcases.reactions import REACTIONS, about_radar
from tests.bench.timing import against, seconds
from tests.make import make_user
from tests.proof.radar_shapes import Report
from tests.proof.radar_writing import Writer, enter_procedures
from tests.proof.radar_year import INCIDENTS, year
from tests.tools.report import Line, Section
from triggers.transitions.radar import SERVICE

ROUNDS, EACH, BATCH = 5, 12, 5_000
AN_HOUR = timedelta(hours=1)
WORDS = (
    "{many:,} reports of a year are on record, with their incidents and with who was recognised. Somebody calls once more: "
    "{each} reports of each kind, recorded {rounds} times each by the transition, with everything that answers it, and undone. "
    "The radar is one of the reactions in that transaction; the floor is the rest of the same recording. Raw SQL is what the "
    "radar reads, sent once more as it is. Milliseconds; statements are the radar's own, the most for any report of the kind."
)
HEAD = (
    "",
    "report without the radar",
    "radar, median",
    "radar, 95th percentile",
    "raw SQL",
    "statements",
    "times the floor",
)
Ask = Callable[[AuditEvent, datetime, User | None], None]


@dataclass
class Watch:
    """The radar as a reaction that is timed."""

    seconds: float = 0.0

    def __call__(self, event: AuditEvent, now: datetime, by: User | None) -> None:
        """Let the radar look, as the reaction does."""
        self.seconds = seconds(lambda: about_radar.watch_report(event, now, by))


def measure(scale: float) -> Section:
    """Record the year, then one report of every kind again and again."""
    made = year(int(INCIDENTS * scale))
    writer = filled(made.reports)
    now = made.reports[-1].at + AN_HOUR
    kinds = {what: list(again(reports, now)) for what, reports in by_kind(made.reports).items()}
    lines = [line(what, writer, reports) for what, reports in kinds.items()]
    words = WORDS.format(many=len(writer.kept), each=EACH, rounds=ROUNDS)
    return Section("The radar at a year of reports", words, lines, HEAD)


def filled(reports: Sequence[Report]) -> Writer:
    """Have a year of reports on record, all at once: none of them is looked at."""
    by = make_user("radar", Role.CONTACT_HANDLER)
    enter_procedures()
    ours = [report for report in reports if report.source != "published"]
    with acting(str(by.pk)):
        writer = Writer(by)
        for start in range(0, len(ours), BATCH):
            with transaction.atomic():
                writer.write(ours[start : start + BATCH])
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return writer


def by_kind(reports: Sequence[Report]) -> dict[str, list[Report]]:
    """Return reports that are like those which come: by somebody new, by who called before, at a place, from a hostel."""
    ours = [report for report in reports if report.source != "published"]
    known = [
        one for one in ours if one.phone and one.name and one.address and not one.phone.startswith("hostel")
    ]
    return {
        "somebody new": [
            replace(one, **dict.fromkeys(KEYS, f"new {one.id}"), person="", same_as="") for one in ours
        ],
        "who called before": known,
        "at a place of which several told": [one for one in ours if one.place],
        "by the telephone of a hostel": [one for one in ours if one.phone.startswith("hostel")],
    }


KEYS = ("phone", "email", "address", "name", "place")


def again(reports: Sequence[Report], now: datetime) -> Iterator[Report]:
    """Yield some of these reports, spread over the year, as they would be made once more today."""
    yesterday = now.date() - timedelta(days=1)
    for one in reports[:: max(len(reports) // EACH, 1)][:EACH]:
        yield replace(one, at=now, behaviour=(yesterday, yesterday), hate=False)


def line(what: str, writer: Writer, reports: Sequence[Report]) -> Line:
    """Return what the radar takes for reports of one kind, beside the recording itself."""
    took, floors, most, raw = [], [], 0, []
    for report in reports:
        asked, by_hand = statements(writer, report)
        most = max(most, len(asked))
        raw.append(by_hand * 1000)
        for _ in range(ROUNDS):
            whole, radar = recorded(writer, report, Watch())
            took.append(radar * 1000)
            floors.append((whole - radar) * 1000)
    *_, p95 = quantiles(took, n=20)
    middle, floor = median(took), median(floors)
    times = [f"{one:.1f}" for one in (floor, middle, p95, median(raw))]
    return Line(what, (*times, f"{most}", against(middle / floor)[0]))


def recorded(writer: Writer, report: Report, watch: Watch) -> tuple[float, float]:
    """Return how long it takes to record a report with everything that answers it, and how much of that is the radar."""
    with acting(str(writer.by.pk)), transaction.atomic(), watched(watch):
        whole = seconds(lambda: writer.receive(report))
        transaction.set_rollback(True)
    return whole, watch.seconds


def statements(writer: Writer, report: Report) -> tuple[list[str], float]:
    """Return the statements that the radar sends for a report, and how long what it reads takes by itself."""
    asked: list[str] = []

    def look(event: AuditEvent, now: datetime, by: User | None) -> None:
        with CaptureQueriesContext(connection) as found:
            about_radar.watch_report(event, now, by)
        asked.extend(query["sql"] for query in found)

    with acting(str(writer.by.pk)), transaction.atomic(), watched(look):
        writer.receive(report)
        raw = seconds(lambda: read(asked))
        transaction.set_rollback(True)
    return asked, raw


def read(asked: Sequence[str]) -> None:
    """Send what reads once more, as it is."""
    with acting(SERVICE), connection.connection.cursor() as cursor:
        for statement in asked:
            if statement.startswith("SELECT "):
                cursor.execute(statement)
                cursor.fetchall()


@contextmanager
def watched(look: Ask) -> Iterator[None]:
    """Have this look at each report in the place of the radar."""
    usual: Mapping[AnyVerb, tuple[Ask, ...]] = REACTIONS
    others = tuple(one for one in usual[Verb.REPORT_RECEIVED] if one is not about_radar.watch_report)
    with patch.dict(REACTIONS, {Verb.REPORT_RECEIVED: (*others, look)}):
        yield
