"""What the radar says of reports and what was said to their victims, for the pages of report, incident and case."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery

from asbcases.accounts.models import User
from asbcases.cases.models import Incident, Report
from asbcases.casework.queries.triages import recognised_in
from asbcases.law.periods import london_day
from triggers.models import ExplainingLetter, RadarFinding, ReviewExplanation
from triggers.queries.radar import area_of, procedure_in
from triggers.rules.entitled import NEXT, SAYS, Standing, standing_of
from triggers.rules.explaining_letter import Addressed, draft

ONE_SHORT = Q(met=False) & ~Q(one_short=[])
# How `standing_of` is asked of the database, for all that is more than a second report.
AMONG: Mapping[Standing, Q] = {
    Standing.MET: Q(met=True, by_place=False),
    Standing.PLACE: Q(met=True, by_place=True),
    Standing.SHORT: ONE_SHORT,
}


class Entitlement(NamedTuple):
    """What the newest report of those on a page comes to, and when the case review was explained after it, if it was."""

    report: str
    standing: Standing
    told_at: datetime | None

    @property
    def says(self) -> str:
        """Return what it comes to, in words."""
        return SAYS[self.standing]

    @property
    def next(self) -> str:
        """Return what is to be done next; once it was explained, to help whoever wants a review."""
        return "help the victim to ask for it, if they want to" if self.told_at else NEXT[self.standing]


def entitlement_of(reports: Sequence[Report]) -> Entitlement | None:
    """Return what stands of these reports that is more than a second report; None where nothing does."""
    return _newest(RadarFinding.objects.filter(report__in=reports))


def entitlement_on(incidents: Sequence[Incident]) -> Entitlement | None:
    """Return the same of the reports of incidents that one may read."""
    return _newest(RadarFinding.objects.filter(report__tells_of__incident__in=incidents))


def _newest(findings: QuerySet[RadarFinding]) -> Entitlement | None:
    newest = findings.order_by("report", "-number").distinct("report")
    rows = newest.annotate(explained_at=_explained()).select_related("report")
    for finding in sorted(rows, key=lambda one: (one.recorded_at, one.pk), reverse=True):
        standing = standing_in(finding)
        if standing and standing is not Standing.SECOND:
            return Entitlement(finding.report.reference, standing, finding.explained_at)
    return None


def _explained() -> Subquery:
    """Return when the case review was last explained to the victim of the report of a row."""
    told = ReviewExplanation.objects.filter(report=OuterRef("report"), told_at__isnull=False)
    return Subquery(told.order_by("-told_at").values("told_at")[:1], output_field=DateTimeField())


def entitled_among(reports: QuerySet[Report], standing: str = "") -> QuerySet[RadarFinding]:
    """Return the newest finding of each of these reports that is more than a second report, or of one such standing."""
    newer = RadarFinding.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    told = AMONG[Standing(standing)] if standing else Q(met=True) | ONE_SHORT
    found = RadarFinding.objects.filter(told, ~Exists(newer), report__in=reports)
    return found.annotate(explained_at=_explained()).select_related("report")


def standing_in(finding: RadarFinding) -> Standing | None:
    """Return what a finding comes to."""
    return standing_of(
        met=finding.met, by_place=finding.by_place, one_short=finding.one_short, explain=finding.explain
    )


def letter_of(report: Report) -> ExplainingLetter | None:
    """Return the letter to the victim of a report as it stands; None where nobody has kept one."""
    return ExplainingLetter.objects.filter(report=report).order_by("-number").first()


def draft_of(report: Report, *, by: User, now: datetime) -> str:
    """Return a draft of that letter, which nobody has kept yet; whoever reported for another is not greeted by name."""
    finding = RadarFinding.objects.filter(report=report).order_by("-number").first()
    person = recognised_in(report)
    caller = "" if report.on_behalf_of else report.caller_name
    to = Addressed(
        name=person.name if person else caller,
        reference=report.reference,
        reported_on=london_day(report.received_at),
        signed=by.name,
        service=settings.FORCE_NAME or settings.SERVICE_NAME,
        site=settings.SITE_URL,
    )
    today = london_day(now)
    standing = standing_in(finding) if finding else None
    return draft(standing or Standing.SECOND, to, procedure_in(area_of(report), today), today)
