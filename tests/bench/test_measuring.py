"""The benchmarks measure what they say, at a size that a test can bear; how long it takes is nobody's concern here."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.test import override_settings

from asbcases.audit.models import Access
from asbcases.cases.models import Incident
from asbcases.casework.imports.police_uk import street_file
from tests.bench import diary, importing, law, orders, pages, papers, partners, policies, radar, street_files
from tests.make import NOW
from tests.proof.radar_shapes import Year
from tests.proof.radar_year import Crowd

pytestmark = pytest.mark.django_db(transaction=True)
SCALE = 0.01
ONE_FILE = 1 / 27


@pytest.fixture
def generated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have no published files beside the checkout, and short ones made."""
    monkeypatch.setattr(street_files, "PUBLISHED", tmp_path / "nowhere")
    monkeypatch.setattr(street_files, "ROWS", 400)
    return tmp_path


def test_rules_of_law_are_set_against_json_alone() -> None:
    section = law.measure(SCALE / 10)

    assert [line.what for line in section.lines] == ["JSON alone, the floor", "evaluate_rules"]
    assert section.lines[0].cells[-1] == "1.0"
    assert all(len(line.cells) == len(section.head) for line in section.lines)


def test_papers_are_set_against_one_that_says_nothing() -> None:
    section = papers.measure(SCALE)

    assert [line.what for line in section.lines] == [
        "a paper that says nothing, the floor",
        "community protection notice",
    ]
    assert all(len(line.cells) == len(section.head) for line in section.lines)


def test_copy_leaves_the_rows_of_the_import_and_the_command_loads_them_last(generated: Path) -> None:
    section = importing.measure(generated, ONE_FILE)

    assert [line.what for line in section.lines] == [
        "COPY, the floor",
        "import, parsing apart",
        "parsing alone",
        "the whole command",
    ]
    assert "generated files" in section.words
    with transaction.atomic():
        assert 40 < Incident.objects.count() < 120


def test_a_copy_that_differs_is_no_floor(generated: Path) -> None:
    parsed = importing.parse(street_files.street_files(generated, ONE_FILE)[0])
    importing.load(parsed)
    same = {table: importing.rows_of(table) for table in (importing.INCIDENTS, importing.EVENTS)}

    importing.must_copy_the_same(parsed, same)
    one_more = [*same[importing.INCIDENTS], same[importing.INCIDENTS][-1]]
    with pytest.raises(LookupError):
        importing.must_copy_the_same(parsed, same | {importing.INCIDENTS: one_more})


def test_a_generated_file_is_a_street_file_of_which_some_rows_are_asb(generated: Path) -> None:
    [file], published = street_files.street_files(generated, ONE_FILE)

    with street_file(file, today=NOW.date()) as read:
        kept = len(list(read))
    assert not published
    assert (read.rows, read.rejects, kept + read.not_asb) == (400, [], 400)


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_pages_are_measured_with_their_own_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in {"ROUNDS": 1, "BOARDS": 1, "CASES": 1}.items():
        monkeypatch.setattr(pages, name, few)

    small, middle, large, growth = pages.measure(SCALE)

    names = [line.what for line in small.lines]
    assert names == [line.what for line in middle.lines] == [line.what for line in large.lines]
    assert [line.what for line in growth.lines] == names
    assert all(len(line.cells) == len(growth.head) for line in growth.lines)
    for line in large.lines:
        assert int(line.cells[6]) >= 5, f"{line.what} asks more than that"
    # In each county it is opened for its statements, its time and its size, and its statements are sent once more.
    with transaction.atomic():
        looked = Access.objects.filter(about="deadlines", user__username="sergeant").count()
    assert looked == 3 * 4


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_a_long_diary_is_swept_planned_anew_and_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BOARDS", 1)
    for module in (pages, diary):
        monkeypatch.setattr(module, "ROUNDS", 1)

    swept, planned, boards = diary.measure(0.0005)

    assert [line.what for line in swept.lines] == ["UPDATE, the floor", "sweep of 11 deadlines, 22 steps"]
    assert "110 of 110 open deadlines in working days move" in planned.words
    assert len(boards.lines) == 2


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_orders_are_measured_on_the_board_and_at_the_kerb(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in {"ROUNDS": 1, "BOARDS": 1, "CASES": 2}.items():
        monkeypatch.setattr(pages, name, few)
    monkeypatch.setattr(orders, "CHECKS", 3)
    pages.build(30, seed=5)

    small, measured, growth, at_the_kerb = orders.measure(SCALE)

    assert [line.what for line in measured.lines][-2:] == ["May I?", "kerbside check"]
    assert ("with 20 of them live" in small.title, "with 200 of them live" in measured.title) == (True, True)
    assert len(growth.lines) == len(measured.lines)
    assert all(len(line.cells) == len(at_the_kerb.head) for line in at_the_kerb.lines)


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_sharing_is_measured_as_it_grows_and_row_security_against_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, few in {"ROUNDS": 1, "BOARDS": 1, "CASES": 2}.items():
        monkeypatch.setattr(pages, name, few)
    for name in ("ROUNDS", "EACH"):
        monkeypatch.setattr(policies, name, 1)

    small, large, growth, lists, found = partners.measure(SCALE)

    assert ("with 1 shares" in small.title, "with 1,000 shares" in large.title) == (True, True)
    assert [line.what for line in growth.lines] == ["cases shared with us", "a shared case"]
    assert [line.what for line in lists.lines] == [what for what, *_ in policies.LISTS]
    assert [line.what for line in found.lines] == list(policies.SEARCHES)
    for section in (small, large, growth, lists, found):
        assert all(len(line.cells) == len(section.head) for line in section.lines)


def test_the_radar_is_set_against_the_recording_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    around = sorted(Crowd(Random(7)).reports(400), key=lambda each: each.at)
    few = tuple(replace(each, id=number) for number, each in enumerate(around, 1))
    monkeypatch.setattr(radar, "year", lambda many: Year(few, (), (), 0, len(few)))
    monkeypatch.setattr(radar, "EACH", 2)
    monkeypatch.setattr(radar, "ROUNDS", 1)

    section = radar.measure(SCALE)

    assert [line.what for line in section.lines] == list(radar.by_kind(few))
    assert all(len(line.cells) == len(section.head) for line in section.lines)
    # Somebody new is one look: who is known, which reports bear the same marks, and whether hate is part of it.
    assert [
        int(line.cells[-2]) <= most for line, most in zip(section.lines, (3, 38, 38, 38), strict=True)
    ] == [True] * 4
