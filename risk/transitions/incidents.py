"""The risk to the victims of an incident: from the first contact on, whether there is a case or not."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from asbcases.accounts.choices import Rank
from asbcases.accounts.duty import supervisor_of
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.models import Attendance, Closing, Incident, IncidentParty
from asbcases.cases.queries import locked
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.planning import Almanac, plan
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import cancel, meet, set_deadline
from asbcases.deadlines.transitions.recording import record_on
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from risk.choices import Result, Unanswered
from risk.models import Assessment
from risk.queries import DONE, version_to_use, victims_at
from risk.terms import Terms, terms_at
from risk.transitions.assessing import Said, assessed, data_of, not_assessed
from risk.transitions.clocks import FIRST_RULE


@transaction.atomic
def expect_incident_assessment(
    incident: Incident, *, taken: Collection[int] = (), by: User, now: datetime
) -> list[Deadline]:
    """Set the first assessment of each victim of an incident of whom none was ever set; return what was set.

    What somebody waived, or a case took over, is not set again; `taken` are the people for whom its cases answer.
    The incident is held by the act that says so.
    """
    ever = set(_of_incident(incident).values_list("subject", flat=True))
    done = Assessment.objects.filter(DONE, incident_party=OuterRef("pk"))
    return [
        expect_of(party, origin=f"incident_party:{party.pk}", by=by, now=now)
        for party in victims_at(incident).filter(~Exists(done)).exclude(person__in=taken)
        if str(party.number) not in ever
    ]


@transaction.atomic
def set_incident_assessment_anew(
    incident: Incident, *, origin: Callable[[], str], by: User, now: datetime
) -> list[Deadline]:
    """Have open first assessments follow the newest triage and the earliest report; what is late stays so.

    The incident is held by the act that says so. What its origin is, is asked for only where one is set anew.
    """
    # What this very act has set may be late already, of an old letter for example: it is not settled yet.
    movable = Q(due_at__gt=now) | Q(set_at=now)
    found = list(_of_incident(incident).filter(OPEN, movable).order_by("pk"))
    if not found:
        return []
    terms = terms_at([incident], now)
    moved = [owed for owed in found if (owed.qualifier, owed.anchored_at) != (terms.level, terms.anchored_at)]
    if not moved:
        return []
    parties = {str(party.number): party for party in victims_at(incident)}
    return [_set_anew(owed, parties[owed.subject], terms, origin, by=by, now=now) for owed in moved]


def _set_anew(
    owed: Deadline, party: IncidentParty, terms: Terms, origin: Callable[[], str], *, by: User, now: datetime
) -> Deadline:
    if owed.set_at == now:
        return _corrected(owed, terms, by=by, now=now)
    cancel(owed, reason="The clock was set anew by what is known now", by=by, now=now)
    return expect_of(party, origin=origin(), by=by, now=now)


def _corrected(owed: Deadline, terms: Terms, *, by: User, now: datetime) -> Deadline:
    """Return what was set a moment ago, by the same act, with the date that follows from the whole of it."""
    owed.qualifier, owed.anchored_at, owed.because = terms.level, terms.anchored_at, terms.because
    plan(owed, Almanac.about(owed.kind, owed.rule, owed.qualifier))
    owed.version += 1
    owed.save()
    record_on(Verb.DEADLINE_SET, owed, by=by, now=now, basis=owed.basis, origin=owed.origin)
    return owed


@transaction.atomic
def expect_assessment_again(incident: Incident, *, by: User, now: datetime) -> list[Deadline]:
    """Set again, for an incident that was opened again, the first assessments that its closing ended."""
    closing = Closing.objects.filter(incident=incident).order_by("-pk").first()
    if closing is None:
        return []
    ended = _of_incident(incident).filter(cancelled_at=closing.recorded_at).values_list("subject", flat=True)
    parties = victims_at(incident).filter(number__in=[int(subject) for subject in ended])
    return [expect_of(party, origin=f"closing:{closing.pk}", by=by, now=now) for party in parties]


def _of_incident(incident: Incident) -> QuerySet[Deadline]:
    return Deadline.objects.filter(kind=Kind.FIRST_ASSESSMENT, incident=incident)


def expect_of(party: IncidentParty, *, origin: str, by: User, now: datetime) -> Deadline:
    """Set the first assessment of one victim of an incident, and return it."""
    incident, terms = party.incident, terms_at([party.incident], now)
    lead = _who_goes(incident, now)
    return set_deadline(
        Kind.FIRST_ASSESSMENT,
        incident=incident,
        origin=origin,
        because=terms.because,
        rule=FIRST_RULE,
        qualifier=terms.level,
        subject=str(party.number),
        owner=owner_for(Kind.FIRST_ASSESSMENT, author=by, lead=lead, district=incident.district, now=now),
        district=incident.district,
        anchored_at=terms.anchored_at,
        by=by,
        now=now,
    )


def _who_goes(incident: Incident, now: datetime) -> User | None:
    """Return the officer who was sent last; where nobody was, the sergeant who will send somebody."""
    sent = Attendance.objects.filter(
        incident=incident, officer__is_active=True, none_attended="", recorded_in_error_at__isnull=True
    )
    newest = sent.select_related("officer").order_by("-number").first()
    return newest.officer if newest else supervisor_of(incident.district, Rank.SERGEANT, now)


@transaction.atomic
def complete_incident_assessment(
    incident: Incident,
    *,
    party: IncidentParty,
    answers: Mapping[str, str],
    unanswered: Mapping[str, Unanswered] = {},
    notes: Mapping[str, str] = {},
    with_victim: bool,
    victim_view: str = "",
    raised_to: str = "",
    raise_reason: str = "",
    by: User,
    now: datetime,
) -> Assessment:
    """Assess the risk to one victim of an incident by the instrument in use, and return the assessment.

    One that is not complete is kept without a level, and stays owed.
    """
    said = Said(answers, unanswered, notes, victim_view, raised_to, raise_reason)
    about = {"incident": _locked_with_victim(incident, party), "incident_party": party}
    made = assessed(version_to_use(london_day(now)), said, with_victim=with_victim, by=by, now=now, **about)
    return _counted(made, party=party, by=by, now=now)


@transaction.atomic
def record_incident_not_assessed(
    incident: Incident, *, party: IncidentParty, result: Result, reason: str, by: User, now: datetime
) -> Assessment:
    """Say that a victim refused to be assessed or could not be reached, and return the assessment, without a level."""
    about = {"incident": _locked_with_victim(incident, party), "incident_party": party}
    version = version_to_use(london_day(now))
    made = not_assessed(version, result=result, reason=reason, by=by, now=now, **about)
    return _counted(made, party=party, by=by, now=now)


def _locked_with_victim(incident: Incident, party: IncidentParty) -> Incident:
    incident = locked(incident)
    if incident.closed_at:
        raise Refused(f"{incident.reference} is closed: open it again, then assess the risk.")
    if not victims_at(incident).filter(pk=party.pk).exists():
        raise Refused(f"This person is not a victim in {incident.reference}: risk is assessed for victims.")
    return incident


def _counted(assessment: Assessment, *, party: IncidentParty, by: User, now: datetime) -> Assessment:
    """Write what came of asking, and have it meet what was owed: a failed attempt does not."""
    incident, made = party.incident, assessment.result == Result.ASSESSED
    verb = Verb.ASSESSMENT_COMPLETED if made else Verb.ASSESSMENT_NOT_MADE
    record(verb, by=by, now=now, incident=incident, data=data_of(assessment, party))
    if made or assessment.result == Result.REFUSED:
        meet(Kind.FIRST_ASSESSMENT, incident=incident, subject=str(party.number), by=by, now=now)
    return assessment
