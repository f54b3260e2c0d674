"""Whoever answers for a victim is told what their report comes to, once a change: references and times, and no name."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection

from asbcases.accounts.models import User
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import OPEN
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue
from triggers.models import RadarFinding
from triggers.queries.explaining import standing_in
from triggers.rules.entitled import SAYS, Standing

# What was told of the same victim within these days is not told again with each further report.
RECENTLY = timedelta(days=183)
# A second report by itself is told by its clock.
TOLD = frozenset({Standing.MET, Standing.PLACE, Standing.SHORT})


def tell_owners(
    finding: RadarFinding, of_victim: Collection[int], *, author: User | None, now: datetime
) -> int:
    """Tell the leads of the open cases of a victim what a finding comes to, or else who owes it; return how many were told.

    `of_victim` are the reports of the same victim. Called by the service that found it.
    """
    standing = standing_in(finding)
    if standing is None or standing not in TOLD or standing == _told_before(finding, of_victim, now):
        return 0
    reference = finding.report.reference
    about: dict[str, object] = {
        "kind": SAYS[standing],
        "reference": reference,
        "path": f"/reports/{reference}/case-review/",
    }
    rings = standing is Standing.MET
    return queue(
        [
            message_of(
                f"radar:{finding.pk}:{person.pk}",
                person,
                Template.REVIEW_RADAR,
                {**about, "case": case},
                now=now,
                rings=rings,
                report=finding.report,
            )
            for person, case in _owners(finding, of_victim, author, now)
        ]
    )


def _told_before(finding: RadarFinding, of_victim: Collection[int], now: datetime) -> Standing | None:
    others = RadarFinding.objects.filter(
        report__in=[*of_victim, finding.report_id], recorded_at__gt=now - RECENTLY
    )
    last = others.exclude(pk=finding.pk).order_by("-recorded_at", "-pk").first()
    return standing_in(last) if last else None


def _owners(
    finding: RadarFinding, of_victim: Collection[int], author: User | None, now: datetime
) -> list[tuple[User, str]]:
    """Return the leads with their cases; where there is none, who owes the explanation, or would owe it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_leads_of_reports(%s)", [[*of_victim, finding.report_id]])
        cases = {int(lead): str(reference) for lead, reference in cursor.fetchall()}
    leads = User.objects.filter(pk__in=cases, is_active=True).order_by("pk") if cases else ()
    if told := [(lead, cases[lead.pk]) for lead in leads]:
        return told
    report, kind = finding.report, Kind.EXPLAIN_REVIEW
    owed = Deadline.objects.filter(OPEN, report=report, kind=kind).select_related("owner")
    if deadline := owed.first():
        return [(deadline.owner, "")]
    return [(owner_for(kind, author=author, lead=None, district=report.district, now=now), "")]
