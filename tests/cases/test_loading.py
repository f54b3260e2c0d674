"""The shipped questions are loaded once and never changed."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from asbcases.cases import loading
from asbcases.cases.loading import load_shipped_words, template_on
from asbcases.cases.models import Term, TriageTemplate
from asbcases.errors import Refused

pytestmark = pytest.mark.django_db


def test_what_is_there_is_never_changed() -> None:
    TriageTemplate.objects.create(
        code="THRIVE", version="0", content={}, valid_from=date(2014, 1, 1), source="The force"
    )

    added = load_shipped_words()

    assert (added.templates, added.terms) == ([], [])
    assert set(TriageTemplate.objects.values_list("version", flat=True)) == {"0", "1"}
    assert Term.objects.exists()


def test_a_version_that_is_missing_is_added_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (loading.FOLDER / "thrive-1.toml").read_text()
    (tmp_path / "thrive-2.toml").write_text(shipped.replace('version = "1"', 'version = "2"', 1))
    monkeypatch.setattr(loading, "FOLDER", tmp_path)

    call_command("load_policies", stderr=StringIO())

    added = TriageTemplate.objects.get(version="2")
    assert [letter["letter"] for letter in added.content["letters"]] == list("THRIVE")


def test_the_version_in_use_is_the_one_that_came_last_by_a_day() -> None:
    later = TriageTemplate.objects.create(
        code="THRIVE", version="2", content={}, valid_from=date(2027, 1, 1), source="The force"
    )

    assert template_on(date(2026, 12, 31)).version == "1"
    assert template_on(date(2027, 1, 1)) == later
    with pytest.raises(Refused, match="are in use on 01 January 2010"):
        template_on(date(2010, 1, 1))
