"""Who has to show more than a password, and how long a sign-in lasts."""

import re
from datetime import datetime

from asbcases.accounts.choices import Role

# They sign in from networks and machines that are not the force's.
WORKS_ELSEWHERE = (Role.PARTNER, Role.COORDINATOR)
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
