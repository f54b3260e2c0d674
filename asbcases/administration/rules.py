"""Which accounts and shifts fit together: a role opens records and a duty answers for them."""

from datetime import datetime, timedelta

from asbcases.accounts.choices import POLICE_WORK, AgencyKind, Desk, Duty, Rank, Role

# These roles see the records of a district: without a place they would see nothing.
NEEDS_A_PLACE = (Role.CPT_OFFICER, Role.SUPERVISOR)
# They work for other agencies, of which one person may keep the accounts.
KEEPERS = (Role.PARTNER, Role.COORDINATOR)
LONGEST_SHIFT = timedelta(hours=24)
FURTHEST_SHIFT = timedelta(days=366)
# Who answers for others has to be able to decide for them.
LEAST_RANK = {Duty.NONE: Rank.NONE, Duty.DISTRICT: Rank.SERGEANT, Duty.FORCE: Rank.INSPECTOR}


def objection_to_role(role: Role, kind: AgencyKind) -> str:
    """Return why a person of this kind of agency cannot have this role, or nothing.

    The roles of police work open the force's records, so only the force's own people have them; a partner
    officer sees what was shared with an agency, so the force has none (who may do what: docs/access.md).
    """
    if role in POLICE_WORK and kind is not AgencyKind.POLICE:
        return f"{role.label} is a role of the police: choose another role, or an agency that is police."
    if role is Role.PARTNER and kind is AgencyKind.POLICE:
        return "A partner officer works for another agency: choose another role, or another agency."
    return ""


def objection_to_rank(rank: Rank, kind: AgencyKind) -> str:
    """Return why a person of this kind of agency cannot have this rank, or nothing."""
    if rank is not Rank.NONE and kind is not AgencyKind.POLICE:
        return "Only the police have ranks: choose no rank."
    return ""


def objection_to_place(role: Role, *, has_place: bool) -> str:
    """Return why this role cannot do without a district or a team, or nothing."""
    if role in NEEDS_A_PLACE and not has_place:
        return f"A {role.label} works in a district or a team: choose one, else no records would be seen."
    return ""


def objection_to_keeper(role: Role, kind: AgencyKind, *, keeps: bool) -> str:
    """Return why a person cannot keep the accounts of their agency, or nothing."""
    if keeps and (role not in KEEPERS or kind is AgencyKind.POLICE):
        return "Only a partner officer or a co-ordinator of another agency keeps its accounts."
    return ""


def objection_to_keeping(*, ours: bool, role: Role, flag_stays: bool) -> str:
    """Return why whoever keeps the accounts of an agency has no say over this one, or nothing."""
    if not ours or role is not Role.PARTNER:
        return "You keep the accounts of partner officers of your own agency: ask the police about others."
    if not flag_stays:
        return "Who keeps the accounts of an agency is for the police to say."
    return ""


def objection_to_team(*, force_wide: bool, has_district: bool, kind: AgencyKind) -> str:
    """Return why a team cannot work for the whole force, or nothing."""
    if force_wide and kind is not AgencyKind.POLICE:
        return "Only a police team works for the whole force: its people see every record of the county."
    if force_wide and has_district:
        return "A team works for the whole force or for one district: choose one of the two."
    return ""


def objection_to_desk(desk: Desk, kind: AgencyKind) -> str:
    """Return why a team cannot be this desk, or nothing."""
    if desk is not Desk.NONE and kind is not AgencyKind.POLICE:
        return "Only a police team is a desk of the force: choose no desk."
    return ""


def objection_to_hours(starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    """Return why nobody can work from one instant to another, or nothing."""
    if ends_at <= starts_at:
        return "The shift ends before it begins: look at days and times again."
    if ends_at - starts_at > LONGEST_SHIFT:
        return "The shift is longer than 24 hours: split it, or look at the days again."
    if ends_at <= now:
        return "The shift is over already: give one that is to come."
    if starts_at > now + FURTHEST_SHIFT:
        return "The shift is more than a year ahead: look at the year again."
    return ""


def objection_to_duty(duty: Duty, rank: Rank) -> str:
    """Return why somebody of a rank cannot have a duty, or nothing."""
    least = LEAST_RANK[duty]
    if rank.order < least.order:
        article = "an" if least is Rank.INSPECTOR else "a"
        return (
            f"The {duty.label.lower()} is {article} {least.label.lower()} or above: choose somebody who is."
        )
    return ""


def objection_to_place_of_duty(duty: Duty, *, has_district: bool) -> str:
    """Return why a duty and a district do not go together, or nothing."""
    if duty is Duty.DISTRICT and not has_district:
        return "A duty supervisor answers for one district: choose it."
    if duty is not Duty.DISTRICT and has_district:
        return "Only a duty supervisor of a district has one: choose that duty, or no district."
    return ""
