"""No module of HTTP takes reports, incidents or cases from the table itself: they come through `partners.access`."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("asbcases", "partners", "risk", "triggers")
HTTP = {"views", "views_public", "api", "forms", "urls", "web"}
ROOTS = {"Case", "Incident", "Report"}


def modules() -> list[Path]:
    """Return the files that answer requests."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [path for path in found if HTTP & set(path.relative_to(ROOT).with_suffix("").parts)]


def taken(text: str) -> Iterator[str]:
    """Yield each place where the rows of a root are taken from its table; `.none()` takes nothing."""
    tree = ast.parse(text)
    harmless = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "none"
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or id(node) in harmless:
            continue
        owner = node.value
        named = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        if named in ROOTS and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield f"line {node.lineno}: {named}.{node.attr}"


def test_no_page_and_no_part_of_the_api_takes_a_root_from_its_table() -> None:
    faults = {str(path.relative_to(ROOT)): list(taken(path.read_text())) for path in modules()}

    assert len(faults) > 40
    assert {path: found for path, found in faults.items() if found} == {}


def test_the_rule_sees_what_it_forbids() -> None:
    assert list(taken("rows = Case.objects.filter(pk=1)")) == ["line 1: Case.objects"]
    assert list(taken("rows = models.Report.objects.all()")) == ["line 1: Report.objects"]
    assert list(taken("rows = Report.objects.none()")) == []
    assert list(taken("rows = CaseParty.objects.all()")) == []
