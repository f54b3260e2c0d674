"""A year of reports put through the database: what the radar finds of each, against an oracle that shares no code with it."""

import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from asbcases.accounts.choices import Role
from asbcases.db.actor import acting
from asbcases.db.prepared import planned_once
from tests.make import make_user
from tests.proof.radar_oracle import Verdict, judged
from tests.proof.radar_scores import Score, scored, wrong_at
from tests.proof.radar_shapes import Explained, Report, Year
from tests.proof.radar_writing import KEYS, Writer, enter_procedures
from tests.proof.radar_year import INCIDENTS, year
from tests.tools.report import Line, Section
from triggers.models import RadarFinding
from triggers.transitions.explaining import explain_review
from triggers.transitions.radar import SERVICE, watch

RECALL, PRECISION = 0.99, 0.95
BATCH = 2_000
# One of so many is recorded by the transitions of the page.
FRONT = 20
# At a smaller scale three of the areas: all that is planted in them, whatever the scale.
PART = ("Colchester", "Wales", "Watford")
PLANTED = re.compile(r"planted-\d+")
WHAT = {
    "explain": "second report in six months, to be explained",
    "met": "threshold met",
    "one_short": "one report short",
    "ask": "perhaps the same victim: a person is asked",
}


@dataclass(frozen=True)
class Found:
    """What the radar said of one report."""

    explain: bool
    ask: bool
    met: bool
    one_short: bool


def prove(scale: float) -> Section:
    """Record a year of reports one after another, the radar looking at each, and hold what it says against the truth."""
    made = year(max(int(INCIDENTS * scale), 1))
    if scale < 1:
        made = of_areas(made, PART)
    truth = {report.id: verdict for report, verdict in judged(made)}
    began = time.perf_counter()
    said = seen(made)
    return section(made, truth, said, time.perf_counter() - began)


def of_areas(made: Year, areas: Collection[str]) -> Year:
    """Return what was told in some areas; nobody reports in two."""
    reports = tuple(report for report in made.reports if report.area in areas)
    ids = {report.id for report in reports}
    return Year(
        reports=reports,
        explained=tuple(each for each in made.explained if each.report in ids),
        wanted=tuple(each for each in made.wanted if each.report in ids),
        victims=len({mark for report in reports for mark in PLANTED.findall(str(report))}),
        incidents=sum(report.source != "published" for report in reports),
    )


def seen(made: Year) -> dict[int, Found]:
    """Return what the radar finds of each report on the day on which it is recorded; of published copies there is nothing."""
    by = make_user("radar", Role.CONTACT_HANDLER)
    enter_procedures()
    ours = [report for report in made.reports if report.source != "published"]
    told = sorted(made.explained, key=lambda each: each.at, reverse=True)
    found, group = dict[int, Found](), groups(ours)
    with acting(str(by.pk)):
        with transaction.atomic():
            writer = Writer(by)
            writer.copy([report for report in made.reports if report.source == "published"])
        for start in range(0, len(ours), BATCH):
            analyse()
            with transaction.atomic(), planned_once():
                for together in apart(ours[start : start + BATCH], group, {each.at for each in told}):
                    while told and told[-1].at <= together[0].at:
                        explain(writer, told.pop())
                    found |= look_at(writer, together)
    return found


def apart(
    reports: Sequence[Report], group: Mapping[int, object], told: Collection[datetime]
) -> Iterator[list[Report]]:
    """Yield reports in their order, as many together as nothing ties to each other: one by one they are seen the same.

    None stands together with one before an explanation, and what is recorded as a page does stands alone.
    """
    waiting: list[Report] = []
    for report in reports:
        alone = in_front(report) or bool(waiting and in_front(waiting[-1]))
        tied = group[report.id] in {group[one.id] for one in waiting}
        if waiting and (alone or tied or any(waiting[0].at < at <= report.at for at in told)):
            yield waiting
            waiting = []
        waiting.append(report)
    yield waiting


