"""All of the shared street files of Essex, against counts made by other means than the product's."""

import csv
import gzip
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count

from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Incident
from asbcases.deadlines.models import Deadline
from asbcases.law.periods import LONDON
from asbcases.notify.models import Message

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

COUNCILS = {
    "Basildon", "Braintree", "Brentwood", "Castle Point", "Chelmsford", "Colchester", "Epping Forest", "Harlow",
    "Maldon", "Rochford", "Southend-on-Sea", "Tendring", "Thurrock", "Uttlesford",
}  # fmt: skip


def published(path: Path) -> list[list[str]]:
    """Return the rows of a file by position; these files hold no comma or line end inside a field."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        return list(csv.reader(text))[1:]


def run(files: list[Path]) -> dict[str, Any]:
    out = StringIO()
    call_command("import_incidents", *map(str, files), "--source", "police-uk", "--json", stdout=out)
    result: dict[str, Any] = json.loads(out.getvalue())
    return result


@pytest.mark.uncounted
def test_every_row_of_every_file_is_accounted_for(shared: Path) -> None:
    files = sorted((shared / "data" / "police-uk-essex").glob("*.csv.gz"))
    assert len(files) == 27
    rows = {path: published(path) for path in files}
    asb = {path: [one for one in rows[path] if one[9] == "Anti-social behaviour"] for path in files}
    all_asb = [one for path in files for one in asb[path]]

    result = run(files)

    assert [(file["file"], file["rows"], file["not_asb"], file["imported"]) for file in result["files"]] == [
        (str(path), len(rows[path]), len(rows[path]) - len(asb[path]), len(asb[path])) for path in files
    ]
    assert (result["rows"], result["imported"], result["already"], result["rejects"]) == (
        398_898,
        71_045,
        0,
        [],
    )
    assert result["flagged"] == {
        "outside_area": sum(1 for one in all_asb if one[8] and one[8][:-5] not in COUNCILS),
        "no_location": sum(1 for one in all_asb if not one[4]),
    }
    assert AuditEvent.objects.count() == len(files)
    assert (Deadline.objects.count(), Message.objects.count()) == (0, 0)
    assert stored("council__name") == Counter(one[8][:-5] for one in all_asb if one[8][:-5] in COUNCILS)
    assert stored("lsoa_code") == Counter(one[7] for one in all_asb)
    assert stored("place_text") == Counter(one[6] for one in all_asb)
    assert stored("longitude") == Counter(float(one[4]) if one[4] else None for one in all_asb)
    assert months() == Counter(one[1] for one in all_asb)

    # Every third file once more: what is there already is found by the same statement for each.
    twice = files[::3]
    again = run(twice)

    assert (again["imported"], again["already"]) == (0, sum(len(asb[path]) for path in twice))
    assert Incident.objects.count() == 71_045
    assert AuditEvent.objects.count() == len(files)


def stored(field: str) -> Counter[object]:
    """Return how many stored incidents have each value; those without a council are flagged, not counted."""
    found = dict(Incident.objects.values_list(field).annotate(Count("id")))
    if field == "council__name":
        found.pop(None)
    return Counter(found)


def months() -> Counter[str]:
    found = Incident.objects.values_list("happened_from").annotate(Count("id"))
    return Counter({f"{begins.astimezone(LONDON):%Y-%m}": number for begins, number in found})
