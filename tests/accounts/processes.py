"""The same installation in a process that has just started."""

import os
import subprocess
import sys

from django.db import connection

START = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.test import Client
client = Client(headers={"host": "testserver"})
"""


def in_a_new_process(script: str, *arguments: str, **environment: str) -> str:
    """Return what a script prints that uses `client` and finds its arguments in sys.argv[2:]."""
    done = subprocess.run(
        [sys.executable, "-c", START + script, str(connection.settings_dict["NAME"]), *arguments],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "asbcases.settings.test", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
