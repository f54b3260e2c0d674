"""The clocks of intake and triage: a report is graded and answered, somebody comes, and what waits is graded again."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel, Grade, Handling
from asbcases.cases.models import Classification, CrimeDecision, HateHandover, Incident, Report, Triage
from asbcases.casework.queries.clocks import (
    Since,
    alone_with_links_of,
    first_arrival,
    is_resourced,
    linked_to,
    open_on,
    reports_telling_of,
    terms_of_hate,
)
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.queries import open_ones
from asbcases.deadlines.transitions import cancel_held, meet, meet_held, set_deadline
from asbcases.law.periods import london_day
from asbcases.policies.queries import find_limit

# What is owed of an incident although it is closed: whoever leads on hate crime has to hear of it all the same.
OUTLIVES_CLOSING = frozenset({Kind.HATE_HANDOVER})
# Who sets and ends clocks on records that the person who acts may not see.
SERVICE = "system:clocks"
# Who takes in what came by the public form, and from partners: they may set no clock.
INTAKE = "system:intake"
PARTNER, UNRESOURCED, LINKED, REOPENED = "partner", "unresourced", "linked", "reopened"


class Rule(NamedTuple):
    """The rule of policy by which a clock runs, and its qualifier."""

    name: str
    qualifier: str = ""


def expect_triage(report: Report, *, by: User | None, now: datetime) -> Deadline | None:
    """Start the clock by which a report is graded, by its channel; None where policy sets no time."""
    because = f"a report by {Channel(report.channel).label} was received"
    return _expect_of_report(Kind.TRIAGE, report, Rule("report.triage", report.channel), because, by, now)


def expect_reply(report: Report, *, by: User | None, now: datetime) -> Deadline | None:
    """Start the clock by which a councillor or Member of Parliament has our reply; None where none is owed."""
    because = "a councillor or Member of Parliament wrote to us"
    return _expect_of_report(Kind.REPLY, report, Rule("report.reply", report.channel), because, by, now)


def _expect_of_report(
    kind: Kind, report: Report, rule: Rule, because: str, by: User | None, now: datetime
) -> Deadline | None:
    if find_limit(*rule, london_day(report.received_at)) is None:
        return None
    return set_deadline(
        kind,
        report=report,
        origin=f"report:{report.pk}",
        because=because,
        rule=rule.name,
        qualifier=rule.qualifier,
        owner=owner_for(kind, author=by, lead=None, district=report.district, now=now),
        district=report.district,
        anchored_at=report.received_at,
        by=by,
        now=now,
    )


@transaction.atomic
def replied(report: Report, *, sent_at: datetime, by: User, now: datetime) -> Deadline | None:
    """Meet what was owed to whoever wrote, at the instant at which our reply was sent."""
    return meet(Kind.REPLY, report=report, by=by, now=now, done_at=sent_at)


@transaction.atomic
def resourced(incident: Incident, *, at: datetime, by: User, now: datetime) -> Incident:
    """Say that somebody was sent to an incident that the caller holds: it need not be graded again for want of anybody."""
    if incident.resourced_at is None:
        incident.resourced_at = at
        incident.save(update_fields=["resourced_at"])
    for waiting in open_on(incident, Kind.RE_TRIAGE, UNRESOURCED).select_for_update(of=("self",)):
        waiting.incident = incident
        cancel_held(waiting, reason="Somebody was sent", by=by, now=now)
    return incident


@transaction.atomic
def responded(incident: Incident, *, arrived_at: datetime, by: User, now: datetime) -> Deadline | None:
    """Meet the first response at the instant of arrival, whenever we are told of it."""
    return meet(Kind.RESPONSE, incident=incident, by=by, now=now, done_at=arrived_at)


@transaction.atomic
def crime_considered(incident: Incident, *, by: User, now: datetime) -> Deadline | None:
    """Meet the decision whether it is a crime."""
    return meet(Kind.CRIME_DECISION, incident=incident, by=by, now=now)


@transaction.atomic
def hate_accepted(incident: Incident, *, by: User, now: datetime) -> Deadline | None:
    """Meet the hand-over to the lead for hate crime."""
    return meet(Kind.HATE_HANDOVER, incident=incident, by=by, now=now)


@transaction.atomic
def expect_hate_handover(
    incident: Incident, *, ground: Triage | Classification, by: User, now: datetime
) -> Deadline | None:
    """Have the lead for hate crime take over what a triage or a classification ticks; None where nothing more is owed."""
    if not ticks_hate(ground) or HateHandover.objects.filter(incident=incident).exists():
        return None
    what = "triage" if isinstance(ground, Triage) else "category"
    because = f"hate was part of the incident by its {what}"
    return _expect(Kind.HATE_HANDOVER, incident, Rule("hate.handover"), ground, because, by=by, now=now)


def expect_crime_decision(triage: Triage, *, by: User, now: datetime) -> Deadline | None:
    """Have somebody decide whether it is a crime where it may be one; None where nothing more is owed."""
    incident = triage.incident
    if not may_be_crime(triage) or CrimeDecision.objects.filter(incident=incident).exists():
        return None
    because = "the incident was triaged as one that may be a crime"
    return _expect(Kind.CRIME_DECISION, incident, Rule("crime.record"), triage, because, by=by, now=now)


def ticks_hate(ground: Triage | Classification) -> bool:
    """Return whether a triage or a classification says that hate is part of it."""
    if isinstance(ground, Triage):
        return "hate" in ground.answers.get("vulnerability", {}).get("flags", [])
    return bool(set(ground.qualifiers) & terms_of_hate())


def may_be_crime(triage: Triage) -> bool:
    """Return whether a triage says that it is a crime, or that nobody knows."""
    return triage.answers.get("investigation", {}).get("possible_crime") in ("yes", "unknown")


@transaction.atomic
def run_clocks(triage: Triage, since: Since, *, by: User, now: datetime) -> None:
    """Start and end the clocks of an incident after a triage; `since` is how it stood before."""
    incident = triage.incident
    _grade_reports(incident, by=by, now=now)
    # What was linked or opened again at this very instant was not seen by whoever triaged.
    seen = ~Q(subject__in=(LINKED, REOPENED)) | Q(anchored_at__lt=now)
    for again in open_on(incident, Kind.RE_TRIAGE).filter(seen).select_for_update(of=("self",)):
        meet_held(again, by=by, now=now)
    _expect_response(triage, since, by=by, now=now)
    _expect_again(triage, since, by=by, now=now)
    expect_crime_decision(triage, by=by, now=now)
    expect_hate_handover(incident, ground=triage, by=by, now=now)


def _grade_reports(incident: Incident, *, by: User, now: datetime) -> None:
    """Meet the triage of every report that tells of an incident, of those too that this person may not read."""
    told = reports_telling_of(incident)
    for owed in _held_gradings(told.seen):
        meet_held(owed, by=by, now=now)
    with acting(SERVICE):
        for owed in _held_gradings(told.unseen):
            meet_held(owed, by=None, now=now)


def _held_gradings(reports: Collection[int]) -> list[Deadline]:
    """Return what is owed of the grading of these reports, held."""
    owed = open_ones().filter(kind=Kind.TRIAGE, report__in=reports).order_by("report_id")
    return list(owed.select_for_update(of=("self",)))


def _expect_response(triage: Triage, since: Since, *, by: User, now: datetime) -> None:
    """Keep the clock of a grade that stays; end that of one that does not, and start the one of the grade chosen."""
    incident, before = triage.incident, since.triage
    stays = before and (before.handling, before.grade) == (triage.handling, triage.grade)
    if stays:
        return
    for response in open_on(incident, Kind.RESPONSE).select_for_update(of=("self",)):
        cancel_held(response, reason="The incident was triaged again", by=by, now=now)
    if triage.handling != Handling.ATTEND:
        return
    because = f"the incident was triaged as {Grade(triage.grade).label.lower()}"
    _expect(Kind.RESPONSE, incident, Rule("response.attend", triage.grade), triage, because, by=by, now=now)
    # An officer who came upon it was there before it was graded.
    arrived_at = first_arrival(incident, since) if before is None else None
    if arrived_at:
        responded(incident, arrived_at=arrived_at, by=by, now=now)


def _expect_again(triage: Triage, since: Since, *, by: User, now: datetime) -> None:
    """Have it triaged again while nobody is sent, or a partner has it."""
    incident = triage.incident
    if triage.handling == Handling.PARTNER:
        because = "the incident was held for a partner"
        _again(incident, PARTNER, PARTNER, triage, because, by=by, now=now)
    elif triage.handling == Handling.ATTEND and not is_resourced(incident, since):
        because = f"the incident was triaged as {Grade(triage.grade).label.lower()} and nobody was sent"
        _again(incident, UNRESOURCED, f"{UNRESOURCED}.{triage.grade}", triage, because, by=by, now=now)


def expect_anew(incident: Incident, opened: AuditEvent, *, by: User, now: datetime) -> Deadline | None:
    """Have an incident that was opened again triaged anew: what it was graded as no longer holds."""
    return _again(incident, REOPENED, REOPENED, opened, "the incident was opened again", by=by, now=now)


def link_incident(incident: Incident, *, now: datetime) -> list[Deadline]:
    """Have open graded incidents of the same place or caller triaged again, now that another one was recorded.

    By a service: whoever records one incident may not see the other, and is not told of it.
    """
    with acting(SERVICE):
        return [
            again
            for other in linked_to(incident, now)
            if (again := _again_for(other, incident, now=now)) is not None
        ]


def _again_for(other: Incident, incident: Incident, *, now: datetime) -> Deadline | None:
    alone_with_links_of(other)
    author = other.triages.select_related("recorded_by__team").order_by("-number")[0].recorded_by
    because = "another incident was recorded at the same place or of the same caller"
    return _again(other, LINKED, LINKED, incident, because, by=None, now=now, author=author)


def _again(
    incident: Incident,
    subject: str,
    qualifier: str,
    ground: Triage | Incident | AuditEvent,
    because: str,
    *,
    by: User | None,
    now: datetime,
    author: User | None = None,
) -> Deadline | None:
    rule = Rule("triage.again", qualifier)
    if find_limit(*rule, london_day(now)) is None:
        return None
    return _expect(
        Kind.RE_TRIAGE, incident, rule, ground, because, subject=subject, by=by, now=now, author=author
    )


def _expect(
    kind: Kind,
    incident: Incident,
    rule: Rule,
    ground: Triage | Classification | Incident | AuditEvent,
    because: str,
    *,
    subject: str = "",
    by: User | None,
    now: datetime,
    author: User | None = None,
) -> Deadline | None:
    """Set something owed on an incident unless it is owed already, and return it."""
    if open_on(incident, kind, subject).exists():
        return None
    return set_deadline(
        kind,
        incident=incident,
        origin=f"{ground._meta.model_name}:{ground.pk}",
        because=because,
        rule=rule.name,
        qualifier=rule.qualifier,
        subject=subject,
        owner=owner_for(kind, author=by or author, lead=None, district=incident.district, now=now),
        district=incident.district,
        anchored_at=ground.recorded_at,
        by=by,
        now=now,
    )


@transaction.atomic
def end_clocks(
    incident: Incident, *, reason: str = "The incident was closed", by: User, now: datetime
) -> None:
    """Cancel what is still owed of an incident that closes, and the grading of its reports."""
    owed = open_ones().filter(incident=incident).exclude(kind__in=OUTLIVES_CLOSING).order_by("pk")
    for deadline in owed.select_for_update(of=("self",)):
        cancel_held(deadline, reason=reason, by=by, now=now)
    told = reports_telling_of(incident)
    for deadline in _held_gradings(told.seen):
        cancel_held(deadline, reason=reason, by=by, now=now)
    with acting(SERVICE):
        for deadline in _held_gradings(told.unseen):
            cancel_held(deadline, reason=reason, by=None, now=now)
