"""A shipped instrument is read whole or refused with what is wrong."""

import pytest

from risk.choices import VersionStatus
from risk.instruments import FOLDER, read_instrument

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
        ('scoring = "sum"', 'scoring = "count"', "at most 8 points and not 28"),
    ],
)
def test_an_instrument_that_could_give_no_level_or_a_wrong_one_is_refused(
    before: str, after: str, fault: str
) -> None:
    assert before in TEXT

    with pytest.raises(ValueError, match=fault):
        read_instrument(TEXT.replace(before, after, 1))