def groups(reports: Iterable[Report]) -> dict[int, object]:
    """Return for each report a mark that it shares with whatever it has anything in common with, through any chain."""
    joined: dict[object, object] = {}

    def root(mark: object) -> object:
        while mark in joined:
            mark = joined[mark]
        return mark

    for report in reports:
        for mark in marks(report):
            one, other = root(report.id), root(mark)
            if one != other:
                joined[one] = other
    return {report.id: root(report.id) for report in reports}


def marks(report: Report) -> Iterator[tuple[str, str]]:
    """Yield all by which a report may be tied to another."""
    yield from (("person", record) for record in (report.person, report.same_as) if record)
    yield from ((kind, key) for kind in KEYS if (key := getattr(report, kind)))


def explain(writer: Writer, each: Explained) -> None:
    """Have the review explained to the victim of a report of the year."""
    told = {"told_at": each.at, "how": "In the call", "now": each.at}
    explain_review(writer.kept[each.report], by=writer.by, **told)


def look_at(writer: Writer, reports: Sequence[Report]) -> dict[int, Found]:
    """Record reports, and return what the radar says of each once all that came with it is on record."""
    if in_front(reports[0]):
        [report] = reports
        row = writer.receive(report)
        writer.follow_up(report, row)
        watch(row, author=writer.by, now=report.at)
        return {report.id: as_found(RadarFinding.objects.filter(report=row).order_by("-number").first())}
    rows = writer.write(reports)
    # The radar looks as this service anyway: so it need not become it for each.
    with acting(SERVICE):
        return {
            report.id: as_found(watch(row, author=writer.by, now=report.at))
            for report, row in zip(reports, rows, strict=True)
        }


def as_found(finding: RadarFinding | None) -> Found:
    """Return what a finding says, where there is one."""
    if finding is None:
        return Found(False, False, False, False)
    return Found(finding.explain, bool(finding.ask), finding.met, bool(finding.one_short))


def in_front(report: Report) -> bool:
    """Return whether a report is recorded as a page does: some are, of those that a page takes."""
    happened = report.behaviour is None or report.behaviour[0] < report.at.date()
    return report.id % FRONT == 0 and happened


def analyse() -> None:
    """Have the planner know the tables as they are now: autovacuum would do it in a deployment, over the year."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE cases_report, cases_incident, cases_incidentreport, cases_recognition, cases_person"
        )


def section(made: Year, truth: Mapping[int, Verdict], said: Mapping[int, Found], seconds: float) -> Section:
    """Return the table of what was rightly said, what without cause, and what was not said."""
    scores = scored(truth, said)
    edges, areas = wrong_at(made.wanted, said), {report.area for report in made.reports}
    lines = [
        Line("reports recorded", f"{made.incidents:,}, {made.incidents / seconds:,.0f} a second"),
        Line(
            "planted victims, and statements about them worked by hand",
            f"{made.victims:,} and {len(made.wanted):,}",
            made.victims >= 500,
        ),
        *(Line(words, found(scores[what]), good(scores[what])) for what, words in WHAT.items()),
        Line("planted edges at which something else was said", told_of(edges), not edges),
    ]
    words = (
        f"A generated year of {made.incidents:,} reports in {len(areas)} areas, each with its own threshold, is put into the "
        "database in the order in which it was recorded, with callers, places, recognised people, hate and published copies; the "
        "radar looks at each report as it does at its recording, and one of twenty is recorded by the transitions of the page. An "
        "oracle that was written from the law alone, without sight of the radar, says what it had to say. Asked for are "
        f"{RECALL:.0%} of what is so and {PRECISION:.0%} of what is said."
    )
    return Section("The radar of case reviews", words, lines)


def found(score: Score) -> str:
    """Return how well one thing was said, in words."""
    left = f", {score.left:,} left open by the sources" if score.left else ""
    return (
        f"recall {score.recall:.2%} and precision {score.precision:.2%}: {score.right:,} rightly, {score.false:,} without "
        f"cause, {score.missed:,} missed{left}"
    )


def good(score: Score) -> bool:
    """Return whether enough was found, and little else."""
    return score.recall >= RECALL and score.precision >= PRECISION


def told_of(edges: Counter[str]) -> str:
    """Return how many edges were missed, and which most."""
    return f"{edges.total():,}" + "".join(f"; {edge} {many}" for edge, many in edges.most_common(3))
