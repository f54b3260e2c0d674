"""Which accounts fit together: a role opens records, so it must suit the agency and the place."""

from asbcases.accounts.choices import POLICE_WORK, AgencyKind, Rank, Role

# These roles see the records of a district: without a place they would see nothing.
NEEDS_A_PLACE = (Role.CPT_OFFICER, Role.SUPERVISOR)


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


def objection_to_team(*, force_wide: bool, has_district: bool, kind: AgencyKind) -> str:
    """Return why a team cannot work for the whole force, or nothing."""
    if force_wide and kind is not AgencyKind.POLICE:
        return "Only a police team works for the whole force: its people see every record of the county."
    if force_wide and has_district:
        return "A team works for the whole force or for one district: choose one of the two."
    return ""
