"""THE answer to who may see and do what: the first of the two locks, and the only one in Python."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from asbcases.accounts.choices import CASE_WORK, POLICE_WORK, Role
from asbcases.accounts.models import User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import (
    AccessGrant,
    Case,
    CaseParty,
    CaseReview,
    Incident,
    IncidentParty,
    Person,
    Premises,
    Report,
    Vehicle,
)
from asbcases.db.asked import among, among_these
from asbcases.law.periods import london_day
from partners.choices import Action, Item
from partners.models import Agreement, AgreementParty, Share, ShareRequest
from partners.rules import items_within, role_may

T = TypeVar("T", bound=Model)
# The ids of the roots of each kind that somebody was let into (`letting_in`); None has the statement itself ask.
LetIn = Mapping[str, Collection[int]] | None

COUNTY_REPORTS = (Role.CONTACT_HANDLER, Role.RESPONSE_OFFICER)
AGENCY = (Role.PARTNER, Role.COORDINATOR)


def cases_visible_to(user: User, *, now: datetime, let_in: LetIn = None) -> QuerySet[Case]:
    """Return the cases whose record is open to this person; to a partner none is, whatever is shared (`shares_open_to`)."""
    if not user.is_active or user.role in AGENCY:
        return Case.objects.none()
    cases = Case.objects.filter(not_hidden(user, "case"))
    if works_for_county(user):
        return cases
    return cases.filter(_own_district(user) | _let_in_to(user, "case", now, let_in))


def incidents_visible_to(user: User, *, now: datetime, let_in: LetIn = None) -> QuerySet[Incident]:
    """Return the incidents that this person may know of, a partner none; an analyst's pages show them without names."""
    if not user.is_active or user.role in AGENCY:
        return Incident.objects.none()
    incidents = Incident.objects.filter(not_hidden(user, "incident"))
    if sees_county_reports(user) or user.role == Role.ANALYST:
        return incidents
    return incidents.filter(_own_district(user) | _let_in_to(user, "incident", now, let_in))


def reports_visible_to(user: User, *, now: datetime, let_in: LetIn = None) -> QuerySet[Report]:
    """Return the reports that this person may read; a partner reads what their agency passed on."""
    if not user.is_active:
        return Report.objects.none()
    reports = Report.objects.filter(not_hidden(user, "report"))
    if sees_county_reports(user):
        return reports
    if user.role in AGENCY:
        return reports.filter(agency=user.agency_id)
    return reports.filter(_own_district(user) | _let_in_to(user, "report", now, let_in))


def reviews_visible_to(user: User, *, now: datetime, let_in: LetIn = None) -> QuerySet[CaseReview]:
    """Return the case reviews that this person may know of: a co-ordinator those of the area of their council."""
    if not user.is_active:
        return CaseReview.objects.none()
    reviews = CaseReview.objects.filter(not_hidden(user, "case", "case_id"))
    if works_for_county(user):
        return reviews
    own = _own_district(user) | _let_in_to(user, "review", now, let_in)
    if area := review_area_of(user):
        own |= Q(area=area)
    return reviews.filter(own)


def reviews_worked_by(user: User, *, now: datetime) -> QuerySet[CaseReview]:
    """Return the reviews on which this person works by their own place, and not because they were let in."""
    seen = reviews_visible_to(user, now=now)
    if not may(user, Action.WORK_REVIEW):
        return seen.none()
    if works_for_county(user):
        return seen
    area = review_area_of(user)
    return seen.filter(_own_district(user) | (Q(area=area) if area else Q(pk__in=[])))


def reads_packs_of(review: CaseReview, user: User, *, now: datetime) -> bool:
    """Return whether there may be packs of this review for the person: they work on reviews, or were let in to this one."""
    let_in = _grants_in_force(user, "review", now).filter(review=review)
    return may(user, Action.WORK_REVIEW) or (may(user, Action.READ_PACKS) and let_in.exists())


def let_in_at(user: User, root: str, tier: str, *, now: datetime) -> Exists:
    """Return the condition that a grant in force lets this person in to the root of a row at the tier that a column holds."""
    return Exists(_grants_in_force(user, root, now).filter(**{root: OuterRef(root), "tier": OuterRef(tier)}))


