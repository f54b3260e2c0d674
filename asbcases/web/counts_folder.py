"""Where several programs that answer requests count together, so that any of them can tell the sum."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The name is that of the library: it looks there once, when it is read.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def count_together() -> None:
    """Have every process that is forked from this one count in one folder; a new one is removed when this one ends."""
    if stated := os.environ.get(FOLDER):
        Path(stated).mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="asbcases-metrics-")
    atexit.register(_remove, os.environ[FOLDER], os.getpid())


def _remove(folder: str, made_by: int) -> None:
    if os.getpid() == made_by:
        shutil.rmtree(folder, ignore_errors=True)
