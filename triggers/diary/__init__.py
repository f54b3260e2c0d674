"""What must stand in the diary of a case review, told from its rows, and after the threshold from the record too."""

from collections.abc import Iterator, Sequence

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected, Source
from triggers.diary.explaining import explanations
from triggers.diary.later import later_lives
from triggers.diary.settled import lives


def _of(kind: Kind) -> Source:
    """Return the source of one kind: what the lives of these reviews say of it."""

    def expected(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
        if root == "review":
            told = (*lives(ids, clockwork), *later_lives(ids, clockwork))
            yield from (one for one in told if one.kind is kind)

    return expected


acknowledgements = _of(Kind.ACR_ACKNOWLEDGE)
replies = _of(Kind.ACR_REPLY)
thresholds = _of(Kind.ACR_THRESHOLD)
dates_to_agree = _of(Kind.ACR_AGREE_DATE)
papers = _of(Kind.ACR_PAPERS)
panels = _of(Kind.ACR_PANEL)
outcomes = _of(Kind.ACR_OUTCOME)
recommendations = _of(Kind.ACR_RECOMMENDATION)
appeals = _of(Kind.ACR_APPEAL)
tellings = _of(Kind.ACR_TOLD)
actions = _of(Kind.ACR_ACTION)

__all__ = [
    "acknowledgements",
    "actions",
    "appeals",
    "dates_to_agree",
    "explanations",
    "outcomes",
    "panels",
    "papers",
    "recommendations",
    "replies",
    "tellings",
    "thresholds",
]
