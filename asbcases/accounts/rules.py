"""Who has to show more than a password."""

from asbcases.accounts.choices import Role

# They sign in from networks and machines that are not the force's.
WORKS_ELSEWHERE = (Role.PARTNER, Role.COORDINATOR)


def needs_second_factor(role: str) -> bool:
    """Return whether whoever has this role signs in with a code too: those who work for other agencies."""
    return role in WORKS_ELSEWHERE
