"""A shipped instrument is read whole or refused with what is wrong."""

import json
from datetime import date
from typing import Any

import pytest

from risk.choices import Level, Scoring, VersionStatus
from risk.instruments import FOLDER, Stated, content_of, faults_in, most_points, read_instrument, sheet_from
from risk.rules import Band, Option, Question, Sheet
from tests.risk import counted

TEXT = (FOLDER / "instrument_b_1.toml").read_text(encoding="utf-8")


def test_the_shipped_instrument_is_a_demonstration_of_eight_questions() -> None:
    shipped = read_instrument(TEXT)

    assert shipped.status is VersionStatus.DEMONSTRATION
    assert shipped.max_score == 28
    assert [question.code for question in shipped.sheet.questions] == [
        "frequency",
        "duration",
        "impact",
        "vulnerability",
        "violence",
        "safe",
        "hate",
        "asb_type",
    ]
    assert shipped.sheet.require_all


A = (FOLDER / "instrument_a_1.toml").read_text(encoding="utf-8")


def test_the_second_is_a_demonstration_of_fourteen_questions_and_three_that_do_not_score() -> None:
    sheet = read_instrument(A).sheet

    assert [question.code for question in sheet.questions if not question.scored] == [
        "violence",
        "subject_offender",
        "prior_incidents",
    ]
    assert len(sheet.questions) == 17
    assert next(question for question in sheet.questions if question.code == "hate").sensitive
    assert "Make sure first" in sheet.questions[3].help_by_phone


@pytest.mark.parametrize("text", [TEXT, A], ids=["b", "a"])
def test_a_draft_keeps_all_that_a_file_states(text: str) -> None:
    sheet = read_instrument(text).sheet

    assert sheet_from(json.loads(json.dumps(content_of(sheet)))) == sheet


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("score = 5 }", "score = 6 }", "at most 29 points and not 28"),
        ("max_score = 14", "max_score = 13", "do not cover every score"),
        ("min_score = 7", "min_score = 6", "do not cover every score"),
        ('condition = { violence = ["yes"] }', 'condition = { violence = ["perhaps"] }', "nobody can give"),
        ('condition = { hate = ["yes"] }', 'condition = { spite = ["yes"] }', "nobody can give"),
        ('code = "duration"', 'code = "frequency"', "two questions have one code"),
        ('level = "standard"', 'level = "low"', "'low' is not a valid Level"),
        ('scoring = "sum"', 'scoring = "count"', "at most 8 ticks and not 28"),
        ('code = "duration"', 'code = "Duration!"', "not all small letters"),
        ('code = "weighted-factors"', 'code = "weighted factors"', "not small letters"),
        ('title = "Eight weighted factors"', 'title = " "', "the title is missing"),
        ('label = "Now and then"', 'label = ""', "words are missing in the question frequency"),
        ('    { code = "no", label = "No", score = 0 },\n', "", "fewer than two answers"),
        ('code = "yes", label = "Yes", score = 4', 'code = "no", label = "Yes", score = 4', "have one code"),
        ('condition = { hate = ["yes"] }', "condition = { hate = [] }", "names no answer"),
        ('condition = { hate = ["yes"] }', "condition = {}", "names no answer"),
        ('condition = { hate = ["yes"] }', 'condition = { hate = ["yes"] }\nat_least = 2', "for 2 of 1"),
        ('condition = { hate = ["yes"] }', 'condition = { hate = ["yes"] }\nat_least = 0', "for 0 of 1"),
        ('reason = "It may be done out of hatred"', 'reason = ""', "gives no reason"),
    ],
)
def test_an_instrument_that_could_give_no_level_or_a_wrong_one_is_refused(
    before: str, after: str, fault: str
) -> None:
    assert before in TEXT

    with pytest.raises(ValueError, match=fault):
        read_instrument(TEXT.replace(before, after, 1))


def stated(*questions: Question, bands: tuple[Band, ...], **more: Any) -> Stated:
    sheet = Sheet(questions, bands, **more)
    return Stated("f", "F", "S", "1", date(2026, 11, 23), most_points(sheet), sheet)


def scoring(code: str, *scores: int) -> Question:
    return Question(code, code, tuple(Option(str(score), str(score), score) for score in scores))


def words_of(stated: Stated) -> list[str]:
    return [f"{fault.part}: {fault.words}" for fault in faults_in(stated)]


def test_a_band_to_which_no_answers_come_is_a_fault() -> None:
    bands = (Band(Level.STANDARD, 0, 0), Band(Level.MEDIUM, 1, 1), Band(Level.HIGH, 2, 4))
    form = stated(scoring("a", 0, 2), scoring("b", 0, 2), bands=bands)

    assert words_of(form) == ["bands: no answers come to the points of medium risk"]


def test_where_not_all_must_be_answered_a_question_may_add_nothing() -> None:
    bands = (Band(Level.STANDARD, 0, 0), Band(Level.HIGH, 1, 2))
    form = stated(scoring("a", 1, 2), bands=bands)

    assert words_of(form) == ["bands: no answers come to the points of standard risk"]
    assert words_of(stated(scoring("a", 1, 2), bands=bands, require_all=False)) == []


def test_the_bands_of_a_count_are_numbers_of_ticks_and_rise_with_them() -> None:
    bands = (Band(Level.HIGH, 0, 1), Band(Level.MEDIUM, 2, 2))
    questions = [scoring(code, 0, 5) for code in "ab"]

    assert words_of(stated(*questions, bands=bands, scoring=Scoring.COUNT)) == [
        "bands: the levels of the bands do not rise with the score"
    ]
    assert words_of(stated(*questions, bands=bands[1:], scoring=Scoring.COUNT)) == [
        "bands: the bands do not cover every score from 0 to 2 ticks once"
    ]


def test_a_form_without_anything_says_what_it_lacks() -> None:
    assert words_of(stated(bands=())) == [
        "questions: there is no question",
        "bands: the bands do not cover every score from 0 to 0 points once",
    ]
    assert "question-a: “a” has fewer than two answers" in words_of(stated(scoring("a"), bands=()))


def test_a_band_may_leave_out_where_it_ends() -> None:
    rows = [{"level": "standard", "min_score": 0}, {"level": "high", "min_score": 3}]
    content = content_of(Sheet((scoring("a", 0, 5),), ())) | {"bands": rows}

    assert sheet_from(content).bands == (Band(Level.STANDARD, 0, 2), Band(Level.HIGH, 3, 5))


def test_the_checklist_by_count_has_no_fault() -> None:
    assert words_of(Stated("c", "C", "S", "1", date(2026, 11, 23), 23, counted.SHEET)) == []
