"""Papers as files: read back, they say what they were made from, to the eye and to a reader for the blind."""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from asbcases.accounts.models import User
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.papers.compiler import texts_of
from tests.enforcement.make_papers import every_kind
from tests.enforcement.reading import Read, squeezed

# PICTURES=1 keeps the files, to be looked at.
PICTURES = Path(os.environ.get("ASBCASES_VAR", "var")) / "papers" if os.environ.get("PICTURES") else None


@pytest.mark.parametrize("large", [False, True])
def test_every_kind(amira: User, large: bool) -> None:
    for kind, paper in every_kind(by=amira, large=large).items():
        if PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            (PICTURES / f"{kind}{'-large' if large else ''}.pdf").write_bytes(paper.pdf)
