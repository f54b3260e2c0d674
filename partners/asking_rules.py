"""What a partner may ask to be given, and which answer of the police needs a reason."""

from collections.abc import Collection, Sequence
from datetime import date

from partners.choices import Item, ShareAnswer


def objection_to_request(
    *,
    items: Sequence[str],
    purpose: str,
    gateway: str,
    why: str,
    urgent: bool,
    needed_on: date | None,
    until_on: date | None,
    today: date,
) -> str:
    """Return why this cannot be asked for, or nothing; what is in no tier, as sources and intelligence, is no part at all."""
    if not items or not set(items) <= set(Item):
        return "Choose what you ask for: nothing is chosen for you."
    if not (purpose and gateway):
        return "Say for what you need it, and by which gateway of the law."
    if not why.strip():
        return "Say why you need it: the police decide by it."
    if needed_on is not None and needed_on < today:
        return "The day by which you need it has passed: choose today or a later day."
    if until_on is not None and until_on < (needed_on or today):
        return "The day until which you need it is over before you would have it: choose a later day."
    return ""


def answer_by(*, asked: Collection[str], given: Collection[str]) -> ShareAnswer:
    """Return which answer it is to share these parts, given what was asked for."""
    return ShareAnswer.SHARED if set(asked) <= set(given) else ShareAnswer.PART


def objection_to_answer(
    answer: ShareAnswer, words: str, *, asked: Collection[str], given: Collection[str]
) -> str:
    """Return why a request cannot be answered like this, or nothing: nobody is given what they did not ask for."""
    if more := [item.label for item in Item if item in given and item not in asked]:
        return f"They did not ask for “{more[0]}”: leave it out."
    if answer == ShareAnswer.PART and not words.strip():
        return "Say why they get less than they asked for, in words that they may read."
    return ""
