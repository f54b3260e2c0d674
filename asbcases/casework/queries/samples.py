"""Reads of dip samples: what there is to draw from, what was drawn, and how the findings went from sample to sample."""

from collections import Counter
from typing import NamedTuple

from django.db.models import QuerySet

from asbcases.accounts.models import District, User
from asbcases.accounts.queries import district_of, districts_of, works_for_county
from asbcases.cases.case_choices import SampleVerdict
from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, DipSample, Rubric, SampledCase
from asbcases.errors import Refused

CODE = "asb-case"
# As many samples as the page of the trend shows.
SHOWN = 12


def rubric_in_use() -> Rubric:
    """Return the newest version of the points; Refused where none is loaded."""
    rubric = Rubric.objects.filter(code=CODE).order_by("-pk").first()
    if rubric is None:
        raise Refused("No points are loaded to review by: ask an administrator to load the shipped policies.")
    return rubric


def live(cases: QuerySet[Case], district: District | None) -> QuerySet[Case]:
    """Return the cases that are worked on, of a district or of all, by reference."""
    found = cases.exclude(stage=Stage.CLOSED).filter(recorded_in_error_at__isnull=True)
    return (found.filter(district=district) if district else found).order_by("reference")


def district_for(user: User) -> District | None:
    """Return the district that a supervisor draws from; None for whoever works for the county."""
    district = None if works_for_county(user) else district_of(user)
    return District.objects.get(pk=district) if district else None


def samples_for(user: User) -> QuerySet[DipSample]:
    """Return the samples of the districts that a supervisor watches over, the newest first."""
    samples = DipSample.objects.select_related("rubric", "district", "recorded_by")
    if not works_for_county(user):
        samples = samples.filter(district__in=districts_of(user))
    return samples.order_by("-number")


def drawn_in(sample: DipSample, cases: QuerySet[Case]) -> QuerySet[SampledCase]:
    """Return the cases of a sample that one may see, in the order in which they were drawn."""
    drawn = SampledCase.objects.filter(sample=sample, case__in=cases)
    return drawn.select_related("case__lead", "reviewed_by", "sample__rubric").order_by("place")


class Finding(NamedTuple):
    """What was found about one point in one sample: the verdicts counted."""

    question: str
    counts: Counter[str]

    @property
    def asked(self) -> int:
        """Return in how many cases the point applied."""
        return sum(self.counts[verdict] for verdict in ("yes", "partly", "no"))

    @property
    def met(self) -> int:
        """Return in how many it was met."""
        return self.counts[SampleVerdict.YES.value]


def findings_of(sample: DipSample) -> list[Finding]:
    """Return what was found about each point in the cases that were reviewed."""
    reviewed = SampledCase.objects.filter(sample=sample, reviewed_at__isnull=False)
    verdicts = list(reviewed.values_list("verdicts", flat=True))
    return [
        Finding(point["question"], Counter(said.get(point["code"], "") for said in verdicts))
        for point in sample.rubric.content["points"]
    ]


class Trend(NamedTuple):
    """One sample of the trend: how many of its cases were reviewed, and of the points that applied how many were met."""

    sample: DipSample
    reviewed: int
    asked: int
    met: int

    @property
    def share(self) -> int | None:
        """Return the share of points met in per cent, rounded half up; None where nothing was asked."""
        return (200 * self.met + self.asked) // (2 * self.asked) if self.asked else None


def trend_of(samples: list[DipSample]) -> list[Trend]:
    """Return how the samples went, in the order given, in one query."""
    rows = SampledCase.objects.filter(sample__in=samples, reviewed_at__isnull=False)
    found: dict[int, list[dict[str, str]]] = {}
    for sample, verdicts in rows.values_list("sample_id", "verdicts"):
        found.setdefault(sample, []).append(verdicts)
    return [_trend(sample, found.get(sample.pk, [])) for sample in samples]


def _trend(sample: DipSample, verdicts: list[dict[str, str]]) -> Trend:
    said = Counter(verdict for one in verdicts for verdict in one.values())
    asked = said["yes"] + said["partly"] + said["no"]
    return Trend(sample, len(verdicts), asked, said["yes"])
