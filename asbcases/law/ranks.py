"""The ranks of the police by their place in the line of command, because the law asks for one or above."""

from asbcases.law.facts import FactError, Facts

LOWEST_FIRST = (
    *("pcso", "constable", "sergeant", "inspector", "chief_inspector", "superintendent"),
    *("chief_superintendent", "commander", "assistant_chief_constable", "deputy_chief_constable"),
    "chief_constable",
)


def at_least(rank: str, least: str) -> bool:
    """Return whether a rank is the least one that the law names or above; who has no rank is below all."""
    return rank in LOWEST_FIRST and LOWEST_FIRST.index(rank) >= LOWEST_FIRST.index(least)


def rank_in(facts: Facts, name: str) -> str:
    """Return the rank among the facts, or nothing where none was given."""
    rank = facts.text(name).strip().lower().replace(" ", "_").replace("-", "_")
    if rank and rank not in LOWEST_FIRST:
        raise FactError(f"Give {name} as one of: {', '.join(LOWEST_FIRST)}.")
    return rank


def rank_words(rank: str) -> str:
    """Return a rank as a sentence names it."""
    return rank.replace("_", " ") if rank else "person without a rank"
