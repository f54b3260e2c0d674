"""Papers about a measure in force: that its terms are other ones now, or that it has ended."""

from datetime import date, datetime
from typing import Any

from asbcases.enforcement.choices import ChangeKind, MeasureKind, PaperKind, Verdict
from asbcases.enforcement.models import Measure, MeasureChange
from asbcases.enforcement.papers.blocks import facts, paragraphs, part, strong
from asbcases.enforcement.papers.common import Making, addressed, asked, contact, paper, service
from asbcases.law.words import day_words


def decided(measure: Measure, kind: ChangeKind) -> MeasureChange | None:
    """Return the newest request of a kind that was granted."""
    granted = measure.changes.filter(kind=kind, verdict=Verdict.GRANTED).select_related("appeal")
    return granted.order_by("-decided_at", "-number").first()


def variation(making: Making) -> dict[str, Any]:
    """Return what the notice of variation says: the terms as they are now, whole."""
    change = decided(making.measure, ChangeKind.VARY)
    what = _named(making.measure)
    parts = [
        part(
            "",
            addressed(making, *_decided(change)),
            strong(f"The terms of {what} have changed. Those below are in force now, and no others."),
            *_since(change),
        ),
        *([part("Why", *paragraphs(change.decision))] if change and change.decision else []),
        part("What you must do now", asked(making.terms), *_until(making.measure)),
        part(
            "What stays as it was",
            *paragraphs(
                f"All else that {what} says still holds, and so does what follows if you do not comply."
            ),
        ),
        contact(making, "If you cannot comply, or disagree with this, write to:"),
        service(making, PaperKind.VARIATION),
    ]
    return paper(making, "Notice of variation", f"The terms of {what} have changed", parts)


def discharge(making: Making) -> dict[str, Any]:
    """Return what the notice of discharge says."""
    change = decided(making.measure, ChangeKind.DISCHARGE)
    measure, what = making.measure, _named(making.measure)
    ended = f" since {day_words(measure.ended_at)}" if measure.ended_at else ""
    why = (change.decision if change else "") or measure.ended_why
    parts = [
        part(
            "",
            addressed(making, *_decided(change)),
            strong(f"You need not comply with {what} any more: it has no effect{ended}."),
        ),
        *([part("Why", *paragraphs(why))] if why else []),
        part("What stays", *paragraphs("What happened while it was in force is not undone by this.")),
        contact(making, "If you have a question, write to:"),
        service(making, PaperKind.DISCHARGE),
    ]
    return paper(making, "Notice of discharge", f"{what} has ended", parts)


def _named(measure: Measure) -> str:
    return f"{MeasureKind(measure.kind).label.lower()} {measure.reference}"


def _decided(change: MeasureChange | None) -> list[tuple[str, object]]:
    day = decided_on(change) if change else None
    return [("Decided on", day_words(day))] if day else []


def decided_on(change: MeasureChange) -> date | datetime | None:
    """Return when a change was decided: by a court, on the day of its decision; by us, when it was granted."""
    return change.appeal.decided_on if change.appeal else change.decided_at


def _since(change: MeasureChange | None) -> list[dict[str, Any]]:
    """A court's terms hold from the day of its decision, on which the person may have heard them."""
    if change is None or change.appeal is None or change.appeal.decided_on is None:
        return []
    return paragraphs(
        f"{change.appeal.court} changed them on {day_words(change.appeal.decided_on)}, and they hold from that day."
    )


def _until(measure: Measure) -> list[dict[str, Any]]:
    return [facts(("In force until the end of", day_words(measure.ends_on)))] if measure.ends_on else []
