"""Dip samples: drawing live cases by a seed, and keeping what a reviewer found in each."""

import random
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from asbcases.accounts.models import District, User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import SampleVerdict
from asbcases.cases.models import Case, DipSample, SampledCase
from asbcases.cases.queries import locked
from asbcases.casework.queries.samples import live, rubric_in_use
from asbcases.errors import Refused

MOST = 50


@transaction.atomic
def draw_sample(
    among: QuerySet[Case], *, district: District | None, size: int, seed: int, by: User, now: datetime
) -> DipSample:
    """Draw so many live cases of a district, or of the county, by a seed, and return the sample.

    The same seed on the same cases draws the same ones again: they are sorted by reference first.
    """
    if not 1 <= size <= MOST:
        raise Refused(f"A sample has 1 to {MOST} cases: choose a number in between.")
    frame = list(live(among, district).values_list("pk", flat=True))
    if not frame:
        raise Refused("No case is worked on here at present: there is nothing to draw from.")
    sample = DipSample.objects.create(
        number=_next_number(),
        rubric=rubric_in_use(),
        district=district,
        seed=seed,
        size=min(size, len(frame)),
        frame=len(frame),
        drawn_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    # Who draws chooses the seed: it need not be unpredictable, it must draw the same again.
    drawn = random.Random(seed).sample(frame, sample.size)  # noqa: S311
    SampledCase.objects.bulk_create(
        SampledCase(sample=sample, case_id=case, place=place) for place, case in enumerate(drawn, start=1)
    )
    told: dict[str, object] = {"number": sample.number, "sample": sample.pk, "seed": seed}
    record(Verb.SAMPLE_DRAWN, by=by, now=now, data=told)
    return sample


@transaction.atomic
def review_sampled(
    sampled: SampledCase, *, verdicts: Mapping[str, str], note: str = "", by: User, now: datetime
) -> SampledCase:
    """Keep what a reviewer found about each point of a sampled case, once, and return it."""
    sampled = locked(sampled)
    if sampled.reviewed_at:
        raise Refused("This case was reviewed for the sample already: load the page again.")
    if sampled.case.lead_id == by.pk:
        raise Refused("You lead this case: somebody else reviews it for the sample.")
    points = {point["code"] for point in sampled.sample.rubric.content["points"]}
    if set(verdicts) != points or not set(verdicts.values()) <= set(SampleVerdict.values):
        raise Refused("Answer each point of the list: yes, partly, no, or does not apply.")
    sampled.verdicts, sampled.note = dict(verdicts), note.strip()
    sampled.reviewed_at, sampled.reviewed_by = now, by
    sampled.version += 1
    sampled.save(update_fields=["verdicts", "note", "reviewed_at", "reviewed_by", "version"])
    told: dict[str, object] = {"number": sampled.sample.number, "sampled": sampled.pk}
    record(Verb.SAMPLED_CASE_REVIEWED, by=by, now=now, case=sampled.case, data=told)
    return sampled


def _next_number() -> int:
    """Return the number that the next sample gets; who else draws now waits for its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('dip sample', 0))")
    highest = DipSample.objects.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
