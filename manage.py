#!/usr/bin/env python3
"""The commands of ASB Cases. Kept so plain that an old Python can read it and say what is missing."""
# ruff: noqa: UP036, S606  the version is asked because an older Python may read this

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OWN_PYTHON = os.path.join(HERE, ".venv", "bin", "python")


def stop(sentence):
    """End with one sentence for the person at the terminal."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def main():
    """Run the command with the libraries of the checkout."""
    if sys.version_info < (3, 11):
        stop(
            f"ASB Cases needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}: "
            "install a newer one and name it, as in `make run PYTHON=python3.11`."
        )
    try:
        import celery  # noqa: F401  only to learn whether the libraries are here
        import django  # noqa: F401
    except ImportError:
        if not os.path.exists(OWN_PYTHON):
            stop(f"The libraries are not installed: run `make install` in {HERE} first.")
        if os.path.realpath(sys.prefix) == os.path.realpath(os.path.join(HERE, ".venv")):
            stop(f"The libraries in .venv are incomplete: run `make clean install` in {HERE}.")
        os.execv(OWN_PYTHON, [OWN_PYTHON, os.path.abspath(__file__), *sys.argv[1:]])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asbcases.settings.dev")
    from asbcases.local.entry import run

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
