"""Which stored paper is served: those that may be, the one that is meant where nobody says it, and what a service shows."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from asbcases.enforcement.choices import MeasureKind, MeasureState, PaperKind
from asbcases.enforcement.models import Measure, MeasureService, Paper
from asbcases.enforcement.papers.kinds import FIRST
from asbcases.law.periods import whole_minute


def papers_to_serve(measure: Measure) -> QuerySet[Paper]:
    """Return the stored papers of a measure that may be served now, without their bytes, the newest first.

    Of one that was discharged only the paper which says so: what bound before is given to nobody any more.
    """
    found = Paper.objects.filter(measure=measure).select_related("penalty").defer("pdf")
    if is_discharged(measure):
        found = found.filter(kind=PaperKind.DISCHARGE)
    return found.order_by("-number")


def is_discharged(measure: Measure) -> bool:
    """Return whether a measure was discharged, and that stands."""
    return measure.state == MeasureState.DISCHARGED and measure.recorded_in_error_at is None


def discharge_served(services: Iterable[MeasureService]) -> bool:
    """Return whether the notice of discharge is among what was served."""
    return any(one.paper is not None and one.paper.kind == PaperKind.DISCHARGE for one in services)


def paper_to_serve(measure: Measure, served_at: datetime) -> Paper | None:
    """Return the newest paper of a measure's own kind, or of its discharge, that was made before it was served."""
    kind = PaperKind.DISCHARGE if is_discharged(measure) else FIRST.get(MeasureKind(measure.kind))
    own = papers_to_serve(measure).filter(kind=kind) if kind else ()
    return next((paper for paper in own if made_before(paper, served_at)), None)


def made_before(paper: Paper, served_at: datetime) -> bool:
    """Say whether a paper was there when something was served, whose time is written to the minute."""
    return whole_minute(paper.made_at) <= served_at


def services_of(measure: Measure) -> list[MeasureService]:
    """Return how a measure was served, in the order in which it was recorded, each with its paper but not the bytes."""
    found = measure.services.select_related("recorded_by", "photo", "paper__penalty")
    return list(found.defer("paper__pdf", "paper__data").order_by("pk"))
