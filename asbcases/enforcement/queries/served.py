"""Which stored paper is served: those that may be, the one that is meant where nobody says it, and what a service shows."""

from datetime import datetime

from django.db.models import QuerySet

from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import Measure, MeasureService, Paper
from asbcases.enforcement.papers.kinds import FIRST
from asbcases.law.periods import whole_minute


def papers_to_serve(measure: Measure) -> QuerySet[Paper]:
    """Return the stored papers of a measure without their bytes, the newest first."""
    found = Paper.objects.filter(measure=measure).select_related("penalty").defer("pdf")
    return found.order_by("-number")


def paper_to_serve(measure: Measure, served_at: datetime) -> Paper | None:
    """Return the newest paper of a measure's own kind that was made before it was served."""
    kind = FIRST.get(MeasureKind(measure.kind))
    own = papers_to_serve(measure).filter(kind=kind) if kind else ()
    return next((paper for paper in own if made_before(paper, served_at)), None)


def made_before(paper: Paper, served_at: datetime) -> bool:
    """Say whether a paper was there when something was served, whose time is written to the minute."""
    return whole_minute(paper.made_at) <= served_at


def services_of(measure: Measure) -> list[MeasureService]:
    """Return how a measure was served, in the order in which it was recorded, each with its paper but not the bytes."""
    found = measure.services.select_related("recorded_by", "photo", "paper__penalty")
    return list(found.defer("paper__pdf", "paper__data").order_by("pk"))
