"""What an early measure needs before it is made, and which answer may follow another: practice, and no law."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What somebody has to agree to, and what only a person can agree to.
AGREED = ("abc", "mediation", "diversion")
# What is reviewed by policy, under this rule of it.
REVIEWED, REVIEW_RULE = ("abc", "mediation"), "early.review"
ENDS = ("declined", "kept", "broken")
AFTER: Mapping[str, tuple[str, ...]] = {"": ("accepted", "declined"), "accepted": ("kept", "broken")}


@dataclass(frozen=True)
class Step:
    """An early measure as it is to be made."""

    kind: str
    conduct: str
    terms: int
    has_last_day: bool
    body: bool
    grown: bool
    against_mediation: Sequence[str] = ()
    despite: str = ""


def objection(step: Step) -> str:
    """Return why this step cannot be made so, and what mends it; nothing where it can."""
    if not step.conduct:
        return "Say what behaviour it is about, or what was said."
    if step.body and step.kind in AGREED:
        return "A body agrees to nothing of this kind: choose advice or a letter."
    if step.kind == "diversion" and step.grown:
        return "Youth diversion is for people under 18: choose another step."
    if step.kind == "abc" and not step.terms:
        return "Say what they agree to: at least one term."
    if step.kind == "abc" and not step.has_last_day:
        return "Say until when the contract runs."
    if step.kind == "mediation" and step.against_mediation and not step.despite:
        return f"Mediation is not suggested, because {'; '.join(step.against_mediation)}: say why it is right all the same."
    return ""


def may_follow(before: str, answer: str) -> bool:
    """Return whether an answer may follow the one before: an offer is accepted or declined, what was accepted kept or not."""
    return answer in AFTER.get(before, ())
