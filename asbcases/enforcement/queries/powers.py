"""What the file knows that decides whether a power may be used: read in a few statements, whatever hangs on the case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole, Stage
from asbcases.cases.models import Case, CaseIncident, CaseParty, CasePremises, Person, Premises
from asbcases.cases.queries import foremost
from asbcases.enforcement.choices import EARLY, LimbKind, MeasureKind, MeasureState
from asbcases.enforcement.models import Informed, LimbEvidence, Measure, OrderRequest
from asbcases.enforcement.queries.measures import (
    STANDS,
    WARNED,
    authorities_of,
    born_on,
    is_body,
    of_person,
)
from asbcases.enforcement.queries.orders import conviction_facts
from asbcases.enforcement.rules.powers import OnFile, Power, Warned, powers_on
from asbcases.law.periods import london_day
from asbcases.policies.queries import limits_in_force

# Most parties and premises of a case that are offered, and most measures that are read of one subject.
MOST = 100


@dataclass(frozen=True)
class Asked:
    """About whom or what it is asked, and by whom."""

    case: Case
    subject: Person | None
    premises: Premises | None
    by: User
    now: datetime


@dataclass(frozen=True)
class Found:
    """The answer, with the measures of the subject to which its fields belong."""

    powers: Sequence[Power]
    measures: Sequence[Measure]

    def newest(self, *kinds: str, draft: bool = False) -> Measure | None:
        """Return the newest measure of these kinds, of those that are drafts or those that are not."""
        wanted = [one for one in self.measures if one.kind in kinds and (one.issued_at is None) == draft]
        return wanted[0] if wanted else None


def parties_to_ask(case: Case) -> list[CaseParty]:
    """Return who a power may be about: everybody on the case, respondents first."""
    rows = (
        CaseParty.objects.filter(STANDS, case=case)
        .select_related("person__same_as")
        .order_by("number")[:MOST]
    )
    return sorted(rows, key=lambda party: (party.role != PartyRole.RESPONDENT, party.number))


def premises_to_ask(case: Case) -> list[Premises]:
    """Return the premises of a case."""
    links = CasePremises.objects.filter(STANDS, case=case).select_related("premises").order_by("pk")[:MOST]
    return [link.premises for link in links]


def may_i(asked: Asked, *, against_mediation: Sequence[str] = ()) -> Found:
    """Return each power with its answer; who may look has been asked before."""
    measures = _measures(asked)
    file = _on_file(asked, measures, against_mediation)
    return Found(powers_on(file), measures)


def _measures(asked: Asked) -> list[Measure]:
    if asked.subject is None:
        return []
    rows = Measure.objects.filter(STANDS, of_person(asked.subject), case=asked.case)
    return list(rows.exclude(state=MeasureState.DROPPED).select_related("subject").order_by("-pk")[:MOST])


def _on_file(asked: Asked, measures: Sequence[Measure], against: Sequence[str]) -> OnFile:
    case, subject, by = asked.case, asked.subject, asked.by
    body = subject is not None and is_body(subject)
    held = [{"from": one.starts_on, "to": one.ends_on} for one in authorities_of(by, case)]
    keys = [measure.pk for measure in measures]
    orders = [measure.pk for measure in measures if measure.kind == MeasureKind.CBO]
    request = OrderRequest.objects.filter(measure__in=orders).order_by("-pk").first() if orders else None
    return OnFile(
        now=asked.now,
        limits=limits_in_force(asked.now),
        subject=foremost(subject).reference if subject else "",
        body=body,
        born=None if body or subject is None else born_on(subject),
        age_basis=next((one.age_basis for one in measures if one.age_basis), ""),
        premises=asked.premises.reference if asked.premises else "",
        closed=case.stage == Stage.CLOSED,
        rank=by.rank,
        applicant="local_authority" if by.agency.kind == AgencyKind.COUNCIL else "chief_officer",
        authorities=held,
        warning=_warning(asked, measures),
        yot_on=_yot(keys),
        conviction=conviction_facts(request) if request else None,
        yot_views_on=request.yot_views_on if request and request.yot_views.strip() else None,
        earlier=[one.reference for one in reversed(measures) if one.kind in EARLY and one.issued_at],
        against_mediation=against,
    )


def _warning(asked: Asked, measures: Sequence[Measure]) -> Warned | None:
    """Return the newest warning that was given to the subject and stands."""
    given = [one for one in measures if one.kind == MeasureKind.CPW and one.state in WARNED and one.issued_on]
    if not given:
        return None
    warning = max(given, key=lambda one: (one.issued_on or date.min, one.pk))
    assert warning.issued_at  # noqa: S101 - kept by a constraint
    assert warning.issued_on  # noqa: S101 - chosen above
    notice = [
        one.reference
        for one in measures
        if one.warning_id == warning.pk and one.state == MeasureState.ISSUED and one.ours
    ]
    return Warned(
        warning.reference,
        foremost(warning.subject).reference,
        warning.issued_on,
        warning.issued_at,
        warning.comply_by,
        warning.says_notice_follows,
        _evidence_after(asked.case, warning.issued_at),
        notice[0] if notice else "",
    )


def _evidence_after(case: Case, warned_at: datetime) -> int:
    """Return how much on file shows the effect after the warning: incidents of the case, and evidence that was linked."""
    incidents = CaseIncident.objects.filter(
        STANDS, case=case, incident__recorded_in_error_at__isnull=True, incident__happened_from__gt=warned_at
    )
    linked = LimbEvidence.objects.filter(
        STANDS, case=case, limb__limb=LimbKind.STILL, happened_at__gt=warned_at
    )
    return incidents.values("pk").union(linked.values("pk"), all=True).count()


def _yot(measures: Collection[int]) -> date | None:
    """Return the London day on which the youth offending team was last told of a measure about the subject."""
    told = Informed.objects.filter(measure__in=measures, youth_offending_team=True).order_by("-told_at")
    row = told.first() if measures else None
    return london_day(row.told_at) if row else None
