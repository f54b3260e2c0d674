"""How far a case review has come, in words for whoever applied: the stage and the next date, and nothing else."""

from datetime import datetime
from typing import NamedTuple

from asbcases.cases.choices import ReviewStage
from asbcases.deadlines.choices import Kind
from asbcases.web.templatetags.moments import due_words
from triggers.transitions.status_links import Status

STAGES = {
    ReviewStage.DRAFT: "We have it. What is missing is the agreement of the person for whom it was sent.",
    ReviewStage.RECEIVED: "We have it, and look at whether the threshold of the area is met.",
    ReviewStage.NOT_MET: "It was looked at whether the threshold of the area is met. You are told the answer in the way "
    "that you chose.",
    ReviewStage.REVIEW: "The bodies that could help look at what was done, together.",
    ReviewStage.CLOSED: "It is closed. You are told what came of it in the way that you chose.",
    ReviewStage.WITHDRAWN: "It has ended.",
}
STEPS: dict[str, str] = {
    Kind.ACR_ACKNOWLEDGE: "We say that we have it",
    Kind.ACR_THRESHOLD: "You are told whether the threshold is met",
    Kind.ACR_TOLD: "You are told whether the threshold is met",
    Kind.ACR_AGREE_DATE: "We agree a date with you",
    Kind.ACR_PANEL: "The bodies meet",
    Kind.ACR_OUTCOME: "You are told what comes of it",
    Kind.ACR_APPEAL: "Your appeal is heard",
}


class Told(NamedTuple):
    """What is shown of a review."""

    stage: str
    step: str
    by: str
    late: bool


def told_of(found: Status, now: datetime) -> Told:
    """Return stage and next date in words."""
    stage = STAGES[ReviewStage(found.stage)]
    if found.step is None or found.due_at is None:
        return Told(stage, "", "", late=False)
    return Told(stage, STEPS[found.step], due_words(found.due_at), late=found.due_at <= now)
