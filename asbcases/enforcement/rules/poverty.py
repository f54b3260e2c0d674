"""What part poverty or rough sleeping has in the behaviour, as the law is asked of it (FAIR-3)."""

ALONE, BEYOND = "alone", "beyond"


def poverty_facts(part: str) -> dict[str, dict[str, bool]]:
    """Return the facts of the rule, by its id; nothing where nobody has said what part it has."""
    if not part:
        return {}
    return {
        "FAIR-3": {
            "poverty_or_rough_sleeping": part in (ALONE, BEYOND),
            "unlawful_or_antisocial": part != ALONE,
        }
    }
