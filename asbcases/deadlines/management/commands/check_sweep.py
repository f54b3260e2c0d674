"""`check_sweep`: whether the sweep is alive, for whoever watches an installation."""

from typing import Any

from asbcases.commands import ProductCommand
from asbcases.deadlines.heartbeat import STALE_AFTER, pulse_of


class Command(ProductCommand):
    """Says when the sweep last ended its round; exit code 1 when that is too long ago, or never was."""

    help = "Say when the sweep last ended its round, and fail when that is more than five minutes ago."
    acts_as = "sweep"

    def run(self, **options: Any) -> dict[str, Any]:
        """Look at the heartbeat."""
        pulse = pulse_of("sweep")
        return {
            "at": pulse.at,
            "age_seconds": round(pulse.age.total_seconds(), 3) if pulse.age is not None else None,
            "failed": pulse.failed,
            "stale": pulse.is_stale,
            "stale_after_seconds": int(STALE_AFTER.total_seconds()),
            "seconds": self.seconds(),
        }

    def found(self, result: dict[str, Any]) -> bool:
        """Return whether the sweep does not run."""
        return bool(result["stale"])
