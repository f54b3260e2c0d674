"""Whatever stands in a record, no file that is given out holds a formula."""

import csv
import inspect
import io
import re

import pytest
from django.utils import timezone

from asbcases.accounts.models import Agency, District, User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.local.places import REPOSITORY
from asbcases.web.csv_answer import cell
from tests.access.asking import ask, routes, undone
from tests.access.population import County
from tests.access.table import ROWS

pytestmark = pytest.mark.django_db
STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def tables() -> dict[str, str]:
    """Return each route that gives out a table, with who of the cast is given it."""
    makers = {route.name for route in routes() if "csv_answer" in names_in(route.callback)}
    asked = [row for row in ROWS if row.method == "GET" and row.route in makers]
    found = {row.route: next(who for who, said in row.answers.items() if said == "200") for row in asked}
    assert set(found) == makers
    return found


def names_in(view: object) -> tuple[str, ...]:
    code = getattr(inspect.unwrap(view), "__code__", None)  # type: ignore[arg-type]
    return code.co_names if code else ()


def is_formula(text: str) -> bool:
    return text.strip(" ").startswith(tuple(STARTS)) and not NUMBER.fullmatch(text)


def test_no_cell_of_any_export_begins_as_a_formula_does(county: County) -> None:
    seen, given = set(), tables()
    for start in STARTS[::5]:
        with undone():
            words = f"{start}HYPERLINK(1)"
            User.objects.update(name=words)
            Agency.objects.filter(pk=county.people["dev"].agency_id).update(name=words)
            District.objects.filter(code="colchester").update(name=words)
            record_access(Look.LIST, by=county.people["otto"], now=timezone.now(), about=words)
            for route, who in given.items():
                text = ask(county, route, "GET", who).content.decode("utf-8-sig")
                cells = [one for line in csv.reader(io.StringIO(text, newline="")) for one in line]
                assert not [one for one in cells if is_formula(one)], route
                seen |= {route} if f"'{words}" in cells else set()

    assert seen >= {"deadlines_csv", "look_export"}


@pytest.mark.parametrize("start", STARTS, ids=ascii)
def test_a_cell_that_begins_so_is_marked_as_text(start: str) -> None:
    assert cell(f" {start}HYPERLINK(1)") == f"' {start}HYPERLINK(1)"


def test_tables_are_written_in_one_place() -> None:
    """What writes a table by itself would not ask whether a cell is a formula."""
    packages = ("asbcases", "risk", "partners", "triggers")
    texts = {path: path.read_text() for name in packages for path in (REPOSITORY / name).rglob("*.py")}

    assert [path.name for path, text in texts.items() if "csv.writer" in text] == ["csv_answer.py"]
