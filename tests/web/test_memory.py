"""Looking for rubbish is no part of a page: what the programs are made of is left out, and the look comes seldom."""

import subprocess
import sys

PROGRAM = """
import gc
before = gc.get_threshold()[0]
from asbcases.wsgi import application
kept = gc.get_freeze_count()
found = len(gc.get_objects())
print(before < gc.get_threshold()[0], kept > 100_000, found < kept / 10, callable(application))
"""


def test_a_web_server_leaves_the_programs_out_of_every_look_for_rubbish() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "True True True True"