def agreements_visible_to(user: User, *, now: datetime) -> QuerySet[Agreement]:
    """Return the agreements on sharing that this person may read: a partner's those to which their agency is party."""
    if not may(user, Action.READ_AGREEMENTS):
        return Agreement.objects.none()
    if user.role not in AGENCY:
        return Agreement.objects.all()
    takes_part = Q(left_on__isnull=True) | Q(left_on__gte=london_day(now))
    return Agreement.objects.filter(
        Exists(AgreementParty.objects.filter(takes_part, agreement=OuterRef("pk"), agency=user.agency_id))
    )


def review_area_of(user: User) -> str:
    """Return the code of the local government area whose reviews the person co-ordinates; empty for others."""
    if not user.is_active or user.role != Role.COORDINATOR or not user.agency.active:
        return ""
    return user.agency.council.code if user.agency.council else ""


def works_on_reviews(user: User) -> bool:
    """Return whether the person works on the reviews that they see, and is not only let in to one."""
    return user.is_active and user.role in (*CASE_WORK, Role.COORDINATOR)


def sees_figures_of(user: User, area: str) -> bool:
    """Return whether the person sees the figures of an area: a co-ordinator those of their own, police those of all."""
    return works_on_reviews(user) and (user.role != Role.COORDINATOR or area == review_area_of(user))


def people_visible_to(user: User, *, now: datetime) -> QuerySet[Person]:
    """Return the people, businesses and groups whom this person may know of: police only."""
    if not _works_for_police(user):
        return Person.objects.none()
    people = Person.objects.filter(not_hidden(user, "person"))
    if sees_county_reports(user):
        return people
    here = {"person": OuterRef("pk")}
    in_case = CaseParty.objects.filter(case__in=cases_visible_to(user, now=now), **here)
    in_incident = IncidentParty.objects.filter(incident__in=incidents_visible_to(user, now=now), **here)
    return people.filter(Q(recorded_by=user) | Exists(in_case) | Exists(in_incident))


def premises_visible_to(user: User, *, now: datetime) -> QuerySet[Premises]:
    """Return the premises of which this person may know, with what happened there: police only."""
    if not _works_for_police(user):
        return Premises.objects.none()
    if sees_county_reports(user):
        return Premises.objects.all()
    happened = incidents_visible_to(user, now=now).filter(premises=OuterRef("pk"))
    return Premises.objects.filter(_own_district(user) | Q(recorded_by=user) | Exists(happened))


def vehicles_visible_to(user: User, *, now: datetime) -> QuerySet[Vehicle]:
    """Return the vehicles on file: all police read them, for a vehicle is met in every district."""
    return Vehicle.objects.all() if _works_for_police(user) else Vehicle.objects.none()


def _works_for_police(user: User) -> bool:
    return user.is_active and user.role in POLICE_WORK


def shares_open_to(user: User, *, now: datetime) -> QuerySet[Share]:
    """Return the shares in force that let a partner read something of a case; none for police, who read the record.

    The record of the case is closed to them: what they may know of it, its reference too, is asked of the database by name.
    """
    if not user.is_active or user.role not in AGENCY:
        return Share.objects.none()
    stands = Func(F("case_id"), function="asb_is_shared", output_field=BooleanField())
    shares = Share.objects.filter(stands, grant__in=_sharing(user, now), grant__case=F("case"))
    return shares.select_related("grant__agency", "grant__team", "agreement", "recorded_by__agency")


