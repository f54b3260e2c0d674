"""Settings of the benchmarks: those of the tests, with one page more that does nothing."""

from asbcases.settings.test import *  # noqa: F403
from asbcases.settings.test import BASE_DIR

ROOT_URLCONF = "tests.bench.urls"
# A folder that is there: the collected files, which are not, would only cause a warning.
STATIC_ROOT = BASE_DIR / "static"
