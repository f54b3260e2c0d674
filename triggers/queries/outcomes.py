"""The outcome of a review in plain words, as it is put to whoever writes the letter."""

from asbcases.cases.models import CaseReview
from asbcases.law.words import day_words
from triggers.models import Panel, Recommendation
from triggers.queries.letters import own_words
from triggers.queries.standing import standing_of


def recommendations_to_tell(review: CaseReview) -> list[Recommendation]:
    """Return what the panel recommends that stands; the applicant is told of each (ACR-15)."""
    rows = Recommendation.objects.filter(review=review, recorded_in_error_at__isnull=True)
    return list(rows.order_by("number"))


def outcome_words(review: CaseReview) -> str:
    """Return a draft of the outcome letter: the area's own words, what was decided, why, and what was recommended.

    Empty before the panel decided.
    """
    decided = standing_of(review).decided
    if decided is None:
        return ""
    panel = Panel.objects.get(pk=decided.pk)
    words = [
        *filter(None, [own_words(review.application, "outcome")]),
        f"The panel that looked at your case met on {day_words(decided.held_at or panel.meets_at)}.",
        f"It decided: {panel.decision}",
        f"The reasons are: {panel.reasons}",
    ]
    return with_recommendations("\n\n".join(words), recommendations_to_tell(review))


def with_recommendations(words: str, recommended: list[Recommendation]) -> str:
    """Return the words of a letter with every recommendation that they leave out."""
    left_out = [
        f"The panel recommends to {one.body}: {one.words}" for one in recommended if one.words not in words
    ]
    return "\n\n".join([words, *left_out])
