"""May a power be used here, now, on this person? Each power with what stands in its way and what it would start."""

from asbcases.enforcement.rules.powers.model import OnFile, Point, Power, Standing, Starts, Warned
from asbcases.enforcement.rules.powers.notices import early, notice, warning
from asbcases.enforcement.rules.powers.others import (
    behaviour_order,
    closure,
    dispersal,
    injunction,
    public_spaces,
)

POWERS = (
    early,
    warning,
    notice,
    behaviour_order,
    injunction,
    dispersal,
    closure,
    public_spaces,
)


def powers_on(file: OnFile) -> list[Power]:
    """Return every power with its answer, from the mildest step to what only a court or council does."""
    return [power(file) for power in POWERS]


__all__ = ["OnFile", "Point", "Power", "Standing", "Starts", "Warned", "powers_on"]
