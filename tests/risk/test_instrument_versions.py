"""Instruments are rows: one version is in use on a day, and a retired one stays readable."""

from datetime import date

import pytest

from asbcases.accounts.models import User
from asbcases.administration.transitions import choices_of, set_policy
from asbcases.policies.models import Confidence, PolicyRow, Unit
from risk.choices import VersionStatus
from risk.instruments import FOLDER, read_instrument
from risk.models import Band, Instrument, InstrumentVersion, Option, Question
from risk.queries import sheet_of, version_in_use
from tests.make import NOW
from tests.risk.answers import MEDIUM, assess, opened_case

TODAY = date(2026, 11, 23)


@pytest.fixture
def shipped(db: None) -> InstrumentVersion:
    return InstrumentVersion.objects.get(instrument__code="weighted-factors", version="1")


def new_version(status: VersionStatus, valid_from: date = TODAY) -> InstrumentVersion:
    version = InstrumentVersion.objects.create(
        instrument=Instrument.objects.get(code="weighted-factors"),
        version="2",
        status=status,
        scoring="sum",
        max_score=1,
        valid_from=valid_from,
    )
    question = Question.objects.create(version=version, number=1, code="safe", text="Are you safe?")
    Option.objects.create(question=question, number=1, code="yes", label="Yes", score=0)
    Option.objects.create(question=question, number=2, code="no", label="No", score=1)
    Band.objects.create(version=version, level="standard", min_score=0, max_score=0)
    Band.objects.create(version=version, level="high", min_score=1, max_score=1)
    return version


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a", "b"])
def test_the_rows_say_what_the_shipped_file_says(name: str) -> None:
    stated = read_instrument((FOLDER / f"instrument_{name}_1.toml").read_text(encoding="utf-8"))
    version = InstrumentVersion.objects.get(instrument__code=stated.code)

    rows = sheet_of(version)

    assert rows.questions == stated.sheet.questions
    assert set(rows.bands) == set(stated.sheet.bands)
    assert rows.floors == stated.sheet.floors
    assert (rows.scoring, rows.require_all) == (stated.sheet.scoring, True)
    assert (version.status, version.approved_at) == (VersionStatus.DEMONSTRATION, None)


def choose(code: str, day: date, by: User) -> None:
    about = {"unit": Unit.CHOICE, "source": "Force order 7", "confidence": Confidence.STATED}
    set_policy("risk.instrument", "", choice=code, in_force_from=day, by=by, now=NOW, **about)


def test_of_two_demonstrations_policy_says_which_one_is_used_from_when(
    shipped: InstrumentVersion, amira: User
) -> None:
    assert version_in_use(TODAY) == shipped

    choose("fourteen-questions", TODAY, amira)

    assert version_in_use(TODAY).instrument.code == "fourteen-questions"
    assert version_in_use(date(2026, 11, 22)) == shipped


def test_an_approved_form_needs_no_policy_and_where_policy_is_silent_no_demonstration_is_used(
    shipped: InstrumentVersion,
) -> None:
    PolicyRow.objects.filter(rule="risk.instrument").update(in_force_to=date(2026, 11, 22))
    assert version_in_use(TODAY) is None

    approved = new_version(VersionStatus.APPROVED)

    assert version_in_use(TODAY) == approved


def test_a_demonstration_that_was_retired_does_not_go_before_one_that_was_not(
    shipped: InstrumentVersion, amira: User
) -> None:
    choose("fourteen-questions", TODAY, amira)
    InstrumentVersion.objects.filter(pk=shipped.pk).update(status="retired", valid_to=date(2027, 1, 1))

    assert version_in_use(TODAY).instrument.code == "fourteen-questions"


def test_every_shipped_demonstration_can_be_chosen(db: None) -> None:
    shipped = InstrumentVersion.objects.filter(status="demonstration").values_list(
        "instrument__code", flat=True
    )

    assert sorted(code for code, _ in choices_of("risk.instrument")) == sorted(shipped)


def test_before_its_first_day_no_version_is_in_use(shipped: InstrumentVersion) -> None:
    assert version_in_use(date(2014, 10, 19)) is None
    assert version_in_use(date(2014, 10, 20)) == shipped


def test_an_approved_version_takes_the_place_of_a_demonstration(shipped: InstrumentVersion) -> None:
    approved = new_version(VersionStatus.APPROVED)

    assert version_in_use(date(2026, 11, 22)) == shipped
    assert version_in_use(TODAY) == approved


def test_a_draft_is_never_used(shipped: InstrumentVersion) -> None:
    new_version(VersionStatus.DRAFT)

    assert version_in_use(TODAY) == shipped


def test_a_retired_version_was_in_use_until_its_last_day(shipped: InstrumentVersion) -> None:
    shipped.status, shipped.valid_to = VersionStatus.RETIRED, TODAY
    shipped.save()

    assert version_in_use(TODAY) == shipped
    assert version_in_use(date(2026, 11, 24)) is None


def test_a_version_retired_without_a_last_day_is_not_used(shipped: InstrumentVersion) -> None:
    InstrumentVersion.objects.update(status=VersionStatus.RETIRED)

    assert version_in_use(TODAY) is None


def test_an_old_assessment_keeps_its_version_and_level(amira: User, shipped: InstrumentVersion) -> None:
    case = opened_case(amira)
    old = assess(case, MEDIUM, by=amira)
    new_version(VersionStatus.APPROVED)

    new = assess(case, {"safe": "no"}, by=amira, now=NOW)

    old.refresh_from_db()
    assert (old.version, old.level) == (shipped, "medium")
    assert (new.version.version, new.level) == ("2", "high")


def test_a_version_is_read_in_as_many_queries_however_long_it_is(
    shipped: InstrumentVersion, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(5):
        sheet_of(version_in_use(TODAY))
