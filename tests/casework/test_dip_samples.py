"""Dip samples: drawn by a seed from the live cases that one may see, reviewed point by point, with their trend."""

import pytest

from asbcases.accounts.models import District, User
from asbcases.audit.models import AuditEvent
from asbcases.cases.loading import load_rubrics
from asbcases.cases.models import Case, DipSample, Rubric, SampledCase
from asbcases.casework.queries.samples import findings_of, rubric_in_use, samples_for, trend_of
from asbcases.casework.transitions import draw_sample, review_sampled
from asbcases.errors import Refused
from tests.casework.casefile import DAY, shut
from tests.make import NOW, district, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(amira: User) -> list[Case]:
    return [make_case(by=amira, now=NOW - DAY) for _ in range(6)]


def drawn(by: User, *, size: int = 3, seed: int = 7, of: District | None = None) -> DipSample:
    return draw_sample(Case.objects.all(), district=of, size=size, seed=seed, by=by, now=NOW)


def references(sample: DipSample) -> list[str]:
    return list(sample.drawn.order_by("place").values_list("case__reference", flat=True))


def verdicts(value: str = "yes", **other: str) -> dict[str, str]:
    points = rubric_in_use().content["points"]
    return {point["code"]: other.get(point["code"], value) for point in points}


def test_the_same_seed_draws_the_same_live_cases_again(cases: list[Case], ben: User, cara: User) -> None:
    shut(cases[0])
    make_case(by=cara, district_code="basildon", now=NOW - DAY)

    first, again, other = (drawn(ben, seed=seed, of=district()) for seed in (7, 7, 8))

    assert references(first) == references(again)
    assert references(first) != references(other)
    assert cases[0].reference not in references(drawn(ben, size=50, of=district()))
    assert (first.frame, first.size, first.number + 1) == (5, 3, again.number)
    assert drawn(ben, size=50).frame == 6, "the county has one more"
    assert AuditEvent.objects.filter(verb="sample.drawn").count() == 5


def test_nothing_to_draw_from_and_impossible_sizes_are_refused(ben: User) -> None:
    with pytest.raises(Refused, match="nothing to draw from"):
        drawn(ben)
    for size in (0, 51):
        with pytest.raises(Refused, match="1 to 50"):
            drawn(ben, size=size)


def test_a_case_is_reviewed_once_on_every_point_by_somebody_else_than_its_lead(
    cases: list[Case], amira: User, ben: User
) -> None:
    sample = drawn(ben, of=district())
    one, other = list(sample.drawn.order_by("place"))[:2]

    kept = review_sampled(one, verdicts=verdicts(contact="no"), note=" Ring her. ", by=ben, now=NOW)

    assert (kept.reviewed_by, kept.note, kept.version) == (ben, "Ring her.", 2)
    with pytest.raises(Refused, match="reviewed for the sample already"):
        review_sampled(one, verdicts=verdicts(), by=ben, now=NOW)
    with pytest.raises(Refused, match="You lead this case"):
        review_sampled(other, verdicts=verdicts(), by=amira, now=NOW)
    for wrong in ({"risk": "yes"}, verdicts(risk="perhaps")):
        with pytest.raises(Refused, match="Answer each point"):
            review_sampled(other, verdicts=wrong, by=ben, now=NOW)
    assert AuditEvent.objects.get(verb="sample.case_reviewed").case == one.case


def test_findings_and_trend_count_what_applied(cases: list[Case], ben: User) -> None:
    sample, later = drawn(ben, of=district()), drawn(ben, of=district())
    for sampled, given in zip(
        sample.drawn.order_by("place"), (verdicts(risk="no"), verdicts(risk="does_not_apply")), strict=False
    ):
        review_sampled(sampled, verdicts=given, by=ben, now=NOW)

    first = findings_of(sample)[0]
    assert (first.asked, first.met) == (1, 0)
    points = len(sample.rubric.content["points"])
    newest, oldest = trend_of(list(samples_for(ben)))
    assert (newest.sample, newest.reviewed, newest.share) == (later, 0, None)
    assert (oldest.reviewed, oldest.asked, oldest.met) == (2, 2 * points - 1, 2 * points - 2)
    assert oldest.share == round(100 * (2 * points - 2) / (2 * points - 1))


def test_a_supervisor_sees_the_samples_of_their_district(cases: list[Case], ben: User) -> None:
    drawn(ben)
    of_district = drawn(ben, of=district())

    assert list(samples_for(ben)) == [of_district]


def test_without_points_no_sample_is_drawn_and_loading_twice_adds_none(
    cases: list[Case], ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Rubric.objects.count()
    load_rubrics()
    assert Rubric.objects.count() == loaded > 0

    monkeypatch.setattr("asbcases.casework.queries.samples.CODE", "unknown")
    with pytest.raises(Refused, match="No points are loaded"):
        drawn(ben)
    assert not SampledCase.objects.exists()
