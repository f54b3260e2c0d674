"""Which words belong to which kind of paper, and which papers a measure can have."""

from collections.abc import Callable, Mapping
from typing import Any

from asbcases.enforcement.choices import ChangeKind, MeasureKind, MeasureState, PaperKind
from asbcases.enforcement.models import Measure
from asbcases.enforcement.papers import change, letter, notice, order_request, penalty, warning
from asbcases.enforcement.papers.common import Making

WORDS: Mapping[PaperKind, Callable[[Making], dict[str, Any]]] = {
    PaperKind.WARNING_LETTER: letter.letter,
    PaperKind.ABC: letter.contract,
    PaperKind.CPW: warning.words,
    PaperKind.CPN: notice.words,
    PaperKind.FPN: penalty.words,
    PaperKind.CBO_REQUEST: order_request.words,
    PaperKind.VARIATION: change.variation,
    PaperKind.DISCHARGE: change.discharge,
}
FIRST = {
    MeasureKind.WARNING_LETTER: PaperKind.WARNING_LETTER,
    MeasureKind.ABC: PaperKind.ABC,
    MeasureKind.CPW: PaperKind.CPW,
    MeasureKind.CPN: PaperKind.CPN,
    MeasureKind.CBO: PaperKind.CBO_REQUEST,
}
# To whom it goes decides what may stand in it: the prosecution must know who suffers.
NOT_TO_RESPONDENT = frozenset({PaperKind.CBO_REQUEST})
NO_MORE = (MeasureState.DROPPED, MeasureState.QUASHED)


def kinds_of(measure: Measure) -> list[PaperKind]:
    """Return the papers that can be made of a measure as it stands, a penalty's aside."""
    first = FIRST.get(MeasureKind(measure.kind))
    if first is None or not measure.ours or measure.state in NO_MORE:
        return []
    if first == PaperKind.CBO_REQUEST:
        return [first] if hasattr(measure, "order_request") else []
    varied = change.decided(measure, ChangeKind.VARY)
    more = [PaperKind.VARIATION] if varied and measure.state == MeasureState.ISSUED else []
    if measure.state == MeasureState.DISCHARGED:
        return [PaperKind.DISCHARGE]
    return [first, *more]


def words_of(kind: PaperKind, making: Making, *, large: bool = False) -> dict[str, Any]:
    """Return the words of a paper as JSON, of which its PDF and its page are made alike."""
    return {**WORDS[kind](making), "kind": str(kind), "large": large}
