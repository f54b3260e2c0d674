"""Who may issue what: entering an authority, a whole team's by office, and ending one; nothing is issued without one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from asbcases.accounts.choices import POLICE_WORK, AgencyKind, Rank, Role
from asbcases.accounts.models import Agency, District, Team, User
from asbcases.accounts.queries import district_of, districts_of, works_for_county
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.queries import locked
from asbcases.enforcement.choices import AuthorityBasis, Power
from asbcases.enforcement.models import Authority
from asbcases.errors import Refused
from asbcases.law.words import day_words

BY_OFFICE = "By office: a constable (2014 Act s.53(1)(a))"


@transaction.atomic
def give_authority(
    holder: User,
    *,
    power: Power,
    basis: AuthorityBasis,
    designated_by: str,
    starts_on: date,
    ends_on: date | None = None,
    agency: Agency | None = None,
    district: District | None = None,
    paper: str = "",
    by: User,
    now: datetime,
) -> Authority:
    """Enter that somebody may use a power between two days, and return the row; for its holder somebody else acts."""
    holder = locked(holder)
    _refuse_unless_keeper(holder, by)
    authority = Authority(
        holder=holder,
        power=power,
        basis=basis,
        agency=agency or holder.agency,
        district=district,
        designated_by=designated_by.strip(),
        paper=paper.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=now,
        recorded_by=by,
    )
    _refuse_unsound(authority)
    _refuse_second(authority)
    authority.save()
    _record(Verb.AUTHORITY_GIVEN, authority, by=by, now=now)
    return authority


@transaction.atomic
def give_by_office(team: Team, *, power: Power, starts_on: date, by: User, now: datetime) -> list[Authority]:
    """Enter the power that every constable of a team has by office, where it is not on record; return the new rows."""
    found: list[Authority] = []
    for holder in _constables(team):
        if may_keep_authority_of(by, holder) and not _held_from(holder, power, starts_on).exists():
            found.append(
                give_authority(
                    holder,
                    power=power,
                    basis=AuthorityBasis.CONSTABLE,
                    designated_by=BY_OFFICE,
                    starts_on=starts_on,
                    by=by,
                    now=now,
                )
            )
    if not found:
        raise Refused("Nobody of this team lacks it: its constables hold the power on that day or later.")
    return found


def _constables(team: Team) -> list[User]:
    """Return the active officers of a team who are constables or above, in a steady order."""
    people = User.objects.filter(team=team, is_active=True, role__in=POLICE_WORK).select_related(
        "agency", "team"
    )
    return [one for one in people.order_by("pk") if is_constable(one)]


@transaction.atomic
def end_authority(authority: Authority, *, ends_on: date, why: str, by: User, now: datetime) -> Authority:
    """Say on which day an authority ends and why, and return it; what was issued under it stands."""
    authority = locked(authority)
    _refuse_unless_keeper(authority.holder, by)
    if not why.strip():
        raise Refused("Say why it ends: the reason is kept.")
    if ends_on < authority.starts_on:
        raise Refused(f"It began on {day_words(authority.starts_on)}: choose that day or a later one.")
    if authority.ends_on and ends_on >= authority.ends_on:
        raise Refused(
            f"It ends on {day_words(authority.ends_on)} already: enter a new one instead of a longer."
        )
    authority.ends_on, authority.ended_why = ends_on, why.strip()
    authority.version += 1
    authority.save(update_fields=["ends_on", "ended_why", "version"])
    _record(Verb.AUTHORITY_ENDED, authority, by=by, now=now, reason=authority.ended_why)
    return authority


def may_keep_authority_of(by: User, holder: User) -> bool:
    """Return whether somebody enters what another may issue: an administrator, or a supervisor where they work."""
    if not by.is_active or by.pk == holder.pk:
        return False
    if by.role == Role.ADMINISTRATOR:
        return True
    if by.role != Role.SUPERVISOR:
        return False
    return works_for_county(by) or district_of(holder) in districts_of(by)


def is_constable(user: User) -> bool:
    """Return whether somebody is a constable, which every higher rank is too."""
    return Rank(user.rank).order >= Rank.CONSTABLE.order


def _refuse_unless_keeper(holder: User, by: User) -> None:
    if holder.pk == by.pk:
        raise Refused("Nobody enters or ends what they may issue themselves: ask somebody else.")
    if not may_keep_authority_of(by, holder):
        raise Refused(f"{holder.name} does not work in your district: ask an administrator.")


def _refuse_unsound(authority: Authority) -> None:
    holder = authority.holder
    if not holder.is_active or holder.role not in POLICE_WORK:
        raise Refused(f"{holder.name} issues nothing here: choose an active officer.")
    if not authority.designated_by:
        raise Refused("Say who designated them and in what paper, or that they hold it by office.")
    if authority.ends_on and authority.ends_on < authority.starts_on:
        raise Refused("The last day lies before the first: correct the days.")
    _refuse_wrong_basis(authority)


def _refuse_wrong_basis(authority: Authority) -> None:
    """Refuse a basis that the holder does not have: only constables hold by office, only PCSOs by that designation."""
    holder, basis = authority.holder, authority.basis
    if basis == AuthorityBasis.CONSTABLE and not is_constable(holder):
        raise Refused(f"{holder.name} is no constable: choose another basis.")
    if basis == AuthorityBasis.PCSO and holder.rank != Rank.PCSO:
        raise Refused(f"{holder.name} is no PCSO: choose another basis.")
    if basis == AuthorityBasis.COUNCIL and authority.agency.kind != AgencyKind.COUNCIL:
        raise Refused("An officer of a council issues for that council: choose it as the agency.")


def _refuse_second(authority: Authority) -> None:
    """Refuse a second authority for one power on one day in one place: it would be unclear which one holds."""
    found = _held_from(authority.holder, Power(authority.power), authority.starts_on)
    if authority.ends_on:
        found = found.filter(starts_on__lte=authority.ends_on)
    if authority.district_id:
        found = found.filter(Q(district__isnull=True) | Q(district=authority.district_id))
    if other := found.order_by("starts_on", "pk").first():
        until = f" to {day_words(other.ends_on)}" if other.ends_on else " on"
        raise Refused(
            f"{authority.holder.name} holds this power from {day_words(other.starts_on)}{until}: end that first."
        )


def _held_from(holder: User, power: Power, day: date) -> QuerySet[Authority]:
    """Return what somebody holds of a power on a day or later."""
    rows = Authority.objects.filter(holder=holder, power=power)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _record(verb: Verb, authority: Authority, *, by: User, now: datetime, reason: str = "") -> None:
    data: dict[str, object] = {
        "holder": authority.holder.name,
        "power": authority.get_power_display(),
        "authority": authority.pk,
        "from": authority.starts_on.isoformat(),
        "to": authority.ends_on.isoformat() if authority.ends_on else "",
    }
    record(verb, by=by, now=now, reason=reason, data=data)
