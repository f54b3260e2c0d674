"""The examples of docs/api.md, run as they stand against a real server: each answers what the page says."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Report
from asbcases.db.actor import acting
from asbcases.settings.dev import DEMO_PASSWORD
from tests.make import make_case, make_user
from tests.tools.report import REPOSITORY

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not shutil.which("curl"), reason="the examples call curl"),
]
PAGE = REPOSITORY / "docs" / "api.md"
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def case() -> Case:
    """Return a case led by the person as whom the page signs in."""
    with acting("system:test"), transaction.atomic():
        cpt: User = make_user("cpt", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester")
        cpt.set_password(DEMO_PASSWORD)
        cpt.save()
        return make_case(by=cpt)


def script(site: str, case: Case) -> str:
    """Return the examples of the page, in their order, about this server and this case."""
    blocks = [block for block in BLOCK.findall(PAGE.read_text()) if not block.startswith("{")]
    words = "\n".join(blocks).replace("http://127.0.0.1:8000", site)
    return words.replace("ASB-2026-000012", case.reference).replace('"12-1"', f'"{case.pk}-{case.version}"')


def test_every_example_is_answered_as_the_page_says(live_server: Any, case: Case, tmp_path: Path) -> None:
    examples = script(live_server.url, case)
    done = subprocess.run(
        ["bash", "-eu"], input=examples, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    statuses = re.findall(r"HTTP/1\.1 (\d+)", done.stdout)
    assert statuses == ["201", "200", "409"], done.stdout
    with acting("system:test"), transaction.atomic():
        told = Report.objects.get(narrative="Bins set alight again")
        assert f"Location: /api/v1/reports/{told.reference}/" in done.stdout
    assert f'ETag: "{case.pk}-{case.version}"' in done.stdout
    assert '"detail":"' in done.stdout
    assert f'"reference":"{case.reference}"' in done.stdout.splitlines()[-1]
