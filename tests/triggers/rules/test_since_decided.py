"""What counts otherwise than when the threshold was decided is named, complaint by complaint."""

from datetime import date
from typing import Any

from tests.triggers.rules.banks import procedure
from triggers.rules.complaints import Complaint, Link
from triggers.rules.since_decided import counts_otherwise
from triggers.rules.worksheet import judge

ON = date(2026, 11, 2)


def kept(**counted: bool) -> dict[str, Any]:
    return {"rows": [{"number": int(name[1:]), "counts": counts} for name, counts in counted.items()]}


def test_each_complaint_that_counts_otherwise_is_named_in_its_order_and_no_other() -> None:
    links = {"1": Link.NONE, "2": Link.VICTIM, "4": Link.VICTIM, "5": Link.NONE, "6": Link.VICTIM}
    now = judge(
        procedure(), ON, [Complaint(name, "police", ON, ON, link=link) for name, link in links.items()]
    )

    then = kept(c1=True, c2=True, c3=True, c4=False, c7=False)

    assert counts_otherwise(then, now) == [
        "Complaint 1 counted then, and does not count now.",
        "Complaint 3 counted then, and does not count now.",
        "Complaint 4 counts now, and did not count then.",
        "Complaint 6 counts now, and did not count then.",
    ]