def sharing_grants(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the grants in force by which something of a case is shared with a partner: all of them in one look."""
    return _sharing(user, now).filter(among("case_id", "asb_shared_cases"))


def _sharing(user: User, now: datetime) -> QuerySet[AccessGrant]:
    if not user.is_active or user.role not in AGENCY:
        return AccessGrant.objects.none()
    grants = _grants_in_force(user, "case", now).filter(source=GrantSource.SHARE)
    return grants.filter(not_hidden(user, "case", "case_id"))


def shares_open_of(reference: str, user: User, *, now: datetime) -> QuerySet[Share]:
    """Return the shares in force that let a partner read something of the case of a reference."""
    key = Func(Value(reference), function="asb_shared_key", output_field=BigIntegerField())
    return shares_open_to(user, now=now).filter(case_id=key)


def items_shared(shares: Iterable[Share]) -> dict[Item, Share]:
    """Return each part of a case that some of these shares let their reader see, within its own tier, with the first."""
    shared: dict[Item, Share] = {}
    for share in shares:
        for item in items_within(Tier(share.grant.tier or Tier.SUMMARY), share.items):
            shared.setdefault(item, share)
    return shared


def addressed_to(asked: QuerySet[T], user: User) -> QuerySet[T]:
    """Return the referrals or questions sent to the agency of a partner's officer, or to them by name; no case by that."""
    if not user.is_active or user.role not in AGENCY:
        return asked.none()
    to_them = Q(named__isnull=True) | Q(named=user.pk)
    sent = asked.filter(to_them, agency=user.agency_id, sent_at__isnull=False)
    return sent.filter(not_hidden(user, "case", "case_id"))


def share_requests_visible_to(user: User, *, now: datetime) -> QuerySet[ShareRequest]:
    """Return the requests to share that this person may read: an agency its own, police those of what they see."""
    # What stands behind a report makes no difference to the agency that made it; a case is hidden from it as ever.
    if user.is_active and user.role in AGENCY:
        theirs = ShareRequest.objects.filter(Q(named__isnull=True) | Q(named=user.pk), agency=user.agency_id)
        return theirs.filter(not_hidden(user, "case", "case_id"))
    if not _works_for_police(user):
        return ShareRequest.objects.none()
    reports, cases = reports_visible_to(user, now=now), cases_visible_to(user, now=now)
    return ShareRequest.objects.filter(
        Exists(reports.filter(pk=OuterRef("report"))) | Exists(cases.filter(pk=OuterRef("case")))
    )


def scope(queryset: QuerySet[T], user: User, *, path: str, now: datetime, district: str = "") -> QuerySet[T]:
    """Return the rows whose case, reached by this path, the person may know of; `district`: where the row or case has it."""
    open_to = not_hidden(user, "case", f"{path}_id")
    if works_for_county(user):
        return queryset.filter(open_to)
    if not district or not user.is_active or user.role in AGENCY:
        return queryset.filter(Exists(cases_visible_to(user, now=now).filter(pk=OuterRef(f"{path}_id"))))
    granted = _granted(user, "case", now)
    # Where the row has an index of it, what they were let into is asked for first: mostly nothing, it leaves the index alone.
    let_in = Q(**{f"{path}__in": granted}) if "__" in district else among_these(f"{path}_id", list(granted))
    return queryset.filter(Q(**{f"{district}__in": districts_of(user)}) | let_in, open_to)


def may(user: User, action: Action) -> bool:
    """Return whether the person may do this to what they may see."""
    return user.is_active and role_may(user.role, user.rank, action)


def keeps_colleagues(user: User) -> bool:
    """Return whether the person keeps the accounts of the partner officers of their own agency."""
    return user.administers_agency and may(user, Action.KEEP_COLLEAGUES)


def sees_county_reports(user: User) -> bool:
    """Return whether the person sees the reports and incidents of the whole county."""
    return works_for_county(user) or (user.is_active and user.role in COUNTY_REPORTS)


def not_hidden(user: User, kind: str, column: str = "pk") -> Func:
    """Return the condition that a case, incident, report or person is not restricted to others (docs/restricted.md)."""
    hidden = among(column, "asb_hidden_from", kind, user.pk)
    # A row that hangs on no such record is hidden by none.
    return Func(hidden, template="%(expressions)s IS NOT TRUE", output_field=BooleanField())


def _own_district(user: User) -> Q:
    return Q(district__in=districts_of(user))


def _let_in_to(user: User, root: str, now: datetime, let_in: LetIn) -> Q:
    """Return the condition that a grant in force lets this person in to a root."""
    return Q(pk__in=_granted(user, root, now)) if let_in is None else among_these("pk", let_in[root])


def _granted(user: User, root: str, now: datetime) -> "QuerySet[AccessGrant, int]":
    """Return the ids of the roots to which a grant in force lets this person in; a share opens no record."""
    grants = _grants_in_force(user, root, now).exclude(source=GrantSource.SHARE)
    return grants.values_list(f"{root}_id", flat=True)


def _grants_in_force(user: User, root: str, now: datetime) -> QuerySet[AccessGrant]:
    return grants_to(user, now).filter(**{f"{root}__isnull": False})


def grants_to(user: User, now: datetime) -> QuerySet[AccessGrant]:
    """Return the grants in force to this person, to their team, or to their agency where they are of a partner."""
    receiver = Q(user=user.pk) | Q(team=user.team_id, team__isnull=False)
    if user.role in AGENCY:
        receiver |= Q(agency=user.agency_id)
    ends = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    return AccessGrant.objects.filter(receiver, ends, revoked_at__isnull=True, starts_at__lte=now)
