"""When each report was to be graded, and when a councillor or Member of Parliament was to have our reply.

A report is graded by the first triage of its incident after it was told of; closing the incident ends it too. Both
clocks run from the instant at which the report was received, where policy sets a time for its channel.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from asbcases.cases.models import Closing, IncidentReport, Reply, Report, Triage
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected


def triages(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the triage of each of these reports."""
    if root != "report":
        return
    links = dict(IncidentReport.objects.filter(report__in=ids).values_list("report", "incident"))
    told = dict(IncidentReport.objects.filter(report__in=ids).values_list("report", "recorded_at"))
    graded = _instants(Triage, links)
    closed = _instants(Closing, links)
    for owed in _owed(Kind.TRIAGE, "report.triage", ids, clockwork):
        incident, since = links.get(owed.root), told.get(owed.root)
        met_at = _first(graded[incident], since)
        closed_at = _first(closed[incident], since)
        if met_at and closed_at and closed_at < met_at:
            met_at = None
        _end(owed, clockwork, met_at=met_at, cancelled_at=closed_at)
        yield owed


def replies(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the reply to each of these reports that is owed one."""
    if root != "report":
        return
    sent = {reply.report_id: reply for reply in Reply.objects.filter(report__in=ids)}
    for owed in _owed(Kind.REPLY, "report.reply", ids, clockwork):
        reply = sent.get(owed.root)
        sent_at, noted_at = (reply.sent_at, reply.recorded_at) if reply else (None, None)
        _end(owed, clockwork, met_at=sent_at, noted_at=noted_at)
        yield owed


def _owed(kind: Kind, rule: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    rows = Report.objects.filter(pk__in=ids).only("pk", "channel", "received_at", "recorded_at")
    for report in rows.order_by("pk"):
        if clockwork.asks(rule, report.channel, report.received_at, known_at=report.recorded_at):
            yield Expected(
                kind,
                root=report.pk,
                origin=f"report:{report.pk}",
                anchored_at=report.received_at,
                rule=rule,
                qualifier=report.channel,
                set_at=report.recorded_at,
            )


def _end(
    owed: Expected,
    clockwork: Clockwork,
    *,
    met_at: datetime | None,
    cancelled_at: datetime | None = None,
    noted_at: datetime | None = None,
) -> None:
    """End it by what came first: that somebody waived or cancelled it, or what was done."""
    ruled_at, known_at = clockwork.ended_at(owed), noted_at or met_at or cancelled_at
    if ruled_at and not (known_at and known_at < ruled_at):
        owed.end(cancelled_at=ruled_at)
    owed.end(met_at=met_at, cancelled_at=cancelled_at, noted_at=noted_at)


def _instants(model: type[Triage] | type[Closing], links: dict[int, int]) -> dict[int | None, list[datetime]]:
    found: dict[int | None, list[datetime]] = defaultdict(list)
    rows = model._default_manager.filter(incident__in=set(links.values())).order_by("recorded_at", "pk")
    for incident, at in rows.values_list("incident", "recorded_at"):
        found[incident].append(at)
    return found


def _first(instants: Sequence[datetime], since: datetime | None) -> datetime | None:
    return next((at for at in instants if since and at >= since), None)
