"""A new version follows the newest, governs nothing that was received already, and is signed off by somebody named."""

from datetime import date, timedelta

import pytest

from triggers.rules.new_versions import objection_to_signing, objection_to_version
from triggers.rules.shapes import Procedure

DAY = timedelta(days=1)
STARTS = date(2027, 1, 1)


def version(starts: date = STARTS, source: str = "The council's page") -> Procedure:
    return Procedure("northmere", starts, source=source)


def test_a_version_after_the_newest_and_after_every_receipt_may_stand() -> None:
    assert objection_to_version(version(), [], None) == ""
    assert objection_to_version(version(), [STARTS - DAY, STARTS - 9 * DAY], STARTS - DAY) == ""


@pytest.mark.parametrize(
    ("new", "starts", "received", "told"),
    [
        (version(source=" "), [], None, "where the procedure is written"),
        (version(), [STARTS - DAY, STARTS], None, "begins on 1 January 2027 already"),
        (version(), [STARTS + DAY], None, "begins on 2 January 2027 already"),
        (version(), [], STARTS, "received on 1 January 2027, and keeps the version of that day"),
    ],
)
def test_what_may_not_stand_is_told_with_what_to_do(
    new: Procedure, starts: list[date], received: date | None, told: str
) -> None:
    assert told in objection_to_version(new, starts, received)


def test_a_sign_off_has_a_name_and_a_day_that_has_come() -> None:
    assert objection_to_signing("Ruth Blake", STARTS, STARTS) == ""
    assert "Name who signed" in objection_to_signing(" ", STARTS, STARTS)
    assert "in the future" in objection_to_signing("Ruth Blake", STARTS + DAY, STARTS)
