"""Respect orders: Crime and Policing Act 2026 s.1, enacted and not commenced."""

from asbcases.law.answers import Answer, block
from asbcases.law.facts import Facts
from asbcases.law.limits import Limits
from asbcases.law.registry import decides


def not_in_force(facts: Facts, limits: Limits) -> Answer:
    """Block whatever rests on a power that Parliament passed and nobody commenced."""
    return block("Respect orders are not in force: no day of commencement is confirmed.")


for number in range(1, 8):
    decides(f"RSP-{number}")(not_in_force)
