"""Who has to show more than a password, how long a sign-in lasts, and what a token opens."""

import re
from collections.abc import Collection
from datetime import datetime

from asbcases.accounts.choices import Role, Scope

# They sign in from networks and machines that are not the force's.
WORKS_ELSEWHERE = (Role.PARTNER, Role.COORDINATOR)
# A program takes in reports, or works for another agency; what takes a person's judgement it does not do.
OF_PROGRAMS = (Role.CONTACT_HANDLER, Role.PARTNER)
READING = ("GET", "HEAD", "OPTIONS")
# The first that a browser names itself by: Edge calls itself Chrome too, and Chrome Safari.
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def works_elsewhere(role: str) -> bool:
    """Return whether whoever has this role works for another agency."""
    return role in WORKS_ELSEWHERE


def needs_second_factor(role: str, *, everybody: bool = False) -> bool:
    """Return whether whoever has this role signs in with a code too: those who work elsewhere, or everybody."""
    return everybody or works_elsewhere(role)


def scope_needed(method: str, path: str) -> str:
    """Return which scope a request to the API asks for: the part of the API is the third step of its address."""
    part = [*path.split("/"), "", "", "", ""][3]
    return Scope.READ.value if method in READING else f"write:{part}"


def scopes_for(role: str) -> tuple[Scope, ...]:
    """Return the scopes that whoever has this role can use."""
    theirs = (Scope.OWN_REPORTS, Scope.SHARED_CASES, Scope.SHARED_PLANS, Scope.ASKED, Scope.REQUESTS)
    if works_elsewhere(role):
        return (Scope.READ, *theirs, Scope.INBOX)
    return tuple(scope for scope in Scope if scope not in theirs)


def objection_to_program(role: str) -> str:
    """Return why a program cannot have this role, or nothing."""
    if role in OF_PROGRAMS:
        return ""
    return "A program is a contact handler or a partner officer: anything else takes a person's judgement."


def objection_to_token(name: str, scopes: Collection[str], days: int, longest: int) -> str:
    """Return why a token cannot be made like this, or nothing; `longest` is the policy's number of days."""
    if not name.strip():
        return "Give the token a name by which it is known again."
    if not scopes or not set(scopes) <= set(Scope.values):
        return "Choose what the token is for."
    if not 1 <= days <= longest:
        return f"A token lasts from 1 to {longest} days: say how many."
    return ""


def why_ended(began: datetime, used: datetime, now: datetime, *, idle: int, longest: int) -> str:
    """Return why a session ends now, or nothing while it lasts; `idle` and `longest` are seconds."""
    if (now - began).total_seconds() > longest:
        return "You were signed out because you signed in long ago. Sign in again."
    if (now - used).total_seconds() > idle:
        return "You were signed out because nothing was done for a while. Sign in again."
    return ""


def browser_of(agent: str) -> str:
    """Return the kind of browser and of machine that a browser says it is, as "Firefox on Windows"."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    return " on ".join(word for word in (browser or "A browser", system) if word)


def _first(kinds: dict[str, str], agent: str) -> str:
    return next((words for sign, words in kinds.items() if re.search(rf"\b{sign}", agent)), "")
