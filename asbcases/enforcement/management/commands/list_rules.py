"""`list_rules`: every rule of law with its section, strength, facts and limits, and what is not in force."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from asbcases.commands import ProductCommand
from asbcases.law.evaluating import plain
from asbcases.law.limits import Limit, Limits, shipped_limits
from asbcases.law.pending import pending_changes
from asbcases.law.registry import Rule, all_rules
from asbcases.policies.queries import limits_in_force


class Command(ProductCommand):
    """Lists the register as it is evaluated."""

    help = "List every rule of law: its section, how strong it is, the facts it reads and its dated limits."
    acts_as = "rules"
    needs_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether the administrators' rows are listed too."""
        super().add_arguments(parser)
        parser.add_argument(
            "--database", action="store_true", help="also list the limits that administrators added"
        )

    def run(self, **options: Any) -> dict[str, Any]:
        """Return the register, and the changes of the law that are not in force."""
        limits = limits_in_force(timezone.now()) if options["database"] else shipped_limits()
        pending = pending_changes()
        return {
            "rules": [_rule(rule, limits) for rule in all_rules().values()],
            "not_commenced": [asdict(change) for change in pending.changes],
            "not_commenced_checked_on": pending.checked_on,
        }

    def words(self, result: dict[str, Any]) -> str:
        """Return a line for each rule, and one for each change that is not in force."""
        rules = [f"{rule['id']} ({rule['section']}): {rule['says']}" for rule in result["rules"]]
        changes = [f"{change['change']}: {change['status']}." for change in result["not_commenced"]]
        return "\n".join([*rules, "", "Not in force:", *changes])


def _rule(rule: Rule, limits: Limits) -> dict[str, Any]:
    return {
        "id": rule.id,
        "power": rule.power,
        "section": rule.section,
        "strength": list(rule.strength),
        "confidence": rule.confidence,
        "says": rule.says,
        "facts": list(rule.facts),
        "limits": [_limit(limit) for limit in limits.of(rule.id)],
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "name": limit.name or None,
        "value": plain(limit.value),
        "unit": limit.unit,
        "area": limit.area or None,
        "from": limit.in_force_from,
        "to": limit.in_force_to,
        "source": limit.source,
        "confidence": limit.confidence,
    }
