"""Triage of an incident by THRIVE: the rule proposes a grade from the answers and the history, a person decides."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, User
from asbcases.accounts.queries import is_supervisor
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.choices import Channel, Grade, Handling, RiskLevel, Told, Trigger
from asbcases.cases.loading import template_on
from asbcases.cases.models import Incident, Triage
from asbcases.cases.queries import locked
from asbcases.cases.rules.grading import Proposal, objections, propose, suggest_category
from asbcases.casework.queries.clocks import Since, is_resourced, since_opened
from asbcases.casework.queries.history import repeats_of
from asbcases.casework.transitions.clocks import run_clocks
from asbcases.casework.transitions.codes import channel_of, hands_of, refuse_unless_open
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.policies.queries import PolicyBook

GRADE, ALWAYS_ATTEND = "triage.grade", "triage.always_attend"
SHORTEST_REASON = 20


class Limits(NamedTuple):
    """What policy says of grades on a day: which fact asks for which, and which facts always ask for attendance."""

    grades: Mapping[str, str]
    always_attend: Collection[str]


@transaction.atomic
def triage_incident(
    incident: Incident,
    *,
    trigger: Trigger,
    answers: Mapping[str, Any],
    reported_facts: str,
    view: str = "",
    interim_level: RiskLevel,
    interim_risk: str = "",
    interim_measures: Sequence[str] = (),
    grade: Grade,
    grade_reason: str = "",
    handling: Handling,
    partner: Agency | None = None,
    supervisor_reason: str = "",
    review_told: Told,
    review_told_how: str = "",
    expectations: str = "",
    history_hits: Sequence[str] = (),
    history_checked: bool = True,
    channel: str = "",
    by: User,
    now: datetime,
) -> Triage:
    """Keep one triage of an open incident, which starts and ends its clocks, and return it.

    Nobody attends where something always asks for attendance only by a supervisor, with a reason.
    """
    incident = locked(incident)
    refuse_unless_open(incident)
    template = template_on(london_day(now))
    _refuse_unless_whole(answers, template.content, reported_facts)
    hits = repeats_of(incident, hate=_says_hate(answers), now=now)
    proposal = propose(answers, hits.history, **limits_on(london_day(now))._asdict())
    grade, handling = Grade(grade), Handling(handling)
    _refuse_unless_reasoned(proposal, grade, grade_reason, interim_risk)
    _refuse_unless_fitting(grade, handling, partner)
    overruled = _overruled(proposal, grade, handling, supervisor_reason, by)
    since = since_opened(incident)
    triage = Triage.objects.create(
        incident=incident,
        number=incident.triages.count() + 1,
        template=template,
        trigger=trigger,
        answers=answers,
        reported_facts=reported_facts,
        view=view,
        history_checked_at=now if history_checked else None,
        history_hits=list(history_hits) or [hit.why for hit in hits.found],
        repeat_rule=hits.found[0].rule if hits.found else "",
        interim_level=interim_level,
        interim_risk=interim_risk,
        interim_measures=list(interim_measures),
        proposed_grade=proposal.grade,
        proposed_facts=list(proposal.facts),
        proposed_why=proposal.why,
        grade=grade,
        grade_reason=grade_reason.strip() if grade != proposal.grade else "",
        bars=list(proposal.bars),
        supervisor_reason=overruled,
        handling=handling,
        partner=partner,
        suggested_category=suggest_category(answers).category,
        review_told=review_told,
        review_told_how=review_told_how,
        expectations=expectations,
        channel=channel or channel_of(incident),
        desk=hands_of(by).desk,
        recorded_at=now,
        recorded_by=by,
    )
    _carry(incident, triage, since)
    _record(triage, by=by, now=now)
    run_clocks(triage, since, by=by, now=now)
    return triage


def limits_on(day: date) -> Limits:
    """Return what policy says of grades on a day."""
    book = PolicyBook.of_rules(GRADE, ALWAYS_ATTEND)
    in_force = {(rule, fact): row.choice for rule, fact in book.rows if (row := book.find(rule, fact, day))}
    grades = {fact: choice for (rule, fact), choice in in_force.items() if rule == GRADE}
    return Limits(grades, {fact for rule, fact in in_force if rule == ALWAYS_ATTEND})


def _says_hate(answers: Mapping[str, Any]) -> bool:
    return "hate" in answers["vulnerability"].get("flags", ())


def _refuse_unless_whole(answers: Mapping[str, Any], content: Mapping[str, Any], reported_facts: str) -> None:
    if wrong := objections(answers, content):
        raise Refused(" ".join(wrong))
    if not reported_facts.strip():
        raise Refused("Write down what was said, apart from what you think of it.")


def _refuse_unless_reasoned(proposal: Proposal, grade: Grade, reason: str, interim_risk: str) -> None:
    if grade != proposal.grade and not reason.strip():
        proposed = Grade(proposal.grade).label
        raise Refused(f"Say why another grade than {proposed}, which was proposed: {proposal.why}")
    if grade is not Grade.EMERGENCY and not interim_risk.strip():
        raise Refused("Say what may happen before somebody comes, and what was advised until then.")


def _refuse_unless_fitting(grade: Grade, handling: Handling, partner: Agency | None) -> None:
    if handling is Handling.ATTEND and grade is Grade.RESOLVE:
        raise Refused(
            "Resolution without deployment means that nobody attends: choose another grade, or how it is resolved."
        )
    if handling is not Handling.PARTNER:
        if partner:
            raise Refused("A partner is named only where the incident is held for one: leave it empty.")
    elif partner is None or not partner.active or partner.kind == AgencyKind.POLICE:
        raise Refused("Say for which partner agency it is held.")


def _overruled(proposal: Proposal, grade: Grade, handling: Handling, reason: str, by: User) -> str:
    """Return the supervisor's reason where one is needed; refuse to send nobody without it."""
    nobody = handling is Handling.NO_ATTENDANCE or grade is Grade.RESOLVE
    if not nobody or not proposal.bars:
        return ""
    if not is_supervisor(by) or len(reason.strip()) < SHORTEST_REASON:
        facts = "; ".join(proposal.facts[code] for code in proposal.bars)
        raise Refused(
            f"Somebody has to attend, because {facts}. Only a supervisor may decide otherwise, "
            f"with a reason of at least {SHORTEST_REASON} characters."
        )
    return reason.strip()


def _carry(incident: Incident, triage: Triage, since: Since) -> None:
    """Have the incident carry what queues ask of its newest triage; who came before it was closed is not here again."""
    incident.grade, incident.handling = triage.grade, triage.handling
    incident.graded_at, incident.held_by = triage.recorded_at, triage.partner
    if since.closed_at and not is_resourced(incident, since):
        incident.resourced_at = None
    incident.version += 1
    incident.save(update_fields=["grade", "handling", "graded_at", "held_by", "resourced_at", "version"])


def _record(triage: Triage, *, by: User, now: datetime) -> None:
    told: dict[str, object] = {
        "grade": triage.get_grade_display(),
        "handling": triage.get_handling_display().lower(),
        "triage": triage.number,
        "proposed": Grade(triage.proposed_grade).label,
        "channel": Channel(triage.channel).label if triage.channel else "",
    }
    reason = triage.supervisor_reason or triage.grade_reason
    record(Verb.INCIDENT_TRIAGED, by=by, now=now, reason=reason, incident=triage.incident, data=told)
